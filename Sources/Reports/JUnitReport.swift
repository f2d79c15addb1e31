import FactModel
import Rubrics
import SourceModel

/// The report for test viewers: a suite for each stage with a case for each criterion, and one for
/// what the team asks.
///
/// A case fails where the gate fails because of it, so that a viewer is as red as the exit status;
/// what is not met and not asked for is skipped with its reason. The form is the one that Jenkins
/// and GitLab read, without times, so that the same input gives the same bytes:
/// https://github.com/jenkinsci/xunit-plugin (`junit-10.xsd`) and
/// https://docs.gitlab.com/ci/testing/unit_test_reports/
struct JUnitReport {
  private let assessment: Assessment
  private let options: ReportOptions
  private let wording: Wording

  init(_ assessment: Assessment, _ options: ReportOptions) {
    self.assessment = assessment
    self.options = options
    wording = Wording(language: options.language)
  }

  /// What a case came to.
  private enum Outcome {
    case passed
    case skipped(String)
    case failed(String, details: [String])
  }

  private struct Case {
    var name: String
    var outcome: Outcome
  }

  private struct Suite {
    var name: String
    var id: String
    var cases: [Case]

    var failures: Int {
      cases.count {
        if case .failed = $0.outcome { true } else { false }
      }
    }

    var skipped: Int {
      cases.count {
        if case .skipped = $0.outcome { true } else { false }
      }
    }
  }

  /// The report.
  var text: String {
    let suites = stages + gate
    let tests = suites.reduce(0) { $0 + $1.cases.count }
    let failures = suites.reduce(0) { $0 + $1.failures }
    let head =
      "<testsuites name=\"devops-assess\" tests=\"\(tests)\" failures=\"\(failures)\" errors=\"0\">"
    return
      (["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", head] + suites.flatMap(lines(of:))
      + ["</testsuites>"]).map { $0 + "\n" }.joined()
  }

  private var stages: [Suite] {
    let asked = Set(assessment.gate.filter { !$0.holds }.flatMap(\.criteria))
    return assessment.stages.map { stage in
      let results = assessment.criteria.filter { $0.stage == stage.id }
      return Suite(
        name: "\(stage.id) \(stage.title.text(in: options.language))", id: stage.id,
        cases: results.map { result in
          Case(
            name: "\(result.id) \(result.title.text(in: options.language))",
            outcome: outcome(of: result, isAsked: asked.contains(result.id)))
        })
    }
  }

  private func outcome(of result: CriterionResult, isAsked: Bool) -> Outcome {
    let reason = result.reason.text(in: options.language)
    let text = GateText(assessment: assessment, language: options.language)
    let said = text.standing(result).map { "\($0) (\(reason))" } ?? reason
    switch result.counted.status {
    case .met: return .passed
    case .notApplicable: return .skipped(said)
    case .partial, .unmet:
      let told = "\(wording.status(result.status)): \(said)"
      guard isAsked else { return .skipped(told) }
      // A runner obeys what begins a line, which no text of a rubric does.
      let how = result.advice?.how.text(in: options.language)
        .split(whereSeparator: \.isNewline).joined(separator: " ")
      let at = result.advice?.at.map { "\(wording.at) \($0.pathAndLine)" }
      return .failed(told, details: [how, at].compactMap { $0 })
    }
  }

  private var gate: [Suite] {
    guard !assessment.gate.isEmpty else { return [] }
    let cases = assessment.gate.map { check in
      let says = check.says.text(in: options.language)
      return Case(name: check.name, outcome: check.holds ? .passed : .failed(says, details: []))
    }
    return [Suite(name: wording.gate, id: "gate", cases: cases)]
  }

  private func lines(of suite: Suite) -> [String] {
    let head =
      "  <testsuite name=\"\(MarkupText.escaped(suite.name))\" tests=\"\(suite.cases.count)\" "
      + "failures=\"\(suite.failures)\" errors=\"0\" skipped=\"\(suite.skipped)\">"
    return [head] + rubric + suite.cases.flatMap { lines(of: $0, in: suite) }
      + ["  </testsuite>"]
  }

  /// Whose rubric it is, where the repository brought it; a viewer may show each suite alone.
  private var rubric: [String] {
    guard let text = TeamText(assessment.repository, options.language).rubric else { return [] }
    return [
      "    <properties>",
      "      <property name=\"rubric\" value=\"\(MarkupText.escaped(text))\"/>",
      "    </properties>",
    ]
  }

  private func lines(of item: Case, in suite: Suite) -> [String] {
    let head =
      "    <testcase name=\"\(MarkupText.escaped(item.name))\" "
      + "classname=\"devops-assess.\(MarkupText.escaped(suite.id))\" time=\"0\""
    switch item.outcome {
    case .passed: return [head + "/>"]
    case .skipped(let reason):
      return [
        head + ">", "      <skipped message=\"\(MarkupText.escaped(reason))\"/>", "    </testcase>",
      ]
    case .failed(let reason, let details):
      let lines = details.map { MarkupText.escapedMarks(PlainText.line($0)) }
      return [
        head + ">",
        "      <failure message=\"\(MarkupText.escaped(reason))\" type=\"unmet\">"
          + lines.joined(separator: "\n") + "</failure>", "    </testcase>",
      ]
    }
  }
}
