import FactModel
package import SourceModel
import Syntax

/// Reads pipelines of Codefresh, and the specifications that say what starts them.
///
/// https://codefresh.io/docs/docs/pipelines/what-is-the-codefresh-yaml/
package struct CodefreshReader: PipelineReader {
  /// The vendor's id.
  package let vendor = "codefresh"

  /// How many jobs all pipelines may have; many specifications may name one file.
  private static let jobLimit = 5_000

  /// Makes a reader.
  package init() {}

  /// The endings of its files.
  package var endings: Set<String>? { ["yml", "yaml"] }

  /// Whether the file is named for the host, or stands in a folder that is.
  package func isPipeline(_ path: RelativePath) -> Bool {
    guard path.fileExtension == "yml" || path.fileExtension == "yaml" else { return false }
    return path.name.hasPrefix("codefresh") || path.folder.text == ".codefresh"
      || path.folder.text.hasPrefix(".codefresh/")
  }

  /// The pipelines at the root, those of the folder, and those that the tree names.
  package func pipelines(in paths: [RelativePath], context: ReadingContext) -> PipelineReading {
    var reading = PipelineReading()
    let inFolder = paths.filter { $0.text.hasPrefix(".codefresh/") }
    let others = paths.filter { !$0.text.hasPrefix(".codefresh/") }
    let live = Set(
      inFolder + others.filter(\.folder.text.isEmpty)
        + LiveFiles.named(others, mark: "codefresh", context))
    var documents: [CodefreshDocument] = []
    for path in paths where live.contains(path) {
      guard let file = context.read(path) else { continue }
      let document = PipelineDocument(yaml: file)
      let isRoot = path.folder.text.isEmpty
      for node in document.documents {
        guard let parsed = CodefreshDocument(node.merged(), in: document) else { continue }
        documents.append(parsed)
      }
      if file.contains("steps") || isRoot { reading.warnings += document.warnings }
      reading.warnings += CodefreshDocument.faults(in: document)
    }
    var started: Set<RelativePath> = []
    var jobs = 0
    for specification in documents where specification.isSpecification {
      guard let template = specification.template else { continue }
      started.insert(template)
      guard jobs < Self.jobLimit, let file = context.read(template) else { continue }
      let document = PipelineDocument(yaml: file)
      guard let root = document.root?.merged() else { continue }
      let count = reading.pipelines.count
      add(root, document, specification, to: &reading, context)
      jobs += reading.pipelines.dropFirst(count).reduce(0) { $0 + $1.jobs.count }
    }
    for parsed in documents where !started.contains(parsed.document.path) {
      guard parsed.template == nil else { continue }
      add(parsed.body, parsed.document, parsed, to: &reading, context)
    }
    return reading
  }

  private func add(
    _ body: Node, _ document: PipelineDocument, _ parsed: CodefreshDocument,
    to reading: inout PipelineReading, _ context: ReadingContext
  ) {
    var builder = CodefreshBuilder(body, document, parsed, context: context)
    if let pipeline = builder.pipeline(vendor: vendor) { reading.pipelines.append(pipeline) }
  }
}

/// A document of a file: steps, or a specification that holds or names them.
///
/// https://codefresh.io/docs/docs/integrations/codefresh-api/#full-pipeline-specification
struct CodefreshDocument {
  let root: Node
  let document: PipelineDocument
  let isSpecification: Bool

  /// Takes a document; `nil` where it holds no pipeline of this vendor.
  init?(_ root: Node, in document: PipelineDocument) {
    self.root = root
    self.document = document
    isSpecification = root["kind"]?.text == "pipeline" && root["spec"]?.isMapping == true
    let steps = isSpecification ? root["spec", "steps"] : root["steps"]
    let hasSteps = steps?.isMapping == true || steps?.items.contains(where: \.isMapping) == true
    guard hasSteps || (isSpecification && root["spec", "specTemplate"] != nil) else { return nil }
  }

  /// What a file of the host says that is no pipeline.
  static func faults(in document: PipelineDocument) -> [Diagnostic] {
    guard let root = document.root, root["kind"] == nil,
      root["version"]?.text?.hasPrefix("1") == true, CodefreshDocument(root, in: document) == nil
    else { return [] }
    return [
      Diagnostic(
        .warning,
        Phrase(
          "found no `steps`, expected a mapping of steps by their names",
          "`steps`가 없습니다. 이름별 단계의 매핑이 있어야 합니다"),
        at: (root.entry("steps")?.key).map(document.place) ?? Place(document.path))
    ]
  }

  /// The mapping that holds the steps.
  var body: Node { isSpecification ? root["spec"] ?? root : root }

  /// The file of the tree that the specification takes its steps from.
  var template: RelativePath? {
    guard isSpecification, let template = root["spec", "specTemplate"] else { return nil }
    return template["path"]?.text.flatMap { RelativePath("").appending($0) }
  }

  /// The name of the pipeline, without that of its project.
  var name: String? { root["metadata", "name"]?.text }

  /// Variables of a specification that are no secrets.
  var variables: [String: String] {
    var found: [String: String] = [:]
    for item in root["spec", "variables"]?.items ?? [] where item["encrypted"]?.lenientFlag != true
    {
      guard let key = item["key"]?.text else { continue }
      found[key] = item["value"]?.text ?? ""
    }
    return found
  }

  /// The names of its encrypted variables.
  var secrets: [Located<String>] {
    let encrypted = (root["spec", "variables"]?.items ?? []).lazy.filter {
      $0["encrypted"]?.lenientFlag == true
    }
    return Array(encrypted.prefix(PipelineDocument.inputLimit)).compactMap { item in
      item["key"].flatMap { key in key.text.map { Located($0, at: document.place(key)) } }
    }
  }
}
