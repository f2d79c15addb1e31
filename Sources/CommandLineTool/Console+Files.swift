#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The files that a call writes.
extension Console {
  /// Writes beside the file and puts the whole in its place, so that no reader and no failure ever
  /// leaves half of it.
  static func writeFile(_ text: String, _ path: String) -> String? {
    var status = stat()
    let isThere = stat(path, &status) == 0
    // A pipe or device is written to as it is; so is a link that leads nowhere, which makes its file.
    guard isThere ? status.st_mode & S_IFMT == S_IFREG : lstat(path, &status) != 0 else {
      return write(text, path, O_TRUNC)
    }
    let place = isThere ? target(of: path) : path
    let part = "\(place).\(getpid()).part"
    return Interruption.removing(part) {
      let file = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      // Some folders take no new file while the file itself can be written, and what a run left that was
      // killed may have the name.
      guard file >= 0 else {
        return isThere || errno == EEXIST ? write(text, place, O_TRUNC) : reason
      }
      if isThere { fchmod(file, status.st_mode & 0o777) }
      // Some file systems find out only at the end that there is no room.
      let failure = writeAll(text, to: file) ? nil : reason
      let isClosed = close(file) == 0
      guard failure == nil, isClosed, rename(part, place) == 0 else {
        let told = failure ?? reason
        unlink(part)
        return told
      }
      return nil
    }
  }

  /// The file that a path leads to, through all links.
  private static func target(of path: String) -> String {
    guard let found = realpath(path, nil) else { return path }
    defer { free(found) }
    return String(cString: found)
  }

  static func appendFile(_ text: String, _ path: String) -> String? {
    write(text, path, O_APPEND)
  }

  /// Writes into the file itself, by `O_TRUNC` instead of what it holds or by `O_APPEND` behind it.
  private static func write(_ text: String, _ path: String, _ flag: Int32) -> String? {
    // A pipe that nobody reads would be waited for; one that is read may be slow.
    let file = open(path, O_WRONLY | O_CREAT | flag | O_CLOEXEC | O_NONBLOCK, 0o644)
    guard file >= 0 else { return errno == ENXIO ? "nobody reads from it" : reason }
    defer { close(file) }
    guard fcntl(file, F_SETFL, flag & O_APPEND) == 0 else { return reason }
    return writeAll(text, to: file) ? nil : reason
  }

  /// Why the system refused what was asked last.
  static var reason: String { String(cString: strerror(errno)) }

  static func fileSize(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  static func createFile(_ text: String, _ path: String) -> Creation {
    // The system refuses what is there already, links that lead nowhere included.
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else {
      return errno == EEXIST ? .exists : .failed(reason)
    }
    defer { close(file) }
    return writeAll(text, to: file) ? .done : .failed(reason)
  }
}
