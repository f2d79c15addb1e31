import FactModel
import SourceModel
import Syntax

/// Reads files of Prometheus' rules, and those of Loki, Mimir and Thanos in the same form.
///
/// https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/
struct PrometheusRulesReader: ContentReader {
  func mayRead(_ file: SourceFile) -> Bool {
    file.contains("groups:") && (file.contains("alert:") || file.contains("record:"))
  }

  func read(_ root: Node, into sheet: inout FactSheet) {
    guard root["kind"] == nil, root["groups"]?.isSequence == true else { return }
    PrometheusRules.read(groupsIn: root, of: nil, into: &sheet)
  }
}

/// Reads groups of rules, in files and in objects.
enum PrometheusRules {
  private static let tool = NamedTool("prometheus-rules", "Prometheus rules", "alerts")
  private static let objectives = NamedTool("burn-rate-rules", "Burn-rate rules", "objectives")
  private static let runbookKeys = ["runbook_url", "runbook", "runbookURL", "runbook_link"]

  /// Reads the groups in a mapping.
  ///
  /// - Parameter object: where the object stands that holds them; a template may put its rules in
  ///   from elsewhere, and then its text tells whether they raise alerts.
  static func read(groupsIn node: Node?, of object: Place?, into sheet: inout FactSheet) {
    let rules = (node?["groups"]?.items ?? []).flatMap { $0["rules"]?.items ?? [] }
    if let alert = rules.lazy.compactMap({ $0.entry("alert") }).first {
      sheet.use(tool, [.alerts], at: sheet.place(alert.key))
    } else if object != nil, sheet.isTemplate {
      readTemplate(into: &sheet)
    }
    readRunbook(of: rules, into: &sheet)
    readObjectives(in: rules, into: &sheet)
  }

  private static func readRunbook(of rules: [Node], into sheet: inout FactSheet) {
    for rule in rules {
      guard rule["alert"] != nil, let annotations = rule["annotations"],
        let entry = runbookKeys.lazy.compactMap({ annotations.entry($0) }).first,
        entry.value.filledText != nil
      else { continue }
      sheet.use(tool, [.runbooks], at: sheet.place(entry.key))
      return
    }
  }

  /// Recording rules, and alerts, whose names speak of burn rates and budgets.
  private static func readObjectives(in rules: [Node], into sheet: inout FactSheet) {
    for rule in rules {
      guard let entry = rule.entry("record") ?? rule.entry("alert"),
        let name = entry.value.text, speaksOfObjectives(name)
      else { continue }
      sheet.use(objectives, [.objectives], at: sheet.place(entry.key))
      return
    }
  }

  private static func speaksOfObjectives(_ name: String) -> Bool {
    let lowered = name.lowercased()
    if ["burnrate", "burn_rate", "errorbudget", "error_budget"].contains(where: lowered.contains) {
      return true
    }
    return lowered.split { ":_-".contains($0) }.contains { $0 == "slo" || $0 == "sli" }
  }

  /// A template whose rules do not parse as a list, for instance behind a `range`.
  private static func readTemplate(into sheet: inout FactSheet) {
    guard let line = sheet.lines.firstLine(containing: "alert:") else { return }
    let text = sheet.lines.text(ofLine: line)
    guard text.hasPrefix("alert:") || text.hasPrefix("- alert:") else { return }
    sheet.use(tool, [.alerts], at: sheet.file.place(line: line))
  }
}
