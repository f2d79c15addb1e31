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

  init(_ source: JenkinsSource) {
    triggers = [Trigger(.push, at: Place(source.path))]
    var found: [JenkinsSituation: Position] = [:]
    var names: Set<String> = []
    var texts: [String] = []
    source.visit { part in
      switch part {
      case .name(let name, let position):
        names.insert(name)
        guard let kind = Self.situation(name), found[kind] == nil else { return }
        found[kind] = position
      case .text(let text):
        texts.append(text.text)
        if text.text.contains("TAG_NAME"), found[.tag] == nil { found[.tag] = text.position }
      case .sign, .parens, .list, .block: return
      }
    }
    for kind in [JenkinsSituation.pullRequest, .tag] {
      guard let position = found[kind] else { continue }
      situations.insert(kind)
      triggers.append(Trigger(kind.event, at: source.place(position)))
    }
    let declared = Self.declared(source.statements)
    for statement in declared.triggers {
      guard let call = statement.call else { continue }
      let place = source.place(statement)
      switch call.name {
      case "cron", "parameterizedCron":
        situations.insert(.schedule)
        triggers.append(Trigger(.schedule, at: place))
      case "upstream":
        situations.insert(.upstream)
        let projects = call.text("upstreamProjects")?.text ?? ""
        let names = projects.split(separator: ",").map { $0.trimmingSpaces }
        triggers.append(Trigger(.upstream, pipelines: names, at: place))
      default: continue
      }
    }
    let inputs = declared.parameters.prefix(100).compactMap { statement in
      Self.input(statement, in: source, names, texts)
    }
    if let first = inputs.first {
      situations.insert(.manual)
      triggers.append(Trigger(.manual, inputs: Array(inputs), at: first.place))
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
    _ statement: GroovyStatement, in source: JenkinsSource, _ names: Set<String>, _ texts: [String]
  ) -> PipelineInput? {
    guard let call = statement.call, let name = call.argument("name")?.text?.text else {
      return nil
    }
    let choices = call.argument("choices").map { parts in
      parts.texts.flatMap { $0.text.split(separator: "\n").map { $0.trimmingSpaces } }
    }
    let isUsed =
      names.contains("params." + name) || names.contains("env." + name) || names.contains(name)
      || texts.contains { $0 != name && $0.contains(name) }
    return PipelineInput(
      name: name, summary: call.argument("description")?.text?.text ?? "",
      options: choices?.filter { !$0.isEmpty } ?? [], place: source.place(statement),
      isUsed: isUsed)
  }
}
