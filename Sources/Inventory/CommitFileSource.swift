import SourceModel

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

  /// The files that are no links, in parts that git is asked for at once: a question for each costs
  /// more in waiting for another program than in reading.
  func readTogether(
    _ paths: [RelativePath]
  ) -> [RelativePath: Result<[UInt8], FileReadFailure>] {
    var known: [RelativePath: Result<[UInt8], FileReadFailure>] = [:]
    let objects = paths.compactMap { path -> (path: RelativePath, object: String)? in
      guard let blob = blobs[path], !blob.isLink, !missing.isKnown(blob.object) else { return nil }
      return (path, blob.object)
    }
    for start in stride(from: 0, to: objects.count, by: BlobReader.questionLimit) {
      let part = objects[start...].prefix(BlobReader.questionLimit)
      for (entry, content) in zip(part, contents(of: part.map(\.object))) {
        if let content { known[entry.path] = told(content, of: entry.object) }
      }
    }
    return known
  }

  private func contents(of objects: [String]) -> [BlobReader.Content?] {
    for reader in [first] + others {
      if let contents = reader.contentsAtOnce(of: objects) { return contents }
    }
    return first.contents(of: objects)
  }

  private func content(of object: String) -> BlobReader.Content {
    missing.isKnown(object) ? .failure(.noObject) : told(answer(for: object), of: object)
  }

  /// What to say of an object over which git may have ended.
  private func told(_ content: BlobReader.Content, of object: String) -> BlobReader.Content {
    guard case .failure(.unreadable) = content, missing.contains(object) else { return content }
    return .failure(.noObject)
  }

  private func answer(for object: String) -> BlobReader.Content {
    for reader in [first] + others {
      if let content = reader.contentAtOnce(of: object) { return content }
    }
    return first.content(of: object)
  }
}
