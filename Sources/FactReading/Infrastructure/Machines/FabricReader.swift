import FactModel
import SourceModel

/// Reads Fabric's tasks: what a person deploys with from the command line, and where to.
///
/// https://docs.fabfile.org/en/1.14/usage/fabfiles.html
struct FabricReader: FileReader {
  private static let tool = NamedTool("fabric", "Fabric", "deployment")

  /// What is set for a run to say where it goes.
  private static let targets = ["hosts", "host_string", "roledefs", "user"]

  var endings: Set<String>? { ["py"] }

  func wants(_ path: RelativePath) -> Bool {
    path.name == "fabfile.py" || path.folder.name == "fabfile" && path.fileExtension == "py"
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    guard file.contains("fabric") else { return FileFacts() }
    var sheet = FactSheet(file, context)
    var task: (name: String, line: Int)?
    var version: String?
    for (index, line) in file.lines.enumerated() {
      let text = line.trimmingSpaces
      guard !text.isEmpty, !text.hasPrefix("#") else { continue }
      let place = file.place(line: index + 1)
      if line.hasPrefix("def ") {
        let name = String(line.dropFirst(4).prefix { $0 != "(" })
        task = (name, index + 1)
        version = nil
        guard !name.hasPrefix("_") else { continue }
        if Self.deploys(name) {
          sheet.use(Self.tool, [.describesRecipe], rungs: [.server], at: place)
          version = VersionWord.parameter(in: text)
        } else if Self.goesBack(name) {
          sheet.use(Self.tool, [.rollsBack], at: place)
        }
      } else if line.hasPrefix(" ") || line.hasPrefix("\t") {
        // A parameter that the task passes on says which version it deploys.
        if let name = version, CodeWords.holds(name, in: text), let task {
          sheet.use(Self.tool, [.rollsBack], at: file.place(line: task.line))
          version = nil
        }
        if let task, Self.choosesTarget(text) {
          sheet.environment(task.name, at: file.place(line: task.line))
        }
      } else if !text.hasPrefix(")"), !text.hasPrefix("\"") {
        task = nil
      }
    }
    return sheet.facts
  }

  private static func deploys(_ name: String) -> Bool {
    name.nameWords.contains("deploy") && !goesBack(name)
  }

  private static func goesBack(_ name: String) -> Bool {
    let words = name.nameWords
    return words.contains("rollback") || words.starts(with: ["roll", "back"])
  }

  /// Whether a line sets `env.hosts` or the like.
  private static func choosesTarget(_ text: String) -> Bool {
    guard text.hasPrefix("env."), text.contains("=") else { return false }
    let name = text.dropFirst(4).prefix { $0.isLetter || $0 == "_" }
    return targets.contains(String(name))
  }
}

/// The words by which people say which version to deploy.
enum VersionWord {
  private static let words: Set<String> = [
    "commit", "ref", "release", "rev", "revision", "sha", "tag", "version",
  ]

  /// Whether a name asks for a version: `REVISION`, `git_tag`.
  static func isIn(_ name: some StringProtocol) -> Bool {
    String(name).nameWords.contains(where: words.contains)
  }

  /// The parameter of a Python function that takes a version.
  static func parameter(in definition: String) -> String? {
    guard let open = definition.firstIndex(of: "(") else { return nil }
    return definition[definition.index(after: open)...].prefix { $0 != ")" }
      .split(separator: ",").lazy
      .map { $0.drop { $0 == " " }.prefix { $0.isLetter || $0.isNumber || $0 == "_" } }
      .first(where: isIn).map(String.init)
  }
}

/// Names in a line of code.
enum CodeWords {
  /// Whether a name stands in the line as a whole.
  static func holds(_ name: String, in line: String) -> Bool {
    line.split { !($0.isLetter || $0.isNumber || $0 == "_") }.contains { $0 == name }
  }
}
