import FactModel
import SourceModel

/// A way in which a workflow can start.
enum CircleSituation: Hashable, Sendable, CaseIterable {
  /// A push to a branch.
  case push
  /// A tag arrives.
  case tag
  /// A clock.
  case schedule
  /// A person starts it with parameters.
  case manual

  /// The event.
  var event: Trigger.Event {
    switch self {
    case .push: .push
    case .tag: .tag
    case .schedule: .schedule
    case .manual: .manual
    }
  }

  /// What the values of the pipeline are known to be.
  ///
  /// https://circleci.com/docs/reference/variables/#pipeline-values
  func known(_ name: String) -> String? {
    switch (self, name) {
    case (.push, "pipeline.git.tag"), (.tag, "pipeline.git.branch"): ""
    case (.schedule, "pipeline.git.tag"): ""
    case (.push, "pipeline.schedule.name"), (.tag, "pipeline.schedule.name"): ""
    case (.push, "pipeline.trigger_source"), (.tag, "pipeline.trigger_source"): "webhook"
    case (.schedule, "pipeline.trigger_source"): "scheduled_pipeline"
    case (.manual, "pipeline.trigger_source"): "api"
    default: nil
    }
  }
}

/// A logic statement: `when` of a workflow, the condition of steps, filters by expression.
///
/// https://circleci.com/docs/reference/configuration-reference/#logic-statements
struct CircleCondition {
  let value: PipelineValue
  let situation: CircleSituation
  /// What the parameters of the pipeline hold where nothing passes others.
  let parameters: [String: PipelineValue]

  private static let depthLimit = 40
  /// The longest text that is compared; what is longer only the run knows.
  private static let textLimit = 10_000

  /// Whether the statement holds; `nil` where only the run knows.
  var truth: Bool? { truth(of: value, depth: 0) }

  private func truth(of value: PipelineValue, depth: Int) -> Bool? {
    guard depth < Self.depthLimit else { return nil }
    switch value.content {
    case .text(let text, let isNull):
      if isNull { return false }
      if CircleExpression.isExpression(text) {
        return CircleExpression(text) { known($0) }.truth
      }
      return resolved(text).map(Self.counts)
    case .list, .reference: return nil
    case .map(let entries):
      // Statements side by side do not go together; the first one counts.
      guard let entry = entries.first else { return nil }
      return truth(of: entry, depth: depth + 1)
    }
  }

  private func truth(of entry: PipelineValue.Entry, depth: Int) -> Bool? {
    switch entry.key {
    case "and":
      let parts = entry.value.items.map { truth(of: $0, depth: depth) }
      return parts.contains(false) ? false : parts.contains(nil) ? nil : true
    case "or":
      let parts = entry.value.items.map { truth(of: $0, depth: depth) }
      return parts.contains(true) ? true : parts.contains(nil) ? nil : false
    case "not": return truth(of: entry.value, depth: depth).map { !$0 }
    case "equal":
      let texts = entry.value.items.map { $0.isNull ? "" : $0.text.flatMap(resolved) }
      let known = Set(texts.compactMap { $0 })
      return known.count > 1 ? false : texts.contains(nil) ? nil : true
    case "matches":
      guard let text = entry.value["value"]?.text.flatMap(resolved), text.isEmpty else {
        return nil
      }
      // Patterns of branches and tags need a character at least, but for `.*`.
      return entry.value["pattern"]?.text.map { $0.contains(".*") } == true ? nil : false
    default: return nil
    }
  }

  /// The text with what is known filled in; `nil` where something is not.
  private func resolved(_ text: String) -> String? {
    var result = ""
    for piece in CirclePiece.pieces(of: text) {
      guard result.utf8.count < Self.textLimit else { return nil }
      switch piece {
      case .plain(let text): result += text
      case .placeholder(let name):
        guard let known = known(name) else { return nil }
        result += known
      }
    }
    return result
  }

  private func known(_ name: String) -> String? {
    if let known = situation.known(name) { return known }
    guard situation == .push || situation == .tag, let value = parameters[name] else { return nil }
    return value.isNull ? "" : value.text
  }

  /// Whether a plain value counts as true.
  private static func counts(_ text: String) -> Bool {
    !["", "false", "no", "off", "0", "0.0", "null", "nan"].contains(text.lowercased())
  }
}

extension CircleCondition {
  /// The names of values that a statement looks at, `pipeline.git.branch`.
  static func names(in value: PipelineValue) -> Set<String> {
    var names: Set<String> = []
    value.visitTexts { text in
      for piece in CirclePiece.pieces(of: text) {
        if case .placeholder(let name) = piece { names.insert(name) }
      }
      if CircleExpression.isExpression(text) { names.formUnion(CircleExpression.names(in: text)) }
    }
    return names
  }

  /// The statement as a fact.
  static func condition(_ value: PipelineValue, isContinued: Bool) -> Condition {
    let names = names(in: value)
    let subject: Condition.Subject
    let forBranches = CircleCondition(value: value, situation: .push, parameters: [:])
    if names.contains("pipeline.git.tag"), forBranches.truth == false {
      subject = .tag
    } else if names.contains(where: { $0.hasPrefix("pipeline.git.") }) {
      subject = .branch
    } else if names.contains(where: {
      $0.hasPrefix("pipeline.trigger") || $0.hasPrefix("pipeline.event")
    }) {
      subject = .event
    } else if isContinued, names.contains(where: { $0.hasPrefix("pipeline.parameters") }) {
      // The setup workflow sets them by what changed.
      subject = .paths
    } else {
      subject = .other
    }
    return Condition(subject, text(of: value), at: value.place)
  }

  /// The statement on one line.
  private static func text(of value: PipelineValue, depth: Int = 0) -> String {
    guard depth < depthLimit else { return "…" }
    switch value.content {
    case .text(let text, _): return text.onOneLine
    case .list(let items):
      return items.map { text(of: $0, depth: depth + 1) }.joined(separator: ", ")
    case .map(let entries):
      return entries.map { "\($0.key)(\(text(of: $0.value, depth: depth + 1)))" }
        .joined(separator: ", ")
    case .reference: return ""
    }
  }
}
