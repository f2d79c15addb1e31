import FactModel
import SourceModel
import Syntax

/// The phases of a job, those of the top of the file where the job has none of its own.
///
/// https://docs.travis-ci.com/user/job-lifecycle/
struct TravisPhases {
  private let root: Node
  private let document: PipelineDocument
  private let context: ReadingContext
  private let node: Node?
  /// How many variables are read; real files have some twenty.
  private static let variableLimit = 500
  /// How many names a rule of a deployment tells, since each job asks for it; real ones have five.
  private static let nameLimit = 50
  /// Variables that hold for the job.
  private let environment: [String: String]

  /// - Parameters:
  ///   - common: the variables of all jobs.
  ///   - place: where the job stands.
  init(
    _ root: Node, node: Node?, _ common: [String: String], at place: Place,
    in document: PipelineDocument, _ follower: StepFollower, context: ReadingContext
  ) {
    self.root = root
    self.document = document
    self.context = context
    self.node = node
    let own = node?["env"].map { Self.environment($0) } ?? [:]
    // Most jobs share the common ones, without a copy for each.
    environment = follower.joined(common, with: own, at: place)
  }

  private var language: TravisLanguage {
    TravisLanguage(entry("language")?.value.texts.first, context)
  }

  private func entry(_ key: String) -> Node.Entry? { node?.entry(key) ?? root.entry(key) }

  /// The variables that a node sets, the first ones of thousands.
  static func environment(_ node: Node) -> [String: String] {
    let items = node.items.prefix(variableLimit)
    var result = node.variables
    for text in items.compactMap(\.text) + (node.text.map { [$0] } ?? []) {
      for pair in text.split(separator: " ") where result.count < variableLimit {
        guard let equal = pair.firstIndex(of: "=") else { continue }
        let value = pair[pair.index(after: equal)...].filter { $0 != "\"" && $0 != "'" }
        result[String(pair[..<equal])] = String(value)
      }
    }
    for item in items where result.count < variableLimit {
      result.merge(item.variables) { $1 }
    }
    result["secure"] = nil
    return result
  }

  /// What the phases run, deployments left out.
  func steps(_ follower: inout StepFollower) -> [Step] {
    let phases = ["before_install", "install", "before_script", "script", "after_success"]
    return (phases + ["after_script"]).flatMap { phase -> [Step] in
      let ignores = phase.hasPrefix("after")
      if let entry = entry(phase) {
        return commands(entry.value, ignoresFailure: ignores, &follower)
      }
      guard let text = language.command(phase) else { return [] }
      let key = entry("language")?.key
      let place = key.map(document.place) ?? Place(document.path)
      let chunk = ShellChunk(text: text, place: place, keepsLines: false)
      return follower.steps(of: ShellText(chunks: [chunk], environment: environment))
    }
  }

  private func commands(
    _ node: Node, ignoresFailure: Bool = false, conditions: [Condition] = [],
    _ follower: inout StepFollower
  ) -> [Step] {
    guard follower.isOpen, node.text != "skip", node.flag == nil else { return [] }
    let chunks = node.itemsOrSelf.compactMap(document.chunk)
    guard !chunks.isEmpty else { return [] }
    return follower.steps(
      of: ShellText(
        chunks: chunks, environment: environment, folders: ["TRAVIS_BUILD_DIR": RelativePath("")],
        ignoresFailure: ignoresFailure, conditions: conditions))
  }
}

extension TravisPhases {
  /// A job for each deployment that can run; what stands behind a rule of its own is a stage of
  /// its own.
  ///
  /// https://docs.travis-ci.com/user/deployment
  func deployments(
    of job: Job, _ situations: Set<TravisSituation>, _ follower: inout StepFollower
  ) -> [Job] {
    guard let deploy = entry("deploy") else { return [] }
    return deploy.value.itemsOrSelf.prefix(TravisBuilder.deploymentLimit).compactMap {
      node -> Job? in
      guard let provider = node.text ?? node["provider"]?.text else { return nil }
      let on = node["on"] ?? node["true"]
      let rule = on.flatMap { document.place($0) }
      let place = document.place(node.isMapping ? node.entry("provider")?.key ?? node : node)
      var live: Set<TravisSituation> = situations.subtracting([.pullRequest])
      var conditions: [Condition] = []
      if let tags = on?["tags"], let flag = tags.lenientFlag {
        live = live.filter { ($0 == .tag) == flag }
        if flag { conditions.append(Condition(.tag, "tags: true", at: document.place(tags))) }
      }
      let branches = on?["branch"]
      let listed = (branches?.itemsOrSelf.prefix(Self.nameLimit) ?? []).compactMap(\.text)
      let keys = (branches?.entries.prefix(Self.nameLimit) ?? []).compactMap(\.key.text)
      if let branches, !listed.isEmpty || !branches.entries.isEmpty {
        let names = listed + keys
        if !listed.contains(where: { $0.hasPrefix("/") }), on?["tags"] == nil {
          live.remove(.tag)
        }
        conditions.append(
          Condition(
            .branch, "branch: " + names.joined(separator: ", "), at: document.place(branches)))
      } else if on?["all_branches"]?.lenientFlag != true, on?["tags"]?.lenientFlag != true {
        // Without a word about it, deployments run for the default branch alone.
        live.remove(.tag)
        conditions.append(Condition(.branch, "the default branch", at: rule ?? place))
      }
      for text in (on?["condition"]?.itemsOrSelf ?? []).prefix(Self.nameLimit) {
        guard let condition = text.text else { continue }
        conditions.append(Condition(.other, condition, at: document.place(text)))
      }
      guard !live.isEmpty else { return nil }
      var made = job
      made.id = job.id + "/deploy " + provider
      made.name = made.id
      made.partOf = job.id
      made.place = place
      made.needs = job.steps.isEmpty ? [] : [job.id]
      made.conditions += conditions
      made.events = TravisBuilder.events(of: live)
      made.secrets += secrets(in: node)
      made.caches = []
      follower.beginJob()
      let allowsFailure = node["allow_failure"]?.flag == true
      made.steps = entry("before_deploy").map { commands($0.value, &follower) } ?? []
      made.steps += steps(provider, node, at: place, &follower)
      made.steps +=
        entry("after_deploy").map { commands($0.value, ignoresFailure: true, &follower) } ?? []
      made.ignoresFailure = job.ignoresFailure || allowsFailure
      return made
    }
  }

  private func steps(
    _ provider: String, _ node: Node, at place: Place, _ follower: inout StepFollower
  ) -> [Step] {
    if provider == "script" {
      return node["script"].map { commands($0, &follower) } ?? []
    }
    let settings = node.entries.filter { $0.key.text != "provider" && $0.key.text != "on" }
    let action = ActionUse(
      kind: .step, name: "travis-deploy/" + provider, inputs: document.inputs(settings))
    return [Step(action: action, environment: environment, place: place)]
  }

  private func secrets(in node: Node) -> [Located<String>] {
    node.entries.compactMap { entry in
      guard let name = entry.key.text, entry.value["secure"] != nil else { return nil }
      return Located(name, at: document.place(entry.key))
    }
  }
}
