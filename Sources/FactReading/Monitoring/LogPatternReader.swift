import FactModel
import SourceModel

/// Patterns of log lines.
enum LogPattern {
  static let tool = NamedTool("structured-log-patterns", "Structured log lines", "logs")

  /// Whether lines of the pattern are objects of JSON, as far as a pattern can tell.
  static func isStructured(_ pattern: String) -> Bool {
    var rest = pattern.trimmingSpaces[...]
    while let first = rest.first, first.isWhitespace { rest = rest.dropFirst() }
    guard rest.first == "{" else { return false }
    rest = rest.dropFirst()
    while let first = rest.first, first.isWhitespace || first == "\\" { rest = rest.dropFirst() }
    guard let quote = rest.first, quote == "\"" || quote == "'" else { return false }
    return rest.contains(":")
  }
}

/// Reads patterns of log lines in properties of Log4j and in the configuration of Python's logging.
///
/// https://logging.apache.org/log4j/2.x/manual/configuration.html
/// https://docs.python.org/3/library/logging.config.html#configuration-file-format
struct LogPatternReader: FileReader {
  private static let endings: Set<String> = ["properties", "conf", "ini", "cfg"]

  var endings: Set<String>? { Self.endings }

  func wants(_ path: RelativePath) -> Bool {
    guard Self.endings.contains(path.fileExtension), !path.parts.contains("test"),
      !path.parts.contains("tests")
    else { return false }
    return path.stem.lowercased().contains("log")
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    let isPython = file.contains("[formatter")
    guard isPython || file.contains("appender") else { return FileFacts() }
    var sheet = FactSheet(file, context)
    for (index, line) in file.lines.enumerated() {
      let text = String(line).trimmingSpaces
      guard !text.hasPrefix("#"), !text.hasPrefix(";"),
        let equals = text.firstIndex(where: { $0 == "=" || $0 == ":" })
      else { continue }
      let key = String(text[..<equals]).trimmingSpaces.lowercased()
      let isPattern = isPython ? key == "format" : key.hasSuffix("pattern")
      let value = String(text[text.index(after: equals)...])
      guard isPattern, LogPattern.isStructured(value) else { continue }
      sheet.use(LogPattern.tool, [.logs], at: file.place(line: index + 1))
      return sheet.facts
    }
    return sheet.facts
  }
}
