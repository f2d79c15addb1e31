/// Which jobs of a pipeline wait for which.
///
/// Each question walks the pipeline once, however its jobs wait for each other: a repository may
/// write hundreds of jobs that each wait for many, or that wait for each other in rings.
extension Pipeline {
  /// The jobs that wait for each job itself.
  private var waiting: [String: [String]] {
    var waiting: [String: [String]] = [:]
    var seen: Set<String> = []
    for job in jobs where seen.insert(job.id).inserted {
      for need in job.needs { waiting[need, default: []].append(job.id) }
    }
    return waiting
  }

  /// The jobs that wait for one of some jobs, over any number of jobs between them.
  package func jobs(behind ids: Set<String>) -> Set<String> {
    guard !ids.isEmpty else { return [] }
    return reached(from: ids, by: waiting)
  }

  /// The jobs that one of some jobs waits for, over any number of jobs between them.
  package func jobs(before ids: Set<String>) -> Set<String> {
    guard !ids.isEmpty else { return [] }
    var needs: [String: [String]] = [:]
    for job in jobs { needs[job.id, default: []] += job.needs }
    return reached(from: ids, by: needs)
  }

  private func reached(from ids: Set<String>, by next: [String: [String]]) -> Set<String> {
    var reached: Set<String> = []
    var pending = ids.flatMap { next[$0] ?? [] }
    while let id = pending.popLast() {
      if reached.insert(id).inserted { pending += next[id] ?? [] }
    }
    return reached
  }
}
