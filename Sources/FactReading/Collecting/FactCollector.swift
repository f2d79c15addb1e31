package import Catalogue
package import FactModel
package import SourceModel

/// Puts the facts of a repository together: every reader over every file, the catalogue over what
/// they saw, then what follows from several files.
package struct FactCollector: Sendable {
  private let catalogue: ToolCatalogue
  private let readers: [any FileReader]
  private let fileEndings: EndingTable
  private let pipelineEndings: EndingTable

  /// Makes a collector.
  package init(catalogue: ToolCatalogue) {
    self.catalogue = catalogue
    readers = ManifestReaders.all + ProjectReaders.all + ConfigurationReaders.all
    fileEndings = EndingTable(readers.map(\.endings))
    pipelineEndings = EndingTable(PipelineReaders.all.map(\.endings))
  }

  /// The facts of a tree.
  ///
  /// - Parameters:
  ///   - tree: the files.
  ///   - history: what git tells of it.
  ///   - kind: the kind of project, where somebody says it; otherwise it is told from the facts.
  ///   - vendors: the CI vendor of files in unusual places, where somebody says it.
  package func facts(
    of tree: SourceTree, history: HistoryFact, kind: ProjectKind? = nil,
    vendors: [RelativePath: String] = [:]
  ) async -> Facts {
    let reading = await reading(of: tree, vendors: vendors)
    return await facts(from: reading, of: tree, history: history, kind: kind)
  }

  /// What the files of a tree say, each for itself.
  ///
  /// - Parameter vendors: the CI vendor of files in unusual places, where somebody says it.
  package func reading(
    of tree: SourceTree, vendors: [RelativePath: String]
  ) async -> TreeReading {
    let context = tree.context
    async let pipelines = pipelines(of: tree, context, vendors)
    async let generated = ProjectReaders.blemishes(among: tree.allPaths)
    let contents = await contents(of: tree, context)
    let (reading, waysBack) = await pipelines
    return await TreeReading(
      contents: contents, pipelines: reading, waysBack: waysBack, generated: generated)
  }

  /// The facts that follow from what the files of a tree say.
  ///
  /// - Parameters:
  ///   - history: what git tells of it.
  ///   - kind: the kind of project, where somebody says it; otherwise it is told from the facts.
  package func facts(
    from reading: TreeReading, of tree: SourceTree, history: HistoryFact, kind: ProjectKind?
  ) async -> Facts {
    let (read, pipelines) = (reading.contents, reading.pipelines)
    var facts = Facts(history: history, files: tree.files)
    facts.manifests = read.manifests
    facts.dependencies = read.dependencies
    facts.scripts = read.scripts.map(\.withoutSecrets)
    facts.runtimes = read.runtimes
    facts.testSuites = Self.some(of: read.testSuites)
    facts.documents = read.documents
    facts.workloads = read.workloads
    facts.resources = read.resources
    facts.blemishes = read.blemishes + reading.generated
    facts.uses = read.uses + read.usesOfDependencies + read.usesOfSightings
    facts.uses = read.switchedOff.applied(to: facts.uses)
    facts.warnings = read.warnings + read.warningsOfLimits
    facts.pipelines = pipelines.pipelines
    facts.uses.removeAll {
      $0.gives(.describesInfrastructure) && pipelines.parts.contains($0.place.path)
    }
    let commands = facts.manifests.reduce(into: Set<String>()) { $0.formUnion($1.commands) }
    var names = FileNames(facts.files)
    for index in facts.pipelines.indices {
      facts.pipelines[index].markBuiltTests(besides: &names)
      facts.pipelines[index].markVerification(commands)
      facts.pipelines[index].markBlueGreen()
      for job in facts.pipelines[index].jobs.indices {
        facts.pipelines[index].jobs[job].steps.clearWays()
      }
    }
    facts.uses += reading.waysBack + WaysBack.uses(in: facts.pipelines)
    facts.warnings += pipelines.warnings + facts.pipelines.leftOverWarnings
    await facts.conclude(
      from: Findings(
        images: read.images, kustomizations: read.kustomizations, environments: read.environments,
        name: tree.name),
      kind: kind)
    facts.warnings = facts.warnings.uniqued().sorted()
    return facts
  }

  /// A few tests of each ecosystem and kind; a large tree has thousands.
  private static func some(of suites: [TestSuite]) -> [TestSuite] {
    var counts: [String: [String: Int]] = [:]
    return suites.filter { suite in
      counts[suite.ecosystem, default: [:]][suite.kind, default: 0] += 1
      return counts[suite.ecosystem]?[suite.kind] ?? 0 <= 5
    }
  }

  // MARK: - Files

  /// How many faults of one file are told.
  private static let warningLimit = 3

  /// How many bytes all files together may read of others beside them: large trees of charts ask for
  /// two thousand for each of their files.
  private static func neighbourLimit(of tree: SourceTree) -> Int {
    (16 << 20) + 4_000 * tree.files.count
  }

  /// What all readers find in all files, in the order of the files.
  ///
  /// Where files ask too much of each other, each is read for itself.
  private func contents(of tree: SourceTree, _ context: ReadingContext) async -> FileFacts {
    let allowance = ReadAllowance.neighbours(bytes: Self.neighbourLimit(of: tree))
    let facts = await contents(of: tree, context.limited(by: allowance)) { allowance.isExceeded }
    guard allowance.isExceeded else { return facts }
    allowance.startOver()
    var alone = await contents(of: tree, context.limited(by: allowance)) { false }
    alone.warnings += allowance.warnings(among: context.files)
    return alone
  }

  private func contents(
    of tree: SourceTree, _ context: ReadingContext, until isInVain: @escaping @Sendable () -> Bool
  ) async -> FileFacts {
    await tree.files.concurrentPieces(of: 64, into: FileFacts()) { paths in
      guard !isInVain() else { return FileFacts() }
      let files = paths.map { (path: $0, readers: wanting($0)) }
      let known = tree.readTogether(files.filter { !$0.readers.isEmpty }.map(\.path))
      return files.reduce(into: FileFacts()) { facts, file in
        guard !isInVain() else { return }
        facts.append(
          contents(of: file.path, for: file.readers, known[file.path], in: tree, context))
      }
    } take: {
      $0.append($1)
    }
  }

  /// The readers that look into a file, by number.
  private func wanting(_ path: RelativePath) -> [Int] {
    fileEndings.readers(for: path).filter { readers[$0].wants(path) }
  }

  private func contents(
    of path: RelativePath, for wanting: [Int], _ known: Result<[UInt8], SourceTree.Refusal>?,
    in tree: SourceTree, _ context: ReadingContext
  ) -> FileFacts {
    var facts = FileFacts()
    var content = known
    func file() -> SourceFile? {
      let result = content ?? tree.read(path)
      content = result
      return try? SourceFile(path: path, bytes: result.get())
    }
    facts.uses += catalogue.uses(ofFile: path, content: file)
    guard !wanting.isEmpty else { return facts }
    guard let file = file() else {
      if case .failure(let refusal)? = content { facts.warnings += refusal.warnings(of: path) }
      return facts
    }
    // An encrypted or compiled file under a text's name.
    guard !ByteSearch.holds(0, inFirst: 8_000, of: file.bytes) else { return facts }
    for reader in wanting { facts.append(readers[reader].facts(in: file, context: context)) }
    facts.usesOfDependencies = facts.dependencies.flatMap(catalogue.uses(of:))
    facts.usesOfSightings = catalogue.uses(of: facts.sightings)
    // Nobody asks for them again, and a large tree has many.
    facts.sightings = []
    if facts.warnings.count > Self.warningLimit {
      facts.warnings.removeSubrange(Self.warningLimit...)
    }
    return facts
  }

  // MARK: - Pipelines

  /// The files in which the pipelines of each vendor start, for each reader in order.
  private func starts(
    among files: [RelativePath], _ vendors: [RelativePath: String]
  ) -> [[RelativePath]] {
    let readers = PipelineReaders.all
    var starts = [[RelativePath]](repeating: [], count: readers.count)
    for path in files {
      let starting =
        vendors[path].map { vendor in readers.indices.filter { readers[$0].vendor == vendor } }
        ?? pipelineEndings.readers(for: path).filter { readers[$0].isPipeline(path) }
      for reader in starting { starts[reader].append(path) }
    }
    return starts
  }

  /// How many bytes the readers of pipelines together may read again and again; real ones read a
  /// megabyte so.
  private static let repetitionLimit = 12 << 20

  /// The pipelines, and what goes back in scripts and targets that none of them leads to.
  private func pipelines(
    of tree: SourceTree, _ context: ReadingContext, _ vendors: [RelativePath: String]
  ) async -> (reading: PipelineReading, waysBack: [ToolUse]) {
    let allowance = ReadAllowance.repetition(bytes: Self.repetitionLimit)
    let context = context.limited(by: allowance)
    let limited = context.whileJobsAreLeft()
    var all = PipelineReading()
    for (reader, paths) in zip(PipelineReaders.all, starts(among: tree.files, vendors)) {
      guard !paths.isEmpty else { continue }
      allowance.begin()
      let reading = reader.pipelines(in: paths, context: limited)
      all.pipelines += reading.pipelines
      all.warnings += reading.warnings
      all.parts.formUnion(reading.parts)
    }
    all.keepLimits(commandsLeft: context.memory.stepsLeft)
    allowance.begin()
    var compilers = CompilerSettings(context)
    var testTasks = GradleTestTasks(context)
    var known = KnownCommands()
    for pipeline in all.pipelines.indices {
      for job in all.pipelines[pipeline].jobs.indices {
        for step in all.pipelines[pipeline].jobs[job].steps.indices
        where !all.pipelines[pipeline].jobs[job].steps[step].isPlainCall {
          all.pipelines[pipeline].jobs[job].steps[step].uses = catalogue.uses(
            of: all.pipelines[pipeline].jobs[job].steps[step], known: &known)
        }
        all.pipelines[pipeline].jobs[job].steps.noteCalls()
        all.pipelines[pipeline].jobs[job].steps.judgeCompilersByTheirSettings(&compilers)
        all.pipelines[pipeline].jobs[job].steps.noteTestTasks(&testTasks, by: catalogue)
        all.pipelines[pipeline].jobs[job].steps.judgeRunnersByWhatTheyRun()
        all.pipelines[pipeline].jobs[job].steps.notePushesToRemotes(by: catalogue)
        all.pipelines[pipeline].jobs[job].steps.noteDeliveringPushes()
        if all.pipelines[pipeline].confidence == .inferred {
          all.pipelines[pipeline].jobs[job].steps.inferUses()
        }
      }
    }
    var ways = WaysBack(context, catalogue, all.pipelines)
    let waysBack = ways.uses(among: tree.files)
    all.warnings += allowance.warnings(among: context.files) + context.memory.warnings
    return (all, waysBack)
  }
}

/// What the files of a tree say, before anything is concluded from several of them.
package struct TreeReading: Sendable {
  fileprivate var contents: FileFacts
  fileprivate var pipelines: PipelineReading
  /// What goes back in scripts and targets that no pipeline leads to.
  fileprivate var waysBack: [ToolUse]
  /// Generated files that are tracked.
  fileprivate var generated: [Blemish]
}

extension [Step] {
  /// The category of tools that run the targets of a file.
  private static var runners: String { "task-runner" }

  /// What is at work in steps that were concluded from a program's texts is concluded too.
  fileprivate mutating func inferUses() {
    for step in indices {
      for use in self[step].uses.indices { self[step].uses[use].confidence = .inferred }
    }
  }

  /// Keeps the words of commands that lead to others, which stand for them in reports.
  fileprivate mutating func noteCalls() {
    for index in indices.dropLast()
    where self[index].via.isEmpty && self[index + 1].via.first == self[index].place {
      self[index].excerpt = Excerpt.command(of: self[index])
    }
  }

  /// A runner whose targets stand in the repository is judged by what these run, not by its words.
  fileprivate mutating func judgeRunnersByWhatTheyRun() {
    for index in indices.dropLast()
    where self[index].uses.contains(where: { $0.category == Self.runners }) {
      let isFollowed = self[index + 1].via == self[index].via + [self[index].place]
      if isFollowed { self[index].uses.removeAll { $0.category == Self.runners } }
    }
  }
}

extension SourceTree.Refusal {
  /// What a report says of a file that a reader wanted; a deleted file is no fault.
  fileprivate func warnings(of path: RelativePath) -> [Diagnostic] {
    guard let says else { return [] }
    return [Diagnostic(.warning, says, at: Place(path))]
  }

  private var says: Phrase? {
    switch self {
    case .absent: nil
    case .special:
      Phrase(
        "found a pipe, socket or device, expected a file; it was not read",
        "파일이 아니라 파이프, 소켓 또는 장치여서 읽지 않았습니다")
    case .outside:
      Phrase(
        "found a link that leaves the repository; it was not followed",
        "저장소 밖으로 나가는 링크여서 따라가지 않았습니다")
    case .noObject:
      Phrase(
        "could not be read: git knows its name and lacks its content, which a full clone has",
        "읽을 수 없습니다: git이 이름만 알고 내용은 갖고 있지 않습니다. 전체 클론에는 있습니다")
    case .tooLarge(let size, let limit):
      Phrase(
        "found a file of \(size) bytes, expected at most \(limit); it was not read",
        "파일이 \(size)바이트여서 읽지 않았습니다. \(limit)바이트까지 읽습니다")
    case .unreadable(let reason):
      Phrase("could not be read: \(reason)", "읽을 수 없습니다: \(reason)")
    }
  }
}

extension [Diagnostic] {
  /// By file and position; those without a place first.
  fileprivate func sorted() -> [Diagnostic] {
    sorted { left, right in
      guard let a = left.place, let b = right.place else {
        return left.place == nil && right.place != nil
      }
      if a.path != b.path { return a.path < b.path }
      return (a.position.line, a.position.column, left.message.english)
        < (b.position.line, b.position.column, right.message.english)
    }
  }
}

extension Script {
  /// The script as reports may quote it.
  fileprivate var withoutSecrets: Script {
    var script = self
    script.command = SecretMask.masked(command)
    return script
  }
}
