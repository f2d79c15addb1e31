import FactModel
package import SourceModel
import Syntax

/// Tries advice out: in the repository of its proof it is the advice that is given, and what it
/// says to paste makes the criterion met.
package struct AdviceProver: Sendable {
  private let assessor: ExampleAssessor

  /// Makes a prover.
  package init(_ assessor: ExampleAssessor) {
    self.assessor = assessor
  }

  /// How many ways there are to follow advice that has a proof, one for each vendor.
  package var count: Int { trials.count }

  /// A fault for each way in which advice fails.
  package func faults() async -> [Diagnostic] {
    var faults: [Diagnostic] = []
    for (criterion, trial, form) in trials {
      guard let message = await message(of: trial, criterion) else { continue }
      let vendor = form?.vendor.map { " (\($0))" } ?? ""
      faults.append(
        Diagnostic(error: message + vendor, at: trial.proof.example.place))
    }
    return faults
  }

  private var trials: [(Criterion, AdviceTrial, PipelineForm?)] {
    assessor.rubric.criteria.flatMap { criterion in
      criterion.advice.flatMap { piece in
        piece.proofs.flatMap { proof in
          forms(of: piece, proof).map { (criterion, AdviceTrial(piece, proof, form: $0), $0) }
        }
      }
    }
  }

  /// The forms with which a proof is tried; one `nil` where no job is in it.
  private func forms(of piece: Criterion.Advice, _ proof: AdviceProof) -> [PipelineForm?] {
    let all = assessor.rubric.forms.forms.filter { $0.vendor != nil }
    if !proof.vendors.isEmpty {
      return all.filter { form in form.vendor.map(proof.vendors.contains) ?? false }
    }
    let usual = all.filter { !$0.isTriedByName }
    switch piece.snippet {
    case .job, .steps: return usual
    case .text, nil: return proof.jobs.isEmpty ? [nil] : Array(usual.prefix(1))
    }
  }

  // MARK: - One way

  private func message(
    of trial: AdviceTrial, _ criterion: Criterion
  ) async -> String? {
    let known = await assessor.meanings(in: trial.repositoryWithoutJobs)
    let before = trial.repository { assessor.writer($0, meanings: known) }
    let (former, meanings) = await assessor.resultWithMeanings(of: criterion, in: before)
    guard former.status == .partial || former.status == .unmet else {
      return "found \(former.status.rawValue) before the advice is followed, "
        + "expected unmet or partial"
    }
    guard let given = former.advice,
      given.how.english.hasPrefix(trial.piece.how.english.prefix { $0 != "{" })
    else {
      return "found other advice given: \(former.advice?.how.english ?? "none")"
    }
    guard let snippet = given.snippet else { return "found no snippet given, expected one" }
    if let fault = Self.fault(in: snippet) {
      return "found a snippet that does not parse: \(fault)"
    }
    if let word = unfilled(in: snippet) {
      return "found the word `{\(word)}` in the snippet, expected its value"
    }
    let source = assessor.filled(trial.piece.snippet, meanings)
    let followed = trial.repository(following: source, writing: snippet) {
      assessor.writer($0, meanings: meanings)
    }
    guard let after = followed else {
      return "found no place for the snippet, expected `{snippet}` in a file or among commands"
    }
    let result = await assessor.result(of: criterion, in: after)
    guard result.status != .met else { return nil }
    let texts = after.files.map { "--- \($0.path)\n\($0.text)" }.joined(separator: "\n")
    return "found \(result.status.rawValue) after the advice is followed, expected met; with\n"
      + texts
  }

  /// A word of advice that stands in the snippet as it was written, in braces of its own.
  private func unfilled(in snippet: Snippet) -> String? {
    let text = snippet.text
    let words = assessor.rubric.words.names.union(["commit", "version"])
    return words.sorted().first { word in
      text.ranges(of: "{\(word)}").contains { range in
        let before = text[..<range.lowerBound].last
        return before != "$" && before != "{"
      }
    }
  }

  /// What a reader of the snippet's language says against it.
  private static func fault(in snippet: Snippet) -> String? {
    let bytes = Array(snippet.text.utf8)
    let faults: [SyntaxFault] =
      switch snippet.language {
      case "yaml": YAML.parse(bytes, manner: .strict).faults
      case "json": JSON.parse(bytes, dialect: .strict).faults
      case "toml": TOML.parse(bytes).faults
      case "hcl": HCL.parse(bytes).faults
      case "xml": XML.parse(Array("<snippet>\(snippet.text)</snippet>".utf8)).faults
      case "dockerfile" where snippet.text.hasPrefix("FROM "): Dockerfile.parse(bytes).faults
      case "sh": ShellScript.parse(bytes).faults
      default: []
      }
    return faults.first.map { "\($0.position.line): \($0.message)" }
  }
}
