import FactModel
package import SourceModel
import Syntax

/// Reads pipelines of GoCD that stand in the tree, in YAML or JSON.
///
/// https://github.com/tomzo/gocd-yaml-config-plugin#format-reference,
/// https://github.com/tomzo/gocd-json-config-plugin#json-configuration-reference
package struct GoCDReader: PipelineReader {
  /// The vendor's id.
  package let vendor = "gocd"

  private static let pipelineLimit = 500

  /// Makes a reader.
  package init() {}

  private static let suffixes = [
    ".gocd.yaml", ".gocd.yml", ".gopipeline.json", ".goenvironment.json",
  ]

  /// The endings of its files.
  package var endings: Set<String>? { Self.suffixes.endings }

  /// Whether the file is one that the server looks for in a repository of configurations.
  package func isPipeline(_ path: RelativePath) -> Bool {
    Self.suffixes.contains(where: path.name.hasSuffix)
  }

  /// The pipelines of all files, which may wait for each other.
  package func pipelines(in paths: [RelativePath], context: ReadingContext) -> PipelineReading {
    var reading = PipelineReading()
    var configuration = GoCDConfiguration()
    for path in paths {
      guard let file = context.read(path) else { continue }
      guard let document = context.document(keeping: file) else { break }
      reading.warnings += document.warnings
      guard let root = document.documents.first?.merged() else { continue }
      configuration.add(PipelineValue(root, in: document), of: path)
    }
    reading.warnings += configuration.warnings
    var builder = GoCDBuilder(configuration, context: context)
    for definition in configuration.pipelines.prefix(Self.pipelineLimit) {
      guard context.mayHaveJobs(definition.place.path) else { break }
      guard let pipeline = builder.pipeline(definition, vendor: vendor) else { continue }
      reading.pipelines.append(pipeline)
    }
    return reading
  }
}

/// A stage as a file defines it.
struct GoCDStage {
  var name: String
  var value: PipelineValue
  var place: Place

  /// Where it says that a person lets it begin.
  var approval: Place? {
    guard let approval = value.entry("approval") else { return nil }
    let type = approval.value["type"]?.text ?? approval.value.text
    return type == "manual" ? approval.place : nil
  }

  /// The jobs; a stage may itself be its only one.
  var jobs: [(name: String, value: PipelineValue, place: Place)] {
    guard let jobs = value["jobs"] else {
      return value["tasks"] == nil ? [] : [(name, value, place)]
    }
    if jobs.isMap { return jobs.entries.map { ($0.key, $0.value, $0.place) } }
    return jobs.items.map { ($0["name"]?.text ?? name, $0, $0.place) }
  }
}
