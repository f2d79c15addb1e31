import FactModel
import SourceModel

extension JenkinsBuilder {
  /// The stages of a declarative pipeline.
  mutating func declarative(_ block: [GroovyStatement], _ setting: JenkinsSetting) {
    var setting = setting
    inherit(block, &setting)
    if let stages = block.block("stages") { self.stages(stages, setting) }
    guard let post = block.block("post"), let start = block.first(where: { $0.opens("post") })
    else { return }
    var job = newJob("post", at: start.position, setting)
    job.needs = jobs.map(\.id)
    self.post(post, into: &job, setting)
    if !job.steps.isEmpty { jobs.append(job) }
  }

  /// Stages one after the other.
  private mutating func stages(_ block: [GroovyStatement], _ setting: JenkinsSetting) {
    guard setting.depth < Self.depthLimit else { return }
    for statement in block {
      guard let call = statement.call, call.name == "stage", let body = call.blocks.first else {
        continue
      }
      stage(call, body, setting)
    }
  }

  private mutating func stage(
    _ call: GroovyCall, _ body: [GroovyStatement], _ setting: JenkinsSetting
  ) {
    guard jobs.count < Self.jobLimit else { return }
    var setting = setting
    setting.depth += 1
    if let rules = body.block("when") {
      setting = setting.under(JenkinsRule(when: rules, in: source))
    }
    guard !setting.situations.isEmpty else { return }
    inherit(body, &setting)
    if let input = body.first(where: { $0.opens("input") }) {
      setting.gate = Gate(.approval, at: source.place(input))
    }
    let name = call.text("name")?.text ?? "stage"
    if let inner = body.block("stages") {
      stages(inner, setting)
    } else if let inner = body.block("parallel") {
      parallel(inner, setting)
    } else if let statement = body.first(where: { $0.opens("matrix") }),
      let matrix = body.block("matrix")
    {
      setting.fanOut = source.place(statement)
      inherit(matrix, &setting)
      if let inner = matrix.block("stages") { stages(inner, setting) }
    } else {
      var job = newJob(name, at: call.position, setting)
      if let steps = body.block("steps") { walk(steps, into: &job, setting) }
      if let post = body.block("post") { self.post(post, into: &job, setting) }
      jobs.append(job)
      latest = [job.id]
    }
  }

  /// Stages beside each other, which the next stage waits for together.
  private mutating func parallel(_ block: [GroovyStatement], _ setting: JenkinsSetting) {
    let needed = latest
    var ends: [String] = []
    for statement in block {
      latest = needed
      stages([statement], setting)
      if latest != needed { ends += latest }
    }
    latest = ends.isEmpty ? needed : ends
  }

  /// What runs behind the steps, whatever comes of them or for one outcome.
  ///
  /// https://www.jenkins.io/doc/book/pipeline/syntax/#post
  private mutating func post(
    _ block: [GroovyStatement], into job: inout Job, _ setting: JenkinsSetting
  ) {
    for statement in block {
      guard let call = statement.call, let body = call.blocks.first else { continue }
      var setting = setting
      if call.name != "always", call.name != "cleanup" {
        setting.conditions.append(
          Condition(.outcome, "post: \(call.name)", at: source.place(statement)))
      }
      walk(body, into: &job, setting)
    }
  }

  /// What a pipeline, stage or matrix says for all that stands in it.
  private func inherit(_ block: [GroovyStatement], _ setting: inout JenkinsSetting) {
    var own: [String: String] = [:]
    var start: Position?
    for statement in block.block("environment") ?? [] {
      guard let name = statement.assigned else { continue }
      start = start ?? statement.position
      if let call = statement.call, call.name == "credentials" {
        guard setting.secrets.count < Self.secretLimit else { continue }
        let secret = call.text("id")?.text ?? name
        setting.secrets.append(Located(secret, at: source.place(statement)))
      } else if let text = statement.value.text {
        own[name] = text.text
      }
    }
    setting.environment = follower.joined(
      setting.environment, with: own, at: source.place(start ?? Position.start))
    if let agent = block.first(where: { $0.opens("agent") }) {
      let images = images(of: agent)
      if !images.isEmpty { setting.images = Array(images.prefix(Self.imageLimit)) }
      setting.caches += caches(of: agent).prefix(max(0, Self.imageLimit - setting.caches.count))
    }
  }
}

extension GroovyStatement {
  /// Whether the statement starts with this name.
  func opens(_ name: String) -> Bool {
    guard case .name(name, _)? = parts.first else { return false }
    return true
  }
}
