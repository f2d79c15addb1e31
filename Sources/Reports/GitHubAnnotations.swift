import FactModel
package import Rubrics
import SourceModel

/// Lines that GitHub's runner turns into annotations, and the values of a step's outputs.
///
/// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
package struct GitHubAnnotations {
  /// GitHub shows ten of each kind in a step.
  private static let limit = 10

  private let assessment: Assessment
  private let options: ReportOptions

  /// Makes the lines of an assessment.
  package init(_ assessment: Assessment, _ options: ReportOptions) {
    self.assessment = assessment
    self.options = options
  }

  /// The gate where it does not hold, then the next steps, then what else a stage needs; ten at most.
  package var text: String {
    let next = assessment.next?.steps.map(\.criterion) ?? []
    let findings = Finding.all(in: assessment, options.language).filter { $0.waiver == nil }
    let steps = next.compactMap { id in findings.first { $0.result.id == id } }
    let others = findings.filter { finding in
      finding.result.isRequired && !next.contains(finding.result.id)
    }
    return (gate + (steps + others).map(line)).prefix(Self.limit).map { $0 + "\n" }.joined()
  }

  /// `stage=v3` and `score=61.5`, one a line.
  package var outputs: String {
    "stage=\(PlainText.harmless(assessment.stage))\nscore=\(assessment.score)\n"
  }

  private var gate: [String] {
    let text = GateText(assessment: assessment, language: options.language)
    guard let verdict = text.verdict, !text.holds else { return [] }
    return ["::error title=devops-assess::" + Self.message(verdict)]
  }

  private func line(_ finding: Finding) -> String {
    let title = "\(finding.result.stage) \(finding.result.title.text(in: options.language))"
    let level = finding.result.isRequired ? "warning" : "notice"
    // The runner looks for the file in its checkout: one that lies elsewhere would be another one there.
    let place = finding.pathFromHere.map { path in
      "file=\(Self.property(path.text)),line=\(finding.place.position.line),"
    }
    return "::\(level) \(place ?? "")title=\(Self.property(title))::"
      + Self.message(finding.message)
  }

  /// A message: what would end the line or begin an escape is encoded, and other runners obey nothing in it.
  private static func message(_ text: String) -> String {
    PlainText.line(text).writing { scalar in
      switch scalar {
      case "%": "%25"
      case "\r": "%0D"
      case "\n": "%0A"
      default: nil
      }
    }
  }

  /// A property: what would end it is encoded too.
  private static func property(_ text: String) -> String {
    message(text).writing { scalar in
      switch scalar {
      case ":": "%3A"
      case ",": "%2C"
      default: nil
      }
    }
  }
}
