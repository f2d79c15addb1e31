import FactModel
import SourceModel
import Synchronization

/// What was made of other files while the files of a tree are read, for all who ask it.
///
/// What hundreds of files ask of one other is read once, charts and catalogues nearly so: two who ask at
/// once may both read one.
final class ReadingMemory: Sendable {
  private let charts = Mutex(RecentValues<ChartValues>())
  private let catalogues = Mutex(RecentValues<GradleCatalogue?>())
  private let startScripts = Mutex(RecentValues<[Sighting]>())
  private let requirements = Mutex<[RelativePath: RequirementsFile.Summary]>([:])
  private let requirementParts = Mutex<[RelativePath: RequirementsFile.Parts?]>([:])
  private let notes = Mutex<[Diagnostic]>([])
  private let order = Mutex<[RelativePath]?>(nil)
  private let foldersByFolder = Mutex<[RelativePath: [RelativePath]]?>(nil)
  private let searches = Mutex(FileSearch())
  private let calleeSearches = Mutex(CalleeSearch())
  private let steps = Mutex(StepFollower.totalLimit)
  private let copies = Mutex(StepFollower.copyLimit)
  private let pipelineAllowance = Mutex(PipelineAllowance())
  private let dockerfileCount = Mutex<Int?>(nil)
  private let callers = Mutex<[String: [RelativePath]]?>(nil)
  private let turnedOn = Mutex<Set<String>??>(nil)
  private let scenarioEcosystems = Mutex<[RelativePath: String]>([:])
  private let answers = Mutex<[FolderQuestion: [RelativePath: Bool]]>([:])
  private let switchDefaults = Mutex<[RelativePath: [String: Bool?]]>([:])
  private let gitLabClauses = Mutex(KeptValues<String, GitLabClause>(room: GitLabClause.room))
  private let actionsClauses = Mutex(KeptValues<String, ActionsClause>(room: ActionsClause.room))

  /// Limits that were met where no result can tell of them, in the order in which they were.
  var warnings: [Diagnostic] { notes.withLock { $0 } }

  /// Notes that a limit was met.
  func note(_ warning: Diagnostic) { notes.withLock { $0.append(warning) } }

  /// The chart in a folder.
  ///
  /// - Parameter make: gives the chart and how many bytes its files have.
  func chart(
    in folder: RelativePath, _ make: () -> (ChartValues, size: Int)
  ) -> ChartValues {
    Self.recent(folder, in: charts, make)
  }

  /// What an `if` of GitLab says.
  func gitLabClause(_ text: String) -> GitLabClause {
    gitLabClauses.withLock { $0.value(of: text) { GitLabClause.sized(text) } }
  }

  /// What an `if` of GitHub Actions says.
  func actionsClause(_ text: String) -> ActionsClause {
    actionsClauses.withLock { $0.value(of: text) { ActionsClause.sized(text) } }
  }

  /// The catalogue of versions in a file of Gradle.
  ///
  /// - Parameter make: gives the catalogue and how many bytes the file has.
  func catalogue(
    at path: RelativePath, _ make: () -> (GradleCatalogue?, size: Int)
  ) -> GradleCatalogue? {
    Self.recent(path, in: catalogues, make)
  }

  private static func recent<Value: Sendable>(
    _ path: RelativePath, in values: borrowing Mutex<RecentValues<Value>>,
    _ make: () -> (Value, size: Int)
  ) -> Value {
    if let known = values.withLock({ $0.value(of: path) }) { return known }
    let (made, size) = make()
    values.withLock { $0.keep(made, of: path, size: size) }
    return made
  }

  /// What a file of requirements says with all that it includes.
  func requirements(
    in path: RelativePath, _ make: () -> RequirementsFile.Summary
  ) -> RequirementsFile.Summary {
    if let known = requirements.withLock({ $0[path] }) { return known }
    let made = make()
    requirements.withLock { $0[path] = made }
    return made
  }

  /// What a file of requirements says itself; `nil` where it cannot be read.
  func requirementParts(
    in path: RelativePath, _ make: () -> RequirementsFile.Parts?
  ) -> RequirementsFile.Parts? {
    requirementParts.withLock { kept in
      if let known = kept[path] { return known }
      let made = make()
      kept[path] = .some(made)
      return made
    }
  }

  /// The commands of a script that starts a program.
  func startScript(
    at path: RelativePath, _ make: () -> ([Sighting], size: Int)
  ) -> [Sighting] {
    Self.recent(path, in: startScripts, make)
  }

  /// All files in order.
  func ordered(_ make: () -> [RelativePath]) -> [RelativePath] { Self.kept(in: order, make) }

  /// The folders that stand in each folder.
  func foldersByFolder(
    _ make: () -> [RelativePath: [RelativePath]]
  ) -> [RelativePath: [RelativePath]] { Self.kept(in: foldersByFolder, make) }

  /// Looks for files by patterns.
  func search<Found: Sendable>(_ body: (inout FileSearch) -> Found) -> Found {
    searches.withLock { body(&$0) }
  }

  /// Looks for what commands call.
  func calleeSearch<Found: Sendable>(_ body: (inout CalleeSearch) -> Found) -> Found {
    calleeSearches.withLock { body(&$0) }
  }

  /// Looks at how much the pipelines of the tree hold, or adds to it.
  func pipelines<Found: Sendable>(_ body: (inout PipelineAllowance) -> Found) -> Found {
    pipelineAllowance.withLock { body(&$0) }
  }

  /// How many steps the pipelines of the tree may still have.
  ///
  /// Pipelines are read one after the other.
  var stepsLeft: Int {
    get { steps.withLock { $0 } }
    set { steps.withLock { $0 = newValue } }
  }

  /// How many variables the commands may still have that set some themselves.
  var copiesLeft: Int {
    get { copies.withLock { $0 } }
    set { copies.withLock { $0 = newValue } }
  }

  /// How many Dockerfiles there are.
  func dockerfiles(_ make: () -> Int) -> Int { Self.kept(in: dockerfileCount, make) }

  /// The scripts and pipelines that name a file, by the file's name.
  func callers(_ make: () -> [String: [RelativePath]]) -> [String: [RelativePath]] {
    Self.kept(in: callers, make)
  }

  /// The variables of Terraform that the tree turns on; `nil` where it does not tell.
  func turnedOn(_ make: () -> Set<String>?) -> Set<String>? { Self.kept(in: turnedOn, make) }

  /// The defaults of the variables of a module of Terraform, by the module's folder.
  func switchDefaults(
    in folder: RelativePath, _ make: () -> [String: Bool?]
  ) -> [String: Bool?] {
    switchDefaults.withLock { kept in
      if let known = kept[folder] { return known }
      let made = make()
      kept[folder] = made
      return made
    }
  }

  /// The ecosystem that runs the scenarios of a folder: what the nearest of the folders around it says.
  ///
  /// - Parameter own: what a folder itself says.
  func scenarioEcosystem(
    in folder: RelativePath, or other: String, _ own: (RelativePath) -> String?
  ) -> String {
    scenarioEcosystems.withLock { kept in
      var passed = [folder]
      var found = kept[folder] ?? own(folder)
      while found == nil, let last = passed.last, !last.text.isEmpty {
        passed.append(last.folder)
        found = kept[last.folder] ?? own(last.folder)
      }
      let ecosystem = found ?? other
      for folder in passed { kept[folder] = ecosystem }
      return ecosystem
    }
  }

  /// What many files of a folder ask of it as a whole.
  enum FolderQuestion: Hashable {
    /// Whether it is a module of Terraform for others.
    case isModule
    /// Whether it holds several files of SQL.
    case holdsMigrations
  }

  /// The answer to a question about a folder.
  func answer(
    _ question: FolderQuestion, of folder: RelativePath, _ make: () -> Bool
  ) -> Bool {
    answers.withLock { kept in
      if let known = kept[question]?[folder] { return known }
      let made = make()
      kept[question, default: [:]][folder] = made
      return made
    }
  }

  private static func kept<Value: Sendable>(
    in place: borrowing Mutex<Value?>, _ make: () -> Value
  ) -> Value {
    place.withLock { kept in
      if let kept { return kept }
      let made = make()
      kept = made
      return made
    }
  }
}

/// The latest of what was read of some files: those that ask for one come one behind the other.
private struct RecentValues<Value: Sendable>: Sendable {
  /// How many are kept at most, and how many bytes their files may have together: trees of these take
  /// twenty times as much.
  private static var limits: (count: Int, bytes: Int) { (64, 1 << 20) }

  private var kept: [(path: RelativePath, value: Value, size: Int)] = []

  init() {}

  /// What was kept of a file.
  mutating func value(of path: RelativePath) -> Value? {
    guard let place = kept.firstIndex(where: { $0.path == path }) else { return nil }
    let found = kept.remove(at: place)
    kept.insert(found, at: 0)
    return found.value
  }

  /// Keeps what was read of a file, and as many of the others as there is room for.
  mutating func keep(_ value: Value, of path: RelativePath, size: Int) {
    kept.removeAll { $0.path == path }
    kept.insert((path, value, size), at: 0)
    var total = 0
    let fitting = kept.prefix(Self.limits.count).prefix { entry in
      total += entry.size
      return total <= Self.limits.bytes
    }
    kept.removeLast(kept.count - max(1, fitting.count))
  }
}
