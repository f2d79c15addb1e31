import FactModel
import SourceModel

extension JenkinsBuilder {
  /// The step of a plugin or a shared library, by its name; `nil` for what only holds a block.
  func action(of call: GroovyCall, _ statement: GroovyStatement) -> ActionUse? {
    let frames: Set = [
      "node", "script", "timestamps", "timeout", "retry", "ansiColor", "withCredentials",
      "withEnv", "dir", "ws", "lock", "wrap", "container", "podTemplate", "try", "catch",
      "finally", "for", "while", "switch", "case", "default", "waitUntil", "catchError",
      "warnError", "gitlabCommitStatus", "logstash", "class", "throttle", "withDockerContainer",
    ]
    guard !frames.contains(call.name) else { return nil }
    var name = call.name
    let parts = name.split(separator: ".").map(String.init)
    if let receiver = parts.first, let method = parts.last, parts.count > 1,
      imageVariables.contains(receiver)
    {
      name = "docker." + method
    } else if name == "docker.image", let last = call.followUps.last {
      name = "docker." + last.name
    }
    // Values of the language, `list.each`, are no steps; neither is what has no arguments.
    let unlike: Set = [
      "each", "collect", "add", "put", "toString", "trim", "split", "join", "contains", "println",
      "setProperty", "findAll", "sort", "replaceAll", "replace", "inside", "image",
    ]
    guard parts.count == 1 || name.hasPrefix("docker.") || parts.count == 2 else { return nil }
    if let method = name.split(separator: ".").last, unlike.contains(String(method)) { return nil }
    guard statement.isCall(of: call) else { return nil }
    let inputs = inputs(of: call)
    if name == "build", let job = call.text("job") {
      // https://www.jenkins.io/doc/pipeline/steps/pipeline-build-step/: another job's build.
      return ActionUse(kind: .pipeline, name: "jenkins-job/" + job.text, inputs: inputs)
    }
    return ActionUse(kind: .step, name: "jenkins/" + name, inputs: inputs)
  }

  /// What is passed to a step, in parentheses or in a block that sets values alone.
  private func inputs(of call: GroovyCall) -> [ActionUse.Input] {
    arguments(of: call) + call.blocks.flatMap(settings)
  }

  /// `buildPlugin { name = 'git' }`: the settings of a step of a library.
  ///
  /// https://www.jenkins.io/doc/book/pipeline/shared-libraries/#defining-a-more-structured-dsl
  private func settings(_ block: [GroovyStatement]) -> [ActionUse.Input] {
    let values = block.map { ($0.assigned, $0.value.texts, $0.position) }
    guard values.allSatisfy({ $0.0 != nil && !$0.1.isEmpty }) else { return [] }
    return values.map { name, texts, position in
      ActionUse.Input(
        name ?? "", texts.map(\.text).joined(separator: "\n"), at: source.place(position))
    }
  }

  /// What stands in the parentheses; what has no label is named by its number.
  private func arguments(of call: GroovyCall) -> [ActionUse.Input] {
    call.arguments.enumerated().compactMap { index, argument -> ActionUse.Input? in
      let texts = argument.parts.texts
      let plain = texts.isEmpty ? argument.parts.plainName.map { [$0] } ?? [] : texts.map(\.text)
      guard !plain.isEmpty, let position = argument.parts.first?.position else { return nil }
      return ActionUse.Input(
        argument.label ?? "\(index + 1)", plain.joined(separator: "\n"),
        at: source.place(position))
    }
  }
}

extension GroovyStatement {
  /// Whether the statement calls and does not only name a value.
  fileprivate func isCall(of call: GroovyCall) -> Bool {
    guard
      let index = parts.firstIndex(where: { part in
        if case .name(call.name, call.position) = part { return true }
        return false
      }), index + 1 < parts.count
    else { return false }
    switch parts[index + 1] {
    case .parens, .text, .block: return true
    case .name(let name, _): return !name.hasPrefix(".") && name != "in" && name != "as"
    case .sign, .list: return false
    }
  }
}
