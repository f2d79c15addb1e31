package import SourceModel

/// Where the contents of files come from.
package protocol FileSource: Sendable {
  /// The bytes of a file.
  func read(_ path: RelativePath) throws(FileReadFailure) -> [UInt8]
  /// Whether something has this name, a link being one wherever it leads.
  func holds(_ path: RelativePath) -> Bool
  /// What reading gives for those of the files that cost less together; each of the others is left
  /// to be read by itself.
  func readTogether(_ paths: [RelativePath]) -> [RelativePath: Result<[UInt8], FileReadFailure>]
}

extension FileSource {
  /// None of the files: reading them together costs what reading each of them does.
  package func readTogether(
    _ paths: [RelativePath]
  ) -> [RelativePath: Result<[UInt8], FileReadFailure>] { [:] }
}

/// Why a file cannot be read.
package enum FileReadFailure: Error, Hashable, Sendable {
  /// There is no such file.
  case missing
  /// It is larger than the limit; both in bytes.
  case tooLarge(size: Int, limit: Int)
  /// It is a folder, as a sub-module or the target of a link is.
  case folder
  /// It is a pipe, socket or device.
  case notRegular
  /// It is a link, which the caller may follow.
  case link
  /// It is a link that leaves the repository.
  case outside
  /// Git knows its name and lacks its content.
  case noObject
  /// The system said no.
  case unreadable(String)
}

/// Files held in memory, for tests and examples.
package struct MemoryFileSource: FileSource {
  private let files: [RelativePath: [UInt8]]

  /// Makes a source.
  package init(_ files: [RelativePath: [UInt8]]) {
    self.files = files
  }

  package func read(_ path: RelativePath) throws(FileReadFailure) -> [UInt8] {
    guard let bytes = files[path] else { throw .missing }
    return bytes
  }

  /// Whether there is a file of this name.
  package func holds(_ path: RelativePath) -> Bool { files[path] != nil }
}

/// Files of a folder.
///
/// Links are followed as long as they stay inside, git folders aside.
struct DiskFileSource: FileSource {
  /// The folder, with all links resolved.
  let root: [UInt8]
  /// The names of files whose bytes are no UTF-8.
  let rawNames: [RelativePath: [UInt8]]
  /// How many bytes a file may have.
  let sizeLimit: Int
  private let folders = PlainFolders()

  init(root: [UInt8], rawNames: [RelativePath: [UInt8]], sizeLimit: Int) {
    self.root = root
    self.rawNames = rawNames
    self.sizeLimit = sizeLimit
  }

  func read(_ path: RelativePath) throws(FileReadFailure) -> [UInt8] {
    let name = rawNames[path] ?? Array(path.text.utf8)
    guard name.staysInside else { throw .outside }
    let full = root + [slash] + name
    do throws(FileReadFailure) {
      // A folder in the index may be a link on the disk.
      guard !folders.holdsLink(above: name, in: root) else { throw .link }
      return try System.contents(of: full, limit: sizeLimit).get()
    } catch .link {
      guard let target = System.realPath(full) else { throw .missing }
      // A checkout keeps words for its remote in the git folder, which is no part of the tree.
      guard target.starts(with: root + [slash]), !target.dropFirst(root.count).namesGitFolder else {
        throw .outside
      }
      return try System.contents(of: target, limit: sizeLimit).get()
    }
  }

  func holds(_ path: RelativePath) -> Bool {
    let name = rawNames[path] ?? Array(path.text.utf8)
    return name.staysInside && System.kindOfLink(at: root + [slash] + name) != nil
  }
}

let slash = UInt8(ascii: "/")
