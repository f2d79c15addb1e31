import FactModel
package import SourceModel
import Syntax

/// Reads delivery pipelines of Google Cloud Deploy: their targets in order, approvals and strategies.
///
/// https://cloud.google.com/deploy/docs/config-files
/// https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/clouddeploy_delivery_pipeline
package struct CloudDeployReader: PipelineReader {
  /// The vendor's id.
  package let vendor = "cloud-deploy"

  private static let fileLimit = 2000
  private static let pipelineLimit = 100
  /// Words of paths under which teams keep such files; other YAML files are not opened.
  private static let pathWords = [
    "clouddeploy", "cloud-deploy", "cloud_deploy", "pipeline", "target", "automation",
  ]

  /// Makes a reader.
  package init() {}

  /// The endings of its files.
  package var endings: Set<String>? { ["yml", "yaml", "tf"] }

  /// Whether the file may define pipelines or targets, judged by its path.
  package func isPipeline(_ path: RelativePath) -> Bool {
    let text = path.text.lowercased()
    if text.hasSuffix(".tf") { return true }
    guard text.hasSuffix(".yaml") || text.hasSuffix(".yml"), !OthersFiles.own(path) else {
      return false
    }
    return Self.pathWords.contains(where: text.contains)
  }

  /// A pipeline for each that is defined, with a job for each target.
  package func pipelines(in paths: [RelativePath], context: ReadingContext) -> PipelineReading {
    var warnings: [Diagnostic] = []
    var definitions: [DeployDefinition] = []
    for file in paths.prefix(Self.fileLimit).compactMap(context.read) {
      definitions += DeployDefinition.definitions(in: file, &warnings)
    }
    let pipelines = definitions.filter { $0.kind == .pipeline }.prefix(Self.pipelineLimit)
    warnings += pipelines.compactMap(\.fault)
    let parts = DeployedParts(definitions)
    return PipelineReading(
      pipelines: pipelines.compactMap { definition in
        DeliveryStages(definition, among: parts).pipeline(vendor: vendor)
      }, warnings: warnings)
  }
}

/// An object of Google Cloud Deploy.
struct DeployDefinition {
  /// The kinds that matter.
  enum Kind {
    case pipeline
    case target
    case automation
  }

  private static let kinds: [String: Kind] = [
    "DeliveryPipeline": .pipeline, "Target": .target, "Automation": .automation,
    "google_clouddeploy_delivery_pipeline": .pipeline, "google_clouddeploy_target": .target,
    "google_clouddeploy_automation": .automation,
  ]
  private static let sizeLimit = 1 << 20

  let kind: Kind
  let name: String
  /// The key of a resource of Terraform.
  var key: String?
  let place: Place
  let body: Node
  let document: PipelineDocument

  /// The objects of a file; nothing where it is about other things.
  static func definitions(
    in file: SourceFile, _ warnings: inout [Diagnostic]
  ) -> [DeployDefinition] {
    guard file.bytes.count < sizeLimit else { return [] }
    if file.path.fileExtension == "tf" {
      guard file.contains("google_clouddeploy_") else { return [] }
      let document = PipelineDocument(file, documents: [])
      return TerraformBlock.blocks(in: file).blocks.compactMap { block in
        guard block.type == "resource", let kind = kinds[block.kind] else { return nil }
        let name = block.body["name"]?.text ?? block.name
        return DeployDefinition(
          kind: kind, name: name, key: block.name, place: Place(file.path, block.position),
          body: block.body, document: document)
      }
    }
    guard file.contains("deploy.cloud.google.com/") else { return [] }
    let document = PipelineDocument(yaml: file)
    warnings += document.warnings
    return document.documents.compactMap { root in
      let root = root.merged()
      guard root["apiVersion"]?.text?.hasPrefix("deploy.cloud.google.com/") ?? false,
        let kind = root["kind"]?.text.flatMap({ kinds[$0] })
      else { return nil }
      return DeployDefinition(
        kind: kind, name: root["metadata", "name"]?.text ?? file.path.stem,
        place: document.place(root), body: root, document: document)
    }
  }

  /// The stages of a pipeline.
  var stages: [Node] {
    body.parts("serialPipeline", "serial_pipeline").flatMap { $0.parts("stages") }
  }

  /// What a pipeline lacks.
  fileprivate var fault: Diagnostic? {
    guard kind == .pipeline, !stages.contains(where: \.isMapping) else { return nil }
    let entry = body.entry("serialPipeline") ?? body.entry("serial_pipeline")
    return Diagnostic(
      .warning,
      Phrase(
        "found a delivery pipeline without stages, expected stages with a `targetId`",
        "단계가 없는 전달 파이프라인입니다. `targetId`를 가진 단계가 있어야 합니다"),
      at: entry.map { document.place($0.key) } ?? place)
  }
}
