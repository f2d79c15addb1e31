import FactModel
import SourceModel
import Syntax

/// What a set file changes of the rubric that it extends.
struct RubricExtension {
  /// What is changed of one criterion; `nil` for what stays.
  struct Change {
    var weight: Int?
    var isRequired: Bool?
    var effort: Effort?
    var title: Phrase?
    var question: Phrase?
    var why: Phrase?
    /// What is said for a status instead, whichever case of it there is.
    var says: [Status: Phrase] = [:]
    var lookedFor: [Phrase]?
  }

  var identity: RubricIdentity
  var reachedAt: Int?
  var dropped: Set<String>
  var changes: [String: Change]
  /// Criteria of the extension's own by their stages, each with a file.
  var added: [String: [Located<String>]]

  /// The set of the base with what is dropped and added; milestones and outlooks of what is left.
  func applied(to base: RubricSet) -> RubricSet {
    var set = base
    set.identity = identity
    set.reachedAt = reachedAt ?? base.reachedAt
    for index in set.stages.indices {
      let id = set.stages[index].stage.id
      set.stages[index].criteria.removeAll { dropped.contains($0.value) }
      set.stages[index].criteria += added[id] ?? []
    }
    let known = Set(set.criteria.map(\.value))
    set.milestones = base.milestones.compactMap { milestone in
      let left = milestone.criteria.filter(known.contains)
      return left.isEmpty
        ? nil : Rubric.Landmark(id: milestone.id, title: milestone.title, criteria: left)
    }
    set.outlooks = base.outlooks.map { outlook in
      Rubric.Outlook(
        condition: outlook.condition, needs: outlook.needs.filter(known.contains),
        says: outlook.says, tooEarly: outlook.tooEarly)
    }
    return set
  }
}

extension Criterion {
  /// The criterion with what an extension changes of it.
  func changed(by change: RubricExtension.Change?) -> Criterion {
    guard let change else { return self }
    let texts = Texts(
      title: change.title ?? texts.title, question: change.question ?? texts.question,
      why: change.why ?? texts.why, reasons: texts.reasons.changed(by: change.says),
      lookedFor: change.lookedFor ?? texts.lookedFor)
    return Criterion(
      id: id, stage: stage, area: area, effect: effect, weight: change.weight ?? weight,
      isRequired: change.isRequired ?? isRequired, effort: change.effort ?? effort, texts: texts,
      notFor: notFor, applicability: applicability, met: met, partial: partial, advice: advice,
      examples: examples, place: place)
  }
}

extension Criterion.Reasons {
  /// The reasons with others for some statuses; cases of these say less than the new words.
  fileprivate func changed(by says: [Status: Phrase]) -> Criterion.Reasons {
    var reasons = Criterion.Reasons(
      met: says[.met] ?? met, partial: says[.partial] ?? partial, unmet: says[.unmet] ?? unmet)
    reasons.cases = cases.filter { says[$0.status] == nil }
    return reasons
  }
}

/// Reads a set file that extends another rubric.
struct RubricExtensionReader {
  static let required = ["extends", "name", "version"]
  static let optional = ["add", "change", "drop", "reached-at"]
  static let changeable = [
    "effort", "looked-for", "question", "required", "says", "title", "weight", "why",
  ]

  /// The rubric that is extended.
  let base: RubricSet
  /// The ids of its criteria that may be half met.
  let halves: Set<String>

  /// The extension that a document says.
  func rubricExtension(_ node: Node, _ faults: inout FaultList) -> RubricExtension? {
    guard
      let fields = Fields(
        node, "a rubric that extends another", required: Self.required, optional: Self.optional,
        faults: &faults)
    else { return nil }
    _ = fields["extends"]?.word("rubric", among: [base.identity.name], &faults)
    let name = fields["name"]?.filledText(&faults)
    let version = fields["version"]?.filledText(&faults)
    let reachedAt = fields["reached-at"]?.number(in: 1...100, &faults)
    let ids = base.criteria.map(\.value)
    let dropped = Set(
      fields["drop"]?.list(of: "criteria", &faults) { $0.word("criterion", among: ids, &$1) } ?? [])
    let left = ids.filter { !dropped.contains($0) }
    let changes = fields["change"].map { self.changes($0, among: left, &faults) }
    let added = fields["add"].map { self.added($0, beside: left, &faults) }
    let count = (added ?? [:]).values.reduce(left.count) { $0 + $1.count }
    guard count <= ReadingAllowance.criteria else {
      faults.addTooMany(
        count, "criteria", most: ReadingAllowance.criteria,
        at: fields["add"]?.position ?? node.position)
      return nil
    }
    guard let name, let version else { return nil }
    return RubricExtension(
      identity: RubricIdentity(name: name, version: version), reachedAt: reachedAt,
      dropped: dropped, changes: changes ?? [:], added: added ?? [:])
  }

  private func changes(
    _ node: Node, among ids: [String], _ faults: inout FaultList
  ) -> [String: RubricExtension.Change] {
    guard node.isMapping else {
      faults.add("found \(node.description), expected changes by criteria", at: node.position)
      return [:]
    }
    var changes: [String: RubricExtension.Change] = [:]
    for entry in node.entries {
      guard let id = entry.key.word("criterion", among: ids, &faults),
        let fields = Fields(
          entry.value, "a change", required: [], optional: Self.changeable, faults: &faults)
      else { continue }
      let efforts = Effort.allCases.map(\.name)
      let effort = fields["effort"]?.word("effort", among: efforts, &faults)
      changes[id] = RubricExtension.Change(
        weight: fields["weight"]?.number(in: 1...5, &faults),
        isRequired: fields["required"]?.flag(&faults),
        effort: Effort.allCases.first { $0.name == effort },
        title: fields["title"]?.phrase(&faults), question: fields["question"]?.phrase(&faults),
        why: fields["why"]?.phrase(&faults),
        says: fields["says"].map { says($0, hasPartial: halves.contains(id), &faults) } ?? [:],
        lookedFor: fields["looked-for"].map { $0.list(of: "texts", &faults) { $0.clause(&$1) } })
    }
    return changes
  }

  private func says(
    _ node: Node, hasPartial: Bool, _ faults: inout FaultList
  ) -> [Status: Phrase] {
    let statuses: [Status] = hasPartial ? [.met, .partial, .unmet] : [.met, .unmet]
    guard
      let fields = Fields(
        node, "`says`", required: [], optional: statuses.map(\.rawValue), faults: &faults)
    else { return [:] }
    return statuses.reduce(into: [:]) { says, status in
      says[status] = fields[status.rawValue]?.clause(&faults)
    }
  }

  private func added(
    _ node: Node, beside ids: [String], _ faults: inout FaultList
  ) -> [String: [Located<String>]] {
    guard node.isMapping else {
      faults.add("found \(node.description), expected criteria by stages", at: node.position)
      return [:]
    }
    var added: [String: [Located<String>]] = [:]
    var seen = Set(ids)
    for entry in node.entries {
      let stage = entry.key.word("stage", among: base.stages.map(\.stage.id), &faults)
      let criteria = entry.value.list(of: "criteria", &faults) { node, faults in
        node.filledText(&faults).map { Located($0, at: Place(faults.path, node.position)) }
      }
      for criterion in criteria where !seen.insert(criterion.value).inserted {
        faults.add(
          "found `\(criterion.value)`, which the rubric has already, expected another id",
          at: criterion.place.position, hint: "`change` it, or `drop` the one of the base")
      }
      if let stage { added[stage, default: []] += criteria }
    }
    return added
  }
}
