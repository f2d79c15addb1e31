import FactModel
package import SourceModel

/// Reads `.gitlab-ci.yml` with its local includes and child pipelines.
///
/// https://docs.gitlab.com/ci/yaml/
package struct GitLabCIReader: PipelineReader {
  /// The vendor's id.
  package let vendor = "gitlab-ci"

  /// Makes a reader.
  package init() {}

  /// The endings of its files.
  package var endings: Set<String>? { ["yml"] }

  /// Whether the file is the one that the host reads by default.
  package func isPipeline(_ path: RelativePath) -> Bool {
    path.text == ".gitlab-ci.yml"
  }

  /// The pipeline with its local includes and child pipelines.
  package func pipelines(in paths: [RelativePath], context: ReadingContext) -> PipelineReading {
    var reading = PipelineReading()
    for path in paths {
      guard let configuration = GitLabConfiguration(path, context: context) else { continue }
      reading.warnings += configuration.warnings
      var builder = GitLabPipelineBuilder(configuration, path: path, context: context)
      if let pipeline = builder.pipeline(vendor: vendor) { reading.pipelines.append(pipeline) }
      reading.warnings += builder.warnings
    }
    return reading
  }
}

/// Builds the jobs of a configuration, those of its child pipelines included.
struct GitLabPipelineBuilder {
  /// How deep child pipelines go; the host allows two.
  static let depthLimit = 4

  let configuration: GitLabConfiguration
  let path: RelativePath
  let context: ReadingContext
  let workflow: GitLabWorkflow
  var follower: StepFollower
  var warnings: [Diagnostic] = []
  /// How many more jobs the pipeline may have.
  var remainingJobs = 1500
  /// How many more values its jobs may hold.
  var remainingValues = GitLabConfiguration.valueLimit
  /// The variables that the file sets for all jobs.
  let variables: [String: String]
  /// What child pipelines are made of, each read once.
  var children = GitLabChildren()
  /// What stands before the ids of the jobs of a child pipeline.
  var prefix = ""
  /// The calls that led here, outermost first.
  var via: [Place] = []
  /// The files whose jobs are being read.
  var active: Set<RelativePath>
  /// The ways in which the pipeline can start.
  var situations: [GitLabSituation]

  /// Starts with a file.
  init(_ configuration: GitLabConfiguration, path: RelativePath, context: ReadingContext) {
    let workflow = GitLabWorkflow(configuration, context: context)
    let situations = workflow.situations(of: configuration, context: context)
    self.init(configuration, workflow, path: path, context: context, situations: situations)
  }

  /// Starts with a file of which the workflow is known, in certain situations.
  init(
    _ configuration: GitLabConfiguration, _ workflow: GitLabWorkflow, path: RelativePath,
    context: ReadingContext, situations: [GitLabSituation]
  ) {
    (self.configuration, self.workflow) = (configuration, workflow)
    self.path = path
    self.context = context
    variables = configuration.keywords["variables"]?.variables ?? [:]
    self.situations = situations.filter { workflow.mayRun(in: $0) }
    follower = StepFollower(context: context)
    active = [path]
  }

  /// The pipeline; `nil` where it has no live job.
  mutating func pipeline(vendor: String) -> Pipeline? {
    let jobs = jobs()
    guard !jobs.isEmpty else { return nil }
    let events = jobs.events
    let place = workflow.place ?? Place(path)
    let order: [Trigger.Event] = [
      .push, .tag, .pullRequest, .schedule, .manual, .api, .upstream,
    ]
    let inputs = events.contains(.manual) ? configuration.personInputs(of: jobs) : []
    return Pipeline(
      vendor: vendor, name: configuration.keywords["workflow", "name"]?.text ?? path.text,
      place: Place(path),
      triggers: order.filter(events.contains).map {
        Trigger($0, inputs: $0 == .manual ? inputs : [], at: place)
      }, jobs: jobs,
      startsByItself: !events.isEmpty)
  }

  /// The live jobs, with what they wait for.
  mutating func jobs() -> [Job] {
    var jobs: [(job: Job, stage: Int, needs: [String]?)] = []
    let stages = GitLabStages(configuration.keywords["stages"] ?? configuration.keywords["types"])
    for include in configuration.includes where !include.isAboutWorkflow {
      jobs.append((includedJob(include), 0, []))
    }
    for entry in configuration.jobs where !entry.key.hasPrefix(".") {
      guard remainingJobs > 0, remainingValues > 0 else { break }
      remainingJobs -= 1
      remainingValues -= configuration.sharedWeight
      let resolved = configuration.resolved(entry, &remainingValues)
      remainingValues -= resolved.job["rules"].map(GitLabRules.cost) ?? 0
      let reader = GitLabJobReader(entry, resolved, self)
      let made = reader.jobs(&self)
      if remainingValues <= 0 { noteLimit(at: entry.place) }
      jobs += made.map { ($0, stages.index(of: $0.stage ?? "test"), reader.needs) }
    }
    return Self.linked(jobs, prefix: prefix)
  }

  private mutating func noteLimit(at place: Place) {
    // The jobs of a child pipeline count for the one that starts it, which says so.
    guard via.isEmpty else { return }
    warnings.append(
      Diagnostic(
        .warning,
        Phrase(
          "found that the jobs take over too much from others; this one is read in part, and no later one",
          "작업들이 다른 곳에서 너무 많이 가져와서 이 작업은 일부만 보고 다음 작업부터는 보지 않았습니다"), at: place))
  }

  /// Fills in what each job waits for: what it names, or all jobs of earlier stages.
  private static func linked(
    _ jobs: [(job: Job, stage: Int, needs: [String]?)], prefix: String
  ) -> [Job] {
    let named = idsByName(jobs.map(\.job.id))
    // Jobs of one stage wait for the same ones: one list serves them all, however many there are.
    var earlier: [Int: [String]] = [:]
    return jobs.map { entry in
      var job = entry.job
      guard job.needs.isEmpty else { return job }
      guard let needs = entry.needs else {
        let known = earlier[entry.stage]
        job.needs =
          known ?? jobs.filter { $0.stage < entry.stage && !$0.job.isIncluded }.map(\.job.id)
        earlier[entry.stage] = job.needs
        return job
      }
      job.needs = needs.flatMap { named[prefix + $0] ?? [] }
      return job
    }
  }

  /// The jobs that a name means: the one of that id, and its instances, `test (1)` and `test/linux`.
  private static func idsByName(_ ids: [String]) -> [String: [String]] {
    var named: [String: [String]] = [:]
    for id in ids {
      named[id, default: []].append(id)
      for index in id.indices where id[index] == "/" || id[index...].hasPrefix(" (") {
        named[String(id[..<index]), default: []].append(id)
      }
    }
    return named
  }

  /// A job that stands for code from elsewhere.
  private func includedJob(_ include: GitLabConfiguration.Include) -> Job {
    let inputs = include.inputs.compactMap { entry -> ActionUse.Input? in
      let texts = entry.value.texts
      return ActionUse.Input(entry.key, texts.joined(separator: "\n"), at: entry.place)
    }
    let action = ActionUse(
      kind: .pipeline, name: include.name, version: include.version, inputs: inputs)
    let step = Step(action: action, place: include.place, via: via)
    // As for jobs without rules.
    let allowed = situations.filter { situation in
      workflow.isGiven || situation.isChild || situation.kind != .mergeRequest
    }
    return Job(
      id: prefix + "include:" + include.name, name: include.name, place: include.place,
      events: Set(allowed.map(\.event)), steps: [step])
  }
}

extension GitLabConfiguration.Include {
  /// Whether it is a template of the vendor that has rules and no jobs.
  fileprivate var isAboutWorkflow: Bool { name.hasPrefix("gitlab-template/Workflows/") }
}

extension Job {
  /// Whether the job stands for included code, of which the stage is not known.
  fileprivate var isIncluded: Bool { stage == nil && id.contains("include:") }
}

/// The order of the stages.
///
/// https://docs.gitlab.com/ci/yaml/#stages
struct GitLabStages {
  private let indices: [String: Int]

  init(_ node: PipelineValue?) {
    let names = node?.texts ?? []
    let stages = names.isEmpty ? ["build", "test", "deploy"] : names
    let inner = stages.filter { $0 != ".pre" && $0 != ".post" }
    indices = Dictionary(
      ([".pre"] + inner + [".post"]).enumerated().map { ($1, $0) },
      uniquingKeysWith: { min($0, $1) })
  }

  /// Where a stage stands; one that is not declared stands with the tests.
  func index(of stage: String) -> Int { indices[stage] ?? indices["test"] ?? 1 }
}

/// `workflow`: whether there is a pipeline at all.
///
/// https://docs.gitlab.com/ci/yaml/workflow/
struct GitLabWorkflow {
  /// Where its rules stand.
  let place: Place?
  private let rules: GitLabRules?
  /// The situations that a template of the vendor allows, where one is included instead.
  private let allowed: Set<GitLabSituation.Kind>?

  init(_ configuration: GitLabConfiguration, context: ReadingContext) {
    if let entry = configuration.keywords["workflow"]?.entry("rules") {
      let value = configuration.resolvingReferences(in: entry.value)
      rules = GitLabRules(value, when: "always", ignoresFailure: false, context: context)
      (place, allowed) = (entry.place, nil)
      return
    }
    let templates = configuration.includes.filter(\.isAboutWorkflow)
    rules = nil
    place = templates.last?.place
    allowed = templates.last.map { template in
      template.name.contains("MergeRequest")
        ? [.mergeRequest, .pushToDefault, .tag] : [.pushToDefault, .pushToOther, .tag]
    }
  }

  /// With rules for the whole pipeline, jobs without rules run in pipelines of merge requests too.
  var isGiven: Bool { rules != nil || allowed != nil }

  func mayRun(in situation: GitLabSituation) -> Bool {
    if let allowed { return allowed.contains(situation.kind) }
    guard let rules else { return true }
    return rules.outcomes(in: situation).contains { $0 != nil }
  }

  /// The ways in which the pipeline can start: pushes, tags and merge requests, and others where a
  /// rule names them.
  func situations(
    of configuration: GitLabConfiguration, context: ReadingContext
  ) -> [GitLabSituation] {
    var sources = Set(rules?.namedSources ?? [])
    var left = GitLabConfiguration.valueLimit
    for entry in configuration.jobs where left > 0 {
      let job = configuration.resolved(entry, &left).job
      if let node = job["rules"] {
        left -= GitLabRules.cost(of: node)
        sources.formUnion(GitLabRules.namedSources(in: node, context: context))
      }
      sources.formUnion(GitLabFilters.namedRefs(in: job["only"]))
      if left <= 0 {
        context.memory.note(
          Diagnostic(
            .warning,
            Phrase(
              "found that the jobs take over too much from others; what starts later ones is not looked at",
              "작업들이 다른 곳에서 너무 많이 가져와서 다음 작업부터는 무엇이 시작하는지 보지 않았습니다"),
            at: entry.place))
      }
    }
    // A source may be asked for by a pattern, `/web|schedule/`.
    let words = Set(
      sources.flatMap { source in
        source.utf8.split { !$0.isNamePart }.map { String(decoding: $0, as: UTF8.self) }
      })
    return GitLabSituation.Kind.allCases.map { GitLabSituation(kind: $0) }.filter { situation in
      switch situation.kind {
      case .pushToDefault, .pushToOther, .tag, .mergeRequest: return true
      case .schedule, .web, .api, .upstream:
        if situation.kind == .web, configuration.asksPerson { return true }
        let names = Set(situation.sources).union(situation.refs).subtracting(["branches"])
        return !words.isDisjoint(with: names)
      }
    }
  }
}

extension PipelineValue {
  /// The value at a path of keys.
  subscript(_ first: String, _ second: String) -> PipelineValue? { self[first]?[second] }
}
