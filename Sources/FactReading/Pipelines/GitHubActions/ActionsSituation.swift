import FactModel
import SourceModel

/// A way in which a workflow can start, with what is known of its context then.
struct ActionsSituation: Hashable, Sendable {
  /// The kind of event.
  var event: Trigger.Event
  /// The host's name of the event, `pull_request_target`; empty where a caller decides.
  var name: String
  /// What `github.ref` may be.
  var refs: [ActionsText] = []
  /// What `github.base_ref` may be.
  var bases: [ActionsText] = []
  /// What `github.event.action` may be; empty means anything.
  var actions: [String] = []
  /// Whether the file does not speak of it: `on: push` starts on tags too, but rarely on purpose.
  var isImplicit = false
}

/// What is known when an expression is evaluated: the situation and the values passed in.
struct ActionsScope: Sendable {
  /// The way in which the workflow starts.
  var situation: ActionsSituation?
  /// The inputs that the caller passes or that have a default, by their names in lower case.
  var inputs: [String: ActionsValue] = [:]
  /// Whether `inputs` holds all that can be set: not so where a person starts the workflow.
  var knowsInputs = false
  /// The values of the matrix, by their names in lower case.
  var matrix: [String: ActionsValue] = [:]
  /// Whether all steps before are taken to have failed, and the job to go on all the same.
  var hasFailedSteps = false

  /// The value of an expression.
  func value(of expression: ActionsExpression) -> ActionsValue {
    switch expression {
    case .literal(let value): return value
    case .reference(let path): return value(at: path)
    case .call(let name, let arguments): return result(of: name, arguments.map(value(of:)))
    case .not(let inner):
      return value(of: inner).truth.map { .bool(!$0) } ?? .unknown
    case .and(let left, let right): return conjunction(value(of: left), value(of: right))
    case .or(let left, let right): return disjunction(value(of: left), value(of: right))
    case .compare(let comparison, let left, let right):
      return result(of: comparison, value(of: left), value(of: right)).map(ActionsValue.bool)
        ?? .unknown
    }
  }

  private func conjunction(_ left: ActionsValue, _ right: ActionsValue) -> ActionsValue {
    switch left.truth {
    case true: right
    case false: left
    case nil: right.truth == false ? .bool(false) : .unknown
    }
  }

  private func disjunction(_ left: ActionsValue, _ right: ActionsValue) -> ActionsValue {
    switch left.truth {
    case true: left
    case false: right
    // A text behind an unknown choice is the value of one branch, not of both.
    case nil: right == .bool(true) ? .bool(true) : .unknown
    }
  }

  private func result(
    of comparison: ActionsExpression.Comparison, _ left: ActionsValue, _ right: ActionsValue
  ) -> Bool? {
    switch comparison {
    case .equal: return left.isEqual(to: right)
    case .unequal: return left.isEqual(to: right).map { !$0 }
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      guard case .number(let left) = left, case .number(let right) = right else { return nil }
      return switch comparison {
      case .less: left < right
      case .lessOrEqual: left <= right
      case .greater: left > right
      case .greaterOrEqual: left >= right
      case .equal, .unequal: nil
      }
    }
  }

  // https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#functions
  private func result(of function: String, _ arguments: [ActionsValue]) -> ActionsValue {
    let first = arguments.first ?? .null
    let second = arguments.dropFirst().first
    switch function {
    case "always": return .bool(true)
    case "failure": return hasFailedSteps ? .bool(false) : .unknown
    case "startswith": return test(first, second) { $0.starts(with: $1) }
    case "endswith": return test(first, second) { $0.ends(with: $1) }
    case "contains":
      if case .list(let items) = first, let second {
        let answers = items.map { $0.isEqual(to: second) }
        if answers.contains(true) { return .bool(true) }
        return answers.contains(nil) ? .unknown : .bool(false)
      }
      return test(first, second) { $0.holds($1) }
    case "format": return ActionsValue.formatted(first, Array(arguments.dropFirst()))
    case "join": return first.joined(separator: second)
    case "fromjson": return first.exactText.map(ActionsScope.value(ofJSON:)) ?? .unknown
    default: return .unknown
    }
  }

  private func test(
    _ subject: ActionsValue, _ part: ActionsValue?, _ answer: (ActionsText, String) -> Bool?
  ) -> ActionsValue {
    guard let part = part?.exactText else { return .unknown }
    switch subject {
    case .texts(let texts):
      return ActionsValue.common(texts.map { answer($0, part) }).map(ActionsValue.bool) ?? .unknown
    case .null: return answer(ActionsText(""), part).map(ActionsValue.bool) ?? .unknown
    case .unknown, .bool, .number, .list: return .unknown
    }
  }
}

extension ActionsScope {
  /// What a context's property is known to be.
  ///
  /// https://docs.github.com/en/actions/reference/workflows-and-actions/contexts
  private func value(at path: [String]) -> ActionsValue {
    switch path[0] {
    case "github": return path.count > 1 ? github(Array(path.dropFirst())) : .unknown
    case "inputs": return path.count == 2 ? input(path[1]) : .unknown
    case "matrix": return matrix[path.dropFirst().joined(separator: ".")] ?? .unknown
    case "steps": return step(Array(path.dropFirst()))
    default: return .unknown
    }
  }

  /// `steps.test.outcome`; `*` stands for the list of all.
  private func step(_ path: [String]) -> ActionsValue {
    guard hasFailedSteps, path.count == 2, path[1] == "outcome" else { return .unknown }
    return path[0] == "*" ? .list([.text("failure")]) : .text("failure")
  }

  private func input(_ name: String) -> ActionsValue {
    if let value = inputs[name] { return value }
    if knowsInputs { return .text("") }
    switch situation?.event {
    case .manual, .called, nil: return .unknown
    case .push, .pullRequest, .mergeQueue, .tag, .release, .schedule, .upstream, .api, .other:
      return .null
    }
  }

  private func github(_ path: [String]) -> ActionsValue {
    guard let situation, situation.event != .called else { return .unknown }
    switch path[0] {
    case "event_name": return .text(situation.name)
    case "ref": return situation.refs.isEmpty ? .unknown : .texts(situation.refs)
    case "ref_name": return refName(in: situation)
    case "ref_type": return refType(in: situation)
    case "base_ref":
      guard isPullRequest(situation) else { return .text("") }
      return situation.bases.isEmpty ? .unknown : .texts(situation.bases)
    case "head_ref": return isPullRequest(situation) ? .unknown : .text("")
    // Not known, but never empty.
    case "repository", "repository_owner", "actor", "sha":
      return .texts([ActionsText("", isOpen: true)])
    case "event": return path.count > 1 ? payload(Array(path.dropFirst()), situation) : .unknown
    default: return .unknown
    }
  }

  private func isPullRequest(_ situation: ActionsSituation) -> Bool {
    situation.name.hasPrefix("pull_request")
  }

  private func refName(in situation: ActionsSituation) -> ActionsValue {
    let names = situation.refs.map { ref in
      let prefix = ["refs/heads/", "refs/tags/", "refs/pull/"].first { ref.text.hasPrefix($0) }
      return ActionsText(String(ref.text.dropFirst(prefix?.count ?? 0)), isOpen: ref.isOpen)
    }
    return names.isEmpty || situation.refs.contains { $0.text == "refs/" }
      ? .unknown : .texts(names)
  }

  private func refType(in situation: ActionsSituation) -> ActionsValue {
    guard !situation.refs.isEmpty else { return .unknown }
    if situation.refs.allSatisfy({ $0.text.hasPrefix("refs/tags/") }) { return .text("tag") }
    let mayBeTag = situation.refs.contains { $0.text == "refs/" || $0.text.hasPrefix("refs/tags/") }
    return mayBeTag ? .unknown : .text("branch")
  }

  /// `github.event.…`: the parts of the event's message that only some events have.
  ///
  /// https://docs.github.com/en/webhooks/webhook-events-and-payloads
  private func payload(_ path: [String], _ situation: ActionsSituation) -> ActionsValue {
    let mayHaveSubject = isPullRequest(situation) || situation.event == .other
    switch path[0] {
    case "action":
      guard !situation.actions.isEmpty else { break }
      return .texts(situation.actions.map { ActionsText($0) })
    case "inputs":
      // In a called workflow these are still the inputs of the person who started the caller.
      return situation.event == .manual ? .unknown : .null
    case "schedule": return situation.event == .schedule ? .unknown : .null
    case "release": return situation.event == .release ? .unknown : .null
    case "workflow_run": return situation.event == .upstream ? .unknown : .null
    case "pull_request", "issue", "comment", "review", "label", "discussion", "deployment",
      "deployment_status":
      return mayHaveSubject ? .unknown : .null
    default: break
    }
    return .unknown
  }

  /// The lists and texts that `fromJSON` is used with in conditions: `["push", "schedule"]`.
  private static func value(ofJSON text: String) -> ActionsValue {
    let trimmed = text.trimmingSpaces
    switch trimmed {
    case "true": return .bool(true)
    case "false": return .bool(false)
    default: break
    }
    guard trimmed.hasPrefix("["), trimmed.hasSuffix("]"), !trimmed.contains("\\") else {
      return .unknown
    }
    let parts = trimmed.dropFirst().dropLast()
      .split(separator: "\"", omittingEmptySubsequences: false)
    // Quotes cut the list into separators (even) and texts (odd).
    let separators = parts.indices.filter { ($0 - parts.startIndex).isMultiple(of: 2) }
    guard separators.allSatisfy({ parts[$0].allSatisfy { $0 == "," || $0 == " " } }) else {
      return .unknown
    }
    let texts = parts.indices.filter { !($0 - parts.startIndex).isMultiple(of: 2) }
    return .list(texts.map { .text(String(parts[$0])) })
  }
}
