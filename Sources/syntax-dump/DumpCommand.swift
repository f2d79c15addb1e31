import SourceModel
import Syntax

/// Reads one text from standard input and prints what a reader made of it.
enum DumpCommand {
  private static let usage = """
    usage: syntax-dump FORMAT < FILE           print the tree as JSON, one document a line
           syntax-dump --bench N FORMAT < FILE parse N times, print the speed and peak memory
    FORMAT is one of \(DumpFormat.allCases.map(\.rawValue).joined(separator: ", "))

    """

  /// Runs the program and returns its exit status: 0 read, 1 refused, 2 wrong use.
  static func run(_ arguments: [String]) -> Int32 {
    switch arguments.count {
    case 1:
      guard let format = DumpFormat(rawValue: arguments[0]) else { break }
      return dump(format)
    case 3 where arguments[0] == "--bench":
      guard let format = DumpFormat(rawValue: arguments[2]), let count = Int(arguments[1]),
        count > 0
      else { break }
      return bench(format, count: count)
    default: break
    }
    StandardStreams.writeError(usage)
    return 2
  }

  private static func dump(_ format: DumpFormat) -> Int32 {
    guard let bytes = StandardStreams.readInput() else { return unreadable() }
    let dump = format.dump(bytes)
    for fault in dump.faults {
      let mark = fault.severity == .warning ? "warning: " : ""
      StandardStreams.writeError("\(fault.position): \(mark)\(fault.message)\n")
    }
    guard !dump.faults.contains(where: { $0.severity == .error }) else { return 1 }
    for line in dump.lines() { StandardStreams.writeOutput(line + "\n") }
    return 0
  }

  private static func bench(_ format: DumpFormat, count: Int) -> Int32 {
    guard let bytes = StandardStreams.readInput() else { return unreadable() }
    var faultCount = 0
    let times = (0..<count).map { _ in
      ContinuousClock().measure { faultCount = format.dump(bytes).faults.count }
    }
    let best = times.min() ?? .zero
    let (seconds, attoseconds) = best.components
    let time = Double(seconds) + Double(attoseconds) / 1e18
    let speed = Double(bytes.count) / 1e6 / max(time, 1e-9)
    let peak = StandardStreams.peakMemory() / 1_000_000
    StandardStreams.writeOutput(
      "\(format.rawValue) \(tenths(speed)) MB/s peak \(peak) MB faults \(faultCount)\n")
    return 0
  }

  private static func tenths(_ value: Double) -> String {
    let number = Int((value * 10).rounded())
    return "\(number / 10).\(number % 10)"
  }

  private static func unreadable() -> Int32 {
    StandardStreams.writeError("syntax-dump: standard input cannot be read\n")
    return 2
  }
}
