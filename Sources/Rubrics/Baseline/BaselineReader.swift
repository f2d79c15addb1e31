package import SourceModel
import Syntax

/// Reads a former report of the form `json`.
package enum BaselineReader {
  /// What the report said, and everything for which it cannot be read.
  ///
  /// Keys that are not needed may be there or not; of a report of another form, criteria that
  /// cannot be read are left out.
  package static func baseline(
    in bytes: [UInt8], of path: RelativePath
  ) -> (baseline: Baseline?, diagnostics: [Diagnostic]) {
    let tree = JSON.parse(bytes, dialect: .strict)
    var faults = FaultList(path: path)
    for fault in tree.faults { faults.add(fault.message, at: fault.position) }
    guard faults.diagnostics.isEmpty else { return (nil, faults.told) }
    let root = tree.documents.first
    guard let root, root.isMapping, root["schemaVersion"] != nil else {
      faults.add(
        "found no `schemaVersion`, expected a report written with `--format json`",
        at: root?.position ?? .start)
      return (nil, faults.told)
    }
    let baseline = baseline(root, &faults)
    return (faults.diagnostics.isEmpty ? baseline : nil, faults.told)
  }

  private static func baseline(_ root: Node, _ faults: inout FaultList) -> Baseline? {
    let version = root["schemaVersion"]?.number(in: 1...1_000_000, &faults)
    let name = text("rubric", "name", in: root, &faults)
    let rubricVersion = text("rubric", "version", in: root, &faults)
    let kind = text("kind", in: root, &faults)
    let stage = text("stage", in: root, &faults)
    let score = text("score", in: root, &faults).flatMap { text -> Score? in
      guard let score = Score(text) else {
        faults.add(
          "found the score `\(text)`, expected a number from 0 to 100 with one decimal at most",
          at: root["score"]?.position ?? root.position)
        return nil
      }
      return score
    }
    guard let list = root["criteria"], list.isSequence else {
      faults.add(
        "found no list of `criteria`, expected one",
        at: root["criteria"]?.position ?? root.position)
      return nil
    }
    checkIDs(of: list.items, &faults)
    let isKnown = version == Baseline.schemaVersion
    var ignored = FaultList(path: faults.path)
    let criteria = list.items.compactMap { node in
      isKnown ? criterion(node, &faults) : criterion(node, &ignored)
    }
    guard let version, let name, let rubricVersion, let kind, let stage, let score else {
      return nil
    }
    return Baseline(
      schemaVersion: version, rubric: RubricIdentity(name: name, version: rubricVersion),
      kind: kind, stage: stage,
      stagePlace: Place(faults.path, root["stage"]?.position ?? root.position), score: score,
      criteria: criteria)
  }

  /// A criterion that is told twice would count as one of the two says.
  private static func checkIDs(of criteria: [Node], _ faults: inout FaultList) {
    var seen: Set<String> = []
    for id in criteria.lazy.compactMap({ $0["id"] }) {
      guard let text = id.text, !seen.insert(text).inserted else { continue }
      faults.add("found the criterion `\(text)` twice, expected it once", at: id.position)
    }
  }

  private static func criterion(
    _ node: Node, _ faults: inout FaultList
  ) -> Baseline.Criterion? {
    let id = text("id", in: node, &faults)
    guard let word = node["status"] else {
      faults.add("found no `status`, expected a criterion to have it", at: node.position)
      return nil
    }
    let status = word.oneOf(Status.self, "status", &faults)
    guard let id, let status else { return nil }
    let evidence = node["evidence"]?.items ?? []
    // Of a criterion that is not met, the report names what speaks against it.
    let paths = status == .met ? Set(evidence.compactMap { $0["path"]?.text }) : []
    return Baseline.Criterion(
      id: id, counted: counted(status, node["standing"]?.text), paths: paths,
      isCut: evidence.count >= Assessor.evidenceLimit)
  }

  private static func counted(_ status: Status, _ standing: String?) -> Status {
    switch standing {
    case "waived": .notApplicable
    case "attested": .met
    case .some, .none: status
    }
  }

  /// The text of a key, or of a key in an object.
  private static func text(
    _ key: String, _ inner: String? = nil, in node: Node, _ faults: inout FaultList
  ) -> String? {
    let outer = node[key]
    let value = inner.map { outer?[$0] } ?? outer
    guard let value else {
      let name = inner.map { "\(key).\($0)" } ?? key
      faults.add(
        "found no `\(name)`, expected a report to have it",
        at: outer?.position ?? node.position)
      return nil
    }
    return value.filledText(&faults)
  }
}
