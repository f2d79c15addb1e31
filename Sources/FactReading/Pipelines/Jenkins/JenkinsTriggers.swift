import FactModel
import SourceModel

/// What starts a pipeline.
///
/// Commits on branches do by default, as in multibranch projects; tags and requests count where the
/// file speaks of them.
///
/// https://www.jenkins.io/doc/book/pipeline/syntax/#triggers
struct JenkinsTriggers: Sendable {
  private(set) var triggers: [Trigger]
  private(set) var situations: Set<JenkinsSituation> = [.push]

  /// - Parameters:
  ///   - sources: the pipeline and what it takes from the tree.
  ///   - starts: the host's jobs for it, where the tree defines them; else branches start it.
  init(_ sources: [JenkinsSource], starts: [JenkinsJob] = []) {
    triggers = []
    if starts.isEmpty || starts.contains(where: { $0.kind == .branches }) {
      let place =
        starts.first { $0.kind == .branches }?.place ?? sources.first.map { Place($0.path) }
      if let place { triggers.append(Trigger(.push, at: place)) }
    } else {
      situations = []
    }
    for trigger in starts.flatMap(\.triggers) { add(trigger) }
    var found: [JenkinsSituation: Place] = [:]
    var names: Set<String> = []
    var texts: [String] = []
    for source in sources {
      source.visit { part in
        switch part {
        case .name(let name, let position):
          names.insert(name)
          guard let kind = Self.situation(name), found[kind] == nil else { return }
          found[kind] = source.place(position)
        case .text(let text):
          texts.append(text.text)
          guard text.text.contains("TAG_NAME"), found[.tag] == nil else { return }
          found[.tag] = source.place(text.position)
        case .sign, .parens, .list, .block: return
        }
      }
    }
    for kind in [JenkinsSituation.pullRequest, .tag] {
      guard let place = found[kind] else { continue }
      add(Trigger(kind.event, at: place))
    }
    var inputs = Array(starts.flatMap(\.inputs).prefix(JenkinsJob.inputLimit))
    for source in sources {
      let declared = Self.declared(source.statements)
      for statement in declared.triggers { Self.trigger(statement, in: source).map { add($0) } }
      inputs += declared.parameters.prefix(JenkinsJob.inputLimit).compactMap { statement in
        Self.input(statement, in: source)
      }
    }
    Self.mark(&inputs, usedBy: names, in: texts)
    if let first = inputs.first {
      add(Trigger(.manual, inputs: inputs, at: first.place))
    } else if situations.isEmpty, let job = starts.first {
      add(Trigger(.manual, at: job.place))
    }
  }

  private mutating func add(_ trigger: Trigger) {
    guard let situation = JenkinsSituation.allCases.first(where: { $0.event == trigger.event })
    else { return }
    situations.insert(situation)
    triggers.append(trigger)
  }

  /// What an entry of `triggers` starts the pipeline on.
  ///
  /// Polling says nothing beside the branches that are built anyway.
  private static func trigger(_ statement: GroovyStatement, in source: JenkinsSource) -> Trigger? {
    guard let call = statement.call else { return nil }
    let place = source.place(statement)
    switch call.name {
    case "cron", "parameterizedCron": return Trigger(.schedule, at: place)
    case "upstream":
      let projects = call.text("upstreamProjects")?.text ?? ""
      return Trigger(
        .upstream, pipelines: projects.split(separator: ",").map { $0.trimmingSpaces }, at: place)
    default: return nil
    }
  }

  private static func situation(_ name: String) -> JenkinsSituation? {
    switch name {
    case "changeRequest", "env.CHANGE_ID", "CHANGE_ID", "env.CHANGE_TARGET", "CHANGE_TARGET":
      .pullRequest
    case "buildingTag", "env.TAG_NAME", "TAG_NAME": .tag
    default: nil
    }
  }

  /// The entries of `triggers` and `parameters`, and of the lists of scripted pipelines.
  private static func declared(
    _ statements: [GroovyStatement]
  ) -> (triggers: [GroovyStatement], parameters: [GroovyStatement]) {
    var triggers: [GroovyStatement] = []
    var parameters: [GroovyStatement] = []
    var pending = statements
    while let statement = pending.popLast() {
      for (index, part) in statement.parts.enumerated() {
        let inner: [GroovyStatement]
        switch part {
        case .parens(let statements, _), .list(let statements, _), .block(let statements, _):
          inner = statements
        case .name, .text, .sign: continue
        }
        guard index > 0, case .name(let name, _) = statement.parts[index - 1] else {
          pending += inner
          continue
        }
        switch name {
        case "triggers", "pipelineTriggers": triggers += items(inner)
        case "parameters": parameters += items(inner)
        default: pending += inner
        }
      }
    }
    return (triggers, parameters)
  }

  private static func items(_ statements: [GroovyStatement]) -> [GroovyStatement] {
    if statements.count == 1, case .list(let items, _)? = statements[0].parts.first { return items }
    return statements
  }

  private static func input(
    _ statement: GroovyStatement, in source: JenkinsSource
  ) -> PipelineInput? {
    guard let call = statement.call, let name = call.argument("name")?.text?.text else {
      return nil
    }
    let choices = call.argument("choices").map { parts in
      parts.texts.flatMap { $0.text.split(separator: "\n").map { $0.trimmingSpaces } }
    }
    return PipelineInput(
      name: name, summary: call.argument("description")?.text?.text ?? "",
      options: choices?.filter { !$0.isEmpty } ?? [], place: source.place(statement))
  }

  /// Marks the inputs that a name or text uses; a text that is a name alone declares it.
  private static func mark(
    _ inputs: inout [PipelineInput], usedBy names: Set<String>, in texts: [String]
  ) {
    let declared = Set(inputs.map(\.name))
    let found = NameFinder.found(
      inputs.map { [$0.name] }, in: texts.lazy.filter { !declared.contains($0) })
    for (index, isFound) in zip(inputs.indices, found) {
      let name = inputs[index].name
      inputs[index].isUsed =
        inputs[index].isUsed || isFound || names.contains("params." + name)
        || names.contains("env." + name) || names.contains(name)
    }
  }
}
