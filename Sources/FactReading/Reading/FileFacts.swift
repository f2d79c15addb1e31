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
  /// How many images the kustomizations put in the place of others, and how many files they build from.
  private var kustomized = (images: 0, files: 0)
  /// How many images the workloads have.
  private var containers = 0
  /// What is over the limits.
  private var leftOut = LeftOut()

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
    take(other.workloads)
    images.take(other.images)
    take(other.kustomizations)
    resources.take(other.resources)
    environments.take(other.environments)
    sightings.take(other.sightings)
    uses.take(other.uses)
    usesOfDependencies.take(other.usesOfDependencies)
    usesOfSightings.take(other.usesOfSightings)
    switchedOff.take(other.switchedOff)
    blemishes.take(other.blemishes)
    warnings.take(other.warnings)
    keepLimits()
    leftOut.append(other.leftOut)
  }

  /// Takes workloads with as many images as all may have together: each may have thousands.
  private mutating func take(_ others: [Workload]) {
    for var other in others {
      let left = max(0, Kind.containers.limit - containers)
      leftOut.note(.containers, other.images.keep(first: left)?.place)
      containers += other.images.count
      workloads.append(other)
    }
  }

  /// Takes kustomizations with as many images and files as all may have together: each may have thousands.
  private mutating func take(_ others: [Kustomization]) {
    for var other in others {
      let (images, files) = (other.images.count, other.fileCount)
      other.keep(
        images: max(0, Kind.overrides.limit - kustomized.images),
        files: max(0, Kind.bases.limit - kustomized.files))
      if other.images.count < images { leftOut.note(.overrides, Place(other.path)) }
      if other.fileCount < files { leftOut.note(.bases, Place(other.path)) }
      kustomized.images += other.images.count
      kustomized.files += other.fileCount
      kustomizations.append(other)
    }
  }

  private mutating func keepLimits() {
    leftOut.note(.dependencies, dependencies.keep(first: Kind.dependencies.limit)?.place)
    leftOut.note(.scripts, scripts.keep(first: Kind.scripts.limit)?.place)
    leftOut.note(.runtimes, runtimes.keep(first: Kind.runtimes.limit)?.place)
    leftOut.note(.workloads, workloads.keep(first: Kind.workloads.limit)?.place)
    leftOut.note(.images, images.keep(first: Kind.images.limit)?.place)
    leftOut.note(.resources, resources.keep(first: Kind.resources.limit)?.place)
    leftOut.note(.environments, environments.keep(first: Kind.environments.limit)?.place)
    leftOut.note(.sightings, sightings.keep(first: Kind.sightings.limit)?.place)
    leftOut.note(.uses, uses.keep(first: Kind.uses.limit)?.place)
    leftOut.note(.uses, usesOfDependencies.keep(first: Kind.uses.limit)?.place)
    leftOut.note(.uses, usesOfSightings.keep(first: Kind.uses.limit)?.place)
    leftOut.note(.faults, warnings.keep(first: Kind.faults.limit)?.place)
  }

  /// Notes that a Dockerfile has more stages than are looked at; of a tree the first is told.
  mutating func noteStages(over limit: Int, at place: Place) {
    leftOut.note(
      Diagnostic(
        .warning,
        Phrase(
          "found more than \(limit) stages in one file; the rest is left out",
          "한 파일에 단계가 \(limit)개보다 많아서 그만큼만 보았습니다"), at: place))
  }

  /// Whether there are more names for the catalogue than are kept.
  var hasTooManySightings: Bool { sightings.count > Kind.sightings.limit }

  /// Says what was left out.
  var warningsOfLimits: [Diagnostic] { leftOut.warnings }
}

extension FileFacts {
  /// What a tree or a file may have too many of.
  fileprivate enum Kind: CaseIterable {
    case workloads, resources, images, containers, overrides, bases, dependencies, scripts,
      runtimes, environments
    case sightings, uses, faults

    /// How many are kept, of a tree or, of the names for the catalogue, of one file.
    ///
    /// Large trees have some thousand of each and some hundred faults, large files some hundred names.
    var limit: Int {
      switch self {
      case .faults: 5_000
      case .workloads: 10_000
      case .resources: 15_000
      case .images, .overrides, .runtimes, .environments, .sightings: 20_000
      case .containers: 30_000
      case .dependencies, .scripts, .uses: 50_000
      case .bases: 100_000
      }
    }

    private var name: (english: String, korean: String) {
      switch self {
      case .workloads: ("workloads", "워크로드가")
      case .resources: ("resources", "리소스가")
      case .images: ("images", "이미지가")
      case .containers: ("images of workloads", "워크로드의 이미지가")
      case .overrides: ("images in kustomizations", "kustomization의 이미지가")
      case .bases: ("files in kustomizations", "kustomization의 파일이")
      case .dependencies: ("dependencies", "의존성이")
      case .scripts: ("scripts", "스크립트가")
      case .runtimes: ("versions of tools", "도구의 버전이")
      case .environments: ("names of environments", "환경 이름이")
      case .sightings: ("names of tools in one file", "한 파일에 도구 이름이")
      case .uses: ("signs of tools", "도구의 흔적이")
      case .faults: ("faults in files", "파일의 결함이")
      }
    }

    /// Says that some are left out.
    func warning(at place: Place) -> Diagnostic {
      Diagnostic(
        .warning,
        Phrase(
          "found more than \(limit) \(name.english); the rest is left out",
          "\(name.korean) \(limit)개보다 많아서 그만큼만 보았습니다"), at: place)
    }
  }

  /// Where the first of each kind stands that is over its limit.
  fileprivate struct LeftOut {
    private var places: [Kind: Place] = [:]
    /// What is said of the first file that has too many stages.
    private var stages: Diagnostic?

    mutating func note(_ kind: Kind, _ place: Place?) {
      guard let place, places[kind] == nil else { return }
      places[kind] = place
    }

    mutating func note(_ warning: Diagnostic?) { stages = stages ?? warning }

    mutating func append(_ other: LeftOut) {
      note(other.stages)
      guard !other.places.isEmpty else { return }
      for kind in Kind.allCases { note(kind, other.places[kind]) }
    }

    var warnings: [Diagnostic] {
      Kind.allCases.compactMap { kind in places[kind].map { kind.warning(at: $0) } }
        + [stages].compactMap(\.self)
    }
  }
}

extension Array {
  /// Appends others; most often there are none, or none before.
  fileprivate mutating func take(_ others: [Element]) {
    guard !others.isEmpty else { return }
    if isEmpty { self = others } else { self += others }
  }

  /// Leaves out what is over a limit, and gives the first of that.
  @discardableResult mutating func keep(first limit: Int) -> Element? {
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
