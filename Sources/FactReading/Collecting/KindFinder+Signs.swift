import FactModel
import SourceModel

extension KindFinder {
  static func infrastructureFiles(in facts: Facts) -> [RelativePath] {
    var paths = Set(facts.resources.map(\.place.path))
    for workload in facts.workloads where workload.platform != .compose {
      paths.insert(workload.place.path)
    }
    for use in facts.uses where use.gives(.describesInfrastructure) && use.origin != .dependency {
      paths.insert(use.place.path)
    }
    let declaring = declaringPrograms(in: facts)
    paths.formUnion(declaring)
    return paths.filter { !ProgramFile.isProgram($0) || declaring.contains($0) }.sorted()
  }

  /// Programs that are infrastructure code: resources are made in them, or cookbooks made of them.
  static func declaringPrograms(in facts: Facts) -> Set<RelativePath> {
    let formats: Set<String> = ["aws-cdk", "pulumi"]
    return Set(facts.resources.filter { formats.contains($0.format) }.map(\.place.path))
      .union(cookbookPrograms(in: facts))
  }

  /// Whether infrastructure outweighs programs.
  var isMainlyInfrastructure: Bool {
    let infrastructure = infrastructureFiles.count
    let code = code.count
    guard infrastructure > 0, !isExtension, !isReleasedAsImages else { return false }
    guard code > 0, let server = serverSign else { return infrastructure > code }
    // A server that a component brings along does not say what the tree is mainly about.
    let folders = server.path.folder.parts
    let depth = folders.first == "src" ? server.path.depth - 1 : server.path.depth
    return depth >= 2 && infrastructure >= 2 * code
  }

  /// Whether nothing of what is deployed stands in the tree: no program, page, package or image.
  var deploysOthers: Bool {
    code.isEmpty && !isServer && !isFrontEnd
      && facts.manifests.allSatisfy { $0.ecosystem == "make" }
      && !facts.files.contains { $0.fileExtension == "html" }
  }

  // MARK: - Servers and front ends

  /// Whether it serves requests.
  var isServer: Bool { serverSign != nil }

  /// Where requests are served: by a framework, or by code that listens where nothing shows a program
  /// that may listen beside what it is for.
  static func serverSign(in facts: Facts) -> Place? {
    let serving = facts.uses.filter {
      $0.gives(.serves) && $0.scope == .runtime && !$0.place.path.isAside
    }
    let stated = serving.filter { $0.confidence == .stated }
    let isProgram = facts.uses.contains {
      $0.gives(.isProgram) && $0.scope == .runtime && !$0.place.path.isAside
    }
    return (stated.isEmpty && !isProgram ? serving : stated)
      .map(\.place).min { ($0.path.depth, $0.path) < ($1.path.depth, $1.path) }
  }

  /// Whether the root is a program whose images are released under versions; its chart goes with them.
  private var isReleasedAsImages: Bool {
    !code.isEmpty
      && facts.deliveries.contains { $0.reach == .images && $0.isProduction }
      && facts.manifests.contains { $0.isRoot && $0.offersCommands }
  }

  /// The jobs, `path#job`, that log in to registries of a cloud account and to no other: what they push
  /// is for the team's own deployments, and is released to nobody.
  static func jobsIntoAccounts(in facts: Facts) -> Set<String> {
    var labels: Set<String> = []
    for pipeline in facts.pipelines {
      for job in pipeline.jobs {
        // A login to an account's registry is one to a registry, too.
        let logins = job.steps.lazy
          .map { Set($0.uses.lazy.filter { $0.gives(.authenticates) }.map(\.category)) }
          .filter { !$0.isDisjoint(with: ["account registry", "registry"]) }
        guard !logins.isEmpty, logins.allSatisfy({ $0.contains("account registry") }) else {
          continue
        }
        labels.insert("\(pipeline.place.path)#\(job.id)")
      }
    }
    return labels
  }

  /// Whether resources stand under a folder for a production that can only be the team's own, or a file
  /// of variables is named for one.
  var hasOwnProduction: Bool {
    guard isServer, !facts.resources.isEmpty else { return false }
    let variables = TerraformVariablesReader()
    let isGivenValues = infrastructureFiles.contains { path in
      guard variables.wants(path), !path.isAside else { return false }
      return TerraformVariablesReader.environment(of: path).map(EnvironmentName.isProduction)
        ?? false
    }
    if isGivenValues { return true }
    var memory = FolderMemory<Bool>()
    return facts.resources.contains { resource in
      memory.value(of: resource.place.path) { path in
        EnvironmentPath.inFolders(of: path).map(EnvironmentName.isProduction) ?? false
      }
    }
  }

  /// Where the tree shows a front end or a static site.
  static func frontEndSign(in facts: Facts, _ runs: [ToolUse]) -> Place? {
    facts.uses.first { $0.gives(.buildsSite) }?.place ?? runs.first { $0.gives(.buildsSite) }?.place
  }

  /// Whether there are more pages of text than files of infrastructure.
  var isMainlyPages: Bool {
    let endings: Set<String> = ["md", "markdown", "adoc", "rst", "html"]
    let pages = facts.files.count {
      $0.depth > 0 && !$0.isAside && endings.contains($0.fileExtension)
    }
    return code.isEmpty && pages > infrastructureFiles.count
  }

  /// Whether there is a front end or a static site.
  var isFrontEnd: Bool { frontEndSign != nil }

  /// Whether no server stands behind the pages.
  var isStatic: Bool { !isServer && isFrontEnd && !isBesideServerCode }

  /// Whether much code in languages of servers stands beside the front end, or a package of such code in
  /// a folder that is named for it.
  var isBesideServerCode: Bool {
    let server = code.filter { ProgramFile.isServerSide($0) && !$0.isAside }
    if server.count >= 20, server.count * 3 >= code.count { return true }
    let folders = Set(
      facts.manifests.lazy.filter { $0.managesPackages && $0.ecosystem != "npm" }
        .map(\.place.path.folder)
        .filter { ["server", "backend"].contains($0.name.lowercased()) })
    return !folders.isEmpty
      && server.contains { path in path.folder.withAncestors.contains(where: folders.contains) }
  }

  /// The platform that hosts the pages, where nothing else deploys.
  func hostOfPages(among own: [Delivery]) -> Delivery? {
    let platforms = Set(facts.uses.filter { $0.gives(.configuresPlatform) }.map(\.tool))
    let isHosted = own.allSatisfy { delivery in
      switch delivery.reach {
      case .pulls, .configured: platforms.contains(delivery.tool)
      case .deploys, .handsOver, .publishes, .images: false
      }
    }
    return isHosted ? own.first : nil
  }

  /// Whether something that users install into theirs is only tried there.
  func isTrial(_ delivery: Delivery) -> Bool { isExtension && !delivery.isProduction }

  /// Whether a job that is named for releases copies a program for users to where they fetch it.
  private func isUpload(_ delivery: Delivery) -> Bool {
    guard programSign != nil, delivery.decision == .person,
      let job = delivery.job.split(separator: "#").last.map({ String($0).nameWords }),
      job.contains("release") || job.contains("publish"), !job.contains("deploy")
    else { return false }
    return tools.atServersAlone.contains(delivery.place)
  }

  /// Whether a delivery only goes with releases for users: documentation, tests, the platform's file
  /// for those who want to host it.
  func isBesideRelease(_ delivery: Delivery) -> Bool {
    guard releasedProgram != nil || versionedImages != nil, !code.isEmpty else { return false }
    if delivery.reach == .configured { return versionedImages != nil }
    if isUpload(delivery) { return true }
    if tools.ofPages.contains(delivery.tool) { return !tools.buildSite }
    let isNamedOnly = delivery.tool == "deploy-script"
    let isTest = delivery.place.path.stem.nameWords.contains { $0 == "test" || $0 == "tests" }
    return !isServer && !isFrontEnd && (isNamedOnly || isTest)
  }

  /// Whether the tree shows a database with a schema of its own.
  var hasDatabase: Bool {
    facts.uses.contains { ($0.gives(.usesDatabase) && $0.scope == .runtime) || $0.gives(.migrates) }
      || runs.contains { $0.gives(.migrates) }
  }

  // MARK: - Packages and programs

  /// The manifest of the package that others depend on.
  var packageForOthers: Manifest? {
    let isPublished = facts.deliveries.contains { $0.reach == .publishes }
    let namesMachines = !isPublished && namesOwnMachines
    let managing = facts.manifests.filter {
      $0.isPublishable && !$0.isApplication && !$0.place.path.isAside
        && !(namesMachines && $0.ecosystem == "ansible")
    }
    if !isPublished, (isServer && isContainerised) || (isFrontEnd && isHosted) { return nil }
    if isServer, isReleasedServer { return nil }
    if let root = managing.first(where: \.isRoot) { return root }
    if isTreeOfModules { return managing.first { $0.ecosystem == "go" } }
    // Modules and roles in folders serve the infrastructure that uses them.
    guard isPublished, runs.contains(where: { $0.gives(.publishes) }) else { return nil }
    // Below a root that has packages of its own, only those of its kind belong to what it is.
    let roots = facts.manifests.filter { $0.isRoot && $0.managesPackages && $0.name != nil }
    // The commands of a private root are the team's own.
    guard !roots.contains(where: { $0.offersCommands && !$0.isApplication }) else { return nil }
    let ecosystems = Set(roots.map(\.ecosystem))
    return managing.first {
      !Self.configuration.contains($0.ecosystem)
        && (ecosystems.isEmpty || ecosystems.contains($0.ecosystem))
    }
  }

  /// Whether an inventory names machines of the team's own, which its roles and playbooks set up.
  private var namesOwnMachines: Bool {
    facts.uses.contains {
      $0.tool == "ansible" && $0.gives(.describesRecipe) && !$0.place.path.isAside
    }
  }

  /// Whether modules of Go stand beside each other, none of them a program; a tag publishes each.
  ///
  /// https://go.dev/doc/modules/managing-source#multiple-module-source
  private var isTreeOfModules: Bool {
    let packages = facts.manifests.filter { $0.managesPackages && !$0.place.path.isAside }
    return packages.count > 1
      && packages.allSatisfy { $0.ecosystem == "go" && $0.isPublishable && !$0.offersCommands }
      && facts.deliveries.allSatisfy { !$0.deploysOwn }
  }

  /// Whether the image at the root is released under versions; a package that is published beside it
  /// is a part of what users run.
  private var isReleasedServer: Bool {
    versionedImages != nil
      && facts.manifests.contains { $0.isRoot && $0.ecosystem == "docker" }
  }

  /// The chart of a tree that holds charts alone and no values for environments of its own.
  var chartForOthers: Manifest? {
    let charts = facts.manifests.filter { $0.ecosystem == "helm" && !$0.place.path.isAside }
    guard isMainlyInfrastructure, code.isEmpty, !charts.isEmpty,
      !facts.deliveries.contains(where: \.deploysOwn)
    else { return nil }
    let folders = Set(charts.map(\.place.path.folder))
    let isInCharts = infrastructureFiles.allSatisfy { path in
      path.folder.withAncestors.contains(where: folders.contains)
    }
    let isForEnvironments = facts.files.contains { path in
      path.name.hasPrefix("values")
        && path.stem.nameWords.contains(where: EnvironmentName.isEnvironment)
    }
    return isInCharts && !isForEnvironments ? charts.first : nil
  }

  /// The ecosystems of roles, cookbooks, modules and charts.
  private static let configuration: Set<String> = ["ansible", "chef", "terraform", "helm"]

  /// Whether a platform's configuration hosts what the tree holds.
  private var isHosted: Bool {
    facts.uses.contains { $0.gives(.configuresPlatform) || $0.gives(.pullsFromTree) }
  }

  /// Whether the tree says how an image is built.
  var hasImageFile: Bool { facts.manifests.contains { $0.ecosystem == "docker" } }

  private var isContainerised: Bool {
    facts.files.contains { $0.name == "Dockerfile" || $0.name == "Procfile" }
  }

  /// Whether the package is configuration: a role, a module, a chart.
  var isConfigurationPackage: Bool {
    guard let package = packageForOthers else { return code.isEmpty }
    return Self.configuration.contains(package.ecosystem)
  }

  /// Whether a delivery publishes charts.
  func isChart(_ delivery: Delivery) -> Bool { tools.atCharts.contains(delivery.place) }

  /// Whether a package gives its users nothing but commands.
  ///
  /// A README that shows how to import the package says that there is more, unless it has the
  /// package installed for the commands alone.
  func offersOnlyCommands(_ package: Manifest) -> Bool {
    guard package.offersCommands, !package.hasEntry else { return false }
    // A module of Go has a package in its own folder, or commands alone; what is released decides.
    if package.ecosystem == "go" { return releasedProgram != nil || versionedImages != nil }
    guard let name = package.name, let readme = facts.documents.first(where: { $0.kind == .readme })
    else { return true }
    if readme.tells.contains("a library") { return false }
    return readme.tells.contains("commands of " + name.packageSpelling)
      || !readme.tells.contains("imports " + name.packageSpelling)
  }

  /// Where the tree shows a program that users run.
  static func programSign(in facts: Facts) -> Place? {
    facts.manifests.first { $0.offersCommands && !$0.place.path.isAside }?.place
      ?? facts.uses.first {
        $0.gives(.isProgram) && $0.scope == .runtime && !$0.place.path.isAside
      }?.place
  }

  /// Whether a program for users is released.
  var isProgramReleased: Bool {
    programSign != nil
      && facts.deliveries.contains { $0.reach == .publishes && $0.isProduction }
  }

  /// A delivery of packages or binaries, where a server has more than notes of releases.
  ///
  /// - Parameter isProgram: whether users run it, so that files of its releases are for them.
  static func releasedProgram(
    in facts: Facts, _ runs: [ToolUse], isServer: Bool, isProgram: Bool
  ) -> Delivery? {
    let published = Set(runs.filter { $0.gives(.publishes) }.map(\.place))
    let released = isProgram ? Set(runs.filter { $0.gives(.releases) }.map(\.place)) : []
    return facts.deliveries.first { delivery in
      delivery.reach == .publishes && delivery.isProduction
        && (!isServer || published.contains(delivery.place)
          || delivery.hasArtifact && released.contains(delivery.place))
    }
  }
}

extension Delivery {
  /// Whether it only puts up what tests of a change try: done by a script of theirs, or by a job that
  /// is named for them and for no deployment.
  var isForTests: Bool {
    guard reach == .deploys else { return false }
    let folders = place.path.folder.parts.flatMap { String($0).nameWords }
    if folders.contains(where: Self.wordsOfTests.contains) { return true }
    let job = (job.split(separator: "#").last.map(String.init) ?? "").nameWords
    return environment == "test" && job.contains(where: Self.wordsOfTests.contains)
      && !job.contains { $0.hasPrefix("deploy") }
  }

  private static let wordsOfTests: Set<String> = ["test", "tests", "testing", "e2e", "acceptance"]
}

extension String {
  /// One spelling for the names under which a package is installed and imported.
  var packageSpelling: String {
    lowercased().split { $0 == "-" || $0 == "_" || $0 == "." }.joined(separator: "_")
  }
}
