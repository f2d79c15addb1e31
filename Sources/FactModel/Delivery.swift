package import SourceModel

/// One way in which the project reaches an environment, a registry or a store.
package struct Delivery: Hashable, Sendable {
  /// How far the delivery goes.
  package enum Reach: String, Hashable, Sendable, CaseIterable {
    /// Deploys to an environment.
    case deploys
    /// Hands a new version to a deployer.
    case handsOver = "hands-over"
    /// A controller or platform deploys from the tree.
    case pulls
    /// Publishes a release for users.
    case publishes
    /// Publishes images or charts of a service that somebody deploys.
    case images
    /// Configuration without anything that runs it.
    case configured
  }

  /// How apart from CI it can run.
  package enum Apart: String, Hashable, Sendable, CaseIterable {
    /// It has its own trigger.
    case ownTrigger = "own-trigger"
    /// A later stage that a rule or a person opens.
    case guardedStage = "guarded-stage"
    /// A condition inside a step or script.
    case guardedStep = "guarded-step"
    /// A separate job that always runs with CI.
    case separateJob = "separate-job"
    /// Never: the pipeline does not run without delivering.
    case never
  }

  /// Who decides that it happens.
  package enum Decision: String, Hashable, Sendable, CaseIterable {
    /// A person: manual job, dispatch, approval, a release or tag.
    case person
    /// An environment that the host can protect, out of the tree's sight.
    case protectable
    /// Nobody: it follows a push or a clock.
    case automatic
  }

  /// How far it goes.
  package var reach: Reach
  /// How apart from CI it can run.
  package var apart: Apart
  /// Who decides.
  package var decision: Decision
  /// The environment or channel, where one is named.
  package var environment: String?
  /// Whether it reaches production, or the stable version.
  package var isProduction: Bool
  /// Where a person may say which version to deliver, and the delivery uses it.
  package var versionInput: Place?
  /// The tool, `helm`.
  package var tool: String
  /// Whether it only puts static pages up, often the documentation of something else.
  package var isPages: Bool
  /// Whether it brings out something that can be used, and not only the notes of a release.
  package var hasArtifact: Bool
  /// The job it stands in, `path#job`; empty outside pipelines.
  package var job: String
  /// Where it stands: the step or the configuration.
  package var place: Place
  /// The words that show it, one line.
  package var excerpt: String
  /// Where the trigger, rule or gate stands that decides `apart`.
  package var apartPlace: Place?
  /// Where the trigger, rule, gate or environment stands that decides `decision`.
  package var decisionPlace: Place?

  /// Makes a delivery.
  package init(
    reach: Reach, apart: Apart, decision: Decision, environment: String? = nil, isProduction: Bool,
    versionInput: Place? = nil, tool: String, isPages: Bool = false, hasArtifact: Bool = true,
    job: String = "", place: Place, excerpt: String, apartPlace: Place? = nil,
    decisionPlace: Place? = nil
  ) {
    self.isPages = isPages
    self.hasArtifact = hasArtifact
    self.reach = reach
    self.apart = apart
    self.decision = decision
    self.environment = environment
    self.isProduction = isProduction
    self.versionInput = versionInput
    self.tool = tool
    self.job = job
    self.place = place
    self.excerpt = excerpt
    self.apartPlace = apartPlace
    self.decisionPlace = decisionPlace
  }
}

extension Delivery {
  /// Whether it is the team's own deployment, or a platform's configuration for one.
  package var deploysOwn: Bool {
    switch reach {
    case .deploys, .handsOver, .pulls, .configured: true
    case .publishes, .images: false
    }
  }
}
