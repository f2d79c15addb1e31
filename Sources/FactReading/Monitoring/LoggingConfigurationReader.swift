import FactModel
import SourceModel
import Syntax

/// Reads the appenders of Logback and Log4j: what form lines take, and where they go.
///
/// https://logback.qos.ch/manual/appenders.html
/// https://logging.apache.org/log4j/2.x/manual/appenders.html
struct LoggingConfigurationReader: FileReader {
  private struct Meaning {
    var tool: NamedTool
    var capability: Capability
    /// Parts of the names of classes and elements.
    var marks: [String]
  }

  private static let depthLimit = 12
  private static let meanings = [
    Meaning(
      tool: NamedTool("sentry", "Sentry", "errors"), capability: .tracksErrors, marks: ["sentry"]),
    Meaning(
      tool: NamedTool("chat-and-mail-appenders", "Log lines sent to people", "alerts"),
      capability: .pings,
      marks: [
        "slack", "discord", "telegram", "smtpappender", "smtp", "mattermost", "teamsappender",
      ]),
    Meaning(
      tool: NamedTool("structured-loggers-for-the-jvm", "Structured logging", "logs"),
      capability: .logs,
      marks: [
        "jsonencoder", "jsonlayout", "jsontemplatelayout", "logstash", "ecsencoder", "ecslayout",
        "gelf", "loki4j", "fluency", "fluentd", "awslogs", "cloudwatch", "stackdriver",
        "google.cloud.logging", "syslog", "kafkaappender", "splunk", "elasticsearchappender",
      ]),
  ]

  var endings: Set<String>? { ["xml"] }

  func wants(_ path: RelativePath) -> Bool {
    guard path.fileExtension == "xml", !path.parts.contains("test"), !path.parts.contains("tests")
    else { return false }
    let stem = path.stem.lowercased()
    return stem.contains("log") || stem.contains("appender")
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    guard file.contains("<appender") || file.contains("<Appenders") else { return FileFacts() }
    var sheet = FactSheet(file, context)
    let tree = XML.parse(file.bytes)
    if let root = tree.root { Self.read(root, depth: 0, into: &sheet) }
    return sheet.facts
  }

  private static func read(_ element: XMLElement, depth: Int, into sheet: inout FactSheet) {
    guard depth < depthLimit else { return }
    for child in element.children {
      note(child, into: &sheet)
      read(child, depth: depth + 1, into: &sheet)
    }
  }

  /// Whether it lays lines out as JSON by a pattern.
  private static func isStructured(_ element: XMLElement) -> Bool {
    if element.name.lowercased() == "pattern", LogPattern.isStructured(element.text) { return true }
    return element.attributes.contains {
      $0.name.lowercased() == "pattern" && LogPattern.isStructured($0.value)
    }
  }

  private static func note(_ element: XMLElement, into sheet: inout FactSheet) {
    if isStructured(element) {
      sheet.use(LogPattern.tool, [.logs], at: sheet.place(element.position))
      return
    }
    // Logback names classes, Log4j elements.
    let isPart = ["appender", "encoder", "layout"].contains(element.name)
    let type = element.attributes.first { $0.name == "class" }?.value
    let name = (isPart ? type ?? "" : element.name).lowercased()
    let isLogback = isPart && type != nil
    guard isLogback || element.name.first?.isUppercase ?? false else { return }
    guard let meaning = meanings.first(where: { $0.marks.contains(where: name.contains) }) else {
      return
    }
    sheet.use(meaning.tool, [meaning.capability], at: sheet.place(element.position))
  }
}
