import FactModel
import SourceModel
import Syntax

/// Reads CloudFormation's templates, and those of AWS SAM, in YAML and JSON.
///
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification.html
struct CloudFormationReader: ContentReader {
  func mayRead(_ file: SourceFile) -> Bool {
    file.contains("Resources") && (file.contains("AWS::") || file.contains("Alexa::"))
  }

  func read(_ root: Node, into sheet: inout FactSheet) {
    guard let resources = root["Resources"], Self.isTemplate(root, resources) else { return }
    Self.read(resources: resources, into: &sheet)
    for entry in root["Globals"]?.entries ?? [] {
      CloudFormationSettings("AWS::Serverless::\(entry.key.text ?? "")")
        .read(entry.value, into: &sheet)
    }
    Self.readEnvironments(of: root, into: &sheet)
  }

  /// Reads a mapping of resources, which other tools' files hold too.
  static func read(resources: Node, into sheet: inout FactSheet) {
    for entry in resources.entries {
      guard let type = entry.value["Type"], let kind = type.filledText, kind.contains("::") else {
        continue
      }
      let place = sheet.place(entry.key)
      let properties = entry.value["Properties"]
      sheet.resource(
        "cloudformation", kind, name: entry.key.text ?? "",
        settings: sheet.settings(of: properties), at: place)
      sheet.sight(.resource(kind), at: sheet.place(type))
      let settings = CloudFormationSettings(kind)
      if let properties { settings.read(properties, into: &sheet) }
      // How a group or alias is replaced stands beside its properties:
      // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html
      if let policy = entry.value["UpdatePolicy"] { settings.read(policy, into: &sheet) }
      readContainers(of: kind, entry, at: place, into: &sheet)
    }
  }

  private static func isTemplate(_ root: Node, _ resources: Node) -> Bool {
    guard root["apiVersion"] == nil, resources.isMapping else { return false }
    return root["AWSTemplateFormatVersion"] != nil || root["Transform"] != nil
      || resources.entries.contains { $0.value["Type"]?.text?.contains("::") ?? false }
  }

  private static func readContainers(
    of kind: String, _ entry: Node.Entry, at place: Place, into sheet: inout FactSheet
  ) {
    guard let properties = entry.value["Properties"] else { return }
    let name = entry.key.text ?? ""
    switch kind {
    case "AWS::ECS::TaskDefinition":
      TaskDefinition.read(properties, kind: kind, name: name, at: place, into: &sheet)
    case "AWS::ECS::Service":
      var workload = Workload(platform: .ecs, kind: kind, name: name, place: place)
      workload.replicas = sheet.place(ofAny: ["DesiredCount"], in: properties)
      workload.strategy = strategy(of: properties, in: sheet)
      sheet.facts.workloads.append(workload)
    case "AWS::Amplify::Branch": AmplifyBranch.read(properties, at: place, into: &sheet)
    case "AWS::Lambda::Function", "AWS::Serverless::Function":
      guard let image = properties["ImageUri"] ?? properties["Code", "ImageUri"],
        let text = CloudText.text(image)
      else { return }
      sheet.facts.images.append(ImageText(text).reference(.deployed, at: sheet.place(image)))
    default: return
    }
  }

  /// How a service replaces its tasks, where it says so.
  ///
  /// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-types.html
  private static func strategy(of service: Node, in sheet: FactSheet) -> Located<String>? {
    if let type = service["DeploymentController"]?.entry("Type"), type.value.text == "CODE_DEPLOY" {
      return Located("blue-green", at: sheet.place(type.key))
    }
    guard let configuration = service["DeploymentConfiguration"] else { return nil }
    if let strategy = configuration.entry("Strategy"), let name = strategy.value.filledText,
      name != "ROLLING"
    {
      let shown = name.lowercased().replacing("_", with: "-")
      return Located(shown, at: sheet.place(strategy.key))
    }
    return sheet.place(ofAny: ["MinimumHealthyPercent", "MaximumPercent"], in: configuration)
      .map { Located("rolling update", at: $0) }
  }

  // MARK: - Environments

  /// Environments that a parameter allows, or that a table of settings distinguishes.
  private static func readEnvironments(of root: Node, into sheet: inout FactSheet) {
    for parameter in root["Parameters"]?.entries ?? [] {
      let name = parameter.key.text?.lowercased() ?? ""
      guard name.contains("env") || name.contains("stage") else { continue }
      for value in parameter.value["AllowedValues"]?.items ?? [] {
        if let text = value.text { sheet.environment(text, at: sheet.place(value)) }
      }
    }
    for table in root["Mappings"]?.entries ?? [] {
      let names = table.value.entries.compactMap { $0.key.text }
      guard names.filter(EnvironmentName.isEnvironment).count > 1 else { continue }
      sheet.environments(inKeysOf: table.value)
    }
    if let name = EnvironmentPath.inFolders(of: sheet.file.path) {
      sheet.environment(name, at: sheet.file.place(line: 1))
    }
  }
}

/// Reads files of a stack's parameters, one for each environment.
///
/// https://docs.aws.amazon.com/cli/latest/reference/cloudformation/create-stack.html
struct StackParametersReader: ContentReader {
  func mayRead(_ file: SourceFile) -> Bool { file.contains("ParameterKey") }

  func read(_ root: Node, into sheet: inout FactSheet) {
    guard root.items.contains(where: { $0["ParameterKey"] != nil }) else { return }
    sheet.environmentOfFile(beside: ["parameters", "params", "parameter", "stack"])
  }
}

/// Reads the configuration of SAM's command line, whose tables are environments.
///
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html
struct SAMConfigurationReader: FileReader {
  var endings: Set<String>? { ["toml"] }

  func wants(_ path: RelativePath) -> Bool { path.name == "samconfig.toml" }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var sheet = FactSheet(file, context)
    let tree = TOML.parse(file.bytes)
    sheet.facts.warnings += tree.faults.map { $0.diagnostic(in: file.path) }
    sheet.environments(inKeysOf: tree.documents.first)
    return sheet.facts
  }
}
