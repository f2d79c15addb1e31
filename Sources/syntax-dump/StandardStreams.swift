#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Standard input, output and error, and files, as bytes.
enum StandardStreams {
  /// All of standard input; `nil` where it cannot be read.
  static func readInput() -> [UInt8]? { readAll(from: 0) }

  /// All bytes of a file; `nil` where it cannot be read.
  static func readFile(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return readAll(from: descriptor)
  }

  private static func readAll(from descriptor: Int32) -> [UInt8]? {
    var result: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count == 0 { return result }
      if count < 0 {
        guard errno == EINTR else { return nil }
        continue
      }
      result += chunk.prefix(count)
    }
  }

  /// Writes to standard output.
  static func writeOutput(_ text: String) { writeAll(text, to: 1) }

  /// Writes to standard error.
  static func writeError(_ text: String) { writeAll(text, to: 2) }

  /// The largest amount of memory that the process had, in bytes.
  static func peakMemory() -> Int {
    var usage = rusage()
    // `RUSAGE_SELF` is 0 everywhere, but of another type in each C library.
    guard getrusage(0, &usage) == 0 else { return 0 }
    #if canImport(Darwin)
      return Int(usage.ru_maxrss)
    #else
      return Int(usage.ru_maxrss) * 1024
    #endif
  }

  /// The seconds that the process had of the processor.
  static func processorTime() -> Double {
    var usage = rusage()
    guard getrusage(0, &usage) == 0 else { return 0 }
    return [usage.ru_utime, usage.ru_stime].reduce(0) {
      $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6
    }
  }

  /// A reader that went away (`| head`) ends the writing quietly.
  private static func writeAll(_ text: String, to descriptor: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}
