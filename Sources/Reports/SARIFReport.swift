import FactModel
import Rubrics
import SourceModel

/// The report for code scanning: SARIF 2.1.0, a rule for each criterion, a result for each that is not
/// met, at the place where the next step would go.
///
/// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html and
/// https://docs.github.com/en/code-security/reference/code-scanning/sarif-support-for-code-scanning
struct SARIFReport {
  private let assessment: Assessment
  private let options: ReportOptions

  init(_ assessment: Assessment, _ options: ReportOptions) {
    self.assessment = assessment
    self.options = options
  }

  /// The report.
  var text: String { log.text + "\n" }

  private func words(_ phrase: Phrase) -> String { phrase.text(in: options.language) }

  /// A message that makes no links.
  ///
  /// `[x](y)` would be one, whatever a repository calls its files (section 3.11.6); a space ends that
  /// for viewers that know no escape, too.
  private func message(_ text: String) -> JSONValue {
    .object([("text", .string(Self.withoutLinks(text)))])
  }

  private static func withoutLinks(_ text: String) -> String {
    var former: Unicode.Scalar?
    return text.writing { scalar in
      defer { former = scalar }
      return former == "]" && scalar == "(" ? " (" : nil
    }
  }

  private var log: JSONValue {
    .object([
      ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")),
      ("version", .string("2.1.0")), ("runs", .array([run])),
    ])
  }

  private var run: JSONValue {
    let driver = JSONValue.object([
      ("name", .string("devops-assess")), ("version", .string(options.version)),
      ("language", .string(options.language.rawValue)),
      ("rules", .array(assessment.criteria.map(rule))),
    ])
    let findings = Finding.all(in: assessment, options.language)
    let gate = GateText(assessment: assessment, language: options.language).verdict
    return .object([
      ("tool", .object([("driver", driver)])),
      ("automationDetails", .object([("id", .string("devops-assess/"))])),
      ("columnKind", .string("unicodeCodePoints")),
      ("results", .array(findings.map(result))),
      (
        "properties",
        .object([
          ("stage", .string(assessment.stage)),
          ("score", .number(assessment.score.description)),
          ("summary", .string(words(assessment.summary))), ("gate", .optional(gate)),
        ])
      ),
    ])
  }

  private func rule(_ result: CriterionResult) -> JSONValue {
    let looked = result.lookedFor.map { words($0) }
    let heading = Wording(language: options.language).lookedFor
    let help = looked.isEmpty ? "" : "\n\n\(heading):\n\(Self.list(looked))"
    let marked = looked.map { MarkdownText.prose($0) }
    let markdown = looked.isEmpty ? "" : "\n\n**\(heading)**\n\n\(Self.list(marked))"
    return .object([
      ("id", .string(result.id)),
      ("shortDescription", message(words(result.title))),
      ("fullDescription", message(words(result.question))),
      (
        "help",
        .object([
          ("text", .string(Self.withoutLinks(words(result.question) + help))),
          (
            "markdown",
            .string(Self.withoutLinks(MarkdownText.prose(words(result.question)) + markdown))
          ),
        ])
      ),
      (
        "defaultConfiguration",
        .object([("level", .string(result.isRequired ? "warning" : "note"))])
      ),
      (
        "properties",
        .object([
          ("tags", .strings(["devops", result.stage, result.area, result.effect])),
          ("weight", .number("\(result.weight)")), ("required", .bool(result.isRequired)),
        ])
      ),
    ])
  }

  private static func list(_ items: [String]) -> String {
    items.map { "- \($0)" }.joined(separator: "\n")
  }

  private func result(_ finding: Finding) -> JSONValue {
    let index = assessment.criteria.firstIndex { $0.id == finding.result.id } ?? 0
    let position = finding.place.position
    let location = JSONValue.object([
      (
        "physicalLocation",
        .object([
          (
            "artifactLocation",
            .object([
              ("uri", .string(URIText.encoded(finding.path.text))),
              ("uriBaseId", .string("%SRCROOT%")),
            ])
          ),
          (
            "region",
            .object([
              ("startLine", .number("\(position.line)")),
              ("startColumn", .number("\(position.column)")),
            ])
          ),
        ])
      )
    ])
    let suppression = finding.waiver.map { waiver in
      JSONValue.object([
        ("kind", .string("external")), ("status", .string("accepted")),
        ("justification", .string("\(waiver.reason) (\(waiver.until))")),
      ])
    }
    return .object([
      ("ruleId", .string(finding.result.id)), ("ruleIndex", .number("\(index)")),
      ("level", .string(Self.level(finding.importance))), ("message", message(finding.message)),
      ("locations", .array([location])),
      (
        "partialFingerprints",
        .object([("criterionAndPath/v1", .string(finding.fingerprint))])
      ),
      ("suppressions", .array(suppression.map { [$0] } ?? [])),
      (
        "properties",
        .object([
          ("stage", .string(finding.result.stage)),
          ("status", .string(finding.result.status.rawValue)),
        ])
      ),
    ])
  }

  private static func level(_ importance: Finding.Importance) -> String {
    switch importance {
    case .required: "warning"
    case .optional, .half: "note"
    }
  }
}

/// Writes paths as relative references.
///
/// https://www.rfc-editor.org/rfc/rfc3986#section-4.2
enum URIText {
  /// The path with everything encoded that is neither unreserved nor a slash.
  static func encoded(_ path: String) -> String {
    path.utf8.reduce(into: "") { result, byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        result.append(Character(Unicode.Scalar(byte)))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
  }
}
