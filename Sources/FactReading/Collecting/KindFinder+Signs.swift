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
    return paths.filter { !ProgramFile.isProgram($0) }.sorted()
  }

  /// Whether infrastructure outweighs programs.
  var isMainlyInfrastructure: Bool {
    let infrastructure = infrastructureFiles.count
    let code = code.count
    guard infrastructure > 0 else { return false }
    return code == 0 || (infrastructure > code && !isServer)
  }

  // MARK: - Servers and front ends

  /// Whether it serves requests.
  var isServer: Bool { serverSign != nil }

  /// Where the tree shows a front end or a static site.
  var frontEndSign: Place? {
    facts.uses.first { $0.gives(.buildsSite) }?.place ?? runs.first { $0.gives(.buildsSite) }?.place
  }

  /// Whether there is a front end or a static site.
  var isFrontEnd: Bool { frontEndSign != nil }

  /// Whether no server stands behind the pages.
  var isStatic: Bool { !isServer && isFrontEnd }

  /// Whether the tree shows a database with a schema of its own.
  var hasDatabase: Bool {
    facts.uses.contains { ($0.gives(.usesDatabase) && $0.scope == .runtime) || $0.gives(.migrates) }
      || runs.contains { $0.gives(.migrates) }
  }

  // MARK: - Packages and programs

  /// The manifest of the package that others depend on.
  var packageForOthers: Manifest? {
    let managing = facts.manifests.filter { $0.isPublishable && !$0.isApplication }
    let isPublished = facts.deliveries.contains { $0.reach == .publishes }
    if !isPublished, (isServer && isContainerised) || (isFrontEnd && isHosted) { return nil }
    if let root = managing.first(where: \.isRoot) { return root }
    // Modules and roles in folders serve the infrastructure that uses them.
    return isPublished && runs.contains { $0.gives(.publishes) }
      ? managing.first { !Self.configuration.contains($0.ecosystem) } : nil
  }

  /// The ecosystems of roles, modules and charts.
  private static let configuration: Set<String> = ["ansible", "terraform", "helm"]

  /// Whether a platform's configuration hosts what the tree holds.
  private var isHosted: Bool {
    facts.uses.contains { $0.gives(.configuresPlatform) || $0.gives(.pullsFromTree) }
  }

  private var isContainerised: Bool {
    facts.files.contains { $0.name == "Dockerfile" || $0.name == "Procfile" }
  }

  /// Whether the package is configuration: a role, a module, a chart.
  var isConfigurationPackage: Bool {
    guard let package = packageForOthers else { return code.isEmpty }
    return Self.configuration.contains(package.ecosystem)
  }

  /// Whether a delivery publishes charts.
  func isChart(_ delivery: Delivery) -> Bool {
    runs.contains { $0.place == delivery.place && $0.gives(.publishesChart) }
  }

  /// Whether a package gives its users nothing but commands.
  ///
  /// A README that shows how to import the package says that there is more.
  func offersOnlyCommands(_ package: Manifest) -> Bool {
    guard package.offersCommands else { return false }
    guard let name = package.name, let readme = facts.documents.first(where: { $0.kind == .readme })
    else { return true }
    return !readme.tells.contains("imports " + name.packageSpelling)
  }

  /// Where the tree shows a program that users run.
  var programSign: Place? {
    facts.manifests.first(where: \.offersCommands)?.place
      ?? facts.uses.first { $0.gives(.isProgram) && $0.scope == .runtime }?.place
  }

  /// Whether a program for users is released.
  var isProgramReleased: Bool {
    programSign != nil
      && facts.deliveries.contains { $0.reach == .publishes && $0.isProduction }
  }

  /// A delivery of packages or binaries, where a server has more than notes of releases.
  var releasedProgram: Delivery? {
    let published = Set(runs.filter { $0.gives(.publishes) }.map(\.place))
    return facts.deliveries.first { delivery in
      delivery.reach == .publishes && delivery.isProduction
        && (!isServer || published.contains(delivery.place))
    }
  }

  /// A delivery of images under versions.
  var versionedImages: Delivery? {
    facts.deliveries.first { $0.reach == .images && $0.isProduction && $0.decision == .person }
  }
}

extension Delivery {
  /// Whether it is the team's own deployment, or a platform's configuration for one.
  var deploysOwn: Bool {
    switch reach {
    case .deploys, .handsOver, .pulls, .configured: true
    case .publishes, .images: false
    }
  }
}

/// Files that hold programs, by their endings.
enum ProgramFile {
  private static let endings: Set<String> = [
    "c", "cc", "clj", "cljs", "cpp", "cr", "cs", "cxx", "d", "dart", "elm", "erl", "ex", "f90",
    "fs", "go", "groovy", "h", "hpp", "hs", "java", "jl", "js", "jsx", "kt", "lua", "m", "ml", "mm",
    "nim", "php", "pl", "py", "r", "rb", "rs", "scala", "sol", "svelte", "swift", "ts", "tsx", "vb",
    "vue", "zig", "mjs", "cjs", "ipynb",
  ]

  /// Whether the file holds a program; tests and settings of tools included.
  static func isProgram(_ path: RelativePath) -> Bool { endings.contains(path.fileExtension) }
}

extension String {
  /// One spelling for the names under which a package is installed and imported.
  var packageSpelling: String {
    lowercased().split { $0 == "-" || $0 == "_" || $0 == "." }.joined(separator: "_")
  }
}
