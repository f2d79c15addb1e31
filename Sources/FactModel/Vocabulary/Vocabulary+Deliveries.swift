package import SourceModel

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
      }
      .shown { $0.apartSigns },
      .texts("decision", "who decides", values: Delivery.Decision.allCases.map(\.rawValue)) {
        [$0.decision.rawValue]
      }
      .shown { $0.decisionSigns },
      .flag("production", "whether it reaches production or the stable version") {
        $0.isProduction
      },
      .flag("version-input", "whether a person may say which version to deliver") {
        $0.versionInput != nil
      }
      .shown { FactSign.at($0.versionInput, Phrase("asks for the version", "버전을 입력받음")) },
      .texts("environment", "the environment it reaches") { $0.environment.map { [$0] } ?? [] },
      .texts("tool", "the tool's id") { [$0.tool] },
      .text(
        "command", "the command that makes it, where that says all by itself", form: .command
      ) { $0.command },
      .flag("pages", "whether it only puts static pages up") { $0.isPages },
      .flag("artifact", "whether it brings out more than the notes of a release") {
        $0.hasArtifact
      },
    ],
    facts: \.facts.deliveries,
    shown: { [FactSign($0.place, $0.excerpt, $0.what)] })

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
    shown: { [FactSign($0.place, Phrase.environment($0.name), isOneOfSeveral: true)] })

  private static let workloads = FactCollection(
    "workloads", "everything that runs as containers or processes under a control plane",
    attributes: workloadAttributes,
    facts: { $0.facts.workloads.ownFirst },
    shown: { [FactSign($0.place, Phrase($0.title, $0.title))] })

  private static let workloadAttributes: [AttributeReading<Workload>] = [
    .texts("platform", "who runs it", values: Workload.Platform.allCases.map(\.rawValue)) {
      [$0.platform.rawValue]
    },
    .texts("kind", "the kind as the platform calls it") { [$0.kind] },
    .texts("name", "the name") { [$0.name] },
    .flag("probed", "whether something checks its health") { !$0.probes.isEmpty }
      .shown { $0.probeSigns },
    .texts("probes", "the kinds of probe") { $0.probes.map(\.value) }.shown { $0.probeSigns },
    .flag("resources", "whether CPU or memory is requested or limited") { $0.resources != nil }
      .shown { $0.signs($0.resources, Phrase("resources", "리소스")) },
    .flag("strategy", "whether it says how new replaces old") { $0.strategy != nil }
      .shown { $0.signs($0.strategy?.place, $0.strategy.map { Phrase($0.value, $0.value) }) },
    .flag("bounded-rollout", "whether its rollout is bounded or remembered") {
      $0.rolloutBound != nil
    }
    .shown { $0.signs($0.rolloutBound, Phrase("bounded rollout", "한도가 있는 롤아웃")) },
    .flag("replicas", "whether a desired count is said") { $0.replicas != nil },
    .flag("volumes", "whether it keeps data") { !$0.volumes.isEmpty },
    .flag("own", "whether it runs a program that the project builds") { $0.isOwn },
    .flag("developing", "whether it only serves developers, with the sources mounted") {
      $0.isForDevelopment
    },
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
    shown: { [FactSign($0.place, $0.text, $0.phrase)] })

  private static let resources = FactCollection(
    "resources", "every resource of infrastructure code that is switched on",
    attributes: [
      .texts("format", "how it is written") { [$0.format] },
      .texts("type", "its type") { [$0.type] },
      .texts("name", "its name") { [$0.name] },
    ],
    facts: { $0.facts.resources.filter(\.isEnabled) },
    shown: { [FactSign($0.place, Phrase($0.title, $0.title))] })
}

extension [Workload] {
  /// The project's own programs before databases and what others make, in the order of the files.
  var ownFirst: [Workload] {
    func rank(_ workload: Workload) -> Int {
      (workload.isOwn ? 0 : 2) + (workload.volumes.isEmpty ? 0 : 1)
    }
    return (0...3).flatMap { wanted in filter { rank($0) == wanted } }
  }
}

extension CloudResource {
  /// Type and name.
  fileprivate var title: String { "\(type.shownName) \(name.shownName)" }
}

extension Phrase {
  /// The environment of a name.
  static func environment(_ name: String) -> Phrase {
    Phrase("environment \(name.shownName)", "환경 \(name.shownName)")
  }
}

extension Workload {
  /// Kind and name.
  var title: String { "\(kind.shownName) \(name.shownName)" }

  /// The lines that check its health.
  var probeSigns: [FactSign] {
    probes.flatMap { signs($0.place, Phrase($0.value, $0.value)) }
  }

  /// The line of one of its settings.
  func signs(_ place: Place?, _ setting: Phrase?) -> [FactSign] {
    guard let setting else { return [] }
    return FactSign.at(
      place, Phrase("\(setting.english) of \(title)", "\(title)의 \(setting.korean)"))
  }
}

extension Delivery {
  /// The line that lets it run apart from the checks, or binds it to them.
  var apartSigns: [FactSign] {
    let clause =
      switch apart {
      case .ownTrigger: Phrase("its own trigger", "별도의 트리거")
      case .guardedStage: Phrase("a rule or a person opens the stage", "규칙이나 사람이 여는 단계")
      case .guardedStep: Phrase("only a step has a condition", "단계 하나에만 조건이 있음")
      case .separateJob: Phrase("always runs with the checks", "항상 검사와 함께 실행됨")
      case .never: Phrase("never runs without delivering", "항상 전달까지 실행됨")
      }
    return signs(apartPlace, clause)
  }

  /// The line that shows who decides.
  var decisionSigns: [FactSign] {
    let clause =
      switch decision {
      case .person: Phrase("waits for a person", "사람의 결정을 기다림")
      case .protectable:
        Phrase("names an environment that the host can protect", "호스트에서 보호할 수 있는 환경")
      case .automatic: Phrase("happens by itself", "사람의 결정 없이 실행됨")
      }
    return signs(decisionPlace, clause)
  }

  /// A line that says something of the delivery, then the delivery.
  private func signs(_ place: Place?, _ clause: Phrase) -> [FactSign] {
    let said = Phrase("\(what.english), \(clause.english)", "\(what.korean), \(clause.korean)")
    guard let place, place != self.place else { return [FactSign(self.place, excerpt, said)] }
    return [FactSign(place, said), FactSign(self.place, excerpt, what)]
  }

  /// What happens, in one clause.
  package var what: Phrase {
    let goal = environment.map { " (\($0.shownName))" } ?? ""
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

extension ImageReference {
  /// What it is, and whether its version moves.
  fileprivate var phrase: Phrase {
    let isChart = text.hasPrefix("chart ")
    let what = isChart ? Phrase("chart", "차트") : Phrase("image", "이미지")
    switch pinning {
    case .digest, .version, .filled: return what
    case .moving:
      let moving =
        isChart ? Phrase("its version moves", "버전이 바뀜") : Phrase("its tag moves", "태그가 바뀜")
      return Phrase("\(what.english), \(moving.english)", "\(what.korean), \(moving.korean)")
    case .absent:
      return Phrase("\(what.english) without a version", "버전 없는 \(what.korean)")
    }
  }
}
