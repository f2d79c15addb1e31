#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Calls of the system, in the few forms that the inventory needs.
enum System {
  /// What the system says about the latest failure.
  static var reason: String { String(cString: strerror(errno)) }

  /// Whether the latest failure was a lack of permission.
  static var isRefused: Bool { errno == EACCES || errno == EPERM }

  /// The path with all links resolved; `nil` where there is nothing.
  static func realPath(_ path: [UInt8]) -> [UInt8]? {
    path.withCString { pointer in
      guard let found = realpath(pointer, nil) else { return nil }
      defer { free(found) }
      return Array(UnsafeRawBufferPointer(start: found, count: strlen(found)))
    }
  }

  /// What stands at a path, links followed.
  static func kind(of path: [UInt8]) -> FileKind? {
    var status = stat()
    guard path.withCString({ stat($0, &status) }) == 0 else { return nil }
    return FileKind(mode: status.st_mode)
  }

  /// What stands at a path, a link being a link.
  static func kindOfLink(at path: [UInt8]) -> FileKind? {
    var status = stat()
    guard path.withCString({ lstat($0, &status) }) == 0 else { return nil }
    return FileKind(mode: status.st_mode)
  }

  /// Reads a regular file of at most so many bytes.
  ///
  /// Never waits, and follows no link: a pipe or device is no file.
  static func contents(of path: [UInt8], limit: Int) -> Result<[UInt8], FileReadFailure> {
    let flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW
    let file = path.withCString { open($0, flags) }
    guard file >= 0 else {
      switch errno {
      case ENOENT, ENOTDIR: return .failure(.missing)
      case ELOOP: return .failure(.link)
      // A socket, or a device that is not there.
      case ENXIO, ENODEV: return .failure(.notRegular)
      default: return .failure(.unreadable(reason))
      }
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { return .failure(.unreadable(reason)) }
    switch FileKind(mode: status.st_mode) {
    case .file: break
    case .folder: return .failure(.folder)
    case .link, .other: return .failure(.notRegular)
    }
    let size = Int(status.st_size)
    guard size <= limit else { return .failure(.tooLarge(size: size, limit: limit)) }
    return read(file, size: size, limit: limit)
  }

  private static func read(
    _ file: Int32, size: Int, limit: Int
  ) -> Result<[UInt8], FileReadFailure> {
    var failure: FileReadFailure?
    // Room for one byte more than the size: where it stays free, the file did not grow.
    let bytes = [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, count in
      while count < buffer.count, let base = buffer.baseAddress {
        #if canImport(Darwin)
          let got = Darwin.read(file, base + count, buffer.count - count)
        #elseif canImport(Musl)
          let got = Musl.read(file, base + count, buffer.count - count)
        #else
          let got = Glibc.read(file, base + count, buffer.count - count)
        #endif
        if got == 0 { break }
        if got < 0 {
          if errno == EINTR { continue }
          failure = .unreadable(reason)
          break
        }
        count += got
        if count >= size, count < buffer.count { break }
      }
    }
    if let failure { return .failure(failure) }
    guard bytes.count <= limit else {
      return .failure(.tooLarge(size: bytes.count, limit: limit))
    }
    return .success(bytes)
  }

  /// Whether a folder's names can be read.
  static func isReadable(_ folder: [UInt8]) -> Bool {
    guard let stream = folder.withCString({ opendir($0) }) else { return false }
    closedir(stream)
    return true
  }

  /// The names in a folder with their kinds, links not followed; `nil` where it cannot be read.
  static func names(in folder: [UInt8]) -> [(name: [UInt8], kind: FileKind)]? {
    var found: [(name: [UInt8], kind: FileKind)] = []
    return eachName(in: folder) { found.append(($0, $1)) } ? found : nil
  }

  /// Gives the names in a folder with their kinds to a function, links not followed.
  ///
  /// - Returns: whether the folder can be read.
  static func eachName(
    in folder: [UInt8], _ body: (_ name: [UInt8], _ kind: FileKind) -> Void
  ) -> Bool {
    guard let stream = folder.withCString({ opendir($0) }) else { return false }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: UInt8.self, capacity: 256) { bytes in
          Array(UnsafeBufferPointer(start: bytes, count: strnlen(pointer, 256)))
        }
      }
      guard name != Array(".".utf8), name != Array("..".utf8) else { continue }
      let kind =
        FileKind(entryType: Int(entry.pointee.d_type))
        ?? kindOfLink(at: folder + [UInt8(ascii: "/")] + name)
      if let kind { body(name, kind) }
    }
    return true
  }

  private static func strnlen(_ pointer: UnsafeRawPointer, _ limit: Int) -> Int {
    var count = 0
    while count < limit, pointer.load(fromByteOffset: count, as: UInt8.self) != 0 { count += 1 }
    return count
  }
}

/// What stands at a path.
enum FileKind: Hashable, Sendable {
  case file, folder, link, other

  init(mode: mode_t) {
    switch mode & S_IFMT {
    case S_IFREG: self = .file
    case S_IFDIR: self = .folder
    case S_IFLNK: self = .link
    default: self = .other
    }
  }

  /// The kind that a folder's entry says; `nil` where the file system does not say it.
  ///
  /// https://man7.org/linux/man-pages/man3/readdir.3.html
  init?(entryType: Int) {
    switch entryType {
    case Int(DT_REG): self = .file
    case Int(DT_DIR): self = .folder
    case Int(DT_LNK): self = .link
    case Int(DT_UNKNOWN): return nil
    default: self = .other
    }
  }
}

extension [UInt8] {
  /// Calls a function with the bytes as a text of C.
  func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    (self + [0]).withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { chars in
        // The buffer has at least its zero.
        chars.baseAddress.map(body) ?? "".withCString(body)
      }
    }
  }
}
