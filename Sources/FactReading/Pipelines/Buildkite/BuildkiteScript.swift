import SourceModel
import Syntax

/// A script that writes a pipeline: the texts behind `<<`, and what `echo` is given.
struct BuildkiteScript {
  private let path: RelativePath
  private let lines: [Substring]

  init(_ file: SourceFile) {
    path = file.path
    lines = file.lines
  }

  /// The pipeline as a file whose lines are those of the script; `nil` where none is written
  /// word by word.
  var pipeline: SourceFile? {
    let texts = self.texts
    let echoes = self.echoes
    let both = zip(texts, echoes).map { $0.isEmpty ? $1 : $0 }
    return [both, texts, echoes].lazy.map(file).first(where: Self.isPipeline)
  }

  private func file(_ lines: [Substring]) -> SourceFile {
    SourceFile(path: path, bytes: Array(lines.joined(separator: "\n").utf8))
  }

  private static func isPipeline(_ file: SourceFile) -> Bool {
    guard file.contains("steps:") || file.contains("- ") else { return false }
    let tree = YAML.parse(file.bytes, manner: .tolerant)
    guard !tree.isRejected, let root = tree.documents.first else { return false }
    let steps = root.isSequence ? root.items : root["steps"]?.items ?? []
    return !steps.isEmpty && steps.allSatisfy { $0.isMapping || $0.text == "wait" }
  }

  /// The lines of the script that stand in texts behind `<<`, empty for all others.
  private var texts: [Substring] {
    var found: [Substring] = []
    var end: String?
    for line in lines {
      if let word = end {
        let isEnd = line.trimmingSpaces == word
        if isEnd { end = nil }
        found.append(isEnd ? "" : line.drop { $0 == "\t" })
      } else {
        end = Self.endWord(line)
        found.append("")
      }
    }
    return found
  }

  /// The word that ends the text which starts behind a line: `cat <<-'YAML'`.
  private static func endWord(_ line: Substring) -> String? {
    guard !line.trimmingSpaces.hasPrefix("#") else { return nil }
    let pieces = line.split(separator: "<<", omittingEmptySubsequences: false)
    guard pieces.count == 2 else { return nil }
    let rest = pieces[1].drop { $0 == "-" || $0 == "~" || $0 == " " || $0 == "\\" }
    let plain = rest.drop { $0 == "'" || $0 == "\"" }
    let word = plain.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    return word.isEmpty ? nil : String(word)
  }

  /// What `echo` writes in each line, empty where it writes none or elsewhere.
  private var echoes: [Substring] {
    lines.map { line in
      let text = line.trimmingSpaces
      guard text.hasPrefix("echo "), !text.contains(">&2"), !text.contains("|") else { return "" }
      let argument = text.dropFirst(5).drop { $0 == " " }
      guard let quote = argument.first, quote == "\"" || quote == "'",
        let end = argument.dropFirst().lastIndex(of: quote), end > argument.startIndex
      else { return "" }
      let content = argument[argument.index(after: argument.startIndex)..<end]
      let looksLike = content.trimmingSpaces
      guard looksLike.hasPrefix("- ") || looksLike.contains(": ") || looksLike.hasSuffix(":")
      else { return "" }
      return quote == "\"" ? Substring(content.replacing("\\\"", with: "\"")) : content
    }
  }
}
