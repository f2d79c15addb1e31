import SourceModel
import Syntax

/// Steps whose failure lets the job go on, until a later step asks how they ended and fails.
///
/// The outcome of a step is what it was before `continue-on-error` is looked at:
/// https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#steps-context
extension ActionsBuilder {
  /// The ids, in lower case, of the steps whose failure is not ignored after all.
  mutating func decidedSteps(
    among steps: [Node], _ setting: ActionsStepSetting
  ) -> Set<String> {
    let ignored = steps.compactMap { step in
      setting.scope.isTrue(step["continue-on-error"]) ? step["id"]?.text?.lowercased() : nil
    }
    guard !ignored.isEmpty else { return [] }
    var decided: Set<String> = []
    for step in steps where !setting.scope.isTrue(step["continue-on-error"]) {
      guard let question = OutcomeQuestion(step), takes(variables: question.cost),
        question.mayBeAsked(in: setting)
      else { continue }
      decided.formUnion(question.decidedSteps)
    }
    // `steps.*.outcome` asks for all.
    return decided.contains("*") ? Set(ignored) : decided.intersection(ignored)
  }
}

/// A step that asks for the outcome of others.
private struct OutcomeQuestion {
  /// The rule of the step.
  private let rule: ActionsExpression?
  /// What it runs.
  private let text: String
  /// Whether that is JavaScript, and no shell.
  private let isJavaScript: Bool
  /// Variables that hold outcomes, with the ids of the steps.
  private let variables: [(name: String, steps: [String])]
  /// What it costs to read, in values that are looked at.
  let cost: Int

  /// `nil` where the step runs nothing or asks for no outcome.
  init?(_ step: Node) {
    guard let text = step["run"]?.text ?? step["with", "script"]?.text else { return nil }
    let condition = step["if"]?.text ?? ""
    let environment = (step["env"]?.variables ?? [:]).filter { $0.value.contains(Self.property) }
    guard !environment.isEmpty || condition.contains(Self.property) || text.contains(Self.property)
    else { return nil }
    rule = ActionsTemplate.expression(in: condition.trimmingSpaces).flatMap {
      ActionsExpression($0)
    }
    self.text = text
    isJavaScript = step["run"] == nil
    variables = environment.map { ($0.key, Self.steps(namedIn: $0.value)) }
    cost = (text.utf8.count + condition.utf8.count) / 8 + environment.count
  }

  private static let property = ".outcome"

  /// Whether the step may run where those before it have failed.
  func mayBeAsked(in setting: ActionsStepSetting) -> Bool {
    guard let rule else { return true }
    return setting.situations.contains { situation in
      var scope = setting.scope
      scope.situation = situation
      scope.hasFailedSteps = true
      return scope.value(of: rule).truth != false
    }
  }

  /// The ids of the steps without whose success this one fails.
  var decidedSteps: [String] {
    let asked = rule.map { Self.steps(namedIn: $0) } ?? []
    if isJavaScript {
      // https://github.com/actions/toolkit/tree/main/packages/core#exit-codes
      guard text.contains("setFailed(") || text.contains("throw ") else { return [] }
      return asked + steps(askedIn: text)
    }
    let mask = PlaceholderMask(text)
    let commands = ShellScript.parse(mask.text, startingAt: .start).commands
      .filter(\.isReachable)
    let failures = commands.filter(\.isFailure)
    let ownTests = commands.filter { $0.isTest && !$0.ignoresFailure }.flatMap(\.words)
    let tests = failures.flatMap { $0.guards.flatMap(\.words) } + ownTests
    let inTests = tests.map(mask.restored).uniqued().flatMap { steps(askedIn: $0) }
    return (failures.isEmpty ? [] : asked) + inTests
  }

  /// The ids of the steps for whose outcome a text asks, by an expression or a variable.
  private func steps(askedIn text: String) -> [String] {
    let inVariables = variables.filter { text.contains($0.name) }.flatMap(\.steps)
    return Self.steps(namedIn: text) + inVariables
  }

  private static func steps(namedIn text: String) -> [String] {
    guard text.contains(property) else { return [] }
    return ActionsTemplate.pieces(of: text).filter { $0.isExpression && $0.text.contains(property) }
      .compactMap { ActionsExpression($0.text) }.flatMap { steps(namedIn: $0) }
  }

  private static func steps(namedIn expression: ActionsExpression) -> [String] {
    expression.names.filter { $0.count == 3 && $0[0] == "steps" && $0[2] == "outcome" }
      .map { $0[1] }
  }
}

extension ShellCommand {
  /// Whether it does nothing else than fail.
  fileprivate var isFailure: Bool {
    switch words.first {
    case "exit"?: words.count > 1 && words[1] != "0"
    case "throw"?: true
    case "false"?: words.count == 1 && !ignoresFailure
    default: false
    }
  }

  /// Whether it is a test.
  fileprivate var isTest: Bool {
    words.first.map { ["test", "[", "[["].contains($0) } ?? false
  }
}
