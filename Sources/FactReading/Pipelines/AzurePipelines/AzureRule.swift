import FactModel
import SourceModel

/// The `condition` of a stage, job or step.
///
/// https://learn.microsoft.com/azure/devops/pipelines/process/conditions
struct AzureRule {
  /// How many parts are told; real rules have a few.
  private static let partLimit = 1_000

  /// The rule's parts, those that must all hold.
  let conditions: [Condition]
  /// Whether it asks for the outcome of what came before in its own way: without it, what comes
  /// before must have run.
  let asksForOutcome: Bool
  private let expression: ActionsExpression?
  private let variables: [String: String]

  /// How long a rule may be that counts nothing; real ones have some hundred bytes at most.
  private static let freeLength = 500

  /// What it counts to read a rule, where it is a long one.
  static func cost(of value: PipelineValue?) -> Int {
    let length = min(value?.text?.utf8.count ?? 0, ActionsExpression.lengthLimit)
    return max(0, length - freeLength) / 16
  }

  init(_ value: PipelineValue?, variables: [String: String]) {
    self.variables = variables
    let written = value?.text ?? ""
    let isTooLong = written.utf8.count > ActionsExpression.lengthLimit
    let text = (isTooLong ? written.shortened(to: Condition.textLimit) : written).onOneLine
    guard let value, !text.isEmpty else {
      (conditions, asksForOutcome, expression) = ([], false, nil)
      return
    }
    let expression = isTooLong ? nil : ActionsExpression(text)
    self.expression = expression
    let parts = isTooLong ? [text] : Self.parts(of: text)
    conditions = (parts.count > Self.partLimit ? [text] : parts).compactMap { part in
      guard part != "succeeded()", part != AzureExpansion.manualOnly else { return nil }
      return Condition(Self.subject(of: part, variables), part, at: value.place)
    }
    let names = expression?.names.map { $0[0] } ?? []
    let outcomes: Set = ["always()", "failed()", "succeededorfailed()", "canceled()"]
    asksForOutcome = names.contains(where: outcomes.contains)
  }

  /// Whether the rule can hold; what is not known can.
  func mayHold(in situation: AzureSituation) -> Bool {
    guard let expression else { return true }
    var scope = AzureScope(declared: nil, passed: nil)
    scope.situation = situation
    scope.variables = variables
    return scope.value(of: expression).truth != false
  }

  /// The arguments of `and( … )` at the top, or the whole text.
  private static func parts(of text: String, depth: Int = 0) -> [String] {
    guard depth < 8, text.hasPrefix("and("), text.hasSuffix(")") else { return [text] }
    let bytes = Array(text.utf8.dropFirst(4).dropLast())
    var parts: [String] = []
    var (start, level, isQuoted) = (0, 0, false)
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "'"): isQuoted.toggle()
      case UInt8(ascii: "(") where !isQuoted: level += 1
      case UInt8(ascii: ")") where !isQuoted: level -= 1
      case UInt8(ascii: ",") where !isQuoted && level == 0:
        parts.append(String(decoding: bytes[start..<index], as: UTF8.self).trimmingSpaces)
        start = index + 1
      default: continue
      }
      guard level >= 0 else { return [text] }
    }
    parts.append(String(decoding: bytes[start...], as: UTF8.self).trimmingSpaces)
    return parts.flatMap { Self.parts(of: $0, depth: depth + 1) }
  }

  private static func subject(
    of text: String, _ variables: [String: String], depth: Int = 0
  ) -> Condition.Subject {
    guard depth < 4, let expression = ActionsExpression(text) else { return .other }
    for name in expression.names {
      switch name[0] {
      case "always()", "failed()", "canceled()", "succeededorfailed()": return .outcome
      case "variables" where name.count == 2:
        switch name[1] {
        case "build.sourcebranch", "build.sourcebranchname":
          let isTag = expression.literals.contains { $0.lowercased().hasPrefix("refs/tags") }
          return isTag && !text.hasPrefix("not(") ? .tag : .branch
        case "build.reason": return .event
        case _ where name[1].hasPrefix("system.pullrequest"): return .event
        default:
          guard let value = variables[name[1]], value.hasPrefix("$[") else { continue }
          return subject(of: String(value.dropFirst(2).dropLast()), variables, depth: depth + 1)
        }
      case "dependencies", "stagedependencies": return name.last == "result" ? .outcome : .other
      default: continue
      }
    }
    return .other
  }
}
