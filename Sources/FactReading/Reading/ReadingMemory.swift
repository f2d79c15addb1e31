import SourceModel
import Synchronization

/// What was made of other files while the files of a tree are read, for all who ask it.
///
/// What hundreds of files ask of one other is read once, a chart nearly so: two who ask at once may both
/// read it.
final class ReadingMemory: Sendable {
  /// How many charts are kept at most, and how many bytes their files may have together: the trees of
  /// these take twenty times as much.
  private static let (chartLimit, byteLimit) = (64, 1 << 20)

  private struct KnownChart: Sendable {
    let chart: ChartValues
    let size: Int
  }

  /// The latest charts first, since the files of one come one behind the other.
  private let charts = Mutex<[KnownChart]>([])
  private let order = Mutex<[RelativePath]?>(nil)
  private let callers = Mutex<[String: [RelativePath]]?>(nil)

  /// The chart in a folder.
  ///
  /// - Parameter make: gives the chart and how many bytes its files have.
  func chart(
    in folder: RelativePath, _ make: () -> (chart: ChartValues, size: Int)
  ) -> ChartValues {
    let known = charts.withLock { charts -> ChartValues? in
      guard let place = charts.firstIndex(where: { $0.chart.folder == folder }) else { return nil }
      let found = charts.remove(at: place)
      charts.insert(found, at: 0)
      return found.chart
    }
    if let known { return known }
    let made = make()
    charts.withLock { charts in
      charts.removeAll { $0.chart.folder == folder }
      charts.insert(KnownChart(chart: made.chart, size: made.size), at: 0)
      var total = 0
      let kept = charts.prefix(Self.chartLimit).prefix { known in
        total += known.size
        return total <= Self.byteLimit
      }
      charts = Array(charts.prefix(max(1, kept.count)))
    }
    return made.chart
  }

  /// All files in order.
  func ordered(_ make: () -> [RelativePath]) -> [RelativePath] { Self.kept(in: order, make) }

  /// The scripts and pipelines that name a file, by the file's name.
  func callers(_ make: () -> [String: [RelativePath]]) -> [String: [RelativePath]] {
    Self.kept(in: callers, make)
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
