import SourceModel
import Syntax

extension CommandCall {
  private static let buildLimit = 200

  /// What a build runs that is submitted to Google Cloud Build: `gcloud builds submit --config x.yaml`.
  ///
  /// https://cloud.google.com/sdk/gcloud/reference/builds/submit
  func submittedBuild(_ files: inout FollowedFiles) -> [Callee] {
    let valued: Set<String> = [
      "--config", "--tag", "-t", "--project", "--region", "--substitutions", "--timeout",
      "--machine-type", "--gcs-source-staging-dir", "--gcs-log-dir", "--ignore-file", "--pack",
    ]
    let names = operands(valued: valued)
    guard let index = names.firstIndex(of: "builds"), names.dropFirst(index + 1).first == "submit"
    else { return [] }
    let makesOnlyImage = !values(of: ["--tag", "-t", "--pack"]).isEmpty
    let usual = makesOnlyImage ? nil : frame.file("cloudbuild.yaml", context)
    guard let path = option(["--config"]) ?? usual,
      let file = files.document(path, context)
    else { return [] }
    let source = names.dropFirst(index + 2).first.flatMap(frame.resolvedFolder)
    let (document, root) = (file.document, file.root)
    let steps = (root?["steps"]?.items ?? []).prefix(Self.buildLimit)
    let built = steps.compactMap { step -> Callee? in
      guard let chunk = CloudBuildCommand.chunk(of: step, in: document) else { return nil }
      var folder = source
      if let text = step["dir"]?.text, !text.contains("$") {
        folder = (source ?? frame.folder ?? frame.start).appending(text)
      }
      return Callee(
        key: "\(path)#\(chunk.place.position.line)", folder: folder,
        content: .text(chunk.text, chunk.place))
    }
    let pushed = (root?["images"]?.itemsOrSelf ?? []).prefix(Self.buildLimit).compactMap { image in
      image.text.map { Callee(content: .text("docker push \"\($0)\"", document.place(image))) }
    }
    return built + pushed
  }
}
