import SourceModel
import Syntax

/// Understands one kind of content of YAML and JSON files.
///
/// Such files rarely tell by their names what they are, so the bytes are asked first: only a file
/// that may be of some kind is parsed, and then once for all kinds.
protocol ContentReader: Sendable {
  /// Whether the file may be of this kind, by its path and its bytes, before it is parsed.
  func mayRead(_ file: SourceFile) -> Bool
  /// Reads one document of the file.
  func read(_ root: Node, into sheet: inout FactSheet)
}

/// Reads YAML files, whatever they are, through the readers of contents.
struct YAMLContentReader: FileReader {
  /// Endings of templates that become YAML.
  private static let templateEndings = [
    ".j2", ".tpl", ".tmpl", ".erb", ".gotmpl", ".template", ".tftpl", ".envsubst",
  ]
  /// Those of which a file that says no more by its name may hold an object of Kubernetes, `deployment.tmpl`.
  private static let openEndings = ["j2", "tmpl", "template", "envsubst"]

  let readers: [any ContentReader]

  var endings: Set<String>? { Self.templateEndings.endings.union(["yml", "yaml"]) }

  func wants(_ path: RelativePath) -> Bool {
    guard Self.isYAML(path.name) || Self.isOpen(path) else { return false }
    return !ForeignPath.belongsToPipelines(path)
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    guard !Self.isOpen(file.path) || file.contains("apiVersion:") else { return FileFacts() }
    let readers = readers.filter { $0.mayRead(file) }
    guard !readers.isEmpty else { return FileFacts() }
    let chart = ChartValues.ofTemplate(file.path, context)
    let isTemplate =
      chart != nil || file.contains("{{") || file.contains("<%") || Self.isTemplate(file.path.name)
    let tree = YAML.parse(file.bytes, manner: .tolerant)
    var sheet = FactSheet(file, context, isTemplate: isTemplate, chart: chart)
    if !isTemplate {
      sheet.facts.warnings += tree.faults.map { $0.diagnostic(in: file.path) }
    }
    for reader in readers {
      for document in tree.documents { reader.read(document, into: &sheet) }
    }
    return sheet.facts
  }

  private static func isOpen(_ path: RelativePath) -> Bool {
    openEndings.contains(path.fileExtension) && !path.stem.contains(".")
  }

  private static func isYAML(_ name: String) -> Bool {
    let name = name.lowercased()
    guard !name.hasSuffix(".yaml"), !name.hasSuffix(".yml") else { return true }
    return isTemplate(name) && (name.contains(".yaml.") || name.contains(".yml."))
  }

  private static func isTemplate(_ name: String) -> Bool {
    templateEndings.contains(where: name.lowercased().hasSuffix)
  }
}

/// Reads JSON files, whatever they are, through the readers of contents.
struct JSONContentReader: FileReader {
  let readers: [any ContentReader]

  private static let endings: Set<String> = ["json", "jsonc", "template"]

  var endings: Set<String>? { Self.endings }

  func wants(_ path: RelativePath) -> Bool {
    guard Self.endings.contains(path.fileExtension) else { return false }
    switch path.name {
    case "package.json", "package-lock.json", "composer.json", "tsconfig.json": return false
    default: return true
    }
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    let readers = readers.filter { $0.mayRead(file) }
    guard !readers.isEmpty else { return FileFacts() }
    let isTemplate = file.contains("{{") || file.contains("<%") || file.contains("${")
    let tree = JSON.parse(file.bytes, dialect: .withComments)
    var sheet = FactSheet(file, context, isTemplate: isTemplate)
    if !isTemplate {
      sheet.facts.warnings += tree.faults.map { $0.diagnostic(in: file.path) }
    }
    for reader in readers {
      for document in tree.documents { reader.read(document, into: &sheet) }
    }
    return sheet.facts
  }
}

/// Tells files that other readers own.
enum ForeignPath {
  /// Whether a file is a workflow of GitHub Actions or of a host that reads the same.
  static func isWorkflow(_ path: RelativePath) -> Bool {
    path.folder.name == "workflows" && path.folder.folder.name.hasPrefix(".")
  }

  /// Whether a file's place makes it a CI vendor's own.
  static func belongsToPipelines(_ path: RelativePath) -> Bool {
    let text = path.text
    return text.hasPrefix(".github/workflows/") || text.hasPrefix(".github/actions/")
      || text.hasPrefix(".github/ISSUE_TEMPLATE/") || text.hasPrefix(".circleci/")
      || text.hasPrefix(".gitlab-ci") || text.hasPrefix(".gitlab/ci/")
      || AzureFile.isNamed(path) || AzureFile.isInFolder(path) || path.name == "action.yml"
      || path.name == "pnpm-lock.yaml" || path.name == "bitbucket-pipelines.yml"
  }
}
