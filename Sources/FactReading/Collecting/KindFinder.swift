import FactModel
import SourceModel

/// Tells what kind of project a repository holds, by the order of the rubric's text.
struct KindFinder {
  let facts: Facts
  /// The tools at work in pipelines.
  let runs: [ToolUse]
  /// What tools the tree shows, as deliveries ask.
  let tools: KindTools
  /// Files of programs.
  let code: [RelativePath]
  /// Files of infrastructure code, configuration management and cluster configuration.
  let infrastructureFiles: [RelativePath]
  /// Where the tree shows that it serves requests.
  let serverSign: Place?
  /// Where the tree shows a front end or a static site.
  let frontEndSign: Place?
  /// Where the tree shows a program that users run.
  let programSign: Place?
  /// Whether users install it into something of theirs.
  let isExtension: Bool
  /// Whether images are pushed here.
  private let bringsImages: Bool
  /// A delivery of a program for users.
  let releasedProgram: Delivery?
  /// A delivery of images under versions.
  let versionedImages: Delivery?

  init(facts: Facts) {
    self.facts = facts
    runs = facts.pipelineUses
    tools = KindTools(facts, runs)
    let declaring = Self.declaringPrograms(in: facts)
    code = facts.files.filter { ProgramFile.isProgram($0) && !declaring.contains($0) }
    infrastructureFiles = Self.infrastructureFiles(in: facts)
    serverSign = Self.serverSign(in: facts)
    frontEndSign = Self.frontEndSign(in: facts, runs)
    programSign = Self.programSign(in: facts)
    isExtension = facts.uses.contains { $0.gives(.isExtension) && !$0.place.path.isAside }
    bringsImages = facts.deliveries.contains { $0.reach == .images }
    releasedProgram = Self.releasedProgram(
      in: facts, runs, isServer: serverSign != nil, isProgram: programSign != nil)
    let jobsIntoAccounts = Self.jobsIntoAccounts(in: facts)
    versionedImages = facts.deliveries.first {
      $0.reach == .images && $0.isProduction && $0.decision == .person
        && !jobsIntoAccounts.contains($0.job)
    }
  }

  /// The project, with the kind that somebody says or the one that the facts show.
  func project(forced kind: ProjectKind?) -> Project {
    let verdict = verdict
    let chosen = kind ?? verdict.kind
    return Project(
      kind: chosen,
      reason: kind == nil ? verdict.reason : Phrase("said by the call", "명령에서 지정함"),
      evidence: kind == nil ? verdict.evidence : [],
      isConfigurationLibrary: chosen == .library
        && (isConfigurationPackage || publishedChart != nil),
      hasDatabase: hasDatabase,
      hasStagedRollout: runs.contains { $0.gives(.choosesStrategy) })
  }

  // MARK: - The order of the text

  private struct Verdict {
    var kind: ProjectKind
    var reason: Phrase
    var evidence: [Place]
  }

  private var verdict: Verdict {
    deployed ?? library ?? infrastructure ?? tool ?? server
      ?? Verdict(
        kind: .other, reason: Phrase("no program and no infrastructure", "프로그램도 인프라도 없음"),
        evidence: [])
  }

  /// Rule 1: the tree shows that the team itself deploys it.
  private var deployed: Verdict? {
    let isForOthers = packageForOthers != nil || isProgramReleased
    let isLibrary = isForOthers && library != nil
    let owned = facts.deliveries.filter { delivery in
      delivery.deploysOwn && !delivery.isForTests && !isTrial(delivery)
        && !isReleaseSetting(delivery) && !isBesideRelease(delivery)
        && isOwnDeployment(delivery, besideOneForOthers: isForOthers, inLibrary: isLibrary)
    }
    guard let first = owned.first else { return deployedByRecipe(besideOneForOthers: isForOthers) }
    let evidence = [first.place]
    if isStatic, let host = hostOfPages(among: owned) {
      return Verdict(
        kind: .site, reason: Phrase("a platform hosts its pages", "플랫폼이 페이지를 호스팅함"),
        evidence: [host.place])
    }
    if isStatic, isMainlyPages, owned.allSatisfy(isPages) {
      return Verdict(
        kind: .site, reason: Phrase("its pages are put up from here", "여기서 페이지를 게시함"),
        evidence: evidence)
    }
    if isMainlyInfrastructure || deploysOthers {
      return Verdict(
        kind: .infrastructure,
        reason: Phrase("mainly infrastructure, deployed from here", "주로 인프라이며 여기서 배포됨"),
        evidence: evidence)
    }
    let reason = Phrase("the team deploys it", "팀이 직접 배포함")
    if isStatic { return Verdict(kind: .site, reason: reason, evidence: evidence) }
    return Verdict(kind: .service, reason: reason, evidence: evidence)
  }

  /// A recipe that names machines of its own, which a person deploys with.
  private func deployedByRecipe(besideOneForOthers: Bool) -> Verdict? {
    let recipe = facts.uses.first {
      $0.origin == .content && $0.gives(.describesRecipe) && $0.category == "deployment"
    }
    guard let recipe, !besideOneForOthers, !isMainlyInfrastructure, !isExtension else {
      return nil
    }
    return Verdict(
      kind: isStatic ? .site : .service, reason: Phrase("the team deploys it", "팀이 직접 배포함"),
      evidence: [recipe.place])
  }

  /// Pages, and platforms beside a package, may only carry the documentation of something else.
  private func isOwnDeployment(
    _ delivery: Delivery, besideOneForOthers: Bool, inLibrary isLibrary: Bool
  ) -> Bool {
    guard !besideOneForOthers else {
      return delivery.reach != .configured && !isPages(delivery) && isServer
        && (isToEnvironment(delivery)
          || isDescribed(delivery) || handsOverImages(delivery)
          || !isLibrary && isOwnPlatform(delivery) || isOnOwnMachine(delivery))
    }
    guard delivery.reach != .configured else {
      return isServer || isFrontEnd || isHostedProgram(delivery)
    }
    return !isPages(delivery) || isFrontEnd
  }

  /// Whether it goes to an environment that stays; what is put up for a review is of no version yet.
  private func isToEnvironment(_ delivery: Delivery) -> Bool {
    delivery.environment.map { EnvironmentName.isEnvironment($0) && $0 != "review" } ?? false
  }

  /// Whether the tree says to the tool that deploys where to, as a recipe with hosts does.
  private func isDescribed(_ delivery: Delivery) -> Bool {
    delivery.reach == .deploys && tools.withRecipe.contains(delivery.tool)
  }

  /// Whether it writes versions of images that are pushed here into the manifests of a deployer.
  private func handsOverImages(_ delivery: Delivery) -> Bool {
    delivery.tool == "manifest-push" && bringsImages
  }

  /// Whether the program at the root is brought to a platform.
  private func isOwnPlatform(_ delivery: Delivery) -> Bool {
    serverSign?.path.depth == 0 && delivery.reach == .deploys
      && tools.atPlatformsAlone.contains(delivery.place)
  }

  /// Whether a job with an environment of its own, whatever its name, brings it to a machine.
  private func isOnOwnMachine(_ delivery: Delivery) -> Bool {
    delivery.reach == .deploys && delivery.environment != nil && delivery.isProduction
      && tools.atServers.contains(delivery.place)
  }

  /// Whether a platform that runs programs is configured for the one at the root.
  private func isHostedProgram(_ delivery: Delivery) -> Bool {
    delivery.place.path.depth == 0 && !code.isEmpty
      && tools.hosts.contains(delivery.tool)
  }

  /// Settings of a release tool deploy nothing.
  private func isReleaseSetting(_ delivery: Delivery) -> Bool {
    delivery.reach == .configured && tools.ofReleases.contains(delivery.tool)
  }

  private func isPages(_ delivery: Delivery) -> Bool { tools.ofPages.contains(delivery.tool) }

  /// Rule 2: for others to depend on by version.
  private var library: Verdict? {
    if let published = publishedChart {
      return Verdict(
        kind: .library,
        reason: Phrase("charts for others to install by version", "다른 이들이 버전으로 설치하는 차트"),
        evidence: [published.place])
    }
    if let chart = chartForOthers {
      return Verdict(
        kind: .library,
        reason: Phrase("charts for others to install by version", "다른 이들이 버전으로 설치하는 차트"),
        evidence: [chart.place])
    }
    guard let package = packageForOthers, !offersOnlyCommands(package),
      isConfigurationPackage || !isMainlyInfrastructure
    else { return nil }
    return Verdict(
      kind: .library, reason: Phrase("a package for others to depend on", "다른 프로젝트가 의존하는 패키지"),
      evidence: [package.place])
  }

  /// A delivery of charts, where they are what the tree is about.
  private var publishedChart: Delivery? {
    guard isMainlyInfrastructure else { return nil }
    return facts.deliveries.first { $0.reach == .images && isChart($0) }
  }

  /// Rule 3: mainly infrastructure.
  private var infrastructure: Verdict? {
    guard isMainlyInfrastructure else { return nil }
    return Verdict(
      kind: .infrastructure, reason: Phrase("mainly infrastructure as code", "주로 코드형 인프라"),
      evidence: infrastructureFiles.prefix(1).map { Place($0) })
  }

  /// Rule 4: something that users run themselves.
  private var tool: Verdict? {
    if let release = releasedProgram, !code.isEmpty {
      return Verdict(
        kind: .tool, reason: Phrase("released for users to run", "사용자가 실행하도록 릴리스함"),
        evidence: [release.place])
    }
    if isServer || hasImageFile, !hasOwnProduction, let versioned = versionedImages {
      return Verdict(
        kind: .tool, reason: Phrase("images released under versions", "버전이 있는 이미지로 릴리스함"),
        evidence: [versioned.place])
    }
    guard !isServer, daemonSign == nil, let sign = programSign else { return nil }
    return Verdict(
      kind: .tool, reason: Phrase("a program that users run", "사용자가 실행하는 프로그램"),
      evidence: [sign])
  }

  /// Rule 5: server or web-app code.
  private var server: Verdict? {
    if let place = serverSign ?? daemonSign {
      return Verdict(
        kind: .service, reason: Phrase("server code", "서버 코드"), evidence: [place])
    }
    if let place = workerSign {
      return Verdict(
        kind: .service,
        reason: Phrase("a worker that an orchestrator keeps running", "오케스트레이터가 계속 실행하는 워커"),
        evidence: [place])
    }
    if let place = frontEndSign {
      if isBesideServerCode {
        return Verdict(
          kind: .service,
          reason: Phrase("a front end with the code of its server", "서버 코드를 갖춘 프런트엔드"),
          evidence: [place])
      }
      return Verdict(
        kind: .site, reason: Phrase("a front end without a server", "서버가 없는 프런트엔드"),
        evidence: [place])
    }
    guard let manifest = facts.manifests.first, let file = code.first else { return nil }
    return Verdict(
      kind: .tool, reason: Phrase("a program without a server", "서버가 없는 프로그램"),
      evidence: [manifest.isRoot ? manifest.place : Place(file)])
  }
}
