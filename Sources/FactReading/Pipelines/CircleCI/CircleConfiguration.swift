import SourceModel
import Syntax

/// A configuration with the jobs, commands and executors that its workflows use.
struct CircleConfiguration {
  /// An orb from elsewhere: `circleci/node@7.1.0`.
  struct Orb {
    var name: String
    var version: String?
  }

  let root: PipelineValue
  let path: RelativePath
  let warnings: [Diagnostic]
  /// Whether another configuration starts it, with parameters that only the run knows.
  let isContinued: Bool
  /// What the parameters of the pipeline hold where nothing is passed.
  let parameters: [String: PipelineValue]
  private(set) var jobs: [String: PipelineValue] = [:]
  private(set) var commands: [String: PipelineValue] = [:]
  private(set) var executors: [String: PipelineValue] = [:]
  private(set) var orbs: [String: Orb] = [:]
  private let context: ReadingContext

  /// Reads a file; `nil` where it is no configuration.
  init?(_ path: RelativePath, context: ReadingContext, isContinued: Bool = false) {
    guard let file = context.read(path) else { return nil }
    let document = PipelineDocument(yaml: file)
    guard let node = document.root?.merged() ?? document.faultyRoot else { return nil }
    root = PipelineValue(node, in: document)
    self.path = path
    self.context = context
    self.isContinued = isContinued
    warnings = document.warnings
    parameters = Dictionary(
      (root["parameters"]?.entries ?? []).compactMap { entry in
        entry.value["default"].map { ("pipeline.parameters." + entry.key, $0) }
      }, uniquingKeysWith: { $1 })
    add(root, prefix: "", depth: 4)
  }

  /// Takes over what a configuration or an orb written in it defines.
  private mutating func add(_ value: PipelineValue, prefix: String, depth: Int) {
    for entry in value["jobs"]?.entries ?? [] { jobs[prefix + entry.key] = entry.value }
    for entry in value["commands"]?.entries ?? [] { commands[prefix + entry.key] = entry.value }
    for entry in value["executors"]?.entries ?? [] { executors[prefix + entry.key] = entry.value }
    for entry in value["orbs"]?.entries ?? [] {
      if let text = entry.value.text {
        let parts = text.split(separator: "@", maxSplits: 1).map(String.init)
        orbs[entry.key] = Orb(name: parts.first ?? text, version: parts.dropFirst().first)
      } else if depth > 0 {
        add(entry.value, prefix: entry.key + "/", depth: depth - 1)
      }
    }
  }

  /// The workflows by name; a configuration without any runs its job `build`.
  var workflows: [PipelineValue.Entry] {
    if let workflows = root["workflows"] {
      return workflows.entries.filter { $0.key != "version" && $0.value.isMap }
    }
    guard let build = root["jobs"]?.entry("build") else { return [] }
    let job = PipelineValue(.text(build.key, isNull: false), at: build.place)
    let list = PipelineValue(.list([job]), at: build.place)
    let jobs = PipelineValue.Entry(key: "jobs", place: build.place, value: list)
    let workflow = PipelineValue(.map([jobs]), at: build.place)
    return [PipelineValue.Entry(key: path.text, place: build.place, value: workflow)]
  }

  /// The configurations of the folder that a setup workflow names.
  ///
  /// https://circleci.com/docs/guides/orchestrate/dynamic-config/
  var continuations: [RelativePath] {
    guard root["setup"]?.flag == true else { return [] }
    // The orb for changed paths continues with this file where it is given no other.
    var names: Set<String> = [".circleci/continue_config.yml"]
    root.visitTexts { text in
      for word in text.split(whereSeparator: { $0.isWhitespace || $0 == "\"" || $0 == "'" }) {
        guard word.hasSuffix(".yml") || word.hasSuffix(".yaml") else { continue }
        names.insert(String(word.fromHere))
      }
    }
    return names.map { RelativePath($0) }
      .filter { $0.folder.text == ".circleci" && $0 != path && context.files.contains($0) }
      .sorted()
  }

  /// The name of a command or job of an orb, with the orb's own name for the one it has here.
  func orbName(_ name: String) -> (name: String, version: String?)? {
    guard let slash = name.firstIndex(of: "/"), let orb = orbs[String(name[..<slash])] else {
      return nil
    }
    return (orb.name + name[slash...], orb.version)
  }
}
