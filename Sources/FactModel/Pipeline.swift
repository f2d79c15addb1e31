package import SourceModel

/// A pipeline of a CI vendor: what starts it, and its jobs.
package struct Pipeline: Hashable, Sendable {
  /// The vendor's id, `github-actions`.
  package var vendor: String
  /// The name that the file gives, or its path.
  package var name: String
  /// The file and where it starts.
  package var place: Place
  /// What starts it.
  package var triggers: [Trigger]
  /// The jobs in the order of the file, steps followed into local scripts and workflows.
  package var jobs: [Job]
  /// Whether it can start at all; `false` for a pipeline that only other pipelines call.
  package var startsByItself: Bool
  /// Whether a file states it, or it was concluded from the texts of a program that writes it.
  package var confidence: Confidence

  /// Makes a pipeline.
  package init(
    vendor: String, name: String, place: Place, triggers: [Trigger] = [], jobs: [Job] = [],
    startsByItself: Bool = true, confidence: Confidence = .stated
  ) {
    self.vendor = vendor
    self.name = name
    self.place = place
    self.triggers = triggers
    self.jobs = jobs
    self.startsByItself = startsByItself
    self.confidence = confidence
  }
}

/// What starts a pipeline or lets a job run.
package struct Trigger: Hashable, Sendable {
  /// The kinds of event.
  package enum Event: String, Hashable, Sendable, CaseIterable {
    /// Commits arrive on a branch.
    case push
    /// A pull or merge request is opened or changed.
    case pullRequest = "pull-request"
    /// A merge queue tries a change.
    case mergeQueue = "merge-queue"
    /// A tag arrives.
    case tag
    /// A release is made at the code host.
    case release
    /// A clock.
    case schedule
    /// A person starts it.
    case manual
    /// Another pipeline ends.
    case upstream
    /// Another pipeline calls it.
    case called
    /// A call of the host's interface, with or without a person behind it.
    case api
    /// Something else of the host: issues, comments, labels.
    case other
  }

  /// The kind of event.
  package var event: Event
  /// The branches it is limited to, as patterns; empty means all.
  package var branches: [String]
  /// The branches left out.
  package var ignoredBranches: [String]
  /// The tags it is limited to, as patterns.
  package var tags: [String]
  /// The paths it is limited to.
  package var paths: [String]
  /// What a person or caller may pass.
  package var inputs: [PipelineInput]
  /// The pipelines whose end starts it, for `upstream`.
  package var pipelines: [String]
  /// Where it stands.
  package var place: Place

  /// Makes a trigger.
  package init(
    _ event: Event, branches: [String] = [], ignoredBranches: [String] = [], tags: [String] = [],
    paths: [String] = [], inputs: [PipelineInput] = [], pipelines: [String] = [], at place: Place
  ) {
    self.event = event
    self.branches = branches
    self.ignoredBranches = ignoredBranches
    self.tags = tags
    self.paths = paths
    self.inputs = inputs
    self.pipelines = pipelines
    self.place = place
  }
}

/// A value that a person or a calling pipeline passes.
package struct PipelineInput: Hashable, Sendable {
  /// Its name.
  package var name: String
  /// The words that describe it.
  package var summary: String
  /// The values it may have, where the file lists them.
  package var options: [String]
  /// Where it stands.
  package var place: Place
  /// The steps' texts that use it stand in the pipeline; `false` where nothing uses it.
  package var isUsed: Bool

  /// Makes an input.
  package init(
    name: String, summary: String = "", options: [String] = [], place: Place, isUsed: Bool = false
  ) {
    self.name = name
    self.summary = summary
    self.options = options
    self.place = place
    self.isUsed = isUsed
  }
}

/// A job of a pipeline: steps that run together.
package struct Job: Hashable, Sendable {
  /// The key of the job.
  package var id: String
  /// The name shown to people, or the key.
  package var name: String
  /// Where it stands.
  package var place: Place
  /// The stage it belongs to, where the vendor has stages.
  package var stage: String?
  /// The id of the job on whose machine it is done, one part after the other; `nil` for its own.
  package var partOf: String?
  /// The ids of the jobs it waits for, stages' order included.
  package var needs: [String]
  /// The events that can start it, after its rules; a subset of the pipeline's.
  package var events: Set<Trigger.Event>
  /// The rules that limit it.
  package var conditions: [Condition]
  /// The decision it waits for.
  package var gate: Gate?
  /// The environment it deploys to or stops.
  package var environment: EnvironmentUse?
  /// Whether its failure does not fail the pipeline.
  package var ignoresFailure: Bool
  /// Where it fans out: a matrix or a parallel count.
  package var fanOut: Place?
  /// Where it caches.
  package var caches: [Place]
  /// Where it keeps artifacts for later jobs.
  package var artifacts: [Place]
  /// Where it hands reports of coverage to the vendor.
  package var coverageReports: [Place]
  /// The names of secrets it uses, with their places.
  package var secrets: [Located<String>]
  /// Where it gets a short-lived identity (OIDC).
  package var identity: Place?
  /// Images that it runs in or beside.
  package var images: [Located<String>]
  /// Whether it asks for a machine of the team's own, which stays when the job is over.
  package var isOnOwnMachine = false
  /// The steps in order, followed.
  package var steps: [Step]

  /// Makes a job.
  package init(
    id: String, name: String, place: Place, stage: String? = nil, needs: [String] = [],
    events: Set<Trigger.Event> = [], conditions: [Condition] = [], gate: Gate? = nil,
    environment: EnvironmentUse? = nil, ignoresFailure: Bool = false, fanOut: Place? = nil,
    caches: [Place] = [], artifacts: [Place] = [], coverageReports: [Place] = [],
    secrets: [Located<String>] = [], identity: Place? = nil, images: [Located<String>] = [],
    steps: [Step] = []
  ) {
    self.id = id
    self.name = name
    self.place = place
    self.stage = stage
    self.needs = needs
    self.events = events
    self.conditions = conditions
    self.gate = gate
    self.environment = environment
    self.ignoresFailure = ignoresFailure
    self.fanOut = fanOut
    self.caches = caches
    self.artifacts = artifacts
    self.coverageReports = coverageReports
    self.secrets = secrets
    self.identity = identity
    self.images = images
    self.steps = steps
  }
}

/// One thing that a job runs: a command, or a piece of pipeline code from elsewhere.
package struct Step: Hashable, Sendable {
  /// The name that the file gives to the step.
  package var name: String?
  /// The words of the command, wrappers such as `sudo` and `npx` seen through; empty for actions.
  package var words: [String]
  /// The wrappers that were seen through, outermost first.
  package var wrappers: [String]
  /// The action, orb, plugin or template it uses, where it runs no command.
  package var action: ActionUse?
  /// Variables that are set for it, as written.
  package var environment: [String: String]
  /// Whether its failure does not fail the job.
  package var ignoresFailure: Bool
  /// The rules that limit it.
  package var conditions: [Condition]
  /// Where the command or the `uses` stands: in the pipeline, or in the script that it calls.
  package var place: Place
  /// The calls that led here, outermost first: the pipeline's line, then scripts and targets.
  package var via: [Place]
  /// The tools at work in it, given by the catalogue.
  package var uses: [ToolUse]
  /// Whether it calls a function of its script, whatever tool has the same name.
  package var isPlainCall = false
  /// The commands that its words mean with the values of their variables, where these are known.
  ///
  /// It is judged by them. Reports show its words, since values may be secrets.
  package var meanings: [[String]] = []
  /// The words of a command that leads to the next steps, as reports show them.
  package var excerpt = ""

  /// Makes a step.
  package init(
    name: String? = nil, words: [String] = [], wrappers: [String] = [], action: ActionUse? = nil,
    environment: [String: String] = [:], ignoresFailure: Bool = false, conditions: [Condition] = [],
    place: Place, via: [Place] = [], uses: [ToolUse] = []
  ) {
    self.name = name
    self.words = words
    self.wrappers = wrappers
    self.action = action
    self.environment = environment
    self.ignoresFailure = ignoresFailure
    self.conditions = conditions
    self.place = place
    self.via = via
    self.uses = uses
  }
}

extension Step {
  /// The commands by which it is judged: what its words mean, or the words themselves.
  package var judged: [[String]] { meanings.isEmpty ? [words] : meanings }
}

/// A piece of pipeline code that stands elsewhere: an action, orb, template, reusable workflow.
package struct ActionUse: Hashable, Sendable {
  /// What kind of code it is.
  package enum Kind: String, Hashable, Sendable {
    /// A step: an action, orb command, task, pipe or plugin.
    case step
    /// Whole jobs: a reusable workflow, an include, a template, a triggered pipeline.
    case pipeline
  }

  /// Step or whole pipeline.
  package var kind: Kind
  /// The name without its version, `actions/checkout`, `acme/ops/.github/workflows/deploy.yml`.
  package var name: String
  /// The version, tag or digest behind the name.
  package var version: String?
  /// What is passed to it, in order, as written.
  package var inputs: [Input]

  /// One value passed.
  package struct Input: Hashable, Sendable {
    /// The name.
    package var name: String
    /// The value as written; lists joined by line ends.
    package var value: String
    /// Where it stands.
    package var place: Place

    /// Makes an input.
    package init(_ name: String, _ value: String, at place: Place) {
      self.name = name
      self.value = value
      self.place = place
    }
  }

  /// Makes a use.
  package init(kind: Kind, name: String, version: String? = nil, inputs: [Input] = []) {
    self.kind = kind
    self.name = name
    self.version = version
    self.inputs = inputs
  }

  /// The value of an input, whatever its case.
  package func input(_ name: String) -> String? {
    inputs.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}
