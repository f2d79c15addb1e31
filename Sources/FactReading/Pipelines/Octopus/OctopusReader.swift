import FactModel
package import SourceModel
import Syntax

/// Reads Octopus Deploy's configuration as code: deployment processes and runbooks.
///
/// https://octopus.com/docs/projects/version-control/ocl-file-format
package struct OctopusReader: PipelineReader {
  /// The vendor's id.
  package let vendor = "octopus-deploy"

  /// Makes a reader.
  package init() {}

  /// The endings of its files.
  package var endings: Set<String>? { ["ocl"] }

  /// Whether the file is a deployment process or a published runbook.
  package func isPipeline(_ path: RelativePath) -> Bool {
    guard path.fileExtension == "ocl" else { return false }
    if path.name == "deployment_process.ocl" { return true }
    // Drafts are what has never been published.
    return path.folder.name == "runbooks"
  }

  /// The pipelines with a job for each step of a process.
  package func pipelines(in paths: [RelativePath], context: ReadingContext) -> PipelineReading {
    var reading = PipelineReading()
    for path in paths {
      guard let file = context.read(path) else { continue }
      let process = HCL.parse(file.bytes)
      reading.warnings += process.faults.map { $0.diagnostic(in: path) }
      guard !process.faults.contains(where: { $0.severity == .error }) else { continue }
      var builder = OctopusBuilder(file, process, context: context)
      if let pipeline = builder.pipeline(vendor: vendor) { reading.pipelines.append(pipeline) }
    }
    return reading
  }
}

/// A file of the configuration, for places and scripts.
struct OctopusSource: Sendable {
  let path: RelativePath
  private let lines: [Substring]

  init(_ file: SourceFile) {
    path = file.path
    lines = file.lines
  }

  func place(_ position: Position) -> Place { Place(path, position) }

  func place(_ node: Node) -> Place { place(node.position) }

  /// The shell text of a value: a string, or lines behind `<<-EOT` without their indentation.
  func chunk(_ node: Node) -> ShellChunk? {
    guard case .scalar(let scalar) = node.content else { return nil }
    guard case .literal = scalar.style else {
      return ShellChunk(text: scalar.text, place: place(node), keepsLines: false)
    }
    let line = Int(node.position.line) + 1
    let first = scalar.text.split(separator: "\n", omittingEmptySubsequences: false).first ?? ""
    let written = line <= lines.count ? lines[line - 1] : ""
    let indent = written.utf8.prefix { $0 == UInt8(ascii: " ") }.count
    let kept = first.utf8.prefix { $0 == UInt8(ascii: " ") }.count
    return ShellChunk(
      text: scalar.text, place: Place(path, line: line, column: max(0, indent - kept) + 1),
      indent: max(0, indent - kept))
  }
}
