import FactModel
import SourceModel
import Syntax

/// Reads programs that make resources: those of the AWS CDK and of Pulumi.
///
/// A resource is seen as `module.Class` (`cloudwatch.Alarm`) or, for Pulumi, by the form of its
/// type's token (`aws:cloudwatch:MetricAlarm`).
///
/// https://docs.aws.amazon.com/cdk/v2/guide/constructs.html
/// https://www.pulumi.com/docs/iac/concepts/resources/names/#types
struct InfrastructureProgramReader: FileReader {
  private static let endings: Set<String> = ["ts", "js", "mjs", "py", "go", "java", "cs", "kt"]
  private static let folders: Set<String> = [
    "cdk", "infra", "infrastructure", "iac", "pulumi", "stacks", "constructs",
  ]
  /// Of which one stands in every path that is wanted, in small letters, but for the programs near the root.
  private static let hints = NeedleSet(
    folders + ["bin/", "lib/", "stack", "construct", "__main__"])
  private static let braces = CodeLanguage(
    lineComments: ["//"], blockComment: ("/*", "*/"), quotes: "\"'", nameBytes: ".")

  var endings: Set<String>? { Self.endings }

  func wants(_ path: RelativePath) -> Bool {
    // Sources are many; those that make resources stand apart from the others.
    let stem = path.stem.lowercased()
    guard ["app", "index"].contains(stem) || Self.hints.isAny(in: path.text.lowercased()),
      Self.endings.contains(path.fileExtension), !path.name.hasSuffix(".d.ts")
    else { return false }
    let parts = path.folder.parts.map { $0.lowercased() }
    guard !parts.contains("test"), !parts.contains("tests"), !path.name.contains(".test.") else {
      return false
    }
    // `cdk init` makes `bin` and `lib`, and `app.py` for Python.
    if ["bin", "lib"].contains(parts.last), ["ts", "js"].contains(path.fileExtension) {
      return true
    }
    if stem == "app", path.fileExtension == "py", parts.count < 2 { return true }
    return parts.contains(where: Self.folders.contains) || stem.contains("stack")
      || stem.contains("construct") || stem == "__main__" || parts.isEmpty && stem == "index"
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    let isCDK = file.contains("aws-cdk") || file.contains("aws_cdk") || file.contains("awscdk")
    let isPulumi = file.contains("@pulumi/") || file.contains("pulumi_")
    guard isCDK || isPulumi, file.bytes.count < 1 << 20 else { return FileFacts() }
    let language = file.path.fileExtension == "py" ? CodeLanguage.python : Self.braces
    let tokens = language.tokens(in: file.bytes).filter { $0.kind != .lineEnd }
    let tool =
      isCDK
      ? NamedTool("aws-cdk", "AWS CDK", "infrastructure")
      : NamedTool("pulumi", "Pulumi", "deployment")
    var sheet = FactSheet(file, context)
    readSettings(tokens, of: tool, into: &sheet)
    readResources(tokens, CDKImports(isCDK ? tokens : []), of: tool, into: &sheet)
    return sheet.facts
  }

  private func readSettings(
    _ tokens: [CodeToken], of tool: NamedTool, into sheet: inout FactSheet
  ) {
    for (index, token) in tokens.enumerated() where token.kind == .word {
      let following = tokens.dropFirst(index + 1).prefix(12)
      let capabilities = ProgramSetting.meaning(of: token.text, Array(following))
      guard !capabilities.isEmpty else { continue }
      sheet.use(tool, capabilities, at: sheet.file.place(line: token.line))
    }
  }

  /// Notes each type once, where it is made first.
  private func readResources(
    _ tokens: [CodeToken], _ imports: CDKImports, of tool: NamedTool, into sheet: inout FactSheet
  ) {
    var seen: Set<String> = []
    for (index, token) in tokens.enumerated() where token.kind == .word {
      guard tokens[at: index + 1]?.isSymbol("(") ?? false else { continue }
      // A construct takes the one that holds it first; other objects are values.
      let hasScope =
        tokens[at: index + 2]?.kind == .word && tokens[at: index + 3]?.isSymbol(",") ?? false
      let construct = hasScope ? imports.type(of: token.text) : nil
      guard let type = construct ?? PulumiType.type(of: token.text), seen.insert(type).inserted
      else { continue }
      let place = sheet.file.place(line: token.line)
      sheet.resource(tool.id, type, name: "", at: place)
      sheet.sight(.resource(type), at: place)
    }
  }
}

/// The names under which a program knows the modules of the CDK.
struct CDKImports {
  /// Modules by the classes that are imported by name.
  private var modules: [String: String] = [:]
  private let isEmpty: Bool

  /// Reads `import { Alarm } from 'aws-cdk-lib/aws-cloudwatch'` and Python's form of it.
  init(_ tokens: [CodeToken]) {
    isEmpty = tokens.isEmpty
    var names: [String] = []
    for (index, token) in tokens.enumerated() {
      if token.isWord("import") { names = [] }
      if token.kind == .word { names.append(token.text) }
      guard token.isWord("from"), let source = tokens[at: index + 1] else { continue }
      if source.kind == .string, let module = Self.module(source.text) {
        for name in names { modules[name] = module }
        names = []
      } else if source.kind == .word, let module = Self.module(source.text) {
        // Another statement may stand behind it on the line.
        let list = tokens.dropFirst(index + 2).drop { $0.isWord("import") }.prefix {
          $0.line == source.line && !$0.isWord("from") && !$0.isWord("import")
        }
        for name in list where name.kind == .word { modules[name.text] = module }
      }
    }
  }

  /// The type that a call makes, `cloudwatch.Alarm`; `nil` where it makes none of the CDK's.
  func type(of call: String) -> String? {
    guard !isEmpty else { return nil }
    let parts = call.split(separator: ".").map(String.init)
    guard var name = parts.last else { return nil }
    if name.hasPrefix("New"), name.count > 3 { name = String(name.dropFirst(3)) }
    guard name.first?.isUppercase ?? false, name.contains(where: \.isLowercase) else { return nil }
    if parts.count == 1 { return modules[name].map { "\($0).\(name)" } }
    let module = parts[parts.count - 2]
    guard module.first?.isLowercase ?? false, module != "this", module != "self" else { return nil }
    return "\(Self.short(module)).\(name)"
  }

  /// The module's short name in `aws-cdk-lib/aws-cloudwatch` and `aws_cdk.aws_cloudwatch`.
  private static func module(_ source: String) -> String? {
    let parts = source.split { $0 == "/" || $0 == "." }.map(String.init)
    guard parts.count > 1, let last = parts.last,
      parts[0].contains("aws-cdk") || parts[0] == "aws_cdk"
    else { return nil }
    return short(last)
  }

  private static func short(_ module: String) -> String {
    for prefix in ["aws-", "aws_", "aws"] where module.hasPrefix(prefix) {
      return String(module.dropFirst(prefix.count)).replacing("-", with: "_")
    }
    return module
  }
}

/// Types of Pulumi's resources.
enum PulumiType {
  private static let providers: [String: String] = [
    "aws": "aws", "awsx": "awsx", "gcp": "gcp", "azure": "azure", "azure_native": "azure-native",
    "azureNative": "azure-native", "k8s": "kubernetes", "kubernetes": "kubernetes",
    "datadog": "datadog", "pagerduty": "pagerduty", "cloudflare": "cloudflare",
    "digitalocean": "digitalocean", "grafana": "grafana", "newrelic": "newrelic",
  ]

  /// The type that `new aws.cloudwatch.MetricAlarm(…)` makes, `aws:cloudwatch:MetricAlarm`.
  static func type(of call: String) -> String? {
    let parts = call.split(separator: ".").map(String.init)
    guard parts.count > 1, let provider = providers[parts[0]], let name = parts.last,
      name.first?.isUppercase ?? false
    else { return nil }
    let module = parts.dropFirst().dropLast().joined(separator: "/")
    return "\(provider):\(module.isEmpty ? "index" : module):\(name)"
  }
}

/// What one setting or call of such a program says about operation and rollout.
enum ProgramSetting {
  /// The meaning of a word by what follows it.
  static func meaning(of word: String, _ following: [CodeToken]) -> CaseSet<Capability> {
    guard let next = following.first else { return [] }
    let name = (word.split(separator: ".").last ?? "").lowercased().filter { $0 != "_" }
    if next.isSymbol("(") { return meaning(ofCall: name) }
    guard next.isSymbol(":") || next.isSymbol("="), following.count > 1 else { return [] }
    let value = following[1].text
    guard !["false", "False", "undefined", "None", "null", "0"].contains(value) else { return [] }
    switch name {
    case "healthcheck", "healthcheckpath": return [.checksHealth]
    case "memorylimitmib", "memorysize": return [.boundsResources]
    case "backupretention", "backupretentionperiod", "pointintimerecovery": return [.backsUp]
    case "tracing": return value.uppercased().hasSuffix("ACTIVE") ? [.traces] : []
    case "circuitbreaker", "deploymentcircuitbreaker":
      return rollsBack(following) ? [.rollsBackByItself, .choosesStrategy] : []
    case "minhealthypercent", "maxhealthypercent", "rollingupdate": return [.choosesStrategy]
    case "deploymentconfig":
      let upper = value.uppercased()
      let isGradual = ["CANARY", "LINEAR", "ONE_AT_A_TIME", "HALF_AT_A_TIME"]
        .contains(where: upper.contains)
      return isGradual ? [.choosesStrategy] : []
    default: return []
    }
  }

  private static func meaning(ofCall name: String) -> CaseSet<Capability> {
    switch name {
    case "createalarm", "addalarm": [.alerts]
    case "autoscaletaskcount", "autoscaleprovisionedthroughput": [.boundsResources]
    default: []
    }
  }

  private static func rollsBack(_ following: [CodeToken]) -> Bool {
    guard let index = following.firstIndex(where: { $0.isWord("rollback") }) else { return false }
    return following[at: index + 2].map { $0.isWord("true") || $0.isWord("True") } ?? false
  }
}

/// Reads the environments that the context of a CDK application distinguishes.
///
/// https://docs.aws.amazon.com/cdk/v2/guide/context.html
struct CDKContextReader: ContentReader {
  func mayRead(_ file: SourceFile) -> Bool {
    file.path.name == "cdk.json" && file.contains("\"context\"")
  }

  func read(_ root: Node, into sheet: inout FactSheet) {
    guard let context = root["context"] else { return }
    for node in [context] + context.entries.map(\.value) {
      let names = node.entries.compactMap { $0.key.text }
      guard names.filter(EnvironmentName.isEnvironment).count > 1 else { continue }
      sheet.environments(inKeysOf: node)
    }
  }
}
