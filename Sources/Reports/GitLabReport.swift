import FactModel
import Rubrics
import SourceModel

/// The report for GitLab's merge requests: findings in the form of its Code Quality.
///
/// https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
struct GitLabReport {
  private let assessment: Assessment
  private let options: ReportOptions

  init(_ assessment: Assessment, _ options: ReportOptions) {
    self.assessment = assessment
    self.options = options
  }

  /// The report; what is waived is left out, since the form has no word for it.
  var text: String {
    let findings = Finding.all(in: assessment, options.language).filter { $0.waiver == nil }
    return JSONValue.array(findings.map(value)).text + "\n"
  }

  private func value(_ finding: Finding) -> JSONValue {
    let line = JSONValue.number("\(finding.place.position.line)")
    return .object([
      ("description", .string(finding.message)), ("check_name", .string(finding.result.id)),
      ("fingerprint", .string(finding.fingerprint)),
      ("severity", .string(Self.severity(finding.importance))),
      (
        "location",
        .object([
          ("path", .string(finding.path.text)), ("lines", .object([("begin", line)])),
        ])
      ),
    ])
  }

  private static func severity(_ importance: Finding.Importance) -> String {
    switch importance {
    case .required: "major"
    case .optional: "minor"
    case .half: "info"
    }
  }
}
