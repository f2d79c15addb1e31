import FactModel
import Rubrics

/// The verdict as a badge for a README: an image of its own, or what shields.io asks for.
struct BadgeReport {
  private let assessment: Assessment
  private let language: Language

  init(_ assessment: Assessment, _ options: ReportOptions) {
    self.assessment = assessment
    language = options.language
  }

  private static let label = "DevOps"

  private var message: String { "\(assessment.stage) · \(assessment.score)" }

  /// How far the team is; white text on each is read well (a contrast of 4.5 and more).
  private var colour: String {
    let applicable = assessment.stages.filter(\.isApplicable)
    let reached = applicable.count { $0.isReached }
    guard reached > 0 else { return "b3261e" }
    guard reached < applicable.count else { return "0b5cad" }
    return ["8a4b00", "7a5d00", "4d6b00", "1b6e3c"][min(reached, 4) - 1]
  }

  /// The answer of an endpoint that shields.io draws.
  ///
  /// https://shields.io/badges/endpoint-badge
  var endpoint: String {
    JSONValue.object([
      ("schemaVersion", .number("1")), ("label", .string(Self.label)),
      ("message", .string(message)), ("color", .string(colour)),
    ]).text + "\n"
  }

  /// The image.
  var image: String {
    let (left, right) = (Self.width(Self.label), Self.width(message))
    let (label, message) = (MarkupText.escaped(Self.label), MarkupText.escaped(message))
    let title = "\(label): \(message)\(origin)"
    let lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(left + right)\" height=\"20\" "
        + "role=\"img\" aria-label=\"\(title)\">",
      "  <title>\(title)</title>",
      "  <clipPath id=\"edge\"><rect width=\"\(left + right)\" height=\"20\" rx=\"3\"/></clipPath>",
      "  <g clip-path=\"url(#edge)\">",
      "    <rect width=\"\(left)\" height=\"20\" fill=\"#444\"/>",
      "    <rect x=\"\(left)\" width=\"\(right)\" height=\"20\" fill=\"#\(colour)\"/>",
      "  </g>",
      "  <g fill=\"#fff\" font-family=\"Verdana,DejaVu Sans,sans-serif\" font-size=\"11\">",
      "    <text x=\"6\" y=\"14\" textLength=\"\(left - 12)\">\(label)</text>",
      "    <text x=\"\(left + 6)\" y=\"14\" textLength=\"\(right - 12)\">\(message)</text>",
      "  </g>", "</svg>",
    ]
    return lines.map { $0 + "\n" }.joined()
  }

  /// Whose rubric it is, where the repository brought it: a badge is too small to show it.
  private var origin: String {
    TeamText(assessment.repository, language).rubric.map { " (\(MarkupText.escaped($0)))" } ?? ""
  }

  /// How wide a text is with a margin of six pixels at each side; about seven pixels a column.
  private static func width(_ text: String) -> Int { 12 + 7 * PlainText.width(text) }
}
