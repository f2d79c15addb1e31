import FactModel
import SourceModel

/// Builds the pipeline of a job whose steps stand in a script of the Job DSL.
struct JenkinsFreestyle {
  private let definition: JenkinsJob
  private var follower: StepFollower
  private var job: Job

  init(_ definition: JenkinsJob, context: ReadingContext) {
    self.definition = definition
    follower = StepFollower(context: context)
    job = Job(id: definition.name, name: definition.name, place: definition.place)
  }

  private var source: JenkinsSource { definition.source }

  /// The pipeline; `nil` where the job runs nothing.
  mutating func pipeline(vendor: String) -> Pipeline? {
    follower.beginJob()
    for statement in definition.block {
      guard let call = statement.call else { continue }
      switch call.name {
      case "steps", "preBuildSteps", "postBuildSteps": steps(call, [])
      case "goals": command("mvn", call)
      case "publishers": publishers(call)
      case "wrappers": secrets(call)
      case "axes", "combinationFilter": job.fanOut = source.place(statement)
      default: continue
      }
    }
    guard !job.steps.isEmpty else { return nil }
    var triggers = definition.triggers
    if let first = definition.inputs.first {
      triggers.append(Trigger(.manual, inputs: definition.inputs, at: first.place))
    }
    if triggers.isEmpty { triggers = [Trigger(.manual, at: definition.place)] }
    job.events = Set(triggers.map(\.event))
    return Pipeline(
      vendor: vendor, name: definition.name, place: definition.place, triggers: triggers,
      jobs: [job])
  }

  private mutating func steps(_ call: GroovyCall, _ conditions: [Condition], depth: Int = 0) {
    guard depth < 10 else { return }
    for statement in call.blocks.joined() {
      guard let inner = statement.call else { continue }
      switch inner.name {
      case "shell", "batchFile": shell(inner, nil, conditions)
      case "powerShell": shell(inner, "pwsh", conditions)
      case "maven": command("mvn", inner, "goals")
      case "gradle": command("./gradlew", inner, "tasks")
      case "ant": command("ant", inner, "target")
      case "sbt": command("sbt", inner, "actions")
      case "conditionalSteps", "conditionalBuilder":
        let rule = inner.blocks.joined().first { $0.opens("condition") }
        let condition = rule.map {
          Condition(.other, source.excerpt($0), at: source.place($0))
        }
        steps(inner, conditions + [condition].compactMap { $0 }, depth: depth + 1)
      case "steps", "if", "else", "for": steps(inner, conditions, depth: depth + 1)
      case "condition", "runner", "copyArtifacts", "environmentVariables": continue
      case "downstreamParameterized": downstream(inner)
      default: use(inner)
      }
    }
  }

  private mutating func shell(_ call: GroovyCall, _ shell: String?, _ conditions: [Condition]) {
    let chunk: ShellChunk
    if let path = call.fileFromWorkspace {
      chunk = ShellChunk(
        text: "./" + path.text, place: source.place(path.position), keepsLines: false)
    } else if let text = call.text("command", "script") {
      chunk = source.chunk(text)
    } else {
      return
    }
    job.steps += follower.steps(
      of: ShellText(chunks: [chunk], shell: shell, conditions: conditions))
  }

  /// A build tool's call: `maven('clean install')`, `gradle { tasks('test') }`.
  private mutating func command(_ program: String, _ call: GroovyCall, _ setting: String = "") {
    let texts =
      call.arguments.first?.parts.texts
      ?? call.blocks.joined().compactMap { $0.call }.filter { $0.name == setting }
      .compactMap { $0.text(setting) }
    guard let first = texts.first else { return }
    let words = ([program] + texts.map(\.text)).joined(separator: " ")
    let chunk = ShellChunk(text: words, place: source.place(first.position), keepsLines: false)
    job.steps += follower.steps(of: ShellText(chunks: [chunk]))
  }

  private mutating func publishers(_ call: GroovyCall) {
    for statement in call.blocks.joined() {
      guard let inner = statement.call else { continue }
      let place = source.place(statement)
      switch inner.name {
      case "archiveArtifacts": job.artifacts.append(place)
      case "cobertura", "jacocoCodeCoverage", "cloverPHP", "recordCoverage":
        job.coverageReports.append(place)
      case "downstream": start(inner.text("projectName"))
      case "downstreamParameterized": downstream(inner)
      default: use(inner)
      }
    }
  }

  private mutating func downstream(_ call: GroovyCall) {
    for statement in call.blocks.joined() {
      guard let inner = statement.call, inner.name == "trigger" else { continue }
      start(inner.text("projects"))
    }
  }

  /// Another job that starts when this one ends.
  private mutating func start(_ names: GroovyText?) {
    guard let names else { return }
    for name in names.text.split(separator: ",") where follower.takesStep() {
      job.steps.append(
        Step(
          action: ActionUse(kind: .pipeline, name: "jenkins-job/" + name.trimmingSpaces),
          place: source.place(names.position)))
    }
  }

  /// A step or publisher of a plugin.
  private mutating func use(_ call: GroovyCall) {
    guard follower.takesStep() else { return }
    var inputs: [ActionUse.Input] = []
    var pending = Array(call.blocks.joined().reversed())
    while let statement = pending.popLast(), inputs.count < 50 {
      guard let inner = statement.call else { continue }
      pending += inner.blocks.joined().reversed()
      guard let text = inner.arguments.first?.parts.text else { continue }
      inputs.append(
        ActionUse.Input(inner.name, text.text, at: source.place(inner.position)))
    }
    job.steps.append(
      Step(
        action: ActionUse(kind: .step, name: "jenkins/" + call.name, inputs: inputs),
        place: source.place(call.position)))
  }

  /// What `credentialsBinding` gives to the steps.
  private mutating func secrets(_ call: GroovyCall) {
    for statement in call.blocks.joined() {
      guard let inner = statement.call else { continue }
      let bindings = inner.name == "credentialsBinding" ? Array(inner.blocks.joined()) : []
      for binding in bindings {
        guard let text = binding.call?.arguments.last?.parts.text else { continue }
        job.secrets.append(Located(text.text, at: source.place(text.position)))
      }
    }
  }
}
