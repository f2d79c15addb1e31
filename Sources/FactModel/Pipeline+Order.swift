/// Which jobs of a pipeline wait for which.
///
/// Each question walks the pipeline once, however its jobs wait for each other: a repository may
/// write hundreds of jobs that each wait for many, or that wait for each other in rings.
extension Pipeline {
  /// The jobs that a job waits for, over any number of jobs between them.
  package func jobs(before id: String) -> Set<String> {
    var needs: [String: [String]] = [:]
    for job in jobs where needs[job.id] == nil { needs[job.id] = job.needs }
    return Self.reached(from: [id], by: needs)
  }

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
    ids.isEmpty ? [] : Self.reached(from: ids, by: waiting)
  }

  private static func reached(
    from ids: some Sequence<String>, by edges: [String: [String]]
  ) -> Set<String> {
    var reached: Set<String> = []
    var pending = ids.flatMap { edges[$0] ?? [] }
    while let next = pending.popLast() {
      if reached.insert(next).inserted { pending += edges[next] ?? [] }
    }
    return reached
  }
}
