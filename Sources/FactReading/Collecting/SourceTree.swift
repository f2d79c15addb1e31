package import SourceModel

/// The files of one assessment: what there is, and how to read it.
package struct SourceTree: Sendable {
  /// Why a file gives no content.
  package enum Refusal: Error, Hashable, Sendable {
    /// It is not there, or is a folder.
    case absent
    /// It is a pipe, socket or device.
    case special
    /// It is a link that leaves the repository.
    case outside
    /// Git knows its name and lacks its content.
    case noObject
    /// It is larger than the limit; both in bytes.
    case tooLarge(size: Int, limit: Int)
    /// The system said no.
    case unreadable(String)
  }

  /// The name of the repository, its folder's.
  package let name: String
  /// Files that count as the team's own practice, in order.
  package let files: [RelativePath]
  /// All tracked files, in order.
  package let allPaths: [RelativePath]
  /// Reads a file.
  package let read: @Sendable (RelativePath) -> Result<[UInt8], Refusal>
  /// Reads those of the files that cost less together; each of the others is left to `read`.
  package let readTogether: @Sendable ([RelativePath]) -> [RelativePath: Result<[UInt8], Refusal>]

  /// Makes a tree.
  package init(
    name: String, files: [RelativePath], allPaths: [RelativePath],
    read: @escaping @Sendable (RelativePath) -> Result<[UInt8], Refusal>,
    readTogether:
      @escaping @Sendable ([RelativePath]) -> [RelativePath: Result<[UInt8], Refusal>]
  ) {
    self.name = name
    self.files = files
    self.allPaths = allPaths
    self.read = read
    self.readTogether = readTogether
  }
}

extension SourceTree {
  /// What readers may know beside their file.
  var context: ReadingContext {
    let read = read
    return ReadingContext(files: files) { path in
      try? SourceFile(path: path, bytes: read(path).get())
    }
  }
}
