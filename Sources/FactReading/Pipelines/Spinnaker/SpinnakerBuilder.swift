import FactModel
import SourceModel
import Syntax

/// Builds a job for each stage of a pipeline.
struct SpinnakerBuilder {
  private static let stageLimit = 500
  /// What a stage counts among the values that are looked at, once for each pipeline of a template.
  private static let stageCost = 50

  private let node: Node
  /// The stages, and the file that they stand in.
  private let stages: [Node]
  private let document: SpinnakerDocument
  private let owner: SpinnakerDocument
  private var follower: StepFollower
  private(set) var filling: ParameterFilling
  /// The variables that a template is given.
  private let variables: [String: String]
  /// The texts of the stages that may speak of parameters.
  private var texts: [String] = []
  /// The names by the numbers of the stages.
  private var ids: [String: String] = [:]

  init(
    _ node: Node, _ document: SpinnakerDocument, _ templates: SpinnakerTemplates,
    _ filling: ParameterFilling, context: ReadingContext
  ) {
    self.node = node
    self.filling = filling
    variables = node["variables"]?.variables ?? [:]
    owner = document
    let template = templates.template(of: node)
    self.document = template?.document ?? document
    let own = node["stages"]?.items ?? []
    stages = template.flatMap { $0.node["stages"]?.items } ?? own
    follower = StepFollower(context: context)
  }

  /// The pipeline; `nil` where it is switched off, a template, or has no live stage.
  mutating func pipeline(vendor: String) -> Pipeline? {
    guard node["disabled"]?.lenientFlag != true, !SpinnakerTemplates.isTemplate(node) else {
      return nil
    }
    readTexts()
    guard !filling.isSpent else { return nil }
    var used: Set<String> = []
    for stage in stages.prefix(Self.stageLimit) {
      guard let number = Self.number(stage) else { continue }
      ids[number] = used.added(stage["name"]?.text ?? "stage \(number)")
    }
    let triggers = self.triggers
    let events = Set(triggers.map(\.event))
    let jobs = stages.prefix(Self.stageLimit).compactMap { stage in job(stage, events) }
    guard !jobs.isEmpty else { return nil }
    let place = owner.place(node)
    return Pipeline(
      vendor: vendor, name: node["name"]?.text ?? node["pipeline", "name"]?.text ?? owner.path.text,
      place: place, triggers: triggers, jobs: jobs)
  }

  /// Looks at all that stands in the stages; a template is read again for each pipeline.
  private mutating func readTexts() {
    var count = 0
    var found: [String] = []
    for stage in stages {
      stage.visit { inner in
        count += 1
        if let text = inner.text, text.contains("parameters") { found.append(text) }
      }
    }
    let size = found.reduce(0) { $0 + $1.utf8.count }
    let cost = Self.stageCost * min(stages.count, Self.stageLimit) + count / 4 + size / 16
    filling.take(values: cost, at: owner.place(node))
    texts = found
  }

  private static func number(_ stage: Node) -> String? {
    stage["refId"]?.text ?? stage["id"]?.text
  }

  // MARK: - Start

  // https://spinnaker.io/docs/guides/user/pipeline/triggers/
  private var triggers: [Trigger] {
    let listed = node["triggers"] ?? node["configuration", "triggers"]
    var result: [Trigger] = (listed?.items ?? []).compactMap { item in
      guard item["enabled"]?.lenientFlag != false, let type = item["type"]?.text else { return nil }
      let place = owner.place(item)
      switch type {
      case "git":
        return Trigger(.push, branches: item["branch"].map(\.texts) ?? [], at: place)
      case "cron": return Trigger(.schedule, at: place)
      case "manual": return Trigger(.manual, at: place)
      case "webhook", "plugin": return Trigger(.api, at: place)
      default:
        // The end of a build, or what a build pushes to a registry.
        let name = item["job"] ?? item["repository"] ?? item["pipeline"] ?? item["project"]
        return Trigger(.upstream, pipelines: name?.texts ?? [], at: place)
      }
    }
    let inputs = self.inputs
    if let first = inputs.first {
      result.append(Trigger(.manual, inputs: inputs, at: first.place))
    } else if result.isEmpty {
      result.append(Trigger(.manual, at: owner.place(node)))
    }
    return result
  }

  private var inputs: [PipelineInput] {
    let listed = node["parameterConfig"] ?? node["configuration", "parameters"]
    let items = (listed?.items ?? []).prefix(100)
    let forms = items.map { item -> [String] in
      guard let name = item["name"]?.text else { return [] }
      return ["parameters.\(name)", "parameters['\(name)']", "parameters[\"\(name)\"]"]
    }
    let used = NameFinder.found(forms, in: texts)
    return zip(items, used).compactMap { item, isUsed in
      guard let name = item["name"]?.text else { return nil }
      let options = (item["options"]?.items ?? []).compactMap { $0["value"]?.text ?? $0.text }
      return PipelineInput(
        name: name, summary: item["description"]?.text ?? "", options: options,
        place: owner.place(item["name"] ?? item), isUsed: isUsed)
    }
  }

  // MARK: - Stages

  private mutating func job(_ stage: Node, _ events: Set<Trigger.Event>) -> Job? {
    guard let number = Self.number(stage), let id = ids[number],
      let type = stage["type"]?.text ?? stage["module"]?.text
    else { return nil }
    let place = document.place(stage)
    let needed = stage["requisiteStageRefIds"] ?? stage["dependsOn"]
    var job = Job(
      id: id, name: stage["name"]?.text ?? id, place: place,
      needs: (needed?.texts ?? []).uniqued().compactMap { ids[$0] }, events: events)
    if let enabled = stage["stageEnabled"], let rule = enabled["expression"],
      let text = rule.text?.trimmingSpaces, !text.isEmpty
    {
      if text == "false" || text == "${false}" { return nil }
      job.conditions.append(Condition(.other, text.onOneLine, at: document.place(rule)))
    }
    job.ignoresFailure =
      stage["failPipeline"]?.lenientFlag == false && stage["continuePipeline"]?.lenientFlag == true
    let isModule = stage["type"] == nil
    let isAsked = type.lowercased().nameWords.contains { $0.hasPrefix("judg") }
    if type == "manualJudgment" || isModule && isAsked { job.gate = Gate(.approval, at: place) }
    job.environment = environment(of: stage, type)
    follower.beginJob()
    job.steps = steps(of: stage, type)
    job.images = images(of: stage)
    return job
  }

  /// The environment that an account, cluster or namespace is named for.
  private mutating func environment(of stage: Node, _ type: String) -> EnvironmentUse? {
    let config = stage["config"] ?? stage
    let cluster = config["clusters"]?.items.first ?? config["cluster"]
    let named = [
      config["account"], config["credentials"], config["namespaceOverride"], config["namespace"],
      cluster?["account"], cluster?["stack"], config["manifest", "metadata", "namespace"],
    ].compactMap { $0 }
    for node in named {
      guard let text = node.text.map({ filled($0, at: node) }),
        text.nameWords.contains(where: EnvironmentName.isPlain)
      else { continue }
      return EnvironmentUse(text, action: Self.action(of: type), at: document.place(node))
    }
    return nil
  }

  /// What a stage does to the environment that it names, by the verb in its type.
  private static func action(of type: String) -> EnvironmentUse.Action {
    let words = type.nameWords
    if words.contains(where: { ["delete", "destroy", "disable"].contains($0) }) { return .stop }
    let looking: Set = ["find", "check", "wait", "run", "kayenta", "canary", "resize", "bake"]
    return words.contains(where: looking.contains) ? .access : .start
  }

  /// The text with the variables of a template filled in.
  private mutating func filled(_ text: String, at node: Node) -> String {
    guard text.contains("templateVariables.") || text.contains("{{") else { return text }
    let (known, place) = (variables, document.place(node))
    let mark = "templateVariables."
    let filled = filling.filled(text, from: "${", to: "}", at: place) { name in
      let name = name.trimmingSpaces
      return name.hasPrefix(mark) ? known[String(name.dropFirst(mark.count))] : nil
    }
    return filling.filled(filled, from: "{{", to: "}}", at: place) { name in
      known[name.trimmingSpaces]
    }
  }

  private mutating func steps(of stage: Node, _ type: String) -> [Step] {
    let config = stage["config"] ?? stage
    var steps: [Step] = []
    let place = document.place(stage["type"] ?? stage["module"] ?? stage)
    let action = test(in: stage, config, type) ?? action(config, type)
    if let action, follower.takesStep() {
      steps.append(Step(name: stage["name"]?.text, action: action, place: place))
    }
    if type == "script", let command = config["command"], let chunk = document.chunk(command) {
      steps += follower.steps(of: ShellText(chunks: [chunk]))
    }
    for container in containers(of: config) {
      let words = (container["command"]?.texts ?? []) + (container["args"]?.texts ?? [])
      guard !words.isEmpty else { continue }
      let first = document.place(container["command"] ?? container["args"] ?? container)
      let text = words.map(\.shellQuoted).joined(separator: " ")
      steps += follower.steps(
        of: ShellText(chunks: [ShellChunk(text: text, place: first, keepsLines: false)]))
    }
    return steps
  }

  /// A job of the cluster that is named for tests, which its image holds.
  ///
  /// https://spinnaker.io/docs/guides/user/kubernetes-v2/run-job-manifest/
  private func test(in stage: Node, _ config: Node, _ type: String) -> ActionUse? {
    guard type == "runJob" || type == "runJobManifest" else { return nil }
    let words: Set = ["test", "tests", "smoke", "e2e"]
    let names = [stage["name"], config["manifest", "metadata", "name"]].compactMap { $0?.text }
    return names.first { !words.isDisjoint(with: $0.nameWords) }.map {
      ActionUse(kind: .step, name: "spinnaker-job/" + $0.nameWords.joined(separator: "-"))
    }
  }

  /// The containers that a job of the cluster runs.
  private func containers(of config: Node) -> [Node] {
    let manifests = config["manifests"]?.items ?? [config["manifest"]].compactMap { $0 }
    let inManifests = manifests.filter { $0["kind"]?.text == "Job" }
      .flatMap { $0["spec", "template", "spec", "containers"]?.items ?? [] }
    return inManifests + (config["containers"]?.items ?? [config["container"]].compactMap { $0 })
  }

  private func images(of stage: Node) -> [Located<String>] {
    containers(of: stage["config"] ?? stage).compactMap { container in
      guard let image = container["image"], let text = image.text else { return nil }
      return Located(text, at: document.place(image))
    }
  }

  // https://spinnaker.io/docs/reference/pipeline/stages/
  private mutating func action(_ config: Node, _ type: String) -> ActionUse? {
    switch type {
    case "wait", "manualJudgment", "checkPreconditions", "evaluateVariables", "expression":
      return nil
    case "jenkins":
      guard let job = config["job"]?.text else { return nil }
      return ActionUse(kind: .pipeline, name: "jenkins-job/" + job, inputs: inputs(of: config))
    case "pipeline":
      let name = config["pipeline"]?.text ?? "pipeline"
      return ActionUse(
        kind: .pipeline, name: "spinnaker-pipeline/" + name, inputs: inputs(of: config))
    default:
      return ActionUse(kind: .step, name: "spinnaker/" + type, inputs: inputs(of: config))
    }
  }

  /// The settings of a stage, those of its clusters and traffic by their own names.
  private mutating func inputs(of config: Node) -> [ActionUse.Input] {
    let besides: Set = [
      "name", "type", "refId", "requisiteStageRefIds", "module", "notifications", "isNew",
      "failPipeline", "continuePipeline", "completeOtherBranchesThenFail", "comments",
      "skipExpressionEvaluation", "command",
    ]
    let opened: Set = [
      "clusters", "cluster", "trafficManagement", "options", "canaryConfig", "rollback",
      "parameters",
      "pipelineParameters", "moniker", "location",
    ]
    var inputs: [ActionUse.Input] = []
    var pending = config.entries.reversed().map { (entry: $0, depth: 0) }
    while let (entry, depth) = pending.popLast(), inputs.count < 40 {
      guard let key = entry.key.text, !besides.contains(key) else { continue }
      if opened.contains(key), depth < 4, entry.value.texts.isEmpty {
        for inner in entry.value.itemsOrSelf.reversed() {
          pending += inner.entries.reversed().map { ($0, depth + 1) }
        }
        continue
      }
      let texts = entry.value.texts
      guard !texts.isEmpty else { continue }
      let text = filled(texts.joined(separator: "\n"), at: entry.value)
      inputs.append(ActionUse.Input(key, text, at: document.place(entry.key)))
    }
    return inputs
  }
}
