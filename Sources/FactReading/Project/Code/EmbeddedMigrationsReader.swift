import FactModel
import SourceModel

/// Finds migrations that a program of Go carries in itself and applies when it starts.
///
/// https://pkg.go.dev/embed
struct EmbeddedMigrationsReader: FileReader {
  var endings: Set<String>? { ["go"] }

  func wants(_ path: RelativePath) -> Bool {
    path.fileExtension == "go" && !path.stem.hasSuffix("_test")
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    guard file.contains("//go:embed ") else { return FileFacts() }
    var sheet = FactSheet(file, context)
    let line = file.lines.firstIndex { line in
      line.hasPrefix("//go:embed ") && line.contains("migrations") && line.contains(".sql")
    }
    // One file alone only fills an empty database.
    guard let line, hasSeveral(beside: file, context) else { return sheet.facts }
    sheet.use(
      NamedTool("embedded-migrations", "Embedded migrations", "database"), [.migrates],
      at: file.place(line: line + 1))
    return sheet.facts
  }

  private func hasSeveral(beside file: SourceFile, _ context: ReadingContext) -> Bool {
    guard let folder = file.path.folder.appending("migrations") else { return false }
    return context.memory.answer(.holdsMigrations, of: folder) {
      context.files(in: folder).count { $0.fileExtension == "sql" } >= 2
    }
  }
}
