import FactModel
import SourceModel
import Syntax

/// Reads the file of one criterion.
struct CriterionReader {
  private static let required = [
    "area", "effect", "effort", "id", "looked-for", "met", "next", "question", "says",
    "stage", "title", "weight", "why",
  ]
  private static let optional = ["applies", "not-for", "partial", "required"]

  /// The set that the criterion belongs to; what it names must be in it.
  let set: RubricSet
  let conditions: ConditionReader
  /// Reads what to do about it.
  let advice: AdviceReader

  /// The criterion that a document says; `nil` where anything is wrong with it.
  ///
  /// - Parameter isWhole: whether its examples are in it; a tree that lacks them is the program's own, and
  ///   its advice is read when it is asked for.
  func criterion(_ node: Node, isWhole: Bool, _ faults: inout FaultList) -> Criterion? {
    let before = faults.count
    guard
      let fields = Fields(
        node, "a criterion", required: Self.required + (isWhole ? ["examples"] : []),
        optional: Self.optional, faults: &faults)
    else { return nil }
    let id = identity(fields, &faults)
    let stage = word(fields["stage"], "stage", among: set.stages.map(\.stage.id), &faults)
    let area = word(fields["area"], "area", among: set.areas.map(\.id), &faults)
    let effect = word(fields["effect"], "effect", among: set.effects.map(\.id), &faults)
    let weight = fields["weight"]?.number(in: 1...5, &faults)
    let isRequired = fields["required"].map { $0.flag(&faults) } ?? false
    let effort = effort(fields["effort"], &faults)
    let partial = fields["partial"].map { conditions.condition($0, &faults) }
    let texts = texts(fields, hasPartial: partial != nil, &faults)
    let notFor = fields["not-for"].map { conditions.kinds($0, &faults) } ?? []
    let applicability = fields["applies"].map { self.applicability($0, &faults) }
    let met = fields["met"].flatMap { conditions.condition($0, &faults) }
    let advice =
      isWhole
      ? LateList(advice.advice(fields["next"], &faults))
      : advice.uncheckedAdvice(fields["next"], in: faults.path)
    let examples = ExampleReader().examples(
      fields["examples"], hasPartial: partial != nil, &faults)
    if let stage { checkFolder(of: stage, fields, &faults) }
    guard faults.count == before, let id, let stage, let area, let effect, let weight,
      let isRequired, let effort, let texts, let notFor, let met
    else { return nil }
    return Criterion(
      id: id, stage: stage, area: area, effect: effect, weight: weight, isRequired: isRequired,
      effort: effort, texts: texts, notFor: notFor, applicability: applicability ?? nil, met: met,
      partial: partial ?? nil, advice: advice, examples: examples,
      place: Place(faults.path, node.position))
  }

  /// The id, which the file is named for.
  private func identity(_ fields: Fields, _ faults: inout FaultList) -> String? {
    guard let node = fields["id"], let id = node.identifier(&faults) else { return nil }
    if id != faults.path.stem {
      faults.add(
        "found the id `\(id)`, expected `\(faults.path.stem)` as the file is named",
        at: node.position)
    }
    return id
  }

  private func checkFolder(of stage: String, _ fields: Fields, _ faults: inout FaultList) {
    let folder = faults.path.folder.name
    guard folder != stage, let node = fields["stage"] else { return }
    faults.add(
      "found the stage `\(stage)`, expected `\(folder)` as the folder is named", at: node.position)
  }

  private func word(
    _ node: Node?, _ what: String, among allowed: [String], _ faults: inout FaultList
  ) -> String? {
    node.flatMap { $0.word(what, among: allowed, &faults) }
  }

  private func effort(_ node: Node?, _ faults: inout FaultList) -> Effort? {
    let name = word(node, "effort", among: Effort.allCases.map(\.name), &faults)
    return Effort.allCases.first { $0.name == name }
  }

  private func texts(
    _ fields: Fields, hasPartial: Bool, _ faults: inout FaultList
  ) -> Criterion.Texts? {
    let title = fields["title"]?.phrase(&faults)
    let question = fields["question"]?.phrase(&faults)
    let why = fields["why"]?.phrase(&faults)
    let reasons = fields["says"].flatMap { self.reasons($0, hasPartial: hasPartial, &faults) }
    let lookedFor = fields["looked-for"].map {
      $0.list(of: "texts", &faults) { $0.clause(&$1) }
    }
    guard let title, let question, let why, let reasons, let lookedFor else { return nil }
    return Criterion.Texts(
      title: title, question: question, why: why, reasons: reasons, lookedFor: lookedFor)
  }

  private func reasons(
    _ node: Node, hasPartial: Bool, _ faults: inout FaultList
  ) -> Criterion.Reasons? {
    let required = hasPartial ? ["met", "partial", "unmet"] : ["met", "unmet"]
    guard
      let fields = Fields(
        node, "`says`", required: required, optional: ["cases"], faults: &faults)
    else { return nil }
    let met = fields["met"]?.clause(&faults)
    let partial = fields["partial"]?.clause(&faults)
    let unmet = fields["unmet"]?.clause(&faults)
    guard let met, let unmet else { return nil }
    var reasons = Criterion.Reasons(met: met, partial: partial, unmet: unmet)
    reasons.cases =
      fields["cases"].map { $0.list(of: "cases", &faults) { reasonCase($0, required, &$1) } } ?? []
    return reasons
  }

  private func reasonCase(
    _ node: Node, _ statuses: [String], _ faults: inout FaultList
  ) -> Criterion.Reasons.Case? {
    guard
      let fields = Fields(node, "a case", required: ["of", "says", "when"], faults: &faults)
    else { return nil }
    let status = word(fields["of"], "status", among: statuses, &faults).flatMap(Status.init)
    let condition = fields["when"].flatMap { conditions.condition($0, &faults) }
    guard let status, let condition, let says = fields["says"]?.clause(&faults) else { return nil }
    return Criterion.Reasons.Case(status: status, condition: condition, says: says)
  }

  private func applicability(
    _ node: Node, _ faults: inout FaultList
  ) -> Criterion.Applicability? {
    guard
      let fields = Fields(node, "`applies`", required: ["otherwise", "when"], faults: &faults)
    else { return nil }
    let condition = fields["when"].flatMap { conditions.condition($0, &faults) }
    let otherwise = fields["otherwise"]?.clause(&faults)
    guard let condition, let otherwise else { return nil }
    return Criterion.Applicability(condition: condition, otherwise: otherwise)
  }
}
