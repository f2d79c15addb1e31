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
    let ranked = workloads.map { (rank: rank($0), workload: $0) }
    return (0...2).flatMap { rank in ranked.filter { $0.rank == rank }.map(\.workload) }
  }

  private func rank(_ workload: Workload) -> Int {
    if workload.kind == "Job" || workload.kind == "CronJob" { return 2 }
    return isNamed(workload.place.path) ? 0 : 1
  }

  private func isNamed(_ path: RelativePath) -> Bool {
    guard !named.isEmpty else { return false }
    var path = path
    while !path.text.isEmpty {
      if named.contains(path.text) { return true }
      path = path.folder
    }
    return false
  }
}
