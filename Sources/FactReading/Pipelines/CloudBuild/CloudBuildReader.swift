import FactModel
package import SourceModel
import Syntax

/// Reads build configurations of Google Cloud Build.
///
/// https://cloud.google.com/build/docs/build-config-file-schema
package struct CloudBuildReader: PipelineReader {
  /// The vendor's id.
  package let vendor = "cloud-build"

  /// Makes a reader.
  package init() {}

  /// Whether the file is named as a configuration: `cloudbuild.yaml`, `cloudbuild-deploy.yml`.
  package func isPipeline(_ path: RelativePath) -> Bool {
    let name = path.name.lowercased()
    guard name.hasPrefix("cloudbuild") else { return false }
    return name.hasSuffix(".yaml") || name.hasSuffix(".yml") || name.hasSuffix(".json")
  }

  /// The builds at the root, and those that a trigger or script of the tree names.
  package func pipelines(in paths: [RelativePath], context: ReadingContext) -> PipelineReading {
    // JSON is read as the YAML that it is.
    PipelineReading(yaml: live(paths, context), context: context) { file, document in
      guard let root = document.root?.merged(), root["steps"]?.isSequence == true else {
        return []
      }
      let isSubmitted = file.lines.contains { line in
        line.trimmingSpaces.hasPrefix("#") && line.contains("gcloud builds submit")
      }
      var builder = CloudBuildBuilder(
        root, document, isSubmitted: isSubmitted, context: context)
      return builder.pipeline(vendor: vendor).map { [$0] } ?? []
    }
  }

  private func live(_ paths: [RelativePath], _ context: ReadingContext) -> [RelativePath] {
    let named = LiveFiles.named(paths, mark: "cloudbuild", context)
    return paths.filter { $0.folder.text.isEmpty || named.contains($0) }
  }
}

/// Builds the one job of a build.
struct CloudBuildBuilder {
  private static let stepLimit = 1000

  let root: Node
  let document: PipelineDocument
  /// Whether the file's own words tell people to submit it.
  private let isSubmitted: Bool
  private var follower: StepFollower

  init(
    _ root: Node, _ document: PipelineDocument, isSubmitted: Bool, context: ReadingContext
  ) {
    self.root = root
    self.document = document
    self.isSubmitted = isSubmitted
    follower = StepFollower(context: context)
  }

  /// The pipeline; `nil` where nothing runs.
  ///
  /// What starts it is set at the host: a person where the file tells how to submit it, else
  /// changes, or tags where the steps use the name of a tag alone.
  mutating func pipeline(vendor: String) -> Pipeline? {
    follower.beginJob()
    var texts: [String] = []
    root["steps"]?.visit { node in
      if let text = node.text { texts.append(text) }
    }
    func uses(_ names: String...) -> Bool {
      texts.contains { text in
        text.contains("$") && names.contains { text.contains("$" + $0) || text.contains("${" + $0) }
      }
    }
    let isForTags =
      uses("TAG_NAME") && !uses("BRANCH_NAME", "COMMIT_SHA", "SHORT_SHA", "REVISION_ID")
    let event: Trigger.Event = isSubmitted ? .manual : isForTags ? .tag : .push
    var steps: [Step] = []
    for node in (root["steps"]?.items ?? []).prefix(Self.stepLimit) {
      steps += self.steps(of: node)
    }
    steps += pushes
    guard !steps.isEmpty else { return nil }
    let stepsEntry = root.entry("steps")?.key
    let place = stepsEntry.map(document.place) ?? Place(document.path)
    var job = Job(
      id: document.path.stem, name: document.path.stem, place: place, events: [event],
      secrets: secrets, images: images, steps: steps)
    if let kept = root["artifacts"]?.entry("objects") { job.artifacts = [document.place(kept.key)] }
    return Pipeline(
      vendor: vendor, name: document.path.text, place: Place(document.path),
      triggers: [Trigger(event, inputs: inputs(texts), at: Place(document.path))], jobs: [job])
  }

  /// Substitutions that the starter may give another value, `_REGION`.
  private func inputs(_ texts: [String]) -> [PipelineInput] {
    (root["substitutions"]?.entries ?? []).compactMap { entry in
      guard let name = entry.key.text else { return nil }
      return PipelineInput(
        name: name, place: document.place(entry.key), isUsed: texts.contains { $0.contains(name) })
    }
  }

  private mutating func steps(of node: Node) -> [Step] {
    guard let image = node["name"]?.text else { return [] }
    let environment = (root["options", "env"]?.texts ?? []) + (node["env"]?.texts ?? [])
    let variables = environment.reduce(into: (root["substitutions"]?.variables ?? [:])) {
      all, text in
      guard let equal = text.firstIndex(of: "=") else { return }
      all[String(text[..<equal])] = String(text[text.index(after: equal)...])
    }
    guard let chunk = command(of: node, image) else { return [] }
    var folder: RelativePath? = RelativePath("")
    if let text = node["dir"]?.text {
      folder = text.contains("$") ? nil : RelativePath("").appending(text)
    }
    return follower.steps(
      of: ShellText(
        name: node["id"]?.text, chunks: [chunk], folder: folder,
        environment: variables,
        ignoresFailure: node["allowFailure"]?.flag == true))
  }

  /// What the step's container runs.
  private func command(of node: Node, _ image: String) -> ShellChunk? {
    if let script = node["script"], let chunk = document.chunk(script) {
      return chunk
    }
    let arguments = node["args"]?.itemsOrSelf ?? []
    let entrypoint = node["entrypoint"]?.text
    let program = (entrypoint ?? Self.program(of: image)).map { program in
      program.split(separator: "/").last.map(String.init) ?? program
    }
    let shells: Set = ["bash", "sh"]
    let first = program ?? arguments.first?.text ?? ""
    if shells.contains(first.split(separator: "/").last.map(String.init) ?? ""),
      let flag = arguments.firstIndex(where: { argument in
        argument.text.map { $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.hasSuffix("c") } ?? false
      }), flag + 1 < arguments.count, let chunk = document.chunk(arguments[flag + 1])
    {
      return chunk
    }
    let words = (program.map { [$0] } ?? []) + arguments.compactMap(\.text)
    guard !words.isEmpty, let place = (node["args"] ?? node["name"]).map(document.place) else {
      return nil
    }
    let text = words.map(Self.quoted).joined(separator: " ")
    return ShellChunk(text: text, place: place, keepsLines: false)
  }

  /// A word as the shell reads it back.
  private static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      byte.isNamePart || "/.:=@,+%_-${}".utf8.contains(byte)
    }
    guard !isPlain || word.isEmpty else { return word }
    return "'"
      + word.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
  }

  /// The program that an image starts, `nil` where the arguments name it.
  ///
  /// https://cloud.google.com/build/docs/cloud-builders
  private static func program(of image: String) -> String? {
    let plain = image.split(separator: "@").first.map(String.init) ?? image
    let last = plain.split(separator: "/").last.map(String.init) ?? plain
    let name = last.split(separator: ":").first.map(String.init) ?? last
    let isBuilder = plain.contains("cloud-builders") || plain.hasPrefix("gcr.io/$PROJECT_ID/")
    let starting: Set = [
      "docker", "git", "terraform", "helm", "kubectl", "executor", "packer", "gke-deploy",
      "skaffold",
      "buildpacks", "pack", "trivy", "crane",
    ]
    if name == "skaffold" { return nil }
    return isBuilder || starting.contains(name) ? name : nil
  }

  /// The images that the host pushes when all steps have ended.
  private var pushes: [Step] {
    (root["images"]?.itemsOrSelf ?? []).compactMap { node in
      node.text.map { Step(words: ["docker", "push", $0], place: document.place(node)) }
    }
  }

  private var images: [Located<String>] {
    (root["steps"]?.items ?? []).compactMap { step in
      guard let node = step["name"], let text = node.text else { return nil }
      return Located(text, at: document.place(node))
    }
  }

  // https://cloud.google.com/build/docs/securing-builds/use-secrets
  private var secrets: [Located<String>] {
    (root["availableSecrets", "secretManager"]?.items ?? []).compactMap { node in
      guard let name = node["env"] ?? node["versionName"], let text = name.text else { return nil }
      return Located(text, at: document.place(name))
    }
  }
}
