import FactModel
import SourceModel
import Syntax

/// What starts a pipeline, by its specification.
///
/// https://codefresh.io/docs/docs/integrations/codefresh-api/#full-pipeline-specification
struct CodefreshTriggers {
  let triggers: [Trigger]

  /// Without a specification commits and requests start it, as the host proposes.
  ///
  /// - Parameter body: what the steps stand in, which may use variables.
  init(_ parsed: CodefreshDocument, of body: Node) {
    let document = parsed.document
    guard parsed.isSpecification, let spec = parsed.root["spec"] else {
      let place = Place(document.path)
      triggers = [Trigger(.push, at: place), Trigger(.pullRequest, at: place)]
      return
    }
    var found: [Trigger] = []
    for node in (spec["triggers"]?.items ?? []).prefix(100) {
      guard node["disabled"]?.lenientFlag != true else { continue }
      found += Self.triggers(of: node, at: document.place(node))
    }
    for node in (spec["cronTriggers"]?.items ?? []).prefix(100) {
      guard node["disabled"]?.lenientFlag != true else { continue }
      found.append(Trigger(.schedule, at: document.place(node)))
    }
    if found.isEmpty {
      let inputs = Self.inputs(spec["variables"], document, usedIn: body)
      let place = (spec.entry("triggers")?.key).map(document.place) ?? Place(document.path)
      found.append(Trigger(.manual, inputs: inputs, at: place))
    }
    triggers = found
  }

  /// The variables, those marked that a text uses.
  private static func inputs(
    _ variables: Node?, _ document: PipelineDocument, usedIn body: Node
  ) -> [PipelineInput] {
    let keys = (variables?.items ?? []).prefix(PipelineDocument.variableLimit)
      .compactMap { item -> (node: Node, name: String)? in
        guard let key = item["key"], let name = key.text else { return nil }
        return (key, name)
      }
    guard !keys.isEmpty else { return [] }
    var texts: [String] = []
    body.visit { node in
      if let text = node.text, text.contains("$") { texts.append(text) }
    }
    let used = NameFinder.found(keys.map { ["${{\($0.name)", "$\($0.name)"] }, in: texts)
    return zip(keys, used).map { key, isUsed in
      PipelineInput(name: key.name, place: document.place(key.node), isUsed: isUsed)
    }
  }

  private static func triggers(of node: Node, at place: Place) -> [Trigger] {
    let type = node["type"]?.text ?? "git"
    guard type == "git" else {
      // Images and charts that arrive in a registry.
      return [Trigger(type == "cron" ? .schedule : .other, at: place)]
    }
    let branches = node["branchRegex"]?.text.map(Self.branches) ?? []
    let paths = node["modifiedFilesGlob"]?.texts.filter { !$0.isEmpty } ?? []
    var found: [Trigger] = []
    for event in node["events"]?.texts ?? ["push"] {
      let kind: Trigger.Event
      switch event {
      case "push.tags": kind = .tag
      case _ where event.hasPrefix("push"): kind = .push
      case _ where event.hasPrefix("pullrequest") || event.hasPrefix("pull_request"):
        kind = .pullRequest
      case _ where event.hasPrefix("release"): kind = .release
      default: kind = .other
      }
      guard !found.contains(where: { $0.event == kind }) else { continue }
      found.append(
        Trigger(
          kind, branches: kind == .push ? branches : [], tags: kind == .tag ? branches : [],
          paths: paths, at: place))
    }
    return found
  }

  /// The branches that a pattern stands for; none where it takes all.
  private static func branches(_ pattern: String) -> [String] {
    var plain = pattern[...]
    if plain.hasPrefix("/"), let end = plain.lastIndex(of: "/"), end > plain.startIndex {
      plain = plain[plain.index(after: plain.startIndex)..<end]
    }
    if ["", ".", ".*", "^.*$", ".+"].contains(plain) { return [] }
    plain = plain.hasPrefix("^") ? plain.dropFirst() : plain
    plain = plain.hasSuffix("$") ? plain.dropLast() : plain
    if plain.hasPrefix("("), plain.hasSuffix(")") { plain = plain.dropFirst().dropLast() }
    return plain.split(separator: "|").map(String.init)
  }
}
