import SourceModel
import Syntax

/// A file of pipelines, parsed, the templates of a `dinghyfile` filled in.
struct SpinnakerDocument: Sendable {
  let path: RelativePath
  let warnings: [Diagnostic]
  /// The pipelines in the file, and what uses a template.
  let pipelines: [Node]
  /// The root of the file.
  let root: Node?
  private let document: PipelineDocument

  /// - Parameter isDinghy: whether the text is a template of JSON.
  init(_ file: SourceFile, isDinghy: Bool, context: ReadingContext) {
    path = file.path
    var text = DinghyText(context: context)
    let plain =
      isDinghy && file.contains("{{") ? text.filled(file.text, from: file.path) : file.text
    // JSON is read as the YAML that it is.
    document = PipelineDocument(yaml: SourceFile(path: file.path, bytes: Array(plain.utf8)))
    warnings = document.warnings
    root = document.documents.first?.merged()
    guard let root else {
      pipelines = []
      return
    }
    let listed = root["pipelines"]?.items ?? []
    pipelines = (listed.isEmpty ? root.itemsOrSelf : listed).filter(\.isMapping)
  }

  func place(_ node: Node) -> Place { document.place(node) }

  func chunk(_ node: Node) -> ShellChunk? { document.chunk(node) }
}

/// Fills in the templates of a `dinghyfile`: modules and variables.
///
/// https://docs.armory.io/plugins/pipelines-as-code/use/
struct DinghyText {
  private static let depthLimit = 6
  private static let sizeLimit = 2_000_000

  let context: ReadingContext
  private var written = 0

  init(context: ReadingContext) {
    self.context = context
  }

  /// The text as JSON; each template takes as many lines as it took before.
  mutating func filled(
    _ text: String, from path: RelativePath, values: [String: String] = [:], depth: Int = 0
  ) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.range(of: "{{"), written < Self.sizeLimit {
      result += rest[..<start.lowerBound]
      rest = rest[start.upperBound...]
      guard let end = rest.range(of: "}}") else { break }
      let words = Self.words(rest[..<end.lowerBound])
      let lines = rest[..<end.lowerBound].utf8.count { $0 == UInt8(ascii: "\n") }
      let value = value(of: words, from: path, values, depth)
      result += value
      let given = value.utf8.count { $0 == UInt8(ascii: "\n") }
      result += String(repeating: "\n", count: max(0, lines - given))
      rest = rest[end.upperBound...]
      written += value.utf8.count
    }
    return result + rest
  }

  private mutating func value(
    of words: [String], from path: RelativePath, _ values: [String: String], _ depth: Int
  ) -> String {
    switch words.first {
    case "module", "local_module", "pipelineID":
      guard words.count > 1, words[0] != "pipelineID" else { return "" }
      return module(words[1], Array(words.dropFirst(2)), from: path, values, depth)
    case "var":
      guard words.count > 1 else { return "" }
      if let value = values[words[1]] { return value }
      // `var "name" ?: "default"`
      if words.count > 3, words[2] == "?:" { return words[3] }
      return words[1]
    default: return ""
    }
  }

  /// A piece that stands in a file of the tree; one from elsewhere is a stage of that name.
  private mutating func module(
    _ name: String, _ passed: [String], from path: RelativePath, _ values: [String: String],
    _ depth: Int
  ) -> String {
    var arguments = values
    var pairs: [String] = []
    var index = 0
    while index + 1 < passed.count {
      let (key, value) = (passed[index], passed[index + 1])
      arguments[key] = value
      let isPlain = value.hasPrefix("[") || value.hasPrefix("{")
      pairs.append("\"\(key)\": " + (isPlain ? value : "\"\(value)\""))
      index += 2
    }
    let candidates = [RelativePath("").appending(name), path.folder.appending(name)]
    if depth < Self.depthLimit,
      let file = candidates.compactMap({ $0 }).first(where: context.files.contains)
        .flatMap(context.read)
    {
      return filled(file.text, from: file.path, values: arguments, depth: depth + 1)
        .split(separator: "\n").joined(separator: " ")
    }
    return (["{\"module\": \"\(name)\""] + pairs).joined(separator: ", ") + "}"
  }

  /// The words of a template; strings without their quotes, lists and objects as they stand.
  private static func words(_ text: Substring) -> [String] {
    var words: [String] = []
    var rest = text[...]
    while let first = rest.first {
      if first.isWhitespace {
        rest = rest.dropFirst()
        continue
      }
      if first == "\"" || first == "`" {
        let content = rest.dropFirst()
        let end = content.firstIndex(of: first) ?? content.endIndex
        words.append(String(content[..<end]))
        rest = content[end...].dropFirst()
      } else if first == "[" || first == "{" {
        let close: Character = first == "[" ? "]" : "}"
        let end = rest.firstIndex(of: close) ?? rest.endIndex
        words.append(String(rest[..<end]) + String(close))
        rest = rest[end...].dropFirst()
      } else {
        let word = rest.prefix { !$0.isWhitespace }
        words.append(String(word))
        rest = rest[word.endIndex...]
      }
    }
    return words
  }
}

extension Substring {
  /// Where a text stands first.
  fileprivate func range(of text: String) -> Range<Index>? {
    let wanted = Array(text.utf8)
    var index = utf8.startIndex
    while index < utf8.endIndex {
      if utf8[index] == wanted[0], utf8[index...].starts(with: wanted) {
        return index..<utf8.index(index, offsetBy: wanted.count)
      }
      index = utf8.index(after: index)
    }
    return nil
  }
}

/// The pipeline templates of the tree, by their ids.
struct SpinnakerTemplates: Sendable {
  private var templates: [String: (node: Node, document: SpinnakerDocument)] = [:]

  init(_ documents: [SpinnakerDocument]) {
    for document in documents {
      guard let root = document.root, let id = root["id"]?.text else { continue }
      // The newer schema holds the pipeline, the older one its stages.
      if let pipeline = root["pipeline"], pipeline["stages"] != nil {
        templates[id] = (pipeline, document)
      } else if root["schema"] != nil, root["stages"] != nil {
        templates[id] = (root, document)
      }
    }
  }

  /// The template that a pipeline is made from.
  func template(of node: Node) -> (node: Node, document: SpinnakerDocument)? {
    let named = node["template"] ?? node["pipeline", "template"]
    guard let text = named?["reference"]?.text ?? named?["source"]?.text else { return nil }
    let last = text.split(separator: "/").last.map(String.init) ?? text
    let name = last.split { ":@".contains($0) }.first.map(String.init) ?? last
    return templates[name] ?? templates[name.split(separator: ".").first.map(String.init) ?? name]
  }

  /// Whether a document is a template and no pipeline.
  static func isTemplate(_ node: Node) -> Bool {
    node["schema"] != nil && node["id"] != nil && node["template"] == nil
  }
}
