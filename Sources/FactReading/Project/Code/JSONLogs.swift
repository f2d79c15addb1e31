import SourceModel

/// Code that makes a program write its logs as JSON.
enum JSONLogs {
  /// Setting up a library's or the program's own formatter, by the endings of files.
  private static let calls: [(endings: Set<String>, texts: [String])] = [
    // https://pkg.go.dev/log/slog#NewJSONHandler
    (["go"], ["slog.NewJSONHandler("]),
    // https://seldaek.github.io/monolog/doc/02-handlers-formatters-processors.html#formatters
    (
      ["php"],
      [
        "new JsonFormatter", "JsonFormatter::class", "new LogstashFormatter",
        "LogstashFormatter::class", "new GelfMessageFormatter", "GelfMessageFormatter::class",
        "GoogleCloudLoggingFormatter::class", "LokiFormatter::class",
      ]
    ),
    // https://docs.python.org/3/howto/logging-cookbook.html#implementing-structured-logging
    (["py"], ["class JsonFormatter(", "class JSONFormatter(", "class JSONLogFormatter("]),
    // https://guides.rubyonrails.org/configuring.html#config-log-formatter
    (["rb"], ["log_formatter = Json", "log_formatter = JSON", ".formatter = Json"]),
    // https://docs.rs/tracing-subscriber/latest/tracing_subscriber/fmt/format/struct.Json.html
    (["rs"], ["fmt().json()", "layer().json()", "format().json()", "json().init()"]),
    // https://hexdocs.pm/logger/Logger.Formatter.html
    (["exs"], ["LoggerJSON.Formatters"]),
  ]

  /// What stands in a line of its own in a chain of calls.
  private static let chained = ".json()"

  /// The texts to look for in a file.
  static let marks = calls.flatMap(\.texts) + [chained]

  /// Whether the lines of a chain of calls in a file may set it up.
  static func mayBeChained(in file: SourceFile) -> Bool {
    file.path.fileExtension == "rs" && file.contains("tracing_subscriber")
  }

  /// Whether a line sets it up.
  ///
  /// - Parameter mayBeChained: whether a line of a chain of calls may.
  static func isIn(_ code: [UInt8], ofEnding ending: String, mayBeChained: Bool) -> Bool {
    let text = String(decoding: code, as: UTF8.self)
    let isCall = calls.contains { call in
      call.endings.contains(ending) && call.texts.contains(where: text.contains)
    }
    return isCall || mayBeChained && text.trimmingSpaces == chained
  }
}
