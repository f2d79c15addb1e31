import SourceModel
import Syntax

/// Reads one text from standard input and prints what a reader made of it.
enum DumpCommand {
  private static let usage = """
    usage: syntax-dump FORMAT < FILE           print the tree as JSON, one document a line
           syntax-dump --bench N FORMAT < FILE parse N times, print the speed and peak memory
           syntax-dump --files FORMAT < PATHS  print all that the reader made of each file, one a line
           syntax-dump --bench-files N FORMAT < PATHS
                                               read all files N times; print the processor's seconds
                                               for one time, the bytes, the refused files, and the peak memory in MB
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
    case 3 where arguments[0] == "--bench-files":
      guard let format = DumpFormat(rawValue: arguments[2]), let count = Int(arguments[1]),
        count > 0
      else { break }
      return benchFiles(format, count: count)
    case 2 where arguments[0] == "--files":
      guard let format = DumpFormat(rawValue: arguments[1]) else { break }
      return files(format)
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

  private static func files(_ format: DumpFormat) -> Int32 {
    guard let paths = StandardStreams.readInput() else { return unreadable() }
    var status: Int32 = 0
    for line in paths.split(separator: UInt8(ascii: "\n")) {
      let path = String(decoding: line, as: UTF8.self)
      guard let bytes = StandardStreams.readFile(path), let text = format.file(path, bytes) else {
        StandardStreams.writeError("syntax-dump: \(path) cannot be read as \(format.rawValue)\n")
        status = 1
        continue
      }
      StandardStreams.writeOutput(text + "\n")
    }
    return status
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

  private static func benchFiles(_ format: DumpFormat, count: Int) -> Int32 {
    guard let paths = StandardStreams.readInput() else { return unreadable() }
    let texts = paths.split(separator: UInt8(ascii: "\n")).compactMap {
      StandardStreams.readFile(String(decoding: $0, as: UTF8.self))
    }
    var refused = 0
    let start = StandardStreams.processorTime()
    for _ in 0..<count {
      refused = texts.count { text in
        format.dump(text).faults.contains { $0.severity == .error }
      }
    }
    let seconds = (StandardStreams.processorTime() - start) / Double(count)
    let size = texts.reduce(0) { $0 + $1.count }
    let peak = StandardStreams.peakMemory() / 1_048_576
    StandardStreams.writeOutput("\(seconds) \(size) \(refused) \(peak)\n")
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
