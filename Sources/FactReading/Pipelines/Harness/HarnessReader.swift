import FactModel
package import SourceModel
import Syntax

/// Reads pipelines of Harness, with the triggers, templates and input sets that stand beside them.
///
/// https://developer.harness.io/docs/platform/pipelines/harness-yaml-quickstart
package struct HarnessReader: PipelineReader {
  /// The vendor's id.
  package let vendor = "harness"

  private static let pipelineLimit = 300

  /// Makes a reader.
  package init() {}

  /// The endings of its files.
  package var endings: Set<String>? { ["yml", "yaml"] }

  /// Whether the file stands in the folder of the host.
  package func isPipeline(_ path: RelativePath) -> Bool {
    (path.folder.text == ".harness" || path.folder.text.hasPrefix(".harness/"))
      && (path.fileExtension == "yml" || path.fileExtension == "yaml")
  }

  /// A pipeline for each file that holds one; others of the folder say what starts and fills it.
  package func pipelines(in paths: [RelativePath], context: ReadingContext) -> PipelineReading {
    var reading = PipelineReading()
    var configuration = HarnessConfiguration()
    for path in paths {
      guard let file = context.read(path), Self.isOfHost(file) else { continue }
      guard let document = context.document(keeping: file) else { break }
      reading.warnings += document.warnings
      for node in document.documents {
        configuration.add(PipelineValue(node.merged(), in: document), of: path)
      }
    }
    reading.warnings += configuration.warnings
    var builder = HarnessBuilder(configuration, context: context)
    for pipeline in configuration.pipelines.prefix(Self.pipelineLimit) {
      guard context.mayHaveJobs(pipeline.path) else { break }
      guard let made = builder.pipeline(pipeline, vendor: vendor) else { continue }
      reading.pipelines.append(made)
    }
    reading.warnings += builder.filling.warnings
    return reading
  }

  /// Whether the file may hold something of this host; other tools keep files in such a folder too.
  private static func isOfHost(_ file: SourceFile) -> Bool {
    file.contains("pipeline:") || file.contains("trigger:") || file.contains("template:")
      || file.contains("inputSet:") || file.contains("kind: pipeline")
  }
}

/// A pipeline as a file defines it.
struct HarnessPipeline {
  var root: PipelineValue
  var path: RelativePath

  var identifier: String { root["identifier"]?.text ?? "" }
  var name: String { root["name"]?.text ?? root["identifier"]?.text ?? path.text }
}

/// What all files of the folder say together.
struct HarnessConfiguration {
  private(set) var pipelines: [HarnessPipeline] = []
  private(set) var warnings: [Diagnostic] = []
  /// The versions of a template, the first of each label and the last of all.
  private struct Versions {
    var byLabel: [String?: PipelineValue] = [:]
    var last: PipelineValue?
  }

  /// How many triggers of a pipeline are looked at.
  private static let triggerLimit = 100

  private var templates: [String: Versions] = [:]
  private var triggers: [String: [PipelineValue]] = [:]
  private var inputSets: [String: HarnessInputSets] = [:]

  /// Takes over a document.
  mutating func add(_ root: PipelineValue, of path: RelativePath) {
    if let pipeline = root["pipeline"], pipeline.isMap {
      add(HarnessPipeline(root: pipeline, path: path), hasBody: pipeline["template"] != nil)
    } else if root["kind"]?.text == "pipeline", let spec = root["spec"] {
      // The open source product has the same under other names.
      let named = PipelineValue(
        .map(root.entries.filter { $0.key == "name" } + spec.entries), at: root.place)
      add(HarnessPipeline(root: named, path: path), hasBody: false)
    } else if let trigger = root["trigger"], let name = trigger["pipelineIdentifier"]?.text {
      if triggers[name, default: []].count < Self.triggerLimit {
        triggers[name, default: []].append(trigger)
      }
    } else if let template = root["template"], let name = template["identifier"]?.text {
      add(template, named: name)
    } else if let set = root["inputSet"], let pipeline = set["pipeline"],
      let name = pipeline["identifier"]?.text
    {
      inputSets[name, default: HarnessInputSets()].add(pipeline)
    }
  }

  private mutating func add(_ pipeline: HarnessPipeline, hasBody: Bool) {
    guard hasBody || pipeline.root["stages"]?.items.isEmpty == false else {
      // What has no identifier either is of another tool that keeps files here.
      guard pipeline.root["identifier"] != nil else { return }
      warnings.append(
        Diagnostic(
          .warning,
          Phrase(
            "found the pipeline `\(pipeline.name)` without `stages` or `template`, expected one of them",
            "파이프라인 `\(pipeline.name)`에 `stages`도 `template`도 없습니다. 둘 중 하나가 있어야 합니다"),
          at: pipeline.root.entry("stages")?.place ?? pipeline.root.place))
      return
    }
    pipelines.append(pipeline)
  }

  private mutating func add(_ template: PipelineValue, named name: String) {
    var versions = templates[name] ?? Versions()
    let label = template["versionLabel"]?.text
    versions.byLabel[label] = versions.byLabel[label] ?? template
    versions.last = template
    templates[name] = versions
  }

  /// The template that a reference names: its `spec`, and its type.
  func template(_ reference: PipelineValue) -> PipelineValue? {
    guard let name = reference["templateRef"]?.text.map(Self.plain) else { return nil }
    let versions = templates[name]
    return versions?.byLabel[reference["versionLabel"]?.text] ?? versions?.last
  }

  func triggers(of pipeline: String) -> [PipelineValue] { triggers[pipeline] ?? [] }

  func inputSets(of pipeline: String) -> HarnessInputSets {
    inputSets[pipeline] ?? HarnessInputSets()
  }

  /// A reference without the scope before it: `account.dev` is `dev`.
  static func plain(_ reference: String) -> String {
    for scope in ["account.", "org.", "project."] where reference.hasPrefix(scope) {
      return String(reference.dropFirst(scope.count))
    }
    return reference
  }
}
