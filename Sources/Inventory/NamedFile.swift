import SourceModel

/// A file that a call names: a configuration or a former report.
package enum NamedFile {
  /// The bytes of the file at a path of the system, links followed; a reason in words otherwise.
  ///
  /// - Parameter limit: how many bytes it may have.
  package static func read(
    _ path: String, limit: Int = 1 << 24
  ) -> Result<[UInt8], NamedFileFailure> {
    guard let real = System.realPath(Array(path.utf8)) else {
      return .failure(NamedFileFailure(reason: System.reason))
    }
    return System.contents(of: real, limit: limit).mapError(NamedFileFailure.init)
  }
}

/// Why a file that a call names cannot be read.
package struct NamedFileFailure: Error, Hashable, Sendable {
  /// The reason in a few words, lower case or as the system says it.
  package var reason: String

  init(reason: String) {
    self.reason = reason
  }

  /// Tells a failure in words.
  package init(_ failure: FileReadFailure) {
    reason =
      switch failure {
      case .missing: "there is no such file"
      case .tooLarge(let size, let limit): "it has \(size) bytes, at most \(limit) are read"
      case .folder: "it is a folder"
      case .notRegular: "it is a pipe, socket or device"
      case .link: "it is a link"
      case .outside: "it is a link that leaves the repository"
      case .noObject: "git lacks its content"
      case .unreadable(let reason): reason
      }
  }
}
