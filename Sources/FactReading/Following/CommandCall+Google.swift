import SourceModel
import Syntax

extension CommandCall {
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
      let build = files.submittedBuild(path, context)
    else { return [] }
    let source = names.dropFirst(index + 2).first.flatMap(frame.resolvedFolder)
    let built = build.steps.map { step -> Callee in
      var folder = source
      if let text = step.folder { folder = (source ?? frame.folder ?? frame.start).appending(text) }
      return Callee(
        key: "\(path)#\(step.chunk.place.position.line)", folder: folder,
        content: .text(step.chunk.text, step.chunk.place))
    }
    return built + build.pushes.map { Callee(content: .text($0.text, $0.place)) }
  }
}

/// A build of Google Cloud Build that commands submit.
struct SubmittedBuild: Sendable {
  /// What a step runs, and in which folder of the source, where that is written out.
  struct Step: Sendable {
    var chunk: ShellChunk
    var folder: String?
  }

  private static let limit = 200

  let steps: [Step]
  /// What brings the images out.
  let pushes: [ShellChunk]

  /// Reads the file.
  init(_ file: SourceFile) {
    let document = PipelineDocument(yaml: file)
    let root = document.root?.merged()
    steps = (root?["steps"]?.items ?? []).prefix(Self.limit).compactMap { step -> Step? in
      guard let chunk = CloudBuildCommand.chunk(of: step, in: document) else { return nil }
      let folder = step["dir"]?.text
      return Step(chunk: chunk, folder: folder.flatMap { $0.contains("$") ? nil : $0 })
    }
    pushes = (root?["images"]?.itemsOrSelf ?? []).prefix(Self.limit).compactMap { image in
      image.text.map {
        ShellChunk(text: "docker push \"\($0)\"", place: document.place(image), keepsLines: false)
      }
    }
  }
}
