import FactModel
import SourceModel

/// Finds what programs of .NET set up for their operation: logs, health routes and probes.
///
/// https://learn.microsoft.com/dotnet/core/diagnostics/observability-with-otel
/// https://learn.microsoft.com/aspnet/core/host-and-deploy/health-checks
enum HostSigns {
  private struct Meaning {
    var call: String
    var tool: String
    var name: String
    var category: String
    var capability: Capability
    /// What stands somewhere in the file too, where calls of other libraries have the same name.
    var beside: StaticString = ""
  }

  private static let meanings: [Meaning] =
    [
      "Logging.AddOpenTelemetry(", ".WithLogging(", "OpenTelemetryLoggerOptions",
    ].map {
      Meaning(
        call: $0, tool: "opentelemetry-logs", name: "OpenTelemetry logs", category: "logs",
        capability: .logs, beside: "OpenTelemetry")
    }
    // https://learn.microsoft.com/dotnet/core/extensions/console-log-formatter#json
    + ["AddJsonConsole("].map {
      Meaning(
        call: $0, tool: "structured-logs", name: "structured logs", category: "logs",
        capability: .logs)
    }
    + ["WithHttpHealthCheck(", "WithHttpProbe("].map {
      Meaning(
        call: $0, tool: "dotnet-aspire", name: ".NET Aspire", category: "health",
        capability: .checksHealth)
    }
    + ["MapHealthChecks("].map {
      Meaning(
        call: $0, tool: "health-route", name: "health route", category: "health",
        capability: .offersHealth)
    }

  private static let needles = NeedleSet(meanings.map(\.call))

  /// Each capability once, where it is set up first.
  static func uses(in file: SourceFile) -> [ToolUse] {
    guard needles.isAny(in: file.bytes), let style = CodeStyle.style(ofExtension: "cs") else {
      return []
    }
    var found: [ToolUse] = []
    // Whether the file holds what a meaning asks for.
    var isBeside: [Int: Bool] = [:]
    var lines = CodeLines(file.bytes, style)
    while lines.advance() {
      for match in needles.matches(in: lines.code, limit: 4) {
        let meaning = meanings[match.needle]
        guard !found.contains(where: { $0.capabilities.contains(meaning.capability) }) else {
          continue
        }
        if meaning.beside.utf8CodeUnitCount > 0 {
          let isThere = isBeside[match.needle] ?? file.contains(meaning.beside)
          isBeside[match.needle] = isThere
          guard isThere else { continue }
        }
        found.append(
          ToolUse(
            tool: meaning.tool, name: meaning.name, category: meaning.category,
            capabilities: [meaning.capability], origin: .content,
            place: file.place(line: lines.number),
            excerpt: Excerpt.code(lines.code)))
      }
    }
    return found
  }
}
