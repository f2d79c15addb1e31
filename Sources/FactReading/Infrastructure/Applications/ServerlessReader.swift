import FactModel
import SourceModel
import Syntax

/// Reads the Serverless Framework's file.
///
/// https://www.serverless.com/framework/docs/providers/aws/guide/serverless.yml
struct ServerlessReader: ContentReader {
  private static let tool = NamedTool("serverless-framework", "Serverless Framework", "deployment")

  func mayRead(_ file: SourceFile) -> Bool {
    file.path.stem.hasPrefix("serverless") && file.contains("provider")
  }

  func read(_ root: Node, into sheet: inout FactSheet) {
    guard let provider = root["provider"], root["service"] != nil || root["functions"] != nil else {
      return
    }
    readProvider(provider, into: &sheet)
    for function in functions(of: root) { read(function: function, into: &sheet) }
    readAlerts(of: root, into: &sheet)
    readStages(of: root, into: &sheet)
    // The rest of the stack is CloudFormation's.
    for part in root["resources"]?.itemsOrSelf ?? [] {
      if let resources = part["Resources"] {
        CloudFormationReader.read(resources: resources, into: &sheet)
      }
    }
  }

  private func functions(of root: Node) -> [Node] {
    (root["functions"]?.itemsOrSelf ?? []).flatMap { $0.entries.map(\.value) }
  }

  private func readProvider(_ provider: Node, into sheet: inout FactSheet) {
    if let place = sheet.place(ofAny: ["memorySize"], in: provider) {
      sheet.use(Self.tool, [.boundsResources], at: place)
    }
    if let place = sheet.place(ofAny: ["lambda", "apiGateway"], in: provider["tracing"]) {
      sheet.use(Self.tool, [.traces], at: place)
    }
    // https://www.serverless.com/framework/docs/providers/aws/events/apigateway#logs
    let logs = ["restApi", "httpApi", "websocket", "frameworkLambda", "lambda"]
    if let place = sheet.place(ofAny: logs, in: provider["logs"]) {
      sheet.use(Self.tool, [.logs], at: place)
    }
    sheet.readVariables(provider["environment"])
    for image in provider["ecr", "images"]?.entries ?? [] {
      guard let uri = image.value["uri"] ?? (image.value.text == nil ? nil : image.value) else {
        continue
      }
      sheet.facts.images += sheet.deployedImages(uri)
    }
  }

  private func read(function: Node, into sheet: inout FactSheet) {
    if let place = sheet.place(
      ofAny: ["memorySize", "reservedConcurrency", "provisionedConcurrency"], in: function)
    {
      sheet.use(Self.tool, [.boundsResources], at: place)
    }
    if let tracing = function.entry("tracing"), tracing.value.text == "Active" {
      sheet.use(Self.tool, [.traces], at: sheet.place(tracing.key))
    }
    // https://www.serverless.com/plugins/serverless-plugin-canary-deployments
    if let settings = function.entry("deploymentSettings"), let type = settings.value["type"],
      type.text != "AllAtOnce"
    {
      sheet.use(
        Self.tool, [.choosesStrategy, .rollsBackByItself], at: sheet.place(settings.key))
    }
    if let place = sheet.place(
      ofAny: ["preTrafficHook", "postTrafficHook"], in: function["deploymentSettings"])
    {
      sheet.use(Self.tool, [.verifies], at: place)
    }
    sheet.readVariables(function["environment"])
    if let image = function["image"], image.text?.contains("/") ?? false {
      sheet.facts.images += sheet.deployedImages(image)
    }
  }

  /// Reads the alarms of the plugin for them.
  ///
  /// https://www.serverless.com/plugins/serverless-plugin-aws-alerts
  private func readAlerts(of root: Node, into sheet: inout FactSheet) {
    guard let alerts = root["custom"]?.entry("alerts"), alerts.value.isMapping else { return }
    let named = alerts.value["alarms"]?.items.isEmpty == false
    let plugins = root["plugins"]?.itemsOrSelf.flatMap(\.texts) ?? []
    guard named || plugins.contains("serverless-plugin-aws-alerts") else { return }
    sheet.use(Self.tool, [.alerts, .metrics], at: sheet.place(alerts.key))
  }

  /// Stages that parameters or settings of the file's own distinguish.
  ///
  /// https://www.serverless.com/framework/docs/guides/parameters
  private func readStages(of root: Node, into sheet: inout FactSheet) {
    sheet.environments(inKeysOf: root["params"])
    sheet.environments(inKeysOf: root["stages"])
    for setting in root["custom"]?.entries ?? [] {
      let names = setting.value.entries.compactMap { $0.key.text }
      guard names.filter(EnvironmentName.isEnvironment).count > 1 else { continue }
      sheet.environments(inKeysOf: setting.value)
    }
    sheet.environmentOfFile(beside: ["serverless"])
  }
}
