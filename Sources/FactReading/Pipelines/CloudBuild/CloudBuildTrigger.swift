import FactModel
import SourceModel
import Syntax

/// A trigger of Google Cloud Build: in Terraform, in a file for import, or as an object of Config Connector.
///
/// https://cloud.google.com/build/docs/api/reference/rest/v1/projects.triggers
/// https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/cloudbuild_trigger
struct CloudBuildTrigger {
  private static let sizeLimit = 1 << 20

  /// The name, or the key where that is worked out.
  let name: String
  let document: PipelineDocument
  let place: Place
  private let body: Node

  /// The triggers of a file; nothing where it is about other things.
  static func triggers(in file: SourceFile) -> [CloudBuildTrigger] {
    guard file.bytes.count < sizeLimit else { return [] }
    if file.path.fileExtension == "tf" {
      guard file.contains("google_cloudbuild_trigger") else { return [] }
      let document = PipelineDocument(file, documents: [])
      return TerraformBlock.blocks(in: file).blocks.compactMap { block in
        guard block.type == "resource", block.kind == "google_cloudbuild_trigger",
          block.body["count"]?.text != "0"
        else { return nil }
        return CloudBuildTrigger(
          block.body, key: block.name, document, Place(file.path, block.position))
      }
    }
    guard file.contains("filename:") || file.contains("build:") else { return [] }
    let marks = [
      "github:", "triggerTemplate:", "repositoryEventConfig:", "pubsubConfig:", "webhookConfig:",
      "sourceToBuild:", "bitbucketServerTriggerConfig:",
    ]
    guard file.holdsAny(of: marks) else { return [] }
    let document = PipelineDocument(yaml: file)
    return document.documents.flatMap { root -> [CloudBuildTrigger] in
      let root = root.merged()
      let isObject = root["kind"]?.text == "CloudBuildTrigger"
      guard isObject || root["apiVersion"] == nil else { return [] }
      let body = isObject ? root["spec"] : root
      let key = (isObject ? root["metadata", "name"] : root["name"])?.text ?? file.path.stem
      guard let body, body["filename"] != nil || body["build"] != nil else { return [] }
      return [CloudBuildTrigger(body, key: key, document, document.place(root))]
    }
  }

  private init(_ body: Node, key: String, _ document: PipelineDocument, _ place: Place) {
    let name = body["name"]?.text
    self.name = name.flatMap { $0.contains("$") || $0.hasPrefix("var.") ? nil : $0 } ?? key
    self.body = body
    self.document = document
    self.place = place
  }

  var isDisabled: Bool { body["disabled"]?.lenientFlag == true }

  /// The path of the configuration that it runs, as it is written.
  private var fileName: String? {
    let git = body.parts("git_file_source", "gitFileSource").first
    return (body["filename"] ?? git?["path"])?.text
  }

  /// Whether the modules that use it say which configuration it runs: `services/${var.name}/cloudbuild.yaml`.
  var isForSeveral: Bool { fileName?.contains("${") ?? false }

  /// The configuration that it runs.
  func file(in context: ReadingContext) -> RelativePath? {
    fileName.flatMap(RelativePath("").appending).flatMap { context.files.contains($0) ? $0 : nil }
  }

  /// Those of the configurations that it may run.
  func files(among paths: [RelativePath]) -> [RelativePath] {
    fileName.map { text in paths.filter { Self.fits($0, text) } } ?? []
  }

  /// Whether a path has the parts of a text, each `${…}` in which stands for any characters of a name.
  private static func fits(_ path: RelativePath, _ text: String) -> Bool {
    let (parts, asked) = (path.parts, text.split(separator: "/"))
    guard parts.count == asked.count else { return false }
    return zip(parts, asked).allSatisfy { part, asked in
      guard let start = asked.firstRange(of: "${") else { return part == asked }
      let end = asked.lastIndex(of: "}").map { asked[asked.index(after: $0)...] } ?? ""
      return part.hasPrefix(asked[..<start.lowerBound]) && part.hasSuffix(end)
    }
  }

  /// The build that stands in the trigger; Terraform repeats blocks where others have a list.
  var build: Node? {
    guard let build = body.parts("build").first else { return nil }
    let steps = build.parts("step")
    guard case .mapping(let entries) = build.content, let first = steps.first else { return build }
    let key = Node(.scalar(Scalar("steps")), at: first.position)
    let list = Node(.sequence(steps), at: first.position)
    return Node(.mapping(entries + [Node.Entry(key: key, value: list)]), at: build.position)
  }

  /// Values that it puts in for the build's own.
  var substitutions: [String: String] { body["substitutions"]?.variables ?? [:] }

  /// Where somebody must approve its builds.
  var approval: Place? {
    let configuration = body.parts("approval_config", "approvalConfig").first
    return ["approval_required", "approvalRequired"].lazy
      .compactMap { configuration?.entry($0) }
      .first { $0.value.lenientFlag == true }.map { document.place($0.key) }
  }

  /// What starts it; a person where nothing else does.
  var triggers: [Trigger] {
    let hosts = body.parts(
      "github", "repository_event_config", "repositoryEventConfig",
      "bitbucket_server_trigger_config", "bitbucketServerTriggerConfig",
      "developer_connect_event_config", "developerConnectEventConfig")
    var triggers = hosts.flatMap { host in
      host.parts("push").map(push) + host.parts("pull_request", "pullRequest").map(request)
    }
    triggers += body.parts("trigger_template", "triggerTemplate").map(push)
    for key in ["pubsub_config", "pubsubConfig", "webhook_config", "webhookConfig"] {
      guard let entry = body.entry(key) else { continue }
      triggers.append(Trigger(.api, at: document.place(entry.key)))
    }
    return triggers.isEmpty ? [Trigger(.manual, at: place)] : triggers
  }

  private var paths: [String] { body.any("included_files", "includedFiles")?.texts ?? [] }

  private func push(_ node: Node) -> Trigger {
    let place = document.place(node)
    if let tag = node.any("tag", "tag_name", "tagName")?.text {
      return Trigger(.tag, tags: [Self.plain(tag)], paths: paths, at: place)
    }
    let branch = node.any("branch", "branch_name", "branchName")?.text.map(Self.plain)
    let branches = branch.map { $0 == ".*" ? [] : [$0] } ?? []
    let isInverted = node.any("invert_regex", "invertRegex")?.lenientFlag == true
    return Trigger(
      .push, branches: isInverted ? [] : branches, ignoredBranches: isInverted ? branches : [],
      paths: paths, at: place)
  }

  private func request(_ node: Node) -> Trigger {
    let branch = node["branch"]?.text.map(Self.plain)
    return Trigger(
      .pullRequest, branches: branch.map { $0 == ".*" ? [] : [$0] } ?? [], paths: paths,
      at: document.place(node))
  }

  /// The pattern without its anchors: `^main$` is `main`.
  private static func plain(_ pattern: String) -> String {
    let text = pattern.hasPrefix("^") ? pattern.dropFirst() : pattern[...]
    return String(text.hasSuffix("$") ? text.dropLast() : text)
  }
}
