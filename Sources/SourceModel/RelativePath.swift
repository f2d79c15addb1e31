/// A path inside the assessed repository, with `/` between its parts and no leading one.
///
/// The root itself is the empty path. Bytes that are not UTF-8 are shown as `\xNN`; the inventory
/// keeps the bytes that the file system wants.
package struct RelativePath: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The path as text, `src/api/main.go`.
  package let text: String
  /// The byte at which the name begins; readers ask for names and endings of every file.
  private let nameStart: Int32
  /// The byte of the last dot of the name, where it is not the name's first; the length where none is.
  private let dot: Int32

  /// Makes a path from text that is already relative and normal.
  package init(_ text: String) {
    var text = text
    let (nameStart, dot) = text.withUTF8(Self.cuts)
    (self.text, self.nameStart, self.dot) = (text, nameStart, dot)
  }

  private static func cuts(of path: UnsafeBufferPointer<UInt8>) -> (name: Int32, dot: Int32) {
    var (index, dot) = (path.count, path.count)
    while index > 0, path[index - 1] != UInt8(ascii: "/") {
      index -= 1
      if dot == path.count, path[index] == UInt8(ascii: ".") { dot = index }
    }
    return (Int32(clamping: index), Int32(clamping: dot == index ? path.count : dot))
  }

  /// A piece of the text, made of its bytes: a file is asked for its name and ending dozens of times, and most are so
  /// short that they take no memory of their own.
  private func piece(_ start: Int32, _ end: Int32) -> String {
    withBytes { bytes in
      let piece = bytes[Int(start)..<Int(end)]
      guard piece.count <= Self.shortLength else { return String(decoding: piece, as: UTF8.self) }
      return String(unsafeUninitializedCapacity: piece.count) {
        $0.initialize(fromContentsOf: piece)
      }
    }
  }

  /// How many bytes a text has at most that takes no memory, of which the standard library checks nothing but whether
  /// they are ASCII.
  private static let shortLength = 15

  private func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    var text = text
    return text.withUTF8(body)
  }

  private var end: Int32 { Int32(clamping: text.utf8.count) }

  /// The last part, `main.go`.
  package var name: String { nameStart == 0 ? text : piece(nameStart, end) }

  /// The folder that holds the file, the empty path at the root.
  package var folder: RelativePath {
    nameStart == 0 ? RelativePath("") : RelativePath(piece(0, nameStart - 1))
  }

  /// Whether both stand in the same folder.
  package func isBeside(_ other: RelativePath) -> Bool {
    guard nameStart == other.nameStart else { return false }
    return withBytes { own in
      other.withBytes {
        ByteSearch.order(own.prefix(Int(nameStart)), $0.prefix(Int(nameStart))) == 0
      }
    }
  }

  /// The ending of the name without its dot and in lower case, `go`; empty where there is none.
  package var fileExtension: String {
    withBytes { bytes in
      guard dot < bytes.count else { return "" }
      let ending = bytes[(Int(dot) + 1)...]
      guard ending.count <= Self.shortLength, ending.allSatisfy({ $0 < 0x80 }) else {
        return String(decoding: ending, as: UTF8.self).lowercased()
      }
      return String(unsafeUninitializedCapacity: ending.count) { text in
        for (index, byte) in ending.enumerated() {
          let isUpper = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
          text.initializeElement(at: index, to: isUpper ? byte | 0x20 : byte)
        }
        return ending.count
      }
    }
  }

  /// The ending in the case of the text.
  package var caseKeepingExtension: String { dot < end ? piece(dot + 1, end) : "" }

  /// The name without its ending, `main`.
  package var stem: String { nameStart == 0 && dot == end ? text : piece(nameStart, dot) }

  /// The parts between the slashes.
  package var parts: [Substring] {
    var parts: [Substring] = []
    var start = 0
    let slashes = withBytes { bytes in bytes.indices.filter { bytes[$0] == UInt8(ascii: "/") } }
    for end in slashes + [text.utf8.count] {
      if start < end {
        let first = text.utf8.index(text.startIndex, offsetBy: start)
        parts.append(text[first..<text.utf8.index(first, offsetBy: end - start)])
      }
      start = end + 1
    }
    return parts
  }

  /// How many folders lie above the file: 0 at the root.
  package var depth: Int {
    withBytes { bytes in
      var count = 0
      for byte in bytes where byte == UInt8(ascii: "/") { count += 1 }
      return count
    }
  }

  /// Whether the path lies in the folder, at any depth.
  ///
  /// Everything lies in the root.
  package func isInside(_ folder: RelativePath) -> Bool {
    let (path, start) = (text.utf8, folder.text.utf8)
    guard !start.isEmpty else { return true }
    guard path.count > start.count, path.starts(with: start) else { return false }
    return path[path.index(path.startIndex, offsetBy: start.count)] == UInt8(ascii: "/")
  }

  /// The path of a file named from this folder, with `.` and `..` resolved.
  ///
  /// A leading `/` starts at the repository's root. Returns `nil` where the result would leave
  /// the repository, and for paths that are longer than any system opens.
  package func appending(_ other: String) -> RelativePath? {
    guard text.utf8.count + other.utf8.count < Self.lengthLimit else { return nil }
    // Folders may be deep, and thousands of commands run in one: parts are cut only where that changes any.
    let isPlain = text.isEmpty || Self.isPlain(text)
    if isPlain, Self.isPlain(other) {
      return RelativePath(text.isEmpty ? other : text + "/" + other)
    }
    var result =
      other.hasPrefix("/") ? "" : isPlain ? text : parts.joined(separator: "/")
    for part in other.split(separator: "/") {
      switch part {
      case ".": continue
      case "..":
        guard !result.isEmpty else { return nil }
        let cut = result.utf8.lastIndex(of: UInt8(ascii: "/")) ?? result.startIndex
        result.removeSubrange(cut...)
      default:
        if !result.isEmpty { result += "/" }
        result += part
      }
    }
    return RelativePath(result)
  }

  /// `PATH_MAX` of Linux, the longest of all systems on which a tree is checked out.
  private static let lengthLimit = 4_096

  /// Whether every part is a name: none is empty, `.` or `..`.
  private static func isPlain(_ path: String) -> Bool {
    var path = path
    return path.withUTF8 { bytes in
      var (length, dots) = (0, 0)
      for byte in bytes {
        if byte == UInt8(ascii: "/") {
          guard length > 2 || length > dots else { return false }
          (length, dots) = (0, 0)
        } else {
          length += 1
          if byte == UInt8(ascii: ".") { dots += 1 }
        }
      }
      return length > 2 || length > dots
    }
  }

  package var description: String { text }

  package static func == (left: RelativePath, right: RelativePath) -> Bool {
    left.text == right.text
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(text) }

  package static func < (left: RelativePath, right: RelativePath) -> Bool {
    left.withBytes { left in right.withBytes { ByteSearch.order(left[...], $0[...]) < 0 } }
  }
}
