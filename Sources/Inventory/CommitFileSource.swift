import SourceModel
import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Files of a commit, read through one `git cat-file --batch`, whichever thread asks.
///
/// See https://git-scm.com/docs/git-cat-file#_batch_output
final class CommitFileSource: FileSource {
  /// The object of a file.
  struct Blob: Sendable {
    var object: String
    /// Whether its content is the path of another file.
    var isLink: Bool
  }

  private let process: ChildProcess
  private let blobs: [RelativePath: Blob]
  private let sizeLimit: Int
  /// What was read from the program and not yet taken.
  private let pending = Mutex<[UInt8]>([])

  init(_ process: ChildProcess, blobs: [RelativePath: Blob], sizeLimit: Int) {
    self.process = process
    self.blobs = blobs
    self.sizeLimit = sizeLimit
  }

  deinit {
    // It only reads, so nothing is lost.
    process.stop()
    process.end()
  }

  func read(_ path: RelativePath) throws(FileReadFailure) -> [UInt8] {
    var path = path
    // A link may lead to a link; a few are enough for every tree that is meant to be read.
    for _ in 0..<8 {
      guard let blob = blobs[path] else { throw .missing }
      let bytes = try content(of: blob.object)
      guard blob.isLink else { return bytes }
      let target = String(decoding: bytes, as: UTF8.self)
      guard !target.hasPrefix("/"), let next = path.folder.appending(target) else {
        throw .outside
      }
      path = next
    }
    throw .missing
  }

  private func content(of object: String) throws(FileReadFailure) -> [UInt8] {
    let limit = sizeLimit
    let result = pending.withLock { buffer -> Result<[UInt8], FileReadFailure> in
      guard Self.write(Array((object + "\n").utf8), to: process.input),
        let header = line(&buffer)
      else { return .failure(.unreadable("git ended")) }
      let words = header.split(separator: " ")
      // A clone may lack objects, and disks fail.
      guard words.count == 3, let size = Int(words[2]) else {
        return .failure(.noObject)
      }
      // A line end follows the content.
      guard let bytes = take(size + 1, keeping: size <= limit, &buffer) else {
        return .failure(.unreadable("git ended"))
      }
      guard size <= limit else { return .failure(.tooLarge(size: size, limit: limit)) }
      return .success(Array(bytes.dropLast()))
    }
    return try result.get()
  }

  private func line(_ buffer: inout [UInt8]) -> String? {
    while true {
      if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
        defer { buffer.removeFirst(end + 1) }
        return String(decoding: buffer[..<end], as: UTF8.self)
      }
      guard fill(&buffer) else { return nil }
    }
  }

  /// The next bytes; those of a file that is too large are passed over.
  private func take(_ count: Int, keeping: Bool, _ buffer: inout [UInt8]) -> [UInt8]? {
    var left = count
    var bytes: [UInt8] = []
    while true {
      let taken = min(left, buffer.count)
      if keeping { bytes += buffer[..<taken] }
      buffer.removeFirst(taken)
      left -= taken
      if left == 0 { return bytes }
      guard fill(&buffer) else { return nil }
    }
  }

  private func fill(_ buffer: inout [UInt8]) -> Bool {
    guard process.waitForOutput() else { return false }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    let got = ChildProcess.read(process.output, &chunk)
    guard got > 0 else { return false }
    buffer += chunk[..<got]
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
