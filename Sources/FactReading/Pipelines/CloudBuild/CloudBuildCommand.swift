import SourceModel
import Syntax

/// What the containers of a build of Google Cloud Build run.
enum CloudBuildCommand {
  /// What the step's container runs.
  static func chunk(of node: Node, in document: PipelineDocument) -> ShellChunk? {
    guard let image = node["name"]?.text else { return nil }
    if let script = node["script"], let chunk = document.chunk(script) {
      return chunk
    }
    let arguments = (node["args"]?.itemsOrSelf ?? []).map { PipelineValue($0, in: document) }
    guard let place = (node["args"] ?? node["name"]).map(document.place) else { return nil }
    guard let program = node["entrypoint"]?.text ?? program(of: image) else {
      return ContainerCommand.chunk(arguments, at: place)
    }
    let name = program.split(separator: "/").last.map(String.init) ?? program
    return ContainerCommand.chunk(
      [PipelineValue(.text(name, isNull: false), at: place)] + arguments, at: place)
  }

  /// The program that an image starts, `nil` where the arguments name it.
  ///
  /// https://cloud.google.com/build/docs/cloud-builders
  private static func program(of image: String) -> String? {
    let plain = image.split(separator: "@").first.map(String.init) ?? image
    let last = plain.split(separator: "/").last.map(String.init) ?? plain
    let name = last.split(separator: ":").first.map(String.init) ?? last
    let isBuilder = plain.contains("cloud-builders") || plain.hasPrefix("gcr.io/$PROJECT_ID/")
    guard name != "skaffold" else { return nil }
    return isBuilder ? name : ContainerCommand.program(ofImage: image)
  }
}
