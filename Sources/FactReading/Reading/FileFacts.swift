package import FactModel
package import SourceModel

/// What one reader found in one file, before files are put together.
package struct FileFacts: Sendable {
  /// Manifests.
  package var manifests: [Manifest] = []
  /// Direct dependencies.
  package var dependencies: [Dependency] = []
  /// Commands that manifests keep under names.
  package var scripts: [Script] = []
  /// Versions that files ask for.
  package var runtimes: [Runtime] = []
  /// Tests.
  package var testSuites: [TestSuite] = []
  /// Documents.
  package var documents: [Document] = []
  /// Workloads.
  package var workloads: [Workload] = []
  /// Images named outside workloads: `values.yaml`, Kustomize `images:`, Dockerfile bases.
  package var images: [ImageReference] = []
  /// What kustomizations build from and change.
  package var kustomizations: [Kustomization] = []
  /// Resources.
  package var resources: [CloudResource] = []
  /// Environments named by the configuration.
  package var environments: [Environment] = []
  /// What the catalogue has to judge by name.
  package var sightings: [Sighting] = []
  /// What the reader judged by content.
  package var uses: [ToolUse] = []
  /// What the catalogue says of the dependencies.
  var usesOfDependencies: [ToolUse] = []
  /// What the catalogue says of the sightings.
  var usesOfSightings: [ToolUse] = []
  /// What the configuration of tools switches off.
  package var switchedOff: [SwitchedOff] = []
  /// Things tracked that should not be.
  package var blemishes: [Blemish] = []
  /// Faults.
  package var warnings: [Diagnostic] = []
  /// Where the first workload stands that is left out.
  private var workloadLeftOut: Place?
  /// Where the first resource stands that is left out.
  private var resourceLeftOut: Place?

  /// How many workloads and how many resources of a tree are kept; large trees have some thousand.
  private static let countLimit = 15_000

  /// Makes empty facts.
  package init() {}

  /// Appends what another reader or file gave.
  package mutating func append(_ other: FileFacts) {
    manifests.take(other.manifests)
    dependencies.take(other.dependencies)
    scripts.take(other.scripts)
    runtimes.take(other.runtimes)
    testSuites.take(other.testSuites)
    documents.take(other.documents)
    workloads.take(other.workloads)
    let workload = workloads.keep(first: Self.countLimit)?.place ?? other.workloadLeftOut
    workloadLeftOut = workloadLeftOut ?? workload
    images.take(other.images)
    kustomizations.take(other.kustomizations)
    resources.take(other.resources)
    let resource = resources.keep(first: Self.countLimit)?.place ?? other.resourceLeftOut
    resourceLeftOut = resourceLeftOut ?? resource
    environments.take(other.environments)
    sightings.take(other.sightings)
    uses.take(other.uses)
    usesOfDependencies.take(other.usesOfDependencies)
    usesOfSightings.take(other.usesOfSightings)
    switchedOff.take(other.switchedOff)
    blemishes.take(other.blemishes)
    warnings.take(other.warnings)
  }

  /// Says what was left out.
  var warningsOfLimits: [Diagnostic] {
    let workloads = workloadLeftOut.map { Self.leftOut("workloads", "워크로드가", at: $0) }
    let resources = resourceLeftOut.map { Self.leftOut("resources", "리소스가", at: $0) }
    return [workloads, resources].compactMap { $0 }
  }

  private static func leftOut(_ english: String, _ korean: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .warning,
      Phrase(
        "found more than \(countLimit) \(english); the rest is left out",
        "\(korean) \(countLimit)개보다 많아서 그만큼만 보았습니다"), at: place)
  }
}

extension Array {
  /// Appends others; most often there are none, or none before.
  fileprivate mutating func take(_ others: [Element]) {
    guard !others.isEmpty else { return }
    if isEmpty { self = others } else { self += others }
  }

  /// Leaves out what is over a limit, and gives the first of that.
  fileprivate mutating func keep(first limit: Int) -> Element? {
    guard count > limit else { return nil }
    let over = self[limit]
    removeSubrange(limit...)
    return over
  }
}

/// A name that the catalogue may know: an image, an object's kind, a resource's type.
///
/// Dependencies and file names are looked up without a sighting.
package struct Sighting: Hashable, Sendable {
  /// What kind of name it is.
  package enum Subject: Hashable, Sendable {
    /// A container image's repository, `prom/prometheus`.
    case image(String)
    /// A Kubernetes object's API group and kind, `monitoring.coreos.com/PrometheusRule`; the core group is empty.
    case object(group: String, kind: String)
    /// A resource's type, `aws_ecs_service`, or a module's source.
    case resource(String)
    /// A command of a script that no pipeline step leads to.
    case command([String])
    /// The command that starts the running program, `opentelemetry-instrument gunicorn app`.
    case start([String])
    /// A variable that the running program is given, among all that it is given.
    case variable(String, among: [String: String])
    /// A chart's name or address, `kube-prometheus-stack`.
    case chart(String)
  }

  /// The name.
  package var subject: Subject
  /// Where it stands.
  package var place: Place
  /// The words that show it, one line.
  package var excerpt: String

  /// Makes a sighting.
  package init(_ subject: Subject, at place: Place, excerpt: String) {
    self.subject = subject
    self.place = place
    self.excerpt = excerpt
  }
}
