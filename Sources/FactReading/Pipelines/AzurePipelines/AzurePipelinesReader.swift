import FactModel
package import SourceModel
import Syntax

/// Reads pipelines of Azure Pipelines with their local templates.
///
/// https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/
package struct AzurePipelinesReader: PipelineReader {
  /// The vendor's id.
  package let vendor = "azure-pipelines"

  /// Makes a reader.
  package init() {}

  /// The endings of its files.
  package var endings: Set<String>? { ["yml", "yaml"] }

  /// Whether a pipeline may start in the file; the host may be told of any, so its content decides.
  package func isPipeline(_ path: RelativePath) -> Bool {
    guard path.fileExtension == "yml" || path.fileExtension == "yaml" else { return false }
    if AzureFile.isNamed(path) || AzureFile.isInFolder(path) { return true }
    return path.folder.text.isEmpty && !path.name.hasPrefix(".")
      && !Self.foreign.contains(path.stem)
  }

  /// Files of the top folder that belong to other vendors or tools, by their names.
  private static let foreign: Set<String> = [
    "appveyor", "bitbucket-pipelines", "buildspec", "circle", "cloudbuild", "codefresh", "compose",
    "docker-compose", "mkdocs", "pnpm-lock", "pnpm-workspace", "wercker",
  ]

  /// The pipelines with a live job.
  package func pipelines(in paths: [RelativePath], context: ReadingContext) -> PipelineReading {
    var reading = PipelineReading()
    var files: [AzureFile] = []
    for path in paths {
      guard let file = context.read(path) else { continue }
      guard let parsed = AzureFile(file, context) else {
        // A file by the vendor's own name is one of its files, even with an error in it.
        if AzureFile.isNamed(path) {
          reading.warnings += context.document(keeping: file)?.warnings ?? []
        }
        continue
      }
      files.append(parsed)
    }
    let templates = Set(files.flatMap(\.templates))
    let parsed = Dictionary(files.map { ($0.path, $0) }, uniquingKeysWith: { $1 })
    for file in files where !templates.contains(file.path) {
      // A file that no place tells was said to be a pipeline.
      guard file.starts || !isPipeline(file.path) else { continue }
      guard context.mayHaveJobs(file.path) else { break }
      var builder = AzureBuilder(file, among: parsed, context: context)
      if let pipeline = builder.pipeline(vendor: vendor) { reading.pipelines.append(pipeline) }
      reading.warnings += builder.warnings
    }
    return reading
  }
}

/// A file that may be a pipeline.
struct AzureFile {
  let path: RelativePath
  let root: PipelineValue
  let warnings: [Diagnostic]

  /// Parses a file; `nil` where it holds no stages, jobs or steps of this vendor.
  init?(_ file: SourceFile, _ context: ReadingContext) {
    guard
      file.contains("steps") || file.contains("jobs") || file.contains("stages")
        || file.contains("extends")
    else { return nil }
    guard context.mayKeep(file.path) else { return nil }
    let document = PipelineDocument(yaml: file)
    self.init(document, of: file.path)
    guard root["kind"] == nil else { return nil }
    let hasWork = ["stages", "jobs", "steps"].contains { key in
      root[key]?.items.contains { $0.isMap } ?? false
    }
    guard hasWork || root["extends"]?["template"]?.text != nil else { return nil }
    context.noteKept(document)
  }

  /// The folders in which files for this vendor are kept.
  private static let folders = [".azure-pipelines", ".azuredevops", ".azdo", ".pipelines"]

  /// Whether a file has the name that the vendor proposes.
  static func isNamed(_ path: RelativePath) -> Bool {
    path.name.lowercased().hasPrefix("azure-pipeline")
  }

  /// Whether a file stands in a folder for this vendor.
  static func isInFolder(_ path: RelativePath) -> Bool {
    path.parts.dropLast().contains { part in
      folders.contains(String(part)) || part.lowercased().hasPrefix("azure-pipelines")
    }
  }

  /// Whether the content says that a pipeline starts here, and not a template.
  var starts: Bool {
    // Templates of steps, jobs and stages cannot say these.
    let keys = ["trigger", "pr", "schedules", "extends", "resources", "pool"]
    if keys.contains(where: { root.entry($0) != nil }) { return true }
    return Self.isNamed(path) && (path.folder.text.isEmpty || root["parameters"] == nil)
  }

  /// What it declares of a kind, by the names under this key; of a repeated name the first.
  func resources(_ kind: String, named key: String) -> [String: PipelineValue] {
    Dictionary(
      (root["resources"]?[kind]?.items ?? []).compactMap { item in
        item[key]?.text.map { ($0, item) }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The local templates that it names.
  var templates: [RelativePath] {
    var found: [RelativePath] = []
    var pending = [root]
    while let next = pending.popLast() {
      pending += next.items + next.entries.map(\.value)
      if let text = next["template"]?.text, let path = Self.local(text, from: path) {
        found.append(path)
      }
    }
    return found
  }

  /// The file that a template's name means; `nil` where it stands in another repository.
  static func local(_ text: String, from path: RelativePath) -> RelativePath? {
    var text = text
    if text.hasSuffix("@self") { text = String(text.dropLast("@self".count)) }
    guard !text.contains("@") else { return nil }
    return path.folder.appending(text)
  }
}

/// Builds the pipeline of a file.
struct AzureBuilder {
  /// How deep templates may use each other.
  static let depthLimit = 12
  /// How many jobs a pipeline may have.
  static let jobLimit = PipelineReading.readerLimit

  let file: AzureFile
  let context: ReadingContext
  var follower: StepFollower
  var warnings: [Diagnostic]
  var remainingJobs = Self.jobLimit
  /// How many values may be made by expanding templates.
  private static let valueLimit = 100_000
  /// How many more these may be; what takes as long as to make some counts as much.
  var budget = Self.valueLimit
  var situations: [AzureSituation] = []
  /// Variables of the pipeline, by their names in lower case.
  var variables: [String: String] = [:]
  /// The groups of variables that all jobs get.
  var groups: [Located<String>] = []
  /// The containers and repositories that the file declares, by their names.
  let containers: [String: PipelineValue]
  let repositories: [String: PipelineValue]
  private let parsed: [RelativePath: AzureFile]
  private var files: [RelativePath: AzureFile?] = [:]

  /// Makes a builder for a file, among files that are parsed already.
  init(_ file: AzureFile, among parsed: [RelativePath: AzureFile], context: ReadingContext) {
    self.file = file
    self.parsed = parsed
    self.context = context
    containers = file.resources("containers", named: "container")
    repositories = file.resources("repositories", named: "repository")
    warnings = file.warnings
    follower = StepFollower(context: context)
  }

  /// The pipeline; `nil` where it has no live job.
  mutating func pipeline(vendor: String) -> Pipeline? {
    let triggers = AzureTriggers(file.root)
    situations = triggers.situations
    let scope = AzureScope(root: file.root["parameters"])
    let source = AzureSource(path: file.path, scope: scope)
    let jobs = jobs(of: file.root, source)
    if budget <= 0 {
      warnings.append(
        Diagnostic(
          .warning,
          Phrase(
            "found that templates and rules make more than \(Self.valueLimit) values; "
              + "the rest is left out",
            "템플릿과 규칙으로 만드는 값이 \(Self.valueLimit)개보다 많아서 나머지는 보지 않았습니다"),
          at: Place(file.path)))
    }
    guard !jobs.isEmpty else { return nil }
    return Pipeline(
      vendor: vendor, name: file.root["name"]?.text.flatMap(Self.plainName) ?? file.path.text,
      place: Place(file.path), triggers: triggers.triggers, jobs: jobs)
  }

  /// `name` says how runs are numbered, so that it names nothing where it is a pattern.
  private static func plainName(_ text: String) -> String? { text.contains("$") ? nil : text }

  /// A template of the repository.
  mutating func template(_ path: RelativePath) -> AzureFile? {
    if let known = files[path] { return known }
    let read = parsed[path] ?? context.read(path).flatMap { AzureFile(template: $0, context) }
    files[path] = read
    warnings += read?.warnings ?? []
    return read
  }
}

extension AzureFile {
  /// Parses a file that is used as a template, whatever it holds.
  fileprivate init?(template file: SourceFile, _ context: ReadingContext) {
    guard let document = context.document(keeping: file) else { return nil }
    self.init(document, of: file.path)
  }

  private init?(_ document: PipelineDocument, of path: RelativePath) {
    guard let node = document.root?.merged() else { return nil }
    root = PipelineValue(node, in: document)
    self.path = path
    warnings = document.warnings
  }
}

/// Where a piece of a pipeline comes from: its file, and what is passed to it.
struct AzureSource {
  var path: RelativePath
  var scope: AzureScope
  /// The templates on the way here.
  var via: [Place] = []
  /// The templates that are being read.
  var active: Set<RelativePath> = []
}
