/// Which jobs of a pipeline wait for which, over any number of jobs between them, worked out once for
/// all: a repository may write hundreds of jobs that each wait for many.
struct JobOrder {
  /// For each job the number of its id.
  let numbers: [Int]
  private let width: Int
  /// Rows of bits, one for each number: the numbers that it waits for.
  private var earlier: [UInt64]

  /// Works out the order of jobs; of several with one id the first counts.
  init(_ jobs: [Job]) {
    var numbers: [String: Int] = [:]
    var named: [[String]] = []
    for job in jobs where numbers[job.id] == nil {
      numbers[job.id] = named.count
      named.append(job.needs)
    }
    self.numbers = jobs.compactMap { numbers[$0.id] }
    width = (named.count + 63) / 64
    earlier = Array(repeating: 0, count: named.count * width)
    let needs = named.map { $0.compactMap { numbers[$0] } }
    // Jobs mostly stand behind those that they wait for, or before them.
    var order = Array(needs.indices)
    var isChanging = true
    while isChanging {
      isChanging = false
      for job in order {
        for need in needs[job] where add(need, to: job) { isChanging = true }
      }
      order.reverse()
    }
  }

  /// Notes that a job waits for another and for all before that; whether any of it is new.
  private mutating func add(_ need: Int, to job: Int) -> Bool {
    var isNew = false
    for word in 0..<width {
      var bits = earlier[need * width + word]
      if word == need / 64 { bits |= 1 << UInt64(need % 64) }
      let known = earlier[job * width + word]
      if bits & ~known != 0 {
        earlier[job * width + word] = known | bits
        isNew = true
      }
    }
    return isNew
  }

  /// Whether the job of a number waits for that of another one.
  func job(_ number: Int, waitsFor other: Int) -> Bool {
    earlier[number * width + other / 64] & (1 << UInt64(other % 64)) != 0
  }
}

/// What the order of a pipeline's jobs says of one of them.
struct JobNeighbours {
  /// Whether a job of the pipeline that deploys or publishes waits for it, to more than a test cluster.
  var feedsDelivery: Bool
  /// Whether another job that does something does not wait for it, nor it for that; parts of one job and
  /// what never starts together are not beside each other.
  var runsBesideAnother: Bool
}

extension Pipeline {
  /// What the order of the jobs says of each of them, as they stand.
  var neighbours: [JobNeighbours] {
    let order = JobOrder(jobs)
    let numbered = zip(order.numbers, jobs)
    // What is brought to a cluster of the job's own is only tried.
    let delivering = numbered.filter { _, job in
      !job.capabilities.isDisjoint(with: Capability.delivering)
        && !job.capabilities.contains(.makesTestCluster)
    }
    let working = numbered.filter { _, job in job.doesWork }
    return numbered.map { number, job in
      JobNeighbours(
        feedsDelivery: delivering.contains { other, _ in
          other != number && order.job(other, waitsFor: number)
        },
        runsBesideAnother: working.contains { other, work in
          other != number && !order.job(number, waitsFor: other)
            && !order.job(other, waitsFor: number)
            && (work.partOf ?? work.id) != (job.partOf ?? job.id)
            && !work.events.isDisjoint(with: job.events)
        })
    }
  }
}
