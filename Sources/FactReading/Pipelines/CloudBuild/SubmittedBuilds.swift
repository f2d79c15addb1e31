import SourceModel
import Syntax

/// Builds that somebody submits from the tree.
enum SubmittedBuilds {
  private static let searchLimit = 2000
  private static let endings = [".sh", ".yml", ".yaml", "Makefile", ".mk", "package.json", ".ps1"]
  private static let folders: Set<String> = [
    "scripts", "script", "bin", "hack", "tools", "ci", "build", "deploy",
  ]

  /// Whether a file is a script by its name or folder, and may submit builds.
  static func maySubmit(_ path: RelativePath) -> Bool {
    let name = path.name
    return name.hasSuffix(".sh") || name.hasSuffix(".bash") || name.hasSuffix(".mk")
      || name == "Makefile" || name == "justfile"
      || !name.contains(".") && folders.contains(path.folder.name)
  }

  /// The configurations of any name that the options of scripts lead to.
  ///
  /// https://cloud.google.com/sdk/gcloud/reference/builds/submit#--config
  static func named(
    by scripts: [RelativePath], _ context: ReadingContext
  ) -> Set<RelativePath> {
    var named: Set<RelativePath> = []
    for path in scripts.prefix(searchLimit) {
      guard let file = context.read(path), file.contains("builds submit") else { continue }
      for line in file.lines where !LiveFiles.isComment(line) {
        guard let text = configuration(in: line) else { continue }
        var folder = path.folder
        // A variable before the path stands for a folder above; plain paths begin at a folder above too.
        while true {
          if let found = folder.appending(text), context.files.contains(found) {
            named.insert(found)
            break
          }
          guard !folder.text.isEmpty else { break }
          folder = folder.folder
        }
      }
    }
    return named
  }

  /// The path behind `--config`, without the variable that it begins with.
  private static func configuration(in line: Substring) -> String? {
    let words = line.split { " \t=".contains($0) }
    guard let option = words.firstIndex(of: "--config"), option + 1 < words.endIndex else {
      return nil
    }
    var text = words[option + 1].filter { $0 != "\"" && $0 != "'" }
    if text.hasPrefix("$"), let slash = text.firstIndex(of: "/") {
      text = String(text[text.index(after: slash)...])
    }
    let endings = [".yaml", ".yml", ".json"]
    guard !text.contains("$"), endings.contains(where: text.hasSuffix) else { return nil }
    return text
  }

  /// The configurations that a script or pipeline submits.
  static func found(
    among paths: [RelativePath], _ context: ReadingContext
  ) -> Set<RelativePath> {
    guard !paths.isEmpty else { return [] }
    let searched = context.files.filter { path in endings.contains { path.text.hasSuffix($0) } }
      .sorted().prefix(searchLimit)
    let names = NameFinder(paths.map { [$0.name] })
    var found: Set<RelativePath> = []
    for path in searched where found.count < paths.count {
      guard let file = context.read(path), file.contains("builds submit") else { continue }
      let lines = file.lines.filter { !LiveFiles.isComment($0) }
      guard lines.contains(where: { $0.contains("builds submit") }) else { continue }
      let options = ["--config", "--tag", "--pack"]
      let isPlain = !lines.contains { line in options.contains { line.contains($0) } }
      let named = names.found(in: lines.lazy.map { String($0) })
      for (path, isNamed) in zip(paths, named) where file.path != path {
        if isNamed || isPlain && path.text == "cloudbuild.yaml" { found.insert(path) }
      }
    }
    return found
  }
}
