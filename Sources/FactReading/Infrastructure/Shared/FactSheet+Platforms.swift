import FactModel
import SourceModel
import Syntax

extension FactSheet {
  /// The images that one key names, which are deployed; the catalogue is asked about them.
  mutating func deployedImages(_ node: Node?) -> [ImageReference] {
    guard let node, let text = node.filledText else { return [] }
    let reference = ImageText(text).reference(.deployed, at: place(node))
    if !Placeholder.isIn(reference.repository) {
      sight(.image(reference.repository), at: reference.place)
    }
    return [reference]
  }

  /// The place of the first of the keys that the mapping has with a value.
  func place(ofAny keys: [String], in node: Node?) -> Place? {
    guard let node else { return nil }
    return keys.lazy.compactMap { node.entry($0) }.first {
      !$0.value.isNull && $0.value.flag != false
    }
    .map { place($0.key) }
  }

  /// The place of the first of the keys in the first of the mappings that has one.
  func place(ofAny keys: [String], inAny nodes: [Node]) -> Place? {
    for node in nodes {
      if let place = place(ofAny: keys, in: node) { return place }
    }
    return nil
  }

  /// Reads variables that switch monitoring on.
  mutating func readVariables(_ node: Node?) {
    let variables = (node?.entries ?? []).compactMap { entry in
      entry.key.text.map {
        ProgramVariable(name: $0, value: entry.value.text, place: place(entry.key))
      }
    }
    sight(variables)
  }

  /// Notes the environments that keys of a mapping name.
  mutating func environments(inKeysOf node: Node?) {
    for entry in node?.entries ?? [] {
      if let name = entry.key.text { environment(name, at: place(entry.key)) }
    }
  }

  /// Notes the environment that the file's name or folder tells: `app-staging.yaml` beside `app`.
  mutating func environmentOfFile(beside words: [String]) {
    let path = file.path
    let name =
      EnvironmentPath.inName(of: path, beside: words) ?? EnvironmentPath.asName(of: path)
      ?? EnvironmentPath.inFolders(of: path)
    if let name { environment(name, at: file.place(line: 1)) }
  }

  /// Simple values of a mapping that are short and hide nothing.
  func settings(of node: Node?) -> [String: Located<String>] {
    var result: [String: Located<String>] = [:]
    for entry in (node?.entries ?? []).prefix(64) {
      guard let key = entry.key.text, let text = entry.value.text, !text.contains("\n"),
        text.utf8.count < 200, SecretMask.masked("\(key)=\(text)") == "\(key)=\(text)"
      else { continue }
      result[key] = Located(text, at: place(entry.key))
    }
    return result
  }
}

extension SourceFile {
  /// Whether the file's name without its ending is the word, or one for an environment beside it:
  /// `app.yaml`, `app-prod.yaml`, `app.staging.yml`.
  func isNamed(_ word: String) -> Bool {
    let stem = path.stem.lowercased()
    guard stem.hasPrefix(word) else { return false }
    guard let separator = stem.dropFirst(word.count).first else { return true }
    return separator == "-" || separator == "." || separator == "_"
  }
}
