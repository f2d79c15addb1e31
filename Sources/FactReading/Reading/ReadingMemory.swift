import SourceModel
import Synchronization

/// What was made of other files while the files of a tree are read, for all who ask it.
///
/// What hundreds of files ask of one other is read once, or nearly so: two who ask at once may both read.
final class ReadingMemory: Sendable {
  /// How many charts are kept: the files of one come one behind the other, on a few threads.
  private static let chartLimit = 4

  private let charts = Mutex<[ChartValues]>([])
  private let order = Mutex<[RelativePath]?>(nil)
  private let names = Mutex<Set<String>?>(nil)

  /// The chart in a folder.
  func chart(in folder: RelativePath, _ make: () -> ChartValues) -> ChartValues {
    if let known = charts.withLock({ $0.first { $0.folder == folder } }) { return known }
    let made = make()
    charts.withLock { $0 = [made] + $0.prefix(Self.chartLimit - 1) }
    return made
  }

  /// All files in order.
  func ordered(_ make: () -> [RelativePath]) -> [RelativePath] { Self.kept(in: order, make) }

  /// The names of files that scripts and pipelines name.
  func namesInCallers(_ make: () -> Set<String>) -> Set<String> { Self.kept(in: names, make) }

  private static func kept<Value: Sendable>(
    in place: borrowing Mutex<Value?>, _ make: () -> Value
  ) -> Value {
    if let known = place.withLock({ $0 }) { return known }
    let made = make()
    place.withLock { $0 = made }
    return made
  }
}
