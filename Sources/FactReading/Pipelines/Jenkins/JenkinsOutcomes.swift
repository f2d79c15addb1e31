import FactModel
import SourceModel

/// What becomes of the failure of a step: the build's, or nothing.
extension JenkinsBuilder {
  /// `try { … } catch (e) { … }`: the failure is ignored where what catches it lets the build go on.
  ///
  /// https://www.jenkins.io/doc/book/pipeline/syntax/#flow-control
  ///
  /// - Parameter rest: the statements behind it, among which `catch` may stand on a line of its own.
  mutating func attempt(
    _ statement: GroovyStatement, before rest: ArraySlice<GroovyStatement>, into job: inout Job,
    _ setting: JenkinsSetting
  ) {
    let clauses = rest.prefix { $0.opens("catch") }.flatMap(\.parts)
    var tried = setting
    tried.ignoresFailure =
      setting.ignoresFailure || isCaught(by: statement.parts + clauses, setting)
    var isFirst = true
    for case .block(let block, _) in statement.parts {
      walk(block, into: &job, isFirst ? tried : setting)
      isFirst = false
    }
  }

  /// Whether the first clause that catches the failure of a step ends there.
  private func isCaught(by parts: [GroovyPart], _ setting: JenkinsSetting) -> Bool {
    var rest = parts[...]
    while let part = rest.popFirst() {
      guard case .name("catch", _) = part, case .parens(let caught, _)? = rest.first,
        case .block(let body, _)? = rest.dropFirst().first, caught.catchesFailures
      else { continue }
      let failsLater =
        setting.failsLater
        || rest.dropFirst(2).contains { part in
          guard case .block(let block, _) = part else { return false }
          return block.fails
        }
      // A variable may remember the failure for a step behind.
      let isRemembered = failsLater && body.contains { $0.assigned != nil }
      return !body.fails && !isRemembered && !body.contains { handsOn($0, caught.lastName) }
    }
    return false
  }

  /// Whether a statement of a clause calls what fails, or may do so with what was caught.
  private func handsOn(_ statement: GroovyStatement, _ caught: String?) -> Bool {
    guard let call = statement.call else { return false }
    if let function = function(call.name) { return function.fails }
    guard !["echo", "print", "println"].contains(call.name) else { return false }
    return call.arguments.contains { $0.parts.plainName != nil && $0.parts.plainName == caught }
  }

  /// The command that the rule of an `if` runs: `if (sh(script: 'make test', returnStatus: true) != 0)`.
  ///
  /// - Parameter isDecided: whether the build fails in one of the blocks of the `if`.
  mutating func command(
    in rule: [GroovyStatement], isDecided: Bool, into job: inout Job, _ setting: JenkinsSetting
  ) {
    let names: Set = ["sh", "bat", "powershell", "pwsh"]
    for condition in rule {
      let start = condition.parts.firstIndex { part in
        guard case .name(let name, _) = part else { return false }
        return names.contains(name)
      }
      guard let start else { continue }
      var asked = condition
      asked.parts = Array(condition.parts[start...])
      guard let call = asked.call else { continue }
      shell(call, isDecided: isDecided, into: &job, setting)
    }
  }
}

extension GroovyCall {
  /// Whether the script's failure is only told.
  var returnsStatus: Bool {
    guard case .name("true", _)? = argument("returnStatus")?.first else { return false }
    return true
  }

  /// Whether the block's failure leaves the build's result as it is, or makes it unstable at most.
  ///
  /// https://www.jenkins.io/doc/pipeline/steps/workflow-basic-steps/#catcherror-catch-error-and-set-build-result-to-failure
  var keepsResult: Bool {
    guard name == "catchError" else { return name == "warnError" }
    return argument("buildResult")?.isResultToGoOn ?? false
  }
}

extension [GroovyPart] {
  /// Whether they are a result with which the build has not failed.
  fileprivate var isResultToGoOn: Bool {
    let results = ["SUCCESS", "UNSTABLE", "null"]
    switch first {
    case .text(let text)?: return results.contains(text.text)
    case .name(let name, _)?: return results.contains { name == $0 || name.hasSuffix("." + $0) }
    case .sign, .parens, .list, .block, nil: return false
    }
  }
}

extension [GroovyStatement] {
  /// Whether one of them, or of those in their blocks, makes the build fail.
  var fails: Bool {
    var pending = self
    while let statement = pending.popLast() {
      if statement.fails { return true }
      for case .block(let inner, _) in statement.parts { pending += inner }
    }
    return false
  }

  /// The variables that hold the status of a command by which one of them decides to fail.
  var decidedStatuses: Set<String> {
    let statuses = filter { $0.assigned != nil && $0.call?.returnsStatus == true }
      .compactMap(\.assigned)
    guard !statuses.isEmpty else { return [] }
    var names: Set<String> = []
    for statement in self
    where statement.opens("assert") || statement.opens("if") && [statement].fails {
      let parts = statement.parts.prefix { part in
        if case .block = part { return false }
        return true
      }
      [GroovyPart](parts).visit { part in
        if case .name(let name, _) = part { names.insert(String(name.prefix { $0 != "." })) }
      }
    }
    return names.intersection(statuses)
  }

  /// Whether a clause that catches this catches what a step throws that failed.
  ///
  /// https://javadoc.jenkins.io/hudson/AbortException.html
  fileprivate var catchesFailures: Bool {
    let types: Set = ["def", "final", "Exception", "Throwable", "IOException", "AbortException"]
    let names = flatMap(\.parts).compactMap { part -> String? in
      guard case .name(let name, _) = part else { return nil }
      return name
    }
    return names.count == 1
      || names.dropLast().contains { name in
        name.split(separator: ".").last.map { types.contains(String($0)) } ?? false
      }
  }

  /// The last name in them.
  fileprivate var lastName: String? {
    guard case .name(let name, _)? = last?.parts.last else { return nil }
    return name
  }
}

extension GroovyStatement {
  /// Whether it makes the build fail itself.
  ///
  /// https://www.jenkins.io/doc/pipeline/steps/workflow-basic-steps/#error-error-signal
  fileprivate var fails: Bool {
    if assigned == "currentBuild.result" { return !value.isResultToGoOn }
    var isStart = true
    for (index, part) in parts.enumerated() {
      if isStart, case .name(let name, _) = part, ["error", "steps.error", "throw"].contains(name) {
        // A variable may have that name.
        if index + 1 < parts.count, case .sign = parts[index + 1] { return false }
        return index + 1 < parts.count
      }
      switch part {
      case .parens, .block: isStart = true
      case .name(let name, _): isStart = name == "else"
      case .text, .sign, .list: isStart = false
      }
    }
    return false
  }
}
