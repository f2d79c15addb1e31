import FactModel
import SourceModel
import Syntax

/// Reads monitors and dashboards that were exported from Datadog, and dashboards of CloudWatch and
/// of Google Cloud.
///
/// https://docs.datadoghq.com/monitors/guide/export-monitor-alerts-to-csv/
/// https://docs.datadoghq.com/dashboards/#copy-import-or-export-dashboard-json
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
/// https://cloud.google.com/monitoring/api/ref_v3/rest/v1/projects.dashboards
struct ExportedObjectsReader: FileReader {
  private static let monitorTypes: Set<String> = [
    "metric alert", "query alert", "service check", "event alert", "event-v2 alert", "log alert",
    "process alert", "rum alert", "trace-analytics alert", "slo alert", "composite",
    "synthetics alert", "error-tracking alert",
  ]

  private static let layouts = ["gridLayout", "mosaicLayout", "rowLayout", "columnLayout"]

  var endings: Set<String>? { ["json"] }

  func wants(_ path: RelativePath) -> Bool { path.fileExtension == "json" }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    let hasMonitor = file.contains("\"query\"") && file.contains("\"message\"")
    let hasWidgets = file.contains("\"widgets\"") && !GrafanaDashboards.isDashboard(file)
    let hasLayout = file.contains("\"displayName\"") && file.contains("Layout\"")
    guard hasMonitor || hasWidgets || hasLayout, file.bytes.count < 4 << 20 else {
      return FileFacts()
    }
    var sheet = FactSheet(file, context)
    for root in JSON.parse(file.bytes, dialect: .withComments).documents {
      for monitor in root["monitors"]?.items ?? root.itemsOrSelf { read(monitor, into: &sheet) }
      readWidgets(of: root, into: &sheet)
      readLayout(of: root, into: &sheet)
    }
    return sheet.facts
  }

  private func read(_ monitor: Node, into sheet: inout FactSheet) {
    guard let type = monitor.entry("type"), let text = type.value.text,
      Self.monitorTypes.contains(text), monitor["query"] != nil, monitor["message"] != nil
    else { return }
    let tool = NamedTool("datadog-monitors", "Datadog monitors", "alerts")
    sheet.use(tool, [.alerts], at: sheet.place(type.key))
  }

  private func readLayout(of root: Node, into sheet: inout FactSheet) {
    guard root["displayName"]?.filledText != nil,
      let layout = Self.layouts.lazy.compactMap({ root.entry($0) }).first,
      layout.value.isFilledCollection
    else { return }
    let tool = NamedTool("google-cloud-dashboards", "Google Cloud dashboards", "dashboards")
    sheet.use(tool, [.dashboards], at: sheet.place(layout.key))
  }

  private func readWidgets(of root: Node, into sheet: inout FactSheet) {
    guard let widgets = root.entry("widgets"), !widgets.value.items.isEmpty else { return }
    let place = sheet.place(widgets.key)
    if root["layout_type"] != nil {
      let tool = NamedTool("datadog-dashboards", "Datadog dashboards", "dashboards")
      sheet.use(tool, [.dashboards], at: place)
    } else if widgets.value.items.allSatisfy({ $0["properties"]?.isMapping == true }) {
      let tool = NamedTool("cloudwatch-dashboards", "CloudWatch dashboards", "dashboards")
      sheet.use(tool, [.dashboards], at: place)
    }
  }
}

/// Recognises Kibana's saved objects, one JSON object a line.
///
/// https://www.elastic.co/docs/explore-analyze/find-and-organize/saved-objects
struct KibanaObjectsReader: FileReader {
  private static let tool = NamedTool("kibana-objects", "Kibana objects", "dashboards")

  var endings: Set<String>? { ["ndjson"] }

  func wants(_ path: RelativePath) -> Bool { path.fileExtension == "ndjson" }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var sheet = FactSheet(file, context)
    let marks = ["\"type\":\"dashboard\"", "\"type\": \"dashboard\""]
    guard file.contains("\"attributes\""),
      let index = file.lines.firstIndex(where: { line in marks.contains { line.contains($0) } })
    else { return sheet.facts }
    sheet.use(Self.tool, [.dashboards], at: file.place(line: index + 1))
    return sheet.facts
  }
}
