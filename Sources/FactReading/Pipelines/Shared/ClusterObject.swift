import SourceModel
import Syntax

/// An object of a Kubernetes cluster that says how pipelines run there.
struct ClusterObject: Sendable {
  let path: RelativePath
  let group: String
  let kind: String
  /// The name, or the beginning of it that is given to each run.
  let name: String
  let root: PipelineValue
  /// Where the kind stands.
  let place: Place

  var spec: PipelineValue? { root["spec"] }

  /// Takes a mapping for an object where it has a kind and an API version.
  init?(_ root: PipelineValue, in path: RelativePath) {
    guard let kind = root.entry("kind"), let text = kind.value.text,
      let version = root["apiVersion"]?.text
    else { return nil }
    self.path = path
    self.root = root
    self.kind = text
    group = version.split(separator: "/").first.map(String.init) ?? version
    let given = root["metadata", "name"]?.text
    var name = given ?? root["metadata", "generateName"]?.text ?? ""
    if given == nil, name.hasSuffix("-") { name.removeLast() }
    self.name = name
    place = kind.place
  }
}

/// The objects of many files.
struct ClusterObjects: Sendable {
  /// How many files are searched for objects.
  private static let fileLimit = 4000
  private static let objectLimit = 20_000

  private(set) var all: [ClusterObject] = []
  private(set) var warnings: [Diagnostic] = []
  private var byKind: [String: [Int]] = [:]
  /// By kind, then by file, the first object.
  private var byFile: [String: [RelativePath: Int]] = [:]
  private var folders = PathPrefixes()
  /// By kind and name, then by what their paths begin with, the first object.
  private var nearest: [String: [String: [Int: Int]]] = [:]

  /// Reads the objects of the files that hold one of the API groups.
  init(
    of groups: [String], marker: StaticString, in paths: [RelativePath], context: ReadingContext
  ) {
    for path in paths.prefix(Self.fileLimit) where all.count < Self.objectLimit {
      guard let file = context.read(path), file.contains(marker), file.contains("kind") else {
        continue
      }
      guard context.mayKeep(path) else { break }
      let document = PipelineDocument(yaml: file)
      let before = all.count
      for node in document.documents where node.isMapping {
        add(PipelineValue(node.merged(), in: document), in: path, groups, depth: 3)
      }
      if all.count > before { context.noteKept(document) }
      // A chart's template is no YAML before it is filled in.
      let isTemplate = file.contains("{{-") || file.contains("{{ .")
      let isOurs = all.count > before || document.documents.isEmpty
      if isOurs, !isTemplate { warnings += document.warnings.prefix(3) }
    }
    for (index, object) in all.enumerated() {
      byKind[object.kind, default: []].append(index)
      if byFile[object.kind]?[object.path] == nil {
        byFile[object.kind, default: [:]][object.path] = index
      }
      for prefix in folders.adding(object.path)
      where nearest[object.kind]?[object.name]?[prefix] == nil {
        nearest[object.kind, default: [:]][object.name, default: [:]][prefix] = index
      }
    }
  }

  private mutating func add(
    _ root: PipelineValue, in path: RelativePath, _ groups: [String], depth: Int
  ) {
    guard depth > 0, let object = ClusterObject(root, in: path) else { return }
    if groups.contains(object.group) { all.append(object) }
    // Lists, and templates of OpenShift.
    if object.kind.hasSuffix("List") || object.kind == "Template" {
      for member in root["items"]?.items ?? root["objects"]?.items ?? [] {
        add(member, in: path, groups, depth: depth - 1)
      }
    }
  }

  /// The objects of a kind in the order of the files.
  func objects(_ kind: String) -> [ClusterObject] { (byKind[kind] ?? []).map { all[$0] } }

  /// The first object of a kind in a file.
  func object(_ kind: String, in path: RelativePath) -> ClusterObject? {
    byFile[kind]?[path].map { all[$0] }
  }

  /// The object of a kind and name; of several, the one that stands nearest to a file.
  func object(_ kinds: [String], named name: String, near path: RelativePath) -> ClusterObject? {
    let named = kinds.compactMap { nearest[$0]?[name] }
    guard !named.isEmpty else { return nil }
    for prefix in folders.known(of: path).reversed() {
      for objects in named {
        if let index = objects[prefix] { return all[index] }
      }
    }
    return nil
  }
}

/// What paths begin with, numbered, the root with 0.
private struct PathPrefixes {
  /// How many parts of a path count.
  private static let limit = 50

  private struct Part: Hashable {
    var parent: Int
    var text: Substring
  }

  private var numbers: [Part: Int] = [:]

  /// The numbers of all that a path begins with, the shortest first.
  mutating func adding(_ path: RelativePath) -> [Int] {
    path.parts.prefix(Self.limit).reduce(into: [0]) { prefixes, text in
      let part = Part(parent: prefixes[prefixes.count - 1], text: text)
      let number = numbers[part] ?? numbers.count + 1
      numbers[part] = number
      prefixes.append(number)
    }
  }

  /// The numbers of what a path and those that were added begin with, the shortest first.
  func known(of path: RelativePath) -> [Int] {
    var prefixes = [0]
    for text in path.parts.prefix(Self.limit) {
      let part = Part(parent: prefixes[prefixes.count - 1], text: text)
      guard let number = numbers[part] else { break }
      prefixes.append(number)
    }
    return prefixes
  }
}

/// Tells files of pipelines that run in a cluster by their paths.
enum ClusterPath {
  private static let tests: Set<String> = ["test", "tests", "e2e", "docs", "spec"]

  /// Whether a file is YAML outside of others' hidden folders and tests, and its path has one of
  /// the words.
  static func mayHold(_ path: RelativePath, words: Set<String>, folders own: Set<String> = [])
    -> Bool
  {
    guard path.fileExtension == "yml" || path.fileExtension == "yaml" else { return false }
    let folders = path.parts.dropLast()
    if let first = folders.first, own.contains(String(first)) { return true }
    guard !path.name.hasPrefix("."), !ForeignPath.belongsToPipelines(path),
      folders.allSatisfy({ !$0.hasPrefix(".") && !tests.contains($0.lowercased()) })
    else { return false }
    return path.parts.contains { part in
      String(part).nameWords.contains(where: words.contains)
    }
  }
}
