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
  /// A program that runs.
  private struct Running {
    let process: ChildProcess
    /// What was read from the program and not yet taken.
    var buffer: [UInt8] = []
    /// Where bytes are read into.
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
  }

  private let start: @Sendable () -> ChildProcess?
  private let sizeLimit: Int
  private let state: Mutex<Running?>

  /// Makes a reader.
  ///
  /// - Parameter process: the program where it runs already.
  init(
    _ process: ChildProcess? = nil, sizeLimit: Int, start: @escaping @Sendable () -> ChildProcess?
  ) {
    self.start = start
    self.sizeLimit = sizeLimit
    state = Mutex(process.map { Running(process: $0) })
  }

  deinit {
    // It only reads, so nothing is lost.
    guard let process = state.withLock({ $0?.process }) else { return }
    process.stop()
    process.end()
  }

  /// The bytes of an object; waits for those who read others.
  func content(of object: String) -> Result<[UInt8], FileReadFailure> {
    state.withLock { answer(to: object, &$0) }
  }

  /// The bytes of an object; `nil` where another one is being read.
  func contentAtOnce(of object: String) -> Result<[UInt8], FileReadFailure>? {
    state.withLockIfAvailable { answer(to: object, &$0) }
  }

  private func answer(
    to object: String, _ state: inout Running?
  ) -> Result<[UInt8], FileReadFailure> {
    guard var running = state ?? start().map({ Running(process: $0) }) else {
      return .failure(.unreadable("git ended"))
    }
    // Moved out and back, so that the buffer is not copied.
    state = nil
    defer { state = running }
    return content(of: object, &running)
  }

  private func content(
    of object: String, _ git: inout Running
  ) -> Result<[UInt8], FileReadFailure> {
    guard Self.write(Array((object + "\n").utf8), to: git.process.input), let header = line(&git)
    else { return .failure(.unreadable("git ended")) }
    let words = header.split(separator: " ")
    // A clone may lack objects, and disks fail.
    guard words.count == 3, let size = Int(words[2]) else { return .failure(.noObject) }
    // A line end follows the content.
    guard let bytes = take(size + 1, keeping: size <= sizeLimit, &git) else {
      return .failure(.unreadable("git ended"))
    }
    guard size <= sizeLimit else {
      return .failure(.tooLarge(size: size, limit: sizeLimit))
    }
    return .success(Array(bytes.dropLast()))
  }

  private func line(_ git: inout Running) -> String? {
    while true {
      if let end = git.buffer.firstIndex(of: UInt8(ascii: "\n")) {
        defer { git.buffer.removeFirst(end + 1) }
        return String(decoding: git.buffer[..<end], as: UTF8.self)
      }
      guard fill(&git) else { return nil }
    }
  }

  /// The next bytes; those of a file that is too large are passed over.
  private func take(_ count: Int, keeping: Bool, _ git: inout Running) -> [UInt8]? {
    var left = count
    var bytes: [UInt8] = []
    while true {
      let taken = min(left, git.buffer.count)
      if keeping { bytes += git.buffer[..<taken] }
      git.buffer.removeFirst(taken)
      left -= taken
      if left == 0 { return bytes }
      guard fill(&git) else { return nil }
    }
  }

  private func fill(_ git: inout Running) -> Bool {
    guard git.process.waitForOutput() else { return false }
    let got = ChildProcess.read(git.process.output, &git.chunk)
    guard got > 0 else { return false }
    git.buffer += git.chunk[..<got]
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
