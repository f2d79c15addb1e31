import FactModel
import SourceModel
import Syntax

/// Recognises the line-based configuration of Fluent Bit and Fluentd.
enum LogForwarders {
  static let tool = NamedTool("fluent-bit-and-fluentd", "Fluent Bit and Fluentd", "logs")

  /// Whether the text sends logs on.
  ///
  /// https://docs.fluentbit.io/manual/administration/configuring-fluent-bit/classic-mode/configuration-file
  /// https://docs.fluentd.org/configuration/config-file
  static func isConfiguration(_ text: String) -> Bool {
    let isFluentBit = text.contains("[OUTPUT]")
    let isFluentd =
      text.contains("<match") && text.contains("</match>") && text.contains("@type")
    return isFluentBit || isFluentd
  }
}

/// Reads `.conf` files of log forwarders that no fixed name tells.
struct LogForwarderReader: FileReader {
  var endings: Set<String>? { ["conf"] }

  func wants(_ path: RelativePath) -> Bool { path.fileExtension == "conf" }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    guard file.contains("[OUTPUT]") || file.contains("<match") || file.contains("[[outputs."),
      file.bytes.count < 1 << 20
    else { return FileFacts() }
    var sheet = FactSheet(file, context)
    let text = file.text
    if LogForwarders.isConfiguration(text) {
      let line =
        sheet.lines.firstLine(containing: "[OUTPUT]") ?? sheet.lines.firstLine(containing: "<match")
      sheet.use(LogForwarders.tool, [.logs], at: file.place(line: line ?? 1))
    } else if let line = sheet.lines.firstLine(containing: "[[outputs.") {
      // https://docs.influxdata.com/telegraf/v1/configuration/
      let tool = NamedTool("telegraf", "Telegraf", "metrics")
      sheet.use(tool, [.metrics], at: file.place(line: line))
    }
    return sheet.facts
  }
}

/// Reads the YAML of Filebeat, Vector and Fluent Bit under names of the team's own.
///
/// https://www.elastic.co/docs/reference/beats/filebeat/configuring-howto-filebeat
/// https://vector.dev/docs/reference/configuration/
struct LogShipperReader: ContentReader {
  func mayRead(_ file: SourceFile) -> Bool {
    file.contains("filebeat.") || file.contains("filebeat:")
      || file.contains("sinks:") && file.contains("sources:")
      || file.contains("pipeline:") && file.contains("outputs:")
  }

  func read(_ root: Node, into sheet: inout FactSheet) {
    let beats = ["filebeat.inputs", "filebeat.autodiscover", "filebeat.modules", "filebeat"]
    if let entry = beats.lazy.compactMap({ root.entry($0) }).first {
      sheet.use(
        NamedTool("beats-and-logstash", "Filebeat", "logs"), [.logs], at: sheet.place(entry.key))
    } else if let sinks = root.entry("sinks"), !sinks.value.entries.isEmpty,
      root["sources"]?.isMapping == true
    {
      sheet.use(NamedTool("vector", "Vector", "logs"), [.logs], at: sheet.place(sinks.key))
    } else if let outputs = root["pipeline"]?.entry("outputs"), !outputs.value.items.isEmpty,
      root["pipeline", "inputs"] != nil
    {
      sheet.use(LogForwarders.tool, [.logs], at: sheet.place(outputs.key))
    }
  }
}
