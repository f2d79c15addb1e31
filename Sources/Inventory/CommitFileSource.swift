import SourceModel
import Synchronization

/// Files of a commit, read through git, whichever thread asks.
final class CommitFileSource: FileSource {
  /// The object of a file.
  struct Blob: Sendable {
    var object: String
    /// Whether its content is the path of another file.
    var isLink: Bool
  }

  /// How many gits may read at once; all but the first start when the others are busy.
  private static let readerLimit = 4

  private let blobs: [RelativePath: Blob]
  private let missing: MissingObjects
  /// Why objects have no content: git ends over some of them, and each end costs another start.
  private let failures = Mutex<[String: FileReadFailure]>([:])
  private let first: BlobReader
  private let others: [BlobReader]

  /// Makes a source.
  ///
  /// - Parameters:
  ///   - process: the first git that reads.
  ///   - missing: the objects among them that the clone lacks.
  ///   - starts: starts others.
  init(
    _ process: ChildProcess, blobs: [RelativePath: Blob], missing: MissingObjects,
    sizeLimit: Int, starts: ReaderStarts
  ) {
    self.blobs = blobs
    self.missing = missing
    first = BlobReader(process, sizeLimit: sizeLimit, starts: starts)
    others = (1..<Self.readerLimit).map { _ in BlobReader(sizeLimit: sizeLimit, starts: starts) }
  }

  func read(_ path: RelativePath) throws(FileReadFailure) -> [UInt8] {
    var path = path
    // A link may lead to a link; a few are enough for every tree that is meant to be read.
    for _ in 0..<8 {
      guard let blob = blobs[path] else { throw .missing }
      let bytes = try content(of: blob.object).get()
      guard blob.isLink else { return bytes }
      let target = String(decoding: bytes, as: UTF8.self)
      guard !target.hasPrefix("/"), let next = path.folder.appending(target) else {
        throw .outside
      }
      path = next
    }
    throw .missing
  }

  func holds(_ path: RelativePath) -> Bool { blobs[path] != nil }

  /// The files that are no links, in parts that git is asked for at once: a question for each costs
  /// more in waiting for another program than in reading.
  func readTogether(
    _ paths: [RelativePath]
  ) -> [RelativePath: Result<[UInt8], FileReadFailure>] {
    var known: [RelativePath: Result<[UInt8], FileReadFailure>] = [:]
    let objects = paths.compactMap { path -> (path: RelativePath, object: String)? in
      guard let blob = blobs[path], !blob.isLink, failure(of: blob.object) == nil else {
        return nil
      }
      return (path, blob.object)
    }
    for start in stride(from: 0, to: objects.count, by: BlobReader.questionLimit) {
      let part = objects[start...].prefix(BlobReader.questionLimit)
      let names = part.map(\.object)
      let answers = ask(
        atOnce: { $0.contentsAtOnce(of: names) }, orWaiting: { $0.contents(of: names) })
      for (entry, content) in zip(part, answers) {
        if let content { known[entry.path] = told(content, of: entry.object) }
      }
    }
    return known
  }

  private func content(of object: String) -> BlobReader.Content {
    if let failure = failure(of: object) { return .failure(failure) }
    let answer = ask(
      atOnce: { $0.contentAtOnce(of: object) }, orWaiting: { $0.content(of: object) })
    return told(answer, of: object)
  }

  /// Why an object has no content, where that is known already.
  private func failure(of object: String) -> FileReadFailure? {
    missing.isKnown(object) ? .noObject : failures.withLock { $0[object] }
  }

  /// What to say of an object by what git says, which tells broken ones and missing ones apart no more
  /// than its version allows.
  private func told(_ content: BlobReader.Content, of object: String) -> BlobReader.Content {
    var failure: FileReadFailure
    switch content {
    case .failure(.noObject):
      failure = .unreadable("git finds its content broken, `git fsck` tells more")
    case .failure(.unreadable(let reason)): failure = .unreadable(reason)
    case .success, .failure: return content
    }
    if missing.contains(object) { failure = .noObject }
    failures.withLock { $0[object] = failure }
    return .failure(failure)
  }

  /// What the first reader gives that is free; where none is, the first of all is waited for.
  private func ask<Answer>(
    atOnce: (BlobReader) -> Answer?, orWaiting wait: (BlobReader) -> Answer
  ) -> Answer {
    for reader in [first] + others {
      if let answer = atOnce(reader) { return answer }
    }
    return wait(first)
  }
}
