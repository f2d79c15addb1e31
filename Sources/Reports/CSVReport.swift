import FactModel
import Rubrics
import SourceModel

/// The report for spreadsheets: one row for each criterion.
///
/// https://www.rfc-editor.org/rfc/rfc4180
struct CSVReport {
  private let assessment: Assessment
  private let options: ReportOptions

  init(_ assessment: Assessment, _ options: ReportOptions) {
    self.assessment = assessment
    self.options = options
  }

  /// The report: names of columns in the first row, the same in every language.
  var text: String {
    let rows = assessment.criteria.map(row)
    return ([Self.columns] + rows).map { $0.map(Self.field).joined(separator: ",") + "\r\n" }
      .joined()
  }

  private static let columns = [
    "repository", "stage", "criterion", "title", "required", "weight", "area", "effect", "status",
    "standing", "reason", "evidence", "mend",
  ]

  private func row(_ result: CriterionResult) -> [String] {
    let evidence = result.evidence.compactMap(\.place).map(\.pathAndLine)
    let mend = result.advice?.at.map(\.pathAndLine) ?? ""
    return [
      assessment.repository.path, result.stage, result.id,
      result.title.text(in: options.language), result.isRequired ? "yes" : "no",
      "\(result.weight)", result.area, result.effect, result.status.rawValue, result.standing.name,
      result.reason.text(in: options.language), evidence.joined(separator: " "), mend,
    ]
  }

  /// A field in quotes where it needs them; what a spreadsheet would take for a formula is text.
  ///
  /// Some spreadsheets of East Asia take the wide signs for the narrow ones.
  ///
  /// https://owasp.org/www-community/attacks/CSV_Injection
  private static func field(_ text: String) -> String {
    let text = PlainText.harmless(text)
    let isFormula = Self.startsFormula(text)
    let safe = isFormula ? "'" + text : text
    guard safe.unicodeScalars.contains(where: { $0 == "\"" || $0 == "," }) else { return safe }
    return "\"" + safe.writing { $0 == "\"" ? "\"\"" : nil } + "\""
  }

  private static func startsFormula(_ text: String) -> Bool {
    let first = text.unicodeScalars.first { !$0.properties.isWhitespace }
    return first.map("=+-@\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains) ?? false
  }
}
