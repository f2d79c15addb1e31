import FactModel
import SourceModel

extension PipelineReading {
  /// How many jobs of a pipeline are looked at; no host runs as many at once.
  ///
  /// Readers stop one behind it at the earliest, so that it shows.
  static let jobLimit = 1_000
  /// From which share of the limits on commands on it is said that what comes behind them is left out.
  private static let told = 0.9

  /// Leaves out jobs beyond the limit, and says so, as of commands that were left out in reading.
  mutating func keepLimits() {
    for index in pipelines.indices {
      let place = pipelines[index].place
      let surplus = pipelines[index].jobs.count - Self.jobLimit
      if surplus > 0 {
        pipelines[index].jobs.removeLast(surplus)
        warn(
          Phrase(
            "found more than \(Self.jobLimit) jobs; the rest is left out",
            "작업이 \(Self.jobLimit)개보다 많아서 그만큼만 보았습니다"), at: place)
      }
      let counts = pipelines[index].jobs.map(\.steps.count)
      let long = counts.firstIndex { Self.isTold($0, of: StepFollower.jobLimit) }
      if let long {
        warn(counts[long], of: StepFollower.jobLimit, at: pipelines[index].jobs[long].place)
      } else {
        let all = counts.reduce(0, +)
        guard Self.isTold(all, of: StepFollower.totalLimit) else { continue }
        warn(all, of: StepFollower.totalLimit, at: place)
      }
    }
  }

  private static func isTold(_ count: Int, of limit: Int) -> Bool {
    Double(count) > told * Double(limit)
  }

  private mutating func warn(_ count: Int, of limit: Int, at place: Place) {
    warn(
      Phrase(
        "found \(count) commands; what comes behind \(limit) is left out",
        "명령이 \(count)개입니다. \(limit)개를 넘는 것은 보지 않습니다"), at: place)
  }

  private mutating func warn(_ says: Phrase, at place: Place) {
    warnings.append(Diagnostic(.warning, says, at: place))
  }
}
