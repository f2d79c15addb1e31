import FactModel
import SourceModel

extension PipelineReading {
  /// How many jobs of a pipeline are looked at; no host runs as many at once.
  private static let jobLimit = 1_000
  /// Where readers stop: one behind the limit, so that a surplus shows.
  static let readerLimit = jobLimit + 1
  /// How many jobs of a file readers look at, those that never run among them.
  static let entryLimit = 10 * readerLimit
  /// With fewer commands left than this, the limit on those of all jobs may have been met.
  private static let nextToNothing = 100

  /// Leaves out jobs beyond the limit, and says so, as of commands that were left out in reading; names are
  /// kept to a length that no real one has.
  ///
  /// - Parameter commandsLeft: how many more commands could have been read.
  mutating func keepLimits(commandsLeft: Int) {
    for index in pipelines.indices {
      pipelines[index].shortenNames()
      let surplus = pipelines[index].jobs.count - Self.jobLimit
      guard surplus > 0 else { continue }
      pipelines[index].jobs.removeLast(surplus)
      warnings.append(
        Diagnostic(
          .warning,
          Phrase(
            "found more than \(Self.jobLimit) jobs; the rest is left out",
            "작업이 \(Self.jobLimit)개보다 많아서 그만큼만 보았습니다"), at: pipelines[index].place))
    }
    warnings += warningsOfCommands(left: commandsLeft)
  }

  /// Says where limits on commands may have been met in reading.
  ///
  /// Of a job steps that hold commands count too, and those that lead nowhere, so that about half of the limit
  /// may be left when it is met; of all jobs next to nothing is.
  private func warningsOfCommands(left: Int) -> [Diagnostic] {
    let jobs = pipelines.lazy.flatMap(\.jobs)
    let long = jobs.first { Self.isNear($0.steps.count, StepFollower.jobLimit) }
    let ofJob = long.map { Self.warning($0.steps.count, StepFollower.jobLimit, at: $0.place) }
    let total = jobs.reduce(0) { $0 + $1.steps.count }
    let ofAll = pipelines.first.flatMap { first in
      left < Self.nextToNothing
        ? Self.warning(total, StepFollower.totalLimit, at: Place(first.place.path)) : nil
    }
    return [ofJob, ofAll].compactMap { $0 }
  }

  private static func isNear(_ count: Int, _ limit: Int) -> Bool { 2 * count > limit }

  private static func warning(_ count: Int, _ limit: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      .warning,
      Phrase(
        "read \(count) commands of at most \(limit), the steps around them among these; the rest is left out",
        "명령을 \(count)개 읽었습니다. 단계를 포함해 \(limit)개까지만 보고 나머지는 보지 않습니다"), at: place)
  }
}
