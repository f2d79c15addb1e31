import SourceModel
import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Reads objects through one `git cat-file --batch`, which is started when the first one is asked for.
///
/// See https://git-scm.com/docs/git-cat-file#_batch_output
final class BlobReader: Sendable {
  private struct State {
    var process: ChildProcess?
    /// What was read from the program and not yet taken.
    var buffer: [UInt8] = []
    /// Where bytes are read into.
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
  }

  private let start: @Sendable () -> ChildProcess?
  private let sizeLimit: Int
  private let state: Mutex<State>

  /// Makes a reader.
  ///
  /// - Parameter process: the program where it runs already.
  init(
    _ process: ChildProcess? = nil, sizeLimit: Int, start: @escaping @Sendable () -> ChildProcess?
  ) {
    self.start = start
    self.sizeLimit = sizeLimit
    state = Mutex(State(process: process))
  }

  deinit {
    // It only reads, so nothing is lost.
    guard let process = state.withLock({ $0.process }) else { return }
    process.stop()
    process.end()
  }

  /// The bytes of an object; waits for those who read others.
  func content(of object: String) -> Result<[UInt8], FileReadFailure> {
    state.withLock { content(of: object, &$0) }
  }

  /// The bytes of an object; `nil` where another one is being read.
  func contentAtOnce(of object: String) -> Result<[UInt8], FileReadFailure>? {
    state.withLockIfAvailable { content(of: object, &$0) }
  }

  private func content(
    of object: String, _ state: inout State
  ) -> Result<[UInt8], FileReadFailure> {
    guard let process = state.process ?? start() else { return .failure(.unreadable("git ended")) }
    state.process = process
    guard Self.write(Array((object + "\n").utf8), to: process.input),
      let header = line(&state, process)
    else { return .failure(.unreadable("git ended")) }
    let words = header.split(separator: " ")
    // A clone may lack objects, and disks fail.
    guard words.count == 3, let size = Int(words[2]) else { return .failure(.noObject) }
    // A line end follows the content.
    guard let bytes = take(size + 1, keeping: size <= sizeLimit, &state, process) else {
      return .failure(.unreadable("git ended"))
    }
    guard size <= sizeLimit else {
      return .failure(.tooLarge(size: size, limit: sizeLimit))
    }
    return .success(Array(bytes.dropLast()))
  }

  private func line(_ state: inout State, _ process: ChildProcess) -> String? {
    while true {
      if let end = state.buffer.firstIndex(of: UInt8(ascii: "\n")) {
        defer { state.buffer.removeFirst(end + 1) }
        return String(decoding: state.buffer[..<end], as: UTF8.self)
      }
      guard fill(&state, process) else { return nil }
    }
  }

  /// The next bytes; those of a file that is too large are passed over.
  private func take(
    _ count: Int, keeping: Bool, _ state: inout State, _ process: ChildProcess
  ) -> [UInt8]? {
    var left = count
    var bytes: [UInt8] = []
    while true {
      let taken = min(left, state.buffer.count)
      if keeping { bytes += state.buffer[..<taken] }
      state.buffer.removeFirst(taken)
      left -= taken
      if left == 0 { return bytes }
      guard fill(&state, process) else { return nil }
    }
  }

  private func fill(_ state: inout State, _ process: ChildProcess) -> Bool {
    guard process.waitForOutput() else { return false }
    let got = ChildProcess.read(process.output, &state.chunk)
    guard got > 0 else { return false }
    state.buffer += state.chunk[..<got]
    return true
  }

  private static func write(_ bytes: [UInt8], to file: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      #if canImport(Darwin)
        Darwin.write(file, buffer.baseAddress, buffer.count) == buffer.count
      #elseif canImport(Musl)
        Musl.write(file, buffer.baseAddress, buffer.count) == buffer.count
      #else
        Glibc.write(file, buffer.baseAddress, buffer.count) == buffer.count
      #endif
    }
  }
}
