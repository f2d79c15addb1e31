import FactModel
import SourceModel
import Syntax

/// The set file: what criteria belong to, and their order.
struct RubricSet {
  struct StageList {
    var stage: Rubric.Stage
    var criteria: [Located<String>]
  }

  var identity: RubricIdentity
  var reachedAt: Int
  var stages: [StageList]
  var areas: [Rubric.Area]
  var effects: [Rubric.Effect]
  var milestones: [Rubric.Landmark]
  var outlooks: [Rubric.Outlook]

  /// The ids of all criteria in order, with the places where the set names them.
  var criteria: [Located<String>] { stages.flatMap(\.criteria) }
}

/// Reads the set file.
struct RubricSetReader {
  private static let keys = [
    "areas", "effects", "milestones", "name", "reached-at", "stages", "version",
  ]

  /// The set that a document says, or as much of it as can be read.
  ///
  /// What has an id stands in the set even where its texts have faults, so that a fault of the set
  /// is told once and not again for each criterion.
  func set(_ node: Node, _ faults: inout FaultList) -> RubricSet? {
    guard
      let fields = Fields(
        node, "a rubric", required: Self.keys, optional: ["outlooks"], faults: &faults)
    else { return nil }
    let name = fields["name"]?.filledText(&faults)
    let version = fields["version"]?.filledText(&faults)
    let reachedAt = fields["reached-at"]?.number(in: 1...100, &faults)
    let most = ReadingAllowance.groups
    let stages = fields["stages"]?.list(of: "stages", most: most, &faults) { stage($0, &$1) }
    let areas = fields["areas"]?.list(of: "areas", most: most, &faults) { area($0, &$1) }
    let effects = fields["effects"]?.list(of: "effects", most: most, &faults) { effect($0, &$1) }
    let named = (stages ?? []).flatMap(\.criteria)
    guard named.count <= ReadingAllowance.criteria else {
      faults.addTooMany(
        named.count, "criteria", most: ReadingAllowance.criteria,
        at: fields["stages"]?.position ?? node.position)
      return nil
    }
    let criteria = Set(named.map(\.value))
    let milestones = fields["milestones"]?.list(of: "milestones", most: most, &faults) {
      milestone($0, among: criteria, &$1)
    }
    let conditions = ConditionReader()
    let outlooks = fields["outlooks"]?.list(of: "outlooks", most: most, &faults) {
      outlook($0, among: criteria, conditions, &$1)
    }
    for key in ["areas", "effects", "milestones", "stages"] {
      checkNames(fields[key]?.items.compactMap { $0["id"] } ?? [], &faults)
    }
    checkNames(fields["stages"]?.items.flatMap { $0["criteria"]?.items ?? [] } ?? [], &faults)
    guard let stages, let areas, let effects else { return nil }
    return RubricSet(
      identity: RubricIdentity(name: name ?? "", version: version ?? ""),
      reachedAt: reachedAt ?? 0, stages: stages, areas: areas, effects: effects,
      milestones: milestones ?? [], outlooks: outlooks ?? [])
  }

  private func stage(_ node: Node, _ faults: inout FaultList) -> RubricSet.StageList? {
    guard
      let fields = Fields(
        node, "a stage", required: ["criteria", "id", "question", "title"], faults: &faults)
    else { return nil }
    let id = fields["id"]?.identifier(&faults)
    let title = fields["title"]?.phrase(&faults)
    let question = fields["question"]?.phrase(&faults)
    let criteria = fields["criteria"]?.list(of: "criteria", &faults) { node, faults in
      node.identifier(&faults).map { Located($0, at: Place(faults.path, node.position)) }
    }
    return id.map { id in
      RubricSet.StageList(
        stage: Rubric.Stage(id: id, title: title ?? .unread, question: question ?? .unread),
        criteria: criteria ?? [])
    }
  }

  private func area(_ node: Node, _ faults: inout FaultList) -> Rubric.Area? {
    guard let fields = Fields(node, "an area", required: ["id", "title"], faults: &faults) else {
      return nil
    }
    let id = fields["id"]?.identifier(&faults)
    let title = fields["title"]?.phrase(&faults)
    return id.map { Rubric.Area(id: $0, title: title ?? .unread) }
  }

  private func effect(_ node: Node, _ faults: inout FaultList) -> Rubric.Effect? {
    guard
      let fields = Fields(node, "an effect", required: ["id", "title", "why"], faults: &faults)
    else { return nil }
    let id = fields["id"]?.identifier(&faults)
    let title = fields["title"]?.phrase(&faults)
    let why = fields["why"]?.clause(&faults)
    return id.map { Rubric.Effect(id: $0, title: title ?? .unread, why: why ?? .unread) }
  }

  private func milestone(
    _ node: Node, among criteria: Set<String>, _ faults: inout FaultList
  ) -> Rubric.Landmark? {
    guard
      let fields = Fields(
        node, "a milestone", required: ["criteria", "id", "title"], faults: &faults)
    else { return nil }
    let id = fields["id"]?.identifier(&faults)
    let title = fields["title"]?.phrase(&faults)
    let names = fields["criteria"]?.list(of: "criteria", most: ReadingAllowance.criteria, &faults) {
      $0.word("criterion", in: criteria, &$1)
    }
    guard let id, let title, let names else { return nil }
    return Rubric.Landmark(id: id, title: title, criteria: names)
  }

  private func outlook(
    _ node: Node, among criteria: Set<String>, _ conditions: ConditionReader,
    _ faults: inout FaultList
  ) -> Rubric.Outlook? {
    guard
      let fields = Fields(
        node, "an outlook", required: ["when"], optional: ["needs", "says", "too-early"],
        faults: &faults)
    else { return nil }
    let condition = fields["when"].flatMap { conditions.condition($0, &faults) }
    let needs = fields["needs"]?.list(of: "criteria", most: ReadingAllowance.criteria, &faults) {
      $0.word("criterion", in: criteria, &$1)
    }
    let says = fields["says"].flatMap { $0.phrase(&faults) }
    let tooEarly = fields["too-early"].flatMap { $0.phrase(&faults) }
    if fields["says"] == nil, fields["too-early"] == nil {
      faults.add("found neither `says` nor `too-early`, expected one", at: node.position)
    }
    return condition.map {
      Rubric.Outlook(condition: $0, needs: needs ?? [], says: says, tooEarly: tooEarly)
    }
  }

  private func checkNames(_ nodes: [Node], _ faults: inout FaultList) {
    var seen: Set<String> = []
    for node in nodes {
      guard let text = node.text, !seen.insert(text).inserted else { continue }
      faults.add("found `\(text)` twice, expected it once", at: node.position)
    }
  }
}

extension Phrase {
  /// Stands for a text with faults, in a rubric that is refused for them.
  fileprivate static let unread = Phrase("", "")
}
