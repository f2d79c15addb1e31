import FactModel
import SourceModel
import Syntax

/// Reads Terraform's and OpenTofu's files: resources, modules, state and what their settings say.
///
/// https://developer.hashicorp.com/terraform/language
struct TerraformReader: FileReader {
  static let tool = NamedTool("terraform", "Terraform", "infrastructure")

  var endings: Set<String>? { ["tf", "tofu", "json", "hcl"] }

  func wants(_ path: RelativePath) -> Bool {
    let name = path.name
    return name.hasSuffix(".tf") || name.hasSuffix(".tofu") || name.hasSuffix(".tf.json")
      || name.hasSuffix(".tofu.json") || name == "terragrunt.hcl"
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var sheet = FactSheet(file, context)
    let parsed = TerraformBlock.blocks(in: file)
    sheet.facts.warnings += parsed.faults.map { $0.diagnostic(in: file.path) }
    let switches = TerraformSwitches(parsed.blocks, file.path, context)
    for block in parsed.blocks { read(block, switches, into: &sheet) }
    let environmentFiles = ["main.tf", "backend.tf", "terragrunt.hcl", "providers.tf"]
    if environmentFiles.contains(file.path.name),
      let name = EnvironmentPath.inFolders(of: file.path)
    {
      sheet.environment(name, at: file.place(line: 1))
    }
    return sheet.facts
  }

  private func read(
    _ block: TerraformBlock, _ switches: TerraformSwitches, into sheet: inout FactSheet
  ) {
    let place = sheet.place(block.position)
    switch block.type {
    case "resource":
      let isEnabled = switches.isEnabled(block)
      sheet.resource(
        "terraform", block.kind, name: block.name, isEnabled: isEnabled,
        settings: settings(of: block.body, in: sheet), at: place)
      guard isEnabled else { return }
      sheet.sight(.resource(block.kind), at: place)
      TerraformSettings(block.kind).read(block.body, into: &sheet)
      TerraformWorkloads.read(block, into: &sheet)
      readRelease(block, into: &sheet)
      readConfigSync(block, into: &sheet)
      if block.kind == "aws_elastic_beanstalk_environment" {
        BeanstalkReader().read(settingsOf: block.body, into: &sheet)
      }
      if block.kind == "aws_amplify_branch" {
        AmplifyBranch.read(block.body, at: place, into: &sheet)
      }
    case "module": read(module: block, switches, into: &sheet)
    case "provider":
      sheet.resource("terraform", "provider", name: block.name, at: place)
    case "terraform", "remote_state": readState(block, into: &sheet)
    case "locals": readContainers(block, into: &sheet)
    default: return
    }
  }

  private func settings(of body: Node, in sheet: FactSheet) -> [String: Located<String>] {
    var result: [String: Located<String>] = [:]
    for entry in body.entries.prefix(64) {
      guard let key = entry.key.text, let text = entry.value.text, !text.contains("\n"),
        text.utf8.count < 200, SecretMask.masked("\(key)=\(text)") == "\(key)=\(text)"
      else { continue }
      result[key] = Located(text, at: sheet.place(entry.key))
    }
    return result
  }

  // MARK: - Modules

  private func read(
    module block: TerraformBlock, _ switches: TerraformSwitches, into sheet: inout FactSheet
  ) {
    guard let source = block.body["source"]?.filledText else { return }
    let isLocal = source.hasPrefix("./") || source.hasPrefix("../") || source.hasPrefix("/")
    let isEnabled = switches.isEnabled(block)
    let place = sheet.place(block.position)
    sheet.resource(
      "terraform", "module", name: source, isEnabled: isEnabled,
      settings: settings(of: block.body, in: sheet), at: place)
    if isEnabled { TerraformModuleImages.read(block.body, into: &sheet) }
    // What stands in the tree is read there.
    guard isEnabled, !isLocal else { return }
    sheet.sight(.resource(Self.address(of: source)), at: sheet.place(of: "source", in: block.body))
    TerraformSettings("module").read(block.body, into: &sheet)
  }

  /// The source without how it is fetched: `git::https://host/a/b.git//modules/c?ref=v1` as
  /// `host/a/b//modules/c`.
  static func address(of source: String) -> String {
    var text = source.split(separator: "?").first.map(String.init) ?? source
    for prefix in ["git::", "hg::", "s3::", "gcs::", "https://", "http://", "ssh://", "git@"] {
      if text.hasPrefix(prefix) { text = String(text.dropFirst(prefix.utf8.count)) }
    }
    return text.replacing(".git", with: "")
  }

  // MARK: - Containers

  /// Reads definitions of containers that a task definition of the module takes by their name.
  ///
  /// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html
  private func readContainers(_ block: TerraformBlock, into sheet: inout FactSheet) {
    for entry in block.body.entries where TerraformWorkloads.definesContainers(entry.value) {
      let body = Node(.mapping([entry]), at: entry.key.position)
      TerraformSettings("aws_ecs_task_definition").read(body, into: &sheet)
      let images = TerraformWorkloads.images(inDefinitions: entry.value, into: &sheet)
      sheet.facts.images += images
    }
  }

  // MARK: - State

  private func readState(_ block: TerraformBlock, into sheet: inout FactSheet) {
    for key in ["backend", "cloud"] {
      guard let entry = block.body.entry(key) else { continue }
      let place = sheet.place(entry.key)
      let name =
        sheet.lines.text(ofLine: Int(place.position.line))
        .split(separator: "\"", maxSplits: 2).dropFirst().first.map(String.init) ?? key
      sheet.resource(
        "terraform", "backend", name: name,
        settings: ["backend": Located(name, at: place)], at: place)
    }
  }

  // MARK: - Controllers

  /// Reads a membership whose cluster takes its configuration from a repository.
  ///
  /// https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/gke_hub_feature_membership
  private func readConfigSync(_ block: TerraformBlock, into sheet: inout FactSheet) {
    guard block.kind == "google_gke_hub_feature_membership",
      let management = block.body["configmanagement"],
      let sync = management.itemsOrSelf.lazy.compactMap({ $0.entry("config_sync") }).first,
      sync.value["enabled"]?.flag != false
    else { return }
    sheet.use(
      NamedTool("config-sync", "Config Sync", "deployment"),
      [.pullsFromTree, .keepsState, .describesInfrastructure], rungs: [.kubernetes],
      at: sheet.place(sync.key))
  }

  // MARK: - Charts

  /// Reads a release of a chart.
  ///
  /// https://registry.terraform.io/providers/hashicorp/helm/latest/docs/resources/release
  private func readRelease(_ block: TerraformBlock, into sheet: inout FactSheet) {
    guard block.kind == "helm_release", let chart = block.body["chart"],
      let name = chart.filledText
    else { return }
    sheet.sight(.chart(name), at: sheet.place(of: "chart", in: block.body))
    if let atomic = block.body.entry("atomic"), atomic.value.flag == true {
      sheet.use(
        NamedTool("helm", "Helm", "deployment"), [.rollsBackByItself, .verifies],
        at: sheet.place(atomic.key))
    }
    let isLocal = name.contains("path.module") || name.hasPrefix(".")
    guard !isLocal else { return }
    let version = block.body.entry("version")
    var reference = ChartVersion.reference(
      name, version: version?.value.text, at: sheet.place(version?.key ?? chart))
    if version?.value.tag == TerraformSettings.expressionTag { reference.pinning = .filled }
    sheet.facts.images.append(reference)
  }
}
