import SourceModel
import Syntax

/// What a template of CloudFormation or a file of Terraform defines of AWS' build and delivery services.
struct AWSDefinition: Sendable {
  /// The kinds of definition that matter to pipelines.
  enum Kind: Sendable {
    case project
    case projectWebhook
    case pipeline
    case pipelineWebhook
    /// A rule or schedule that starts something.
    case rule
    case ruleTarget
  }

  private static let kinds: [String: Kind] = [
    "AWS::CodeBuild::Project": .project, "aws_codebuild_project": .project,
    "aws_codebuild_webhook": .projectWebhook, "AWS::CodePipeline::Pipeline": .pipeline,
    "aws_codepipeline": .pipeline, "AWS::CodePipeline::Webhook": .pipelineWebhook,
    "aws_codepipeline_webhook": .pipelineWebhook, "AWS::Events::Rule": .rule,
    "AWS::Scheduler::Schedule": .rule, "aws_cloudwatch_event_rule": .rule,
    "aws_scheduler_schedule": .rule, "aws_cloudwatch_event_target": .ruleTarget,
  ]
  private static let marks = [
    "AWS::CodeBuild::", "AWS::CodePipeline::", "aws_codebuild_", "aws_codepipeline",
  ]
  private static let sizeLimit = 1 << 20

  let kind: Kind
  /// The key of the resource.
  let id: String
  let place: Place
  /// Its properties.
  let body: Node
  let document: PipelineDocument
  /// The values that parameters and variables have by default.
  let defaults: [String: String]
  /// What it names, where that was looked up.
  private(set) var mentions = AWSMentions()

  private init(
    _ kind: Kind, _ id: String, at place: Place, _ body: Node, in document: PipelineDocument,
    _ defaults: [String: String]
  ) {
    self.kind = kind
    self.id = id
    self.place = place
    self.body = body
    self.document = document
    self.defaults = defaults
  }

  /// The definitions of a file; nothing where it is about other things.
  static func definitions(in file: SourceFile, context: ReadingContext) -> [AWSDefinition] {
    guard file.bytes.count < sizeLimit, file.holdsAny(of: marks) else { return [] }
    let isTerraform = file.path.fileExtension == "tf" || file.path.name.hasSuffix(".tf.json")
    return isTerraform ? terraform(file, context) : template(file)
  }

  private static func terraform(_ file: SourceFile, _ context: ReadingContext) -> [AWSDefinition] {
    let blocks = TerraformBlock.blocks(in: file).blocks
    let variables = file.path.folder.appending("variables.tf").flatMap { path in
      path == file.path ? nil : context.read(path)
    }
    let declared = blocks + (variables.map { TerraformBlock.blocks(in: $0).blocks } ?? [])
    let defaults = declared.reduce(into: [String: String]()) { all, block in
      guard block.type == "variable", let text = block.body["default"]?.filledText else { return }
      all[block.name] = text
    }
    let document = PipelineDocument(file, documents: [])
    return blocks.compactMap { block in
      guard block.type == "resource", let kind = kinds[block.kind],
        block.body["count"]?.text != "0"
      else { return nil }
      return AWSDefinition(
        kind, block.name, at: Place(file.path, block.position), block.body, in: document, defaults)
    }
  }

  /// JSON is read as the YAML that it is.
  private static func template(_ file: SourceFile) -> [AWSDefinition] {
    let document = PipelineDocument(yaml: file)
    guard let root = document.root?.merged(), let resources = root["Resources"] else { return [] }
    let defaults = (root["Parameters"]?.entries ?? []).reduce(into: [String: String]()) {
      all, entry in
      guard let name = entry.key.text, let text = entry.value["Default"]?.filledText else { return }
      all[name] = text
    }
    return resources.entries.compactMap { entry in
      guard let id = entry.key.text, let kind = entry.value["Type"]?.text.flatMap({ kinds[$0] }),
        let body = entry.value["Properties"]
      else { return nil }
      return AWSDefinition(
        kind, id, at: document.place(entry.key), body, in: document, defaults)
    }
  }
}

extension AWSDefinition {
  /// The text of a value, a parameter that has a default filled in.
  func text(_ node: Node?) -> String? {
    guard let text = CloudText.text(node) else { return nil }
    return Self.parameter(text).flatMap { defaults[$0] } ?? text
  }

  /// The parameter that is all of a text: `${Branch}`, `var.branch`, `${var.branch}`.
  private static func parameter(_ text: String) -> String? {
    let isWrapped = text.hasPrefix("${") && text.hasSuffix("}")
    let inner = isWrapped ? String(text.dropFirst(2).dropLast()) : text
    if inner.hasPrefix("var.") { return String(inner.dropFirst(4)) }
    return isWrapped && !inner.contains(where: { "${.:[( ".contains($0) }) ? inner : nil
  }

  /// The names that it is given.
  var names: [String] { ["name", "Name"].compactMap { CloudText.text(body[$0]) } }

  /// Whether a text names the resource: by its key or by the name that it is given.
  func isNamed(by text: String) -> Bool {
    names.contains(text) || Self.words(of: text).contains { $0 == id }
  }

  /// The words of a text that may be keys of resources.
  static func words(of text: String) -> [Substring] {
    text.split(whereSeparator: cuts.contains)
  }

  private static let cuts: Set<Character> = [
    "$", "{", "}", ".", "[", "]", ":", "/", " ", "\"", ",",
  ]

  /// Looks up what its texts name, since many ask for it.
  mutating func lookUpMentions() {
    var found = AWSMentions()
    body.visit { node in
      guard let text = node.text, !text.contains(" ") else { return }
      found.add(text)
    }
    mentions = found
  }

  /// Where a node stands.
  func place(_ node: Node) -> Place { document.place(node) }
}

/// What texts may name.
struct AWSMentions: Sendable {
  private var texts: Set<String> = []
  private var words: Set<String> = []

  /// Takes over a text.
  mutating func add(_ text: String) {
    guard texts.insert(text).inserted else { return }
    words.formUnion(AWSDefinition.words(of: text).map(String.init))
  }

  /// Whether one of the texts names a definition.
  func name(_ definition: AWSDefinition) -> Bool {
    words.contains(definition.id) || definition.names.contains(where: texts.contains)
  }
}

extension Node {
  /// The value of the first key that the mapping has: templates and Terraform differ in case.
  func any(_ keys: String...) -> Node? {
    keys.lazy.compactMap { self[$0] }.first
  }

  /// All that stands under the keys: the items of lists, and blocks that are repeated.
  ///
  /// Of what a template makes under a condition, everything is taken.
  func parts(_ keys: String...) -> [Node] {
    entries.filter { entry in entry.key.text.map(keys.contains) ?? false }
      .flatMap { $0.value.itemsOrSelf }.flatMap(\.alternatives)
  }

  private var alternatives: [Node] {
    if tag == "!If" { return items.filter(\.isMapping) }
    guard entries.count == 1, let choice = self["Fn::If"] else { return [self] }
    return choice.items.filter(\.isMapping)
  }
}
