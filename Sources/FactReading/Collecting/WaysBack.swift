import Catalogue
import FactModel
import SourceModel
import Syntax

/// Finds ways back to a former version in scripts and targets, also where no pipeline calls them.
struct WaysBack {
  /// How many files are read, the shallowest first, and how many of their scripts are followed.
  private static let limits = (files: 200, entries: 60)

  private let context: ReadingContext
  private let catalogue: ToolCatalogue
  /// Where the steps of pipelines stand.
  private let called: Set<Place>
  private var follower: StepFollower

  init(_ context: ReadingContext, _ catalogue: ToolCatalogue, _ pipelines: [Pipeline]) {
    self.context = context
    self.catalogue = catalogue
    var places: Set<Place> = []
    for pipeline in pipelines {
      for job in pipeline.jobs { for step in job.steps { places.insert(step.place) } }
    }
    called = places
    follower = StepFollower(context: context, total: StepFollower.totalLimit)
  }

  /// What scripts and targets among the files go back with.
  mutating func uses(among files: [RelativePath]) -> [ToolUse] {
    let candidates = files.filter { path in
      isCandidate(path) && !path.isAside && !ForeignPath.belongsToPipelines(path)
    }.sorted { ($0.depth, $0) < ($1.depth, $1) }.prefix(Self.limits.files)
    return candidates.firstResultsOfEach(Self.limits.entries, entries).flatMap { uses(of: $0) }
  }

  // MARK: - Jobs

  /// What jobs and steps that are named for going back deploy the former version with.
  static func uses(in pipelines: [Pipeline]) -> [ToolUse] {
    pipelines.filter(\.startsByItself).flatMap { pipeline in
      let isNamed = goesBack(pipeline.name) || goesBack(pipeline.place.path.stem)
      return pipeline.jobs.compactMap { job -> ToolUse? in
        let isForTests = job.steps.contains { $0.uses.contains { $0.gives(.makesTestCluster) } }
        guard !isForTests, job.environment?.action != .stop,
          !job.steps.contains(where: { $0.uses.contains(where: \.goesBack) })
        else { return nil }
        let names = [job.id, job.name, job.stage ?? ""]
        let isNamed = isNamed || names.contains(where: goesBack)
        let step = job.steps.first { step in
          (isNamed || goesBack(step.name ?? "")) && !step.ignoresFailure
            && step.startsVersion(step.uses)
        }
        return step.map { step in
          ToolUse(
            tool: "rollback-job", name: job.name, category: "deployment",
            capabilities: [.rollsBack], origin: .command, confidence: .inferred,
            place: step.place, excerpt: Excerpt.command(of: step))
        }
      }
    }
  }

  // MARK: - Scripts and targets

  /// Something that a person may call.
  private struct Entry {
    var words: [String]
    var folder: RelativePath
    var place: Place
    /// Whether its name says that it goes back.
    var isNamed: Bool
  }

  private static let runners: [String: (kind: FollowedFiles.Kind, words: [String])] = [
    "Makefile": (.make, ["make"]), "makefile": (.make, ["make"]), "GNUmakefile": (.make, ["make"]),
    "package.json": (.packageScripts, ["npm", "run"]), "justfile": (.just, ["just"]),
    "Justfile": (.just, ["just"]), "Taskfile.yml": (.taskfile, ["task"]),
    "Taskfile.yaml": (.taskfile, ["task"]), "Rakefile": (.rake, ["rake"]),
  ]

  private static let spellings: [StaticString] = ["rollback", "roll-back", "roll_back"]

  private func entries(in path: RelativePath) -> [Entry] {
    if let runner = Self.runners[path.name] {
      guard let file = context.read(path), Self.spellings.contains(where: file.contains)
      else { return [] }
      var files = FollowedFiles()
      return files.targets(in: path, runner.kind, context).values
        .filter { Self.goesBack($0.name) }.sorted { $0.name < $1.name }
        .map { target in
          Entry(
            words: runner.words + [target.name], folder: path.folder,
            place: Place(path, target.position), isNamed: true)
        }
    }
    return [
      Entry(
        words: ["./" + path.text], folder: RelativePath(""), place: Place(path),
        isNamed: Self.goesBack(path.stem))
    ]
  }

  private func isCandidate(_ path: RelativePath) -> Bool {
    if Self.runners[path.name] != nil { return true }
    guard Self.isScript(path) else { return false }
    let words = path.stem.nameWords
    return !words.contains(where: Self.others.contains)
      && (Self.goesBack(path.stem) || words.contains("deploy") || words.contains("release"))
  }

  /// Words that say what else is taken back: the schema of a database.
  private static let others: Set<String> = [
    "db", "database", "migration", "migrations", "migrate", "schema", "sql", "test", "tests",
  ]

  private static func goesBack(_ name: String) -> Bool {
    let words = name.nameWords
    let isNamed =
      words.contains("rollback")
      || zip(words, words.dropFirst()).contains { $0 == ("roll", "back") }
    return isNamed && !words.contains(where: others.contains)
  }

  /// Shell scripts anywhere, and other programs where such scripts lie.
  private static func isScript(_ path: RelativePath) -> Bool {
    switch path.fileExtension {
    case "sh", "bash", "zsh", "": return true
    case "py", "rb", "js", "mjs", "ts", "ps1":
      let homes: Set<String> = ["scripts", "script", "bin", "ops", "deploy", "deployment", "tools"]
      return path.folder.parts.contains { homes.contains($0.lowercased()) }
    default: return false
    }
  }

  // MARK: - What they run

  private mutating func uses(of entry: Entry) -> [ToolUse] {
    follower.beginJob()
    let text = entry.words.joined(separator: " ")
    var steps = Array(
      follower.steps(
        of: ShellText(
          chunks: [ShellChunk(text: text, place: entry.place, keepsLines: false)],
          folder: entry.folder)
      ).dropFirst())
    var known = KnownCommands()
    for index in steps.indices {
      steps[index].uses = catalogue.uses(of: steps[index], known: &known)
    }
    steps.clearWays()
    var found: [ToolUse] = []
    for step in steps where !called.contains(step.place) {
      found += step.uses.filter(\.goesBack).map { way(back: $0, step.place, isCalled: false) }
    }
    let deploying = steps.first { $0.startsVersion($0.uses) }
    guard found.isEmpty, entry.isNamed, let step = deploying else { return found }
    // What it runs would deploy any version; its name says that it is the former one.
    let use = ToolUse(
      tool: "rollback-script", name: String(text.fromHere),
      category: "deployment", capabilities: [.rollsBack], origin: .command, confidence: .inferred,
      place: step.place, excerpt: Excerpt.command(of: step))
    return [way(back: use, step.place, isCalled: called.contains(step.place))]
  }

  private func way(back use: ToolUse, _ place: Place, isCalled: Bool) -> ToolUse {
    var use = use
    use.capabilities.formIntersection([.rollsBack, .rollsBackByItself])
    use.origin = isCalled ? .command : .script
    return use
  }
}

extension ToolUse {
  /// Whether it brings a former version of what is deployed back.
  fileprivate var goesBack: Bool {
    category != "database" && (gives(.rollsBack) || gives(.rollsBackByItself))
  }
}

extension Step {
  /// Whether it puts a version into service: deploys it, hands it over, or starts its containers.
  fileprivate func startsVersion(_ uses: [ToolUse]) -> Bool {
    uses.contains { use in
      use.gives(.deploys) || use.gives(.handsOver) || use.gives(.runsContainer)
        || use.gives(.switchesRelease)
    }
  }
}
