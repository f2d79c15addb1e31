import FactModel
import SourceModel

/// Orders workloads by what they weigh: those in files that pipelines name first, jobs that end last.
struct WorkloadOrder {
  /// How long a path is at most.
  private static let pathLimit = 4_096

  /// Paths that pipelines name, of files and folders.
  private var named: Set<String> = []

  init(_ pipelines: [Pipeline]) {
    for step in pipelines.lazy.filter(\.startsByItself).flatMap(\.jobs).flatMap(\.steps) {
      for word in step.words.dropFirst()
      where word.utf8.count <= Self.pathLimit && (word.contains("/") || word.contains(".y")) {
        let parts = word.split(separator: "/").filter { $0 != "." && $0 != ".." }
        if !parts.isEmpty, !word.contains("://") { named.insert(parts.joined(separator: "/")) }
      }
    }
  }

  /// The workloads, in the order of the files among equals.
  func ordered(_ workloads: [Workload]) -> [Workload] {
    var folders = FolderMemory<Bool>()
    let ranked = workloads.map { (rank: rank($0, &folders), workload: $0) }
    return (0...2).flatMap { rank in ranked.filter { $0.rank == rank }.map(\.workload) }
  }

  private func rank(_ workload: Workload, _ folders: inout FolderMemory<Bool>) -> Int {
    if workload.kind == "Job" || workload.kind == "CronJob" { return 2 }
    guard !named.isEmpty else { return 1 }
    let path = workload.place.path
    // Deep folders hold thousands of workloads.
    let isNamed =
      named.contains(path.text) || folders.value(of: path) { isFolderNamed($0.folder) }
    return isNamed ? 0 : 1
  }

  private func isFolderNamed(_ folder: RelativePath) -> Bool {
    var folder = folder
    while !folder.text.isEmpty {
      if named.contains(folder.text) { return true }
      folder = folder.folder
    }
    return false
  }
}
