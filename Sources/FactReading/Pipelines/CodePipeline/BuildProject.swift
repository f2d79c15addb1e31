import FactModel
import SourceModel
import Syntax

/// A project of AWS CodeBuild: which buildspec it runs, in what environment.
///
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-codebuild-project.html
/// https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/codebuild_project
struct BuildProject: Sendable {
  let definition: AWSDefinition
  private let source: Node?

  /// Where the commands stand.
  enum Specification: Sendable {
    case file(RelativePath)
    case inline(PipelineDocument)
    /// Outside of the tree, or worked out when it is made.
    case elsewhere
  }

  init(_ definition: AWSDefinition) {
    self.definition = definition
    source = definition.body.parts("Source", "source").first
  }

  /// The name, or the key where that is worked out.
  var name: String {
    let name = definition.text(definition.body.any("Name", "name"))
    return name.flatMap { $0.contains("${") ? nil : $0 } ?? definition.id
  }

  /// Whether a pipeline hands the source over.
  var isPartOfPipeline: Bool { definition.text(source?.any("Type", "type")) == "CODEPIPELINE" }

  // MARK: - Buildspec

  /// The buildspec; the default is a file at the root.
  ///
  /// https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html#build-spec-ref-name-storage
  func specification(in context: ReadingContext) -> Specification {
    guard let node = source?.any("BuildSpec", "buildspec"), let (text, place) = content(of: node)
    else { return .file(RelativePath("buildspec.yml")) }
    let isInline = text.contains("\n") || text.contains("phases")
    if isInline, !text.contains("yamlencode("), !text.contains("jsonencode(") {
      return .inline(PipelineDocument(yaml: text, at: place, in: definition.document))
    }
    // `file("${path.module}/buildspec.yml")` too.
    let named = text.split { "\"' (),".contains($0) }.first {
      $0.hasSuffix(".yml") || $0.hasSuffix(".yaml")
    }
    guard let named, let path = Self.path(String(named), definition, context) else {
      return .elsewhere
    }
    return .file(path)
  }

  /// The text of a buildspec and the scalar that holds it.
  private func content(of node: Node) -> (String, Node)? {
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-join.html
    let join = node.tag == "!Join" ? node : node["Fn::Join"]
    if let join, join.items.count == 2 {
      let separator = join.items[0].text ?? ""
      return (join.items[1].items.compactMap(CloudText.text).joined(separator: separator), node)
    }
    let inner = node["Fn::Sub"].map { $0.items.first ?? $0 } ?? node.items.first ?? node
    return definition.text(node).map { ($0, inner) }
  }

  /// A file that is named from the root or from the folder of the definition.
  private static func path(
    _ text: String, _ definition: AWSDefinition, _ context: ReadingContext
  ) -> RelativePath? {
    let plain = ["${path.module}/", "${path.root}/", "${path.cwd}/", "./"].reduce(text) {
      $0.hasPrefix($1) ? String($0.dropFirst($1.count)) : $0
    }
    guard !plain.contains("$"), !plain.hasPrefix("arn:") else { return nil }
    let own = definition.document.path.folder.appending(plain)
    let candidates = [RelativePath("").appending(plain), own].compactMap { $0 }
    return candidates.first(where: context.files.contains)
  }

  // MARK: - Environment

  private var environment: Node? { definition.body.parts("Environment", "environment").first }

  /// Variables as written, those from a store left out.
  var variables: [String: String] {
    let nodes = environment?.parts("EnvironmentVariables", "environment_variable") ?? []
    return nodes.prefix(PipelineDocument.variableLimit).reduce(into: [:]) { all, node in
      guard Self.isPlain(node), let name = node.any("Name", "name")?.text,
        let value = definition.text(node.any("Value", "value"))
      else { return }
      all[name] = value
    }
  }

  /// Variables that come from a store.
  var secrets: [Located<String>] {
    let nodes = environment?.parts("EnvironmentVariables", "environment_variable") ?? []
    let stored = nodes.lazy.filter { !Self.isPlain($0) }.prefix(PipelineDocument.inputLimit)
    return Array(stored).compactMap { node in
      guard let name = node.any("Name", "name"), let text = name.text else {
        return nil
      }
      return Located(text, at: definition.place(name))
    }
  }

  private static func isPlain(_ variable: Node) -> Bool {
    let type = variable.any("Type", "type")?.text ?? "PLAINTEXT"
    return type != "PARAMETER_STORE" && type != "SECRETS_MANAGER"
  }

  /// The image that it runs in.
  var images: [Located<String>] {
    guard let node = environment?.any("Image", "image"), let text = definition.text(node) else {
      return []
    }
    return [Located(text, at: definition.place(node))]
  }

  /// Where it caches.
  var cache: Place? {
    guard let cache = definition.body.parts("Cache", "cache").first,
      let type = cache.any("Type", "type"), type.text != "NO_CACHE"
    else { return nil }
    return definition.place(type)
  }

  /// The role that gives it credentials for a short time.
  var identity: Place? {
    ["ServiceRole", "service_role"].lazy.compactMap { definition.body.entry($0) }.first
      .map { definition.place($0.key) }
  }
}

/// The projects of a tree by what names them.
struct BuildProjects {
  let all: [BuildProject]
  private var byName: [String: [Int]] = [:]
  private var byID: [String: [Int]] = [:]

  init(_ all: [BuildProject]) {
    self.all = all
    for (index, project) in all.enumerated() {
      byID[project.definition.id, default: []].append(index)
      for name in project.definition.names { byName[name, default: []].append(index) }
    }
  }

  /// Those that a text names, in order.
  func named(by text: String) -> [BuildProject] {
    let words = Set(AWSDefinition.words(of: text).map(String.init))
    let found = words.reduce(into: Set(byName[text] ?? [])) { $0.formUnion(byID[$1] ?? []) }
    return found.sorted().map { all[$0] }
  }
}
