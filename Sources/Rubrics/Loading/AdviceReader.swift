import FactModel
import SourceModel
import Syntax

/// Reads what to do about a criterion that is not met.
struct AdviceReader {
  private let conditions: ConditionReader
  private let forms: PipelineForms
  private let jobs: JobSketchReader

  /// Makes a reader that knows the forms of jobs and the words of advice.
  ///
  /// - Parameter isChecked: whether words of jobs are held against all forms, each of which is read for that.
  init(
    _ conditions: ConditionReader, _ forms: PipelineForms, _ words: AdviceWords, isChecked: Bool
  ) {
    self.conditions = conditions
    self.forms = forms
    jobs = JobSketchReader(forms: forms, words: words.names, isChecked: isChecked)
  }

  /// The pieces of advice, folded and none of them read yet.
  func uncheckedAdvice(_ node: Node?, in path: RelativePath) -> LateList<Criterion.Advice> {
    LateList(folded: node?.items ?? [], in: path) { piece($0, &$1) }
  }

  /// The pieces of advice, the last of which must fit always.
  func advice(_ node: Node?, _ faults: inout FaultList) -> [Criterion.Advice] {
    guard let node else { return [] }
    let advice = node.list(of: "advice", &faults) { piece($0, &$1) }
    for (index, item) in node.items.enumerated() where item.isMapping {
      let isLast = index == node.items.count - 1
      if isLast, let entry = item.entry("when") {
        faults.add(
          "found `when` in the last advice, expected it to fit always", at: entry.key.position)
      }
      if !isLast, item.entry("when") == nil {
        faults.add(
          "found advice without `when` before other advice, expected it to be the last",
          at: item.position)
      }
    }
    return advice
  }

  private func piece(_ node: Node, _ faults: inout FaultList) -> Criterion.Advice? {
    guard
      let fields = Fields(
        node, "advice", required: ["how"], optional: ["at", "proof", "snippet", "when"],
        faults: &faults)
    else { return nil }
    let condition = fields["when"].flatMap { conditions.condition($0, &faults) }
    let places = fields["at"].map { $0.items.isEmpty ? [$0] : $0.items } ?? []
    let sites = places.compactMap { conditions.site($0, &faults) }
    let snippet = fields["snippet"].flatMap { self.snippet($0, &faults) }
    let proofs = fields["proof"].map { $0.itemsOrSelf.compactMap { self.proof($0, &faults) } } ?? []
    if !proofs.isEmpty, snippet == nil {
      faults.add("found a proof of advice without a snippet, expected none", at: node.position)
    }
    return fields["how"]?.phrase(&faults).map {
      Criterion.Advice(
        condition: condition, sites: sites, how: $0, snippet: snippet, proofs: proofs,
        place: Place(faults.path, node.position))
    }
  }

  /// A snippet: `job`, `steps`, or a `text` with its `language`.
  private func snippet(_ node: Node, _ faults: inout FaultList) -> SnippetSource? {
    if let job = node["job"] {
      _ = Fields(node, "a snippet", required: ["job"], faults: &faults)
      return jobs.job(job, &faults).map(SnippetSource.job)
    }
    if let steps = node["steps"] {
      _ = Fields(node, "a snippet", required: ["steps"], faults: &faults)
      return .steps(jobs.commands(steps, &faults))
    }
    guard
      let fields = Fields(
        node, "a snippet", required: ["language", "text"],
        optional: ["head", "other-path", "path"],
        faults: &faults)
    else { return nil }
    let path = fields["path"].map { $0.filledText(&faults) }
    let head = fields["head"].map { $0.filledText(&faults) }
    let otherPath = fields["other-path"].map { $0.filledText(&faults) }
    let language = fields["language"]?.filledText(&faults)
    let text = fields["text"]?.filledText(&faults)
    guard let language, let text else { return nil }
    return .text(
      Snippet(
        path: path ?? nil, language: language, text: text, otherPath: otherPath ?? nil,
        head: head ?? nil))
  }

  private func proof(_ node: Node, _ faults: inout FaultList) -> AdviceProof? {
    guard
      let fields = Fields(
        node, "a proof", required: [], optional: ["files", "history", "jobs", "kind", "vendors"],
        faults: &faults)
    else { return nil }
    let jobs = fields["jobs"]?.list(of: "jobs", &faults) { self.jobs.job($0, &$1) } ?? []
    let vendors = fields["vendors"]?.list(of: "vendors", &faults) {
      $0.word("vendor", among: forms.vendors.compactMap(\.self), &$1)
    }
    return AdviceProof(
      example: ExampleReader().repository(fields, at: node.position, &faults), jobs: jobs,
      vendors: vendors ?? [])
  }
}
