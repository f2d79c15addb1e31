import SourceModel

extension Vocabulary {
  static let deliveryCollections = [deliveries, environments, workloads, images, resources]

  private static let deliveries = FactCollection(
    "deliveries", "every way in which the project reaches an environment, a registry or a store",
    attributes: [
      .texts("reach", "how far it goes", values: Delivery.Reach.allCases.map(\.rawValue)) {
        [$0.reach.rawValue]
      },
      .texts(
        "apart", "how apart from CI it can run", values: Delivery.Apart.allCases.map(\.rawValue)
      ) {
        [$0.apart.rawValue]
      },
      .texts("decision", "who decides", values: Delivery.Decision.allCases.map(\.rawValue)) {
        [$0.decision.rawValue]
      },
      .flag("production", "whether it reaches production or the stable version") {
        $0.isProduction
      },
      .flag("version-input", "whether a person may say which version to deliver") {
        $0.versionInput != nil
      },
      .texts("environment", "the environment it reaches") { $0.environment.map { [$0] } ?? [] },
      .texts("tool", "the tool's id") { [$0.tool] },
      .flag("pages", "whether it only puts static pages up") { $0.isPages },
      .flag("artifact", "whether it brings out more than the notes of a release") {
        $0.hasArtifact
      },
    ],
    facts: \.facts.deliveries,
    shown: { ($0.place, $0.excerpt, $0.what) })

  private static let environments = FactCollection(
    "environments", "every environment or channel that is deployed to",
    attributes: [
      .texts("name", "its name in lower case") { [$0.name] },
      .texts("source", "where it is named", values: ["pipeline", "configuration", "channel"]) {
        [$0.source.rawValue]
      },
      .flag("production", "whether it is the production one by name") { $0.isProduction },
    ],
    facts: \.facts.environments,
    shown: { ($0.place, $0.name, Phrase("environment \($0.name)", "환경 \($0.name)")) })

  private static let workloads = FactCollection(
    "workloads", "everything that runs as containers or processes under a control plane",
    attributes: workloadAttributes,
    facts: \.facts.workloads,
    shown: { ($0.place, $0.title, Phrase($0.title, $0.title)) })

  private static let workloadAttributes: [AttributeReading<Workload>] = [
    .texts("platform", "who runs it", values: Workload.Platform.allCases.map(\.rawValue)) {
      [$0.platform.rawValue]
    },
    .texts("kind", "the kind as the platform calls it") { [$0.kind] },
    .texts("name", "the name") { [$0.name] },
    .flag("probed", "whether something checks its health") { !$0.probes.isEmpty },
    .texts("probes", "the kinds of probe") { $0.probes.map(\.value) },
    .flag("resources", "whether CPU or memory is requested or limited") { $0.resources != nil },
    .flag("strategy", "whether it says how new replaces old") { $0.strategy != nil },
    .flag("bounded-rollout", "whether its rollout is bounded or remembered") {
      $0.rolloutBound != nil
    },
    .flag("replicas", "whether a desired count is said") { $0.replicas != nil },
    .flag("volumes", "whether it keeps data") { !$0.volumes.isEmpty },
  ]

  private static let images = FactCollection(
    "images", "the image references that decide how deployments are versioned",
    attributes: [
      .texts(
        "pinning", "how exactly the version is said",
        values: ["digest", "version", "filled", "moving", "none"]
      ) { [$0.pinning.rawValue] },
      .texts(
        "role", "what the file does with it", values: ["deployed", "published", "local", "base"]
      ) { [$0.role.rawValue] },
      .flag("own", "whether the project builds it") { $0.isOwn },
      .texts("repository", "the image without tag and digest") { [$0.repository] },
    ],
    facts: \.facts.images,
    shown: { ($0.place, $0.text, Phrase("image \($0.text)", "이미지 \($0.text)")) })

  private static let resources = FactCollection(
    "resources", "every resource of infrastructure code that is switched on",
    attributes: [
      .texts("format", "how it is written") { [$0.format] },
      .texts("type", "its type") { [$0.type] },
      .texts("name", "its name") { [$0.name] },
    ],
    facts: { $0.facts.resources.filter(\.isEnabled) },
    shown: {
      (
        $0.place, "\($0.type) \($0.name)",
        Phrase("\($0.type) \($0.name)", "\($0.type) \($0.name)")
      )
    })
}

extension Workload {
  /// Kind and name.
  var title: String { "\(kind) \(name)" }
}

extension Delivery {
  /// What happens, in one clause.
  package var what: Phrase {
    let goal = environment.map { " (\($0))" } ?? ""
    return switch reach {
    case .deploys: Phrase("deploys\(goal)", "배포\(goal)")
    case .handsOver: Phrase("hands a new version to a deployer\(goal)", "배포 도구에 새 버전 전달\(goal)")
    case .pulls: Phrase("is deployed from the tree\(goal)", "저장소에서 자동 배포됨\(goal)")
    case .publishes: Phrase("publishes a release\(goal)", "릴리스 게시\(goal)")
    case .images: Phrase("publishes images or charts\(goal)", "이미지나 차트 게시\(goal)")
    case .configured: Phrase("delivery is configured, nothing runs it", "배포 설정만 있고 실행되지 않음")
    }
  }
}
