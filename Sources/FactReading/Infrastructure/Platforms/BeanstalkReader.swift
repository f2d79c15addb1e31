import FactModel
import SourceModel
import Syntax

/// Reads AWS Elastic Beanstalk's option settings.
///
/// https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html
struct BeanstalkReader: FileReader {
  private static let tool = NamedTool("elastic-beanstalk", "AWS Elastic Beanstalk", "deployment")

  var endings: Set<String>? { ["config"] }

  func wants(_ path: RelativePath) -> Bool {
    path.fileExtension == "config" && path.folder.name == ".ebextensions"
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var sheet = FactSheet(file, context)
    let isJSON = file.bytes.first == UInt8(ascii: "{")
    let tree =
      isJSON
      ? JSON.parse(file.bytes, dialect: .withComments) : YAML.parse(file.bytes, manner: .tolerant)
    sheet.facts.warnings += tree.faults.map { $0.diagnostic(in: file.path) }
    guard let root = tree.documents.first else { return sheet.facts }
    if let settings = root["option_settings"] { read(settings, into: &sheet) }
    if let resources = root["Resources"] {
      CloudFormationReader.read(resources: resources, into: &sheet)
    }
    readCommands(of: root, into: &sheet)
    return sheet.facts
  }

  /// Settings stand by namespace, or as a list of triples.
  private func read(_ settings: Node, into sheet: inout FactSheet) {
    for space in settings.entries {
      guard let name = space.key.text else { continue }
      for option in space.value.entries {
        read(name, option.key, option.value, into: &sheet)
      }
    }
    for item in settings.items {
      guard let name = item["namespace"]?.text, let option = item["option_name"],
        let value = item["value"]
      else { continue }
      read(name, option, value, into: &sheet)
    }
  }

  /// Reads the settings of an environment that Terraform makes, a block each.
  ///
  /// https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/elastic_beanstalk_environment
  func read(settingsOf environment: Node, into sheet: inout FactSheet) {
    for entry in environment.entries where entry.key.text == "setting" {
      for setting in entry.value.itemsOrSelf {
        guard let space = setting["namespace"]?.text, let name = setting["name"],
          let value = setting["value"]
        else { continue }
        read(space, name, value, into: &sheet)
      }
    }
  }

  private func read(_ space: String, _ option: Node, _ value: Node, into sheet: inout FactSheet) {
    guard let name = option.text, let text = value.filledText else { return }
    let capabilities = meaning(of: name, text, in: space)
    if !capabilities.isEmpty { sheet.use(Self.tool, capabilities, at: sheet.place(option)) }
    if space == "aws:elasticbeanstalk:application:environment" {
      sheet.sight([ProgramVariable(name: name, value: text, place: sheet.place(option))])
    }
  }

  private func meaning(of name: String, _ value: String, in space: String) -> CaseSet<Capability> {
    let isOn = value.lowercased() == "true"
    switch (space, name) {
    case ("aws:elasticbeanstalk:application", "Application Healthcheck URL"),
      ("aws:elasticbeanstalk:environment:process:default", "HealthCheckPath"):
      return [.checksHealth]
    // https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/health-enhanced.html
    case ("aws:elasticbeanstalk:healthreporting:system", "SystemType"):
      return value == "enhanced" ? [.checksHealth] : []
    case ("aws:elasticbeanstalk:command", "DeploymentPolicy"):
      // New instances that are not healthy are given up, and the old ones stay:
      // https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.rolling-version-deploy.html
      let keepsOld = value == "Immutable" || value == "TrafficSplitting"
      if keepsOld { return [.choosesStrategy, .rollsBackByItself] }
      return value == "AllAtOnce" ? [] : [.choosesStrategy]
    case ("aws:autoscaling:updatepolicy:rollingupdate", "RollingUpdateEnabled"):
      return isOn ? [.choosesStrategy] : []
    case ("aws:autoscaling:asg", "MaxSize"), ("aws:autoscaling:trigger", "MeasureName"):
      return [.boundsResources]
    case ("aws:elasticbeanstalk:cloudwatch:logs", "StreamLogs"): return isOn ? [.logs] : []
    case ("aws:elasticbeanstalk:xray", "XRayEnabled"): return isOn ? [.traces] : []
    default: return []
    }
  }

  private func readCommands(of root: Node, into sheet: inout FactSheet) {
    for command in root["container_commands"]?.entries ?? [] {
      if let text = command.value["command"] {
        CommandSightings.sight(text.itemsOrSelf, into: &sheet)
      }
    }
  }
}
