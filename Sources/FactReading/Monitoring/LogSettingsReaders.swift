import FactModel
import SourceModel
import Syntax

/// Reads what Symfony configures of its logs.
///
/// https://symfony.com/doc/current/logging/formatter.html
struct MonologReader: ContentReader {
  private static let tool = NamedTool("monolog", "Monolog", "logs")
  private static let forms = ["json", "logstash", "gelf"]

  func mayRead(_ file: SourceFile) -> Bool {
    let folder = file.path.folder.name
    return file.path.stem == "monolog" && folder != "test" && folder != "dev"
  }

  func read(_ root: Node, into sheet: inout FactSheet) {
    read(handlersOf: root["monolog"], into: &sheet)
    for entry in root.entries where !["when@test", "when@dev"].contains(entry.key.text) {
      read(handlersOf: entry.value["monolog"], into: &sheet)
    }
  }

  private func read(handlersOf section: Node?, into sheet: inout FactSheet) {
    for handler in section?["handlers"]?.entries ?? [] {
      guard let entry = handler.value.entry("formatter"),
        let name = entry.value.text?.lowercased(), Self.forms.contains(where: name.contains)
      else { continue }
      sheet.use(Self.tool, [.logs], at: sheet.place(entry.key))
    }
  }
}

/// Reads what the settings of .NET say of logs.
///
/// https://learn.microsoft.com/dotnet/core/extensions/console-log-formatter#set-formatter-with-configuration
struct DotNetLogSettingsReader: ContentReader {
  private static let tool = NamedTool("structured-logs", "structured logs", "logs")

  func mayRead(_ file: SourceFile) -> Bool {
    let words = file.path.stem.nameWords
    return file.path.stem.lowercased().hasPrefix("appsettings") && file.contains("FormatterName")
      && !words.contains("development") && !words.contains("test")
  }

  func read(_ root: Node, into sheet: inout FactSheet) {
    guard let entry = root["Logging", "Console"]?.entry("FormatterName"),
      entry.value.text?.lowercased() == "json"
    else { return }
    sheet.use(Self.tool, [.logs], at: sheet.place(entry.key))
  }
}

/// Reads what Traefik's static configuration says of logs.
///
/// https://doc.traefik.io/traefik/observability/access-logs/
struct TraefikLogReader: ContentReader {
  private static let tool = NamedTool("traefik", "Traefik", "logs")

  func mayRead(_ file: SourceFile) -> Bool {
    file.path.stem == "traefik" && file.contains("format:")
  }

  func read(_ root: Node, into sheet: inout FactSheet) {
    for section in ["log", "accessLog"] {
      guard let entry = root[section]?.entry("format"), entry.value.text == "json" else { continue }
      sheet.use(Self.tool, [.logs], at: sheet.place(entry.key))
      return
    }
  }
}
