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
  /// The bytes of an object, or why there are none.
  typealias Content = Result<[UInt8], FileReadFailure>

  /// How many objects may be asked for at once.
  ///
  /// Git answers while it is asked: where the names did not fit into the smallest pipe, of one page,
  /// it could wait for its answers to be taken by one who waits for it to take the questions.
  static let questionLimit = 32

  /// How many bytes the answers to questions asked at once may keep.
  private static let keptLimit = 1 << 18

  /// A program that runs.
  private struct Running {
    let process: ChildProcess
    /// What was read from the program.
    var buffer: [UInt8] = []
    /// How many bytes of it were taken.
    var taken = 0
    /// Where bytes are read into.
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
  }

  private let starts: ReaderStarts
  private let sizeLimit: Int
  private let running: Mutex<Running?>

  /// Makes a reader.
  ///
  /// - Parameter process: the program where it runs already.
  init(_ process: ChildProcess? = nil, sizeLimit: Int, starts: ReaderStarts) {
    self.starts = starts
    self.sizeLimit = sizeLimit
    running = Mutex(process.map { Running(process: $0) })
  }

  deinit {
    // It only reads, so nothing is lost.
    running.withLock { $0.map(Self.end) }
  }

  /// The bytes of an object; waits for those who read others.
  func content(of object: String) -> Content { running.withLock { content(of: object, &$0) } }

  /// The bytes of an object; `nil` where another one is being read.
  func contentAtOnce(of object: String) -> Content? {
    running.withLockIfAvailable { content(of: object, &$0) }
  }

  /// The bytes of at most `questionLimit` objects; waits for those who read others.
  ///
  /// - Returns: the content of each object, and `nil` where it should be asked for by itself.
  func contents(of objects: [String]) -> [Content?] {
    running.withLock { contents(of: objects, &$0) }
  }

  /// The bytes of objects, as `contents(of:)` says; `nil` where others are being read.
  func contentsAtOnce(of objects: [String]) -> [Content?]? {
    running.withLockIfAvailable { contents(of: objects, &$0) }
  }

  private func content(of object: String, _ running: inout Running?) -> Content {
    ask(for: [object], &running)
    do throws(Silence) {
      return try nextContent(upTo: sizeLimit, &running)
    } catch {
      return .failure(.unreadable(error.reason))
    }
  }

  private func contents(of objects: [String], _ running: inout Running?) -> [Content?] {
    ask(for: objects, &running)
    var left = Self.keptLimit
    var isSilent = false
    return objects.map { _ in
      guard !isSilent else { return nil }
      do throws(Silence) {
        let content = try nextContent(upTo: min(left, sizeLimit), &running)
        switch content {
        case .success(let bytes): left -= bytes.count
        case .failure(.tooLarge(let size, let limit)) where size <= limit: return nil
        case .failure: break
        }
        return content
      } catch {
        isSilent = true
        return .failure(.unreadable(error.reason))
      }
    }
  }

  /// Starts the program where none runs, or where it ended while nobody asked it, and asks it.
  private func ask(for objects: [String], _ running: inout Running?) {
    let names = objects.flatMap { Array($0.utf8) + [Self.newline] }
    for _ in 0..<2 {
      if running == nil { running = starts.next().map { Running(process: $0) } }
      guard let git = running, !Self.write(names, to: git.process.input) else { return }
      Self.end(git)
      running = nil
    }
  }

  /// Why the program says nothing of an object.
  private enum Silence: Error {
    /// It ended.
    case ended
    /// It waits for something; another one would too.
    case idle
    /// It could not be started, or was too often.
    case notStarted

    var reason: String {
      switch self {
      case .ended: "git ended over it, `git fsck` may tell why"
      case .idle: "git hangs over it"
      case .notStarted: "git could not be started once more"
      }
    }
  }

  /// What the program says of the next object that it was asked for.
  private func nextContent(
    upTo limit: Int, _ running: inout Running?
  ) throws(Silence) -> Content {
    // Moved out and back, so that the buffer is not copied.
    guard var git = running.take() else { throw .notStarted }
    do throws(Silence) {
      let content = try content(upTo: limit, &git)
      running = git
      return content
    } catch {
      Self.end(git)
      if error == .idle { starts.stop() }
      throw error
    }
  }

  private func content(upTo limit: Int, _ git: inout Running) throws(Silence) -> Content {
    let words = try Self.line(&git).split(separator: " ")
    // A clone may lack objects, and disks fail.
    guard words.count == 3, let size = Int(words[2]) else { return .failure(.noObject) }
    let bytes = try Self.take(size, keeping: size <= limit, &git)
    // A line end follows the content.
    _ = try Self.take(1, keeping: false, &git)
    return size <= limit ? .success(bytes) : .failure(.tooLarge(size: size, limit: sizeLimit))
  }

  private static func end(_ git: Running) {
    git.process.stop()
    git.process.end()
  }

  private static let newline = UInt8(ascii: "\n")

  private static func line(_ git: inout Running) throws(Silence) -> String {
    while true {
      if let end = git.buffer[git.taken...].firstIndex(of: newline) {
        defer { git.taken = end + 1 }
        return String(decoding: git.buffer[git.taken..<end], as: UTF8.self)
      }
      try fill(&git)
    }
  }

  /// The next bytes; those of a file that is too large are passed over.
  private static func take(
    _ count: Int, keeping: Bool, _ git: inout Running
  ) throws(Silence) -> [UInt8] {
    var left = count
    var bytes: [UInt8] = []
    if keeping { bytes.reserveCapacity(count) }
    while true {
      let taken = min(left, git.buffer.count - git.taken)
      if keeping { bytes += git.buffer[git.taken..<git.taken + taken] }
      git.taken += taken
      left -= taken
      if left == 0 { return bytes }
      try fill(&git)
    }
  }

  /// Reads what the program says next behind what is not yet taken.
  private static func fill(_ git: inout Running) throws(Silence) {
    guard git.process.waitForOutput() else { throw .idle }
    let got = ChildProcess.read(git.process.output, &git.chunk)
    guard got > 0 else { throw .ended }
    git.buffer.removeFirst(git.taken)
    git.taken = 0
    git.buffer += git.chunk[..<got]
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
