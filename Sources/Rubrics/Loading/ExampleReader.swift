import FactModel
import SourceModel
import Syntax

/// Reads the examples of a criterion.
struct ExampleReader {
  private static let historyKeys = [
    "commits", "default-branch", "examined", "people", "release-request", "repository", "reviewed",
    "tags",
  ]

  /// The examples; there must be one for each status that the criterion can have.
  func examples(
    _ node: Node?, hasPartial: Bool, _ faults: inout FaultList
  ) -> [CriterionExample] {
    guard let node else { return [] }
    let examples = node.list(of: "examples", &faults) { example($0, &$1) }
    let needed: [Status] = hasPartial ? [.met, .partial, .unmet] : [.met, .unmet]
    let shown = Set(node.items.compactMap { $0["status"]?.text })
    for status in needed where !shown.contains(status.rawValue) {
      faults.add(
        "found no example with the status `\(status.rawValue)`, expected at least one",
        at: node.position)
    }
    if !hasPartial {
      for item in node.items {
        guard let status = item["status"], status.text == Status.partial.rawValue else { continue }
        faults.add(
          "found the status `partial` in a criterion without `partial`", at: status.position)
      }
    }
    return examples
  }

  private func example(_ node: Node, _ faults: inout FaultList) -> CriterionExample? {
    guard
      let fields = Fields(
        node, "an example", required: ["name", "status"],
        optional: ["at", "files", "history", "kind"], faults: &faults)
    else { return nil }
    let name = fields["name"]?.filledText(&faults)
    let status = fields["status"]?.oneOf(Status.self, "status", &faults)
    var example = repository(fields, at: node.position, &faults)
    example.expectedPlace =
      fields["at"].flatMap { expectedPlace($0, in: example.files, &faults) }
    guard let name, let status else { return nil }
    example.name = name
    example.status = status
    return example
  }

  /// The repository that `files`, `history` and `kind` describe, as an example that is met.
  func repository(
    _ fields: Fields, at position: Position, _ faults: inout FaultList
  ) -> CriterionExample {
    let files = fields["files"].map { self.files($0, &faults) } ?? []
    let kind = fields["kind"].flatMap { $0.oneOf(ProjectKind.self, "kind", &faults) }
    let history = fields["history"].map { self.history($0, &faults) } ?? CriterionExample.History()
    return CriterionExample(
      name: "", files: files, kind: kind, history: history, status: .met, expectedPlace: nil,
      place: Place(faults.path, position))
  }

  private func files(_ node: Node, _ faults: inout FaultList) -> [CriterionExample.File] {
    guard node.isMapping else {
      faults.add("found \(node.description), expected paths with texts", at: node.position)
      return []
    }
    var seen: Set<String> = []
    return node.entries.compactMap { entry in
      guard let path = entry.key.filledText(&faults) else { return nil }
      guard RelativePath("").appending(path)?.text == path else {
        faults.add(
          "found the path `\(path)`, expected one relative to the root", at: entry.key.position)
        return nil
      }
      if !seen.insert(path).inserted {
        faults.add("found the file `\(path)` twice, expected it once", at: entry.key.position)
      }
      guard case .scalar = entry.value.content else {
        faults.add("found \(entry.value.description), expected a text", at: entry.value.position)
        return nil
      }
      return CriterionExample.File(path: RelativePath(path), text: entry.value.text ?? "")
    }
  }

  private func history(
    _ node: Node, _ faults: inout FaultList
  ) -> CriterionExample.History {
    var history = CriterionExample.History()
    guard
      let fields = Fields(
        node, "a history", required: [], optional: Self.historyKeys, faults: &faults)
    else { return history }
    let counts = 0...1_000_000
    if let value = fields["repository"]?.flag(&faults) { history.isRepository = value }
    if let value = fields["commits"]?.number(in: counts, &faults) { history.commits = value }
    if let value = fields["people"]?.number(in: counts, &faults) { history.people = value }
    // Like git's history itself: the newest 200 commits are looked at, or all.
    history.examined = min(history.commits, 200)
    if let value = fields["examined"]?.number(in: counts, &faults) { history.examined = value }
    if let value = fields["reviewed"]?.number(in: counts, &faults) { history.reviewed = value }
    history.releaseRequest = fields["release-request"]?.filledText(&faults)
    history.defaultBranch = fields["default-branch"]?.filledText(&faults)
    history.tags = fields["tags"]?.itemsOrSelf.compactMap { $0.filledText(&faults) } ?? []
    return history
  }

  /// A place as `path:line`, in one of the example's files.
  private func expectedPlace(
    _ node: Node, in files: [CriterionExample.File], _ faults: inout FaultList
  ) -> CriterionExample.ExpectedPlace? {
    guard let text = node.filledText(&faults) else { return nil }
    guard let colon = text.utf8.lastIndex(of: UInt8(ascii: ":")),
      let line = Int(text[text.utf8.index(after: colon)...]), line > 0
    else {
      faults.add("found `\(text)`, expected a place as `path:line`", at: node.position)
      return nil
    }
    let path = String(text[..<colon])
    let paths = files.map(\.path.text)
    guard paths.contains(path) else {
      faults.addUnknown(path, "file", among: paths, at: node.position)
      return nil
    }
    return CriterionExample.ExpectedPlace(path: RelativePath(path), line: line)
  }
}
