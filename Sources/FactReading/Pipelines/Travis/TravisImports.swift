import SourceModel
import Syntax

/// Takes in the files of the tree that a configuration imports.
///
/// https://docs.travis-ci.com/user/build-config-imports/
struct TravisImports {
  private static let fileLimit = 50

  private let context: ReadingContext

  init(_ context: ReadingContext) {
    self.context = context
  }

  /// A file to take in, with how it is laid under what is there.
  private struct Import {
    var path: RelativePath
    var mode: String
  }

  /// The whole configuration, and the document that knows where its pieces stand.
  func configuration(in file: SourceFile) -> (root: Node?, document: PipelineDocument) {
    let first = PipelineDocument(yaml: file)
    guard let root = first.root?.merged(), root["import"] != nil else {
      return (first.root?.merged(), first)
    }
    var documents = [first]
    var faulty: [PipelineDocument] = []
    var modes: [String] = [""]
    var seen: Set<RelativePath> = [file.path]
    var pending = imports(of: root, from: file.path)
    while !pending.isEmpty, documents.count < Self.fileLimit {
      let next = pending.removeFirst()
      guard seen.insert(next.path).inserted, let file = context.read(next.path) else { continue }
      let document = PipelineDocument(yaml: file)
      guard let root = document.root?.merged() else {
        faulty.append(document)
        continue
      }
      documents.append(document)
      modes.append(next.mode)
      pending += imports(of: root, from: next.path)
    }
    let joined = PipelineDocument(joining: documents + faulty)
    var roots: [Node] = []
    var index = 0
    for document in documents {
      if index < joined.documents.count { roots.append(joined.documents[index].merged()) }
      index += document.documents.count
    }
    guard let own = roots.first else { return (nil, joined) }
    let merged = zip(roots, modes).dropFirst().reduce(own) { whole, next in
      Self.merged(whole, over: next.0, next.1)
    }
    return (merged, joined)
  }

  private func imports(of root: Node, from path: RelativePath) -> [Import] {
    (root["import"]?.itemsOrSelf ?? []).compactMap { item in
      guard let text = item.text ?? item["source"]?.text,
        // `owner/repository:file@ref` stands elsewhere.
        !text.contains(":")
      else { return nil }
      let plain = text.split(separator: "@").first.map(String.init) ?? text
      let folder = plain.hasPrefix("./") ? path.folder : RelativePath("")
      guard let path = folder.appending(plain), context.files.contains(path) else { return nil }
      return Import(path: path, mode: item["mode"]?.text ?? "deep_merge_append")
    }
  }

  /// A mapping laid over another one.
  private static func merged(_ own: Node, over other: Node, _ mode: String, depth: Int = 20) -> Node
  {
    guard depth > 0, own.isMapping, other.isMapping else { return own }
    var entries = own.entries
    var indices: [String: Int] = [:]
    for (index, entry) in entries.enumerated() {
      if let key = entry.key.text, indices[key] == nil { indices[key] = index }
    }
    for entry in other.entries {
      guard let key = entry.key.text else { continue }
      guard let index = indices[key] else {
        indices[key] = entries.count
        entries.append(entry)
        continue
      }
      guard mode != "merge" else { continue }
      let value = entries[index].value
      switch (value.content, entry.value.content) {
      case (.mapping, .mapping):
        entries[index].value = merged(value, over: entry.value, mode, depth: depth - 1)
      case (.sequence(let items), .sequence(let others)) where mode.hasSuffix("append"):
        entries[index].value.content = .sequence(items + others)
      case (.sequence(let items), .sequence(let others)) where mode.hasSuffix("prepend"):
        entries[index].value.content = .sequence(others + items)
      case (.scalar, _), (.sequence, _), (.mapping, _): continue
      }
    }
    return Node(.mapping(entries), at: own.position)
  }
}
