import FactModel
import SourceModel
import Syntax

extension ActionsBuilder {
  /// How many expressions of one text are worked out, and how long one may be.
  private static let (expressionLimit, lengthLimit) = (50, 300)

  /// The ways in which the jobs of a matrix run a text.
  ///
  /// Contexts may stand in commands, in folders and in variables, whose values the commands use:
  /// https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#context-availability
  mutating func choices(
    of text: String, in folder: String?, _ rule: ActionsRule, _ setting: ActionsStepSetting
  ) -> [ShellText.Choice] {
    // Steps that share a long text look at it as often as there are steps.
    guard setting.matrix.isWritten, takes(variables: text.utf8.count / 64) else { return [] }
    let written = [text, folder ?? ""]
    let variables = UsedNames.variables(in: written).sorted()
    let values = variables.compactMap { setting.environment[$0] }
    // All steps share the variables of their workflow, however long these are.
    guard takes(variables: values.reduce(0) { $0 + $1.utf8.count / 8 }) else { return [] }
    let used = written + values
    let scopes = scopes(namedIn: used, rule, setting)
    guard !scopes.isEmpty else { return [] }
    let expressions = used.flatMap(ActionsTemplate.pieces).filter { piece in
      piece.isExpression && piece.text.utf8.count <= Self.lengthLimit
        && piece.text.lowercased().contains("matrix.")
    }.map(\.text).uniqued().prefix(Self.expressionLimit)
    // An expression takes its time.
    guard takes(variables: 10 * scopes.count * expressions.count) else { return [] }
    return scopes.map { scope in
      var own = setting
      own.scope = scope
      let values = expressions.compactMap { text in scope.known(text).map { (text, $0) } }
      return ShellText.Choice(
        values: Dictionary(values, uniquingKeysWith: { $1 }),
        folder: folder.map(own.resolved) ?? setting.folder)
    }
  }

  /// The steps of a local action, for each choice of the matrix that is passed to it.
  mutating func actionSteps(
    _ name: String, at uses: Node, with node: Node, _ rule: ActionsRule,
    _ setting: ActionsStepSetting
  ) -> [Step]? {
    let passed = node["with"]?.entries.compactMap(\.value.text) ?? []
    let scopes = setting.matrix.isWritten ? scopes(namedIn: passed, rule, setting) : []
    guard !scopes.isEmpty else { return actionSteps(name, at: uses, with: node, setting) }
    var merged = MergedSteps()
    for scope in scopes {
      var own = setting
      own.scope = scope
      guard let steps = actionSteps(name, at: uses, with: node, own) else { return nil }
      merged.add(steps[...])
    }
    return merged.steps
  }

  /// What expressions are evaluated with in the jobs of the matrix, as far as the texts name their
  /// values and the rule of the step lets them through; nothing where the texts are the same in all.
  private mutating func scopes(
    namedIn texts: [String], _ rule: ActionsRule, _ setting: ActionsStepSetting
  ) -> [ActionsScope] {
    let names = ActionsMatrix.names(in: texts)
    guard !names.isEmpty, takes(variables: 0),
      takes(variables: setting.matrix.cost(ofChoices: names))
    else { return [] }
    let choices = setting.matrix.choices(of: names, beside: setting.scope.matrix)
    return choices.compactMap { choice in
      var scope = setting.scope
      scope.matrix.merge(choice) { known, _ in known }
      return mayRun(rule, in: scope, setting) ? scope : nil
    }
  }

  /// Whether a step may run in one of the jobs of the matrix; it may where that is not known.
  mutating func mayRun(
    _ rule: ActionsRule, of condition: Node?, _ setting: ActionsStepSetting
  ) -> Bool {
    guard mayRun(rule, in: setting.scope, setting) else { return false }
    guard setting.matrix.isWritten, let text = condition?.text, text.contains("matrix.") else {
      return true
    }
    // A rule is an expression without its braces too.
    let names = ActionsMatrix.names(in: ["${{ \(text) }}"])
    guard !names.isEmpty, takes(variables: setting.matrix.cost(ofChoices: names)),
      setting.matrix.writesOut(names)
    else { return true }
    let choices = setting.matrix.choices(of: names, beside: setting.scope.matrix)
    guard !choices.isEmpty, choices.count < ActionsMatrix.choiceLimit,
      takes(variables: 10 * choices.count)
    else { return true }
    return choices.contains { choice in
      var scope = setting.scope
      scope.matrix.merge(choice) { known, _ in known }
      return mayRun(rule, in: scope, setting)
    }
  }

  /// Whether a rule may hold in one of the ways in which the job can start.
  private func mayRun(
    _ rule: ActionsRule, in scope: ActionsScope, _ setting: ActionsStepSetting
  ) -> Bool {
    setting.situations.contains { mayRun(rule, in: scope, starting: $0) }
  }

  /// The ways in which the job can start that a rule leaves.
  func situations(
    leftBy rule: ActionsRule, in scope: ActionsScope, _ setting: ActionsStepSetting
  ) -> [ActionsSituation] {
    setting.situations.filter { mayRun(rule, in: scope, starting: $0) }
  }

  private func mayRun(
    _ rule: ActionsRule, in scope: ActionsScope, starting situation: ActionsSituation
  ) -> Bool {
    var scope = scope
    scope.situation = situation
    return rule.mayHold(in: scope)
  }
}
