import FactModel
import SourceModel
import Syntax

/// Reads scripts and targets that are named for going back, whether a pipeline calls them or not.
///
/// A person can run them all the same; what they run decides whether they go back.
struct WayBackReader: FileReader {
  private static let endings: Set<String> = ["sh", "bash", "zsh", ""]
  private static let targetFiles: Set<String> = [
    "Makefile", "makefile", "GNUmakefile", "justfile", "Justfile", "Taskfile.yml", "Taskfile.yaml",
    "package.json",
  ]

  /// Words that say what else is taken back: the schema of a database.
  private static let others: Set<String> = [
    "db", "database", "migration", "migrations", "migrate", "schema", "sql", "test", "tests",
  ]

  func wants(_ path: RelativePath) -> Bool {
    if Self.targetFiles.contains(path.name) { return true }
    return Self.endings.contains(path.fileExtension) && Self.goesBack(path.stem)
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    guard Self.targetFiles.contains(file.path.name) else {
      var sheet = FactSheet(file, context)
      sight(ShellScript.parse(file.bytes).commands, into: &sheet)
      return sheet.facts
    }
    guard file.contains("rollback") || file.contains("roll-back") || file.contains("roll_back")
    else { return FileFacts() }
    var sheet = FactSheet(file, context)
    for target in targets(in: file) where Self.goesBack(target.name) {
      sight(target.commands, into: &sheet)
    }
    return sheet.facts
  }

  private func targets(in file: SourceFile) -> [BuildTarget] {
    switch file.path.name.lowercased() {
    case "package.json": Targets.packageScripts(file.bytes)
    case "justfile": Targets.just(file.text)
    case "taskfile.yml", "taskfile.yaml": Targets.taskfile(file.bytes)
    default: Targets.makefile(file.text)
    }
  }

  private func sight(_ commands: [ShellCommand], into sheet: inout FactSheet) {
    for command in commands.prefix(200) where command.isReachable && !command.words.isEmpty {
      sheet.sight(.wayBack(command.words), at: Place(sheet.file.path, command.position))
    }
  }

  /// Whether a name says that something goes back to a former version.
  private static func goesBack(_ name: String) -> Bool {
    let words = name.nameWords
    let isNamed =
      words.contains("rollback")
      || zip(words, words.dropFirst()).contains { $0 == "roll" && $1 == "back" }
    return isNamed && !words.contains(where: others.contains)
  }
}
