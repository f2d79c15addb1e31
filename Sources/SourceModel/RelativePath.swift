/// A path inside the assessed repository, with `/` between its parts and no leading one.
///
/// The root itself is the empty path. Bytes that are not UTF-8 are shown as `\xNN`; the inventory
/// keeps the bytes that the file system wants.
package struct RelativePath: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The path as text, `src/api/main.go`.
  package let text: String

  /// Makes a path from text that is already relative and normal.
  package init(_ text: String) {
    self.text = text
  }

  /// The last part, `main.go`.
  package var name: String {
    guard let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")) else { return text }
    return String(text[text.utf8.index(after: slash)...])
  }

  private var nameStart: String.Index {
    text.utf8.lastIndex(of: UInt8(ascii: "/")).map { text.utf8.index(after: $0) } ?? text.startIndex
  }

  /// The folder that holds the file, the empty path at the root.
  package var folder: RelativePath {
    guard let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")) else { return RelativePath("") }
    return RelativePath(String(text[..<slash]))
  }

  /// The ending of the name without its dot and in lower case, `go`; empty where there is none.
  package var fileExtension: String {
    let name = text.utf8.suffix(from: nameStart)
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex else {
      return ""
    }
    let ending = name[name.index(after: dot)...]
    let isPlain = ending.allSatisfy { $0 < 0x80 && !($0 >= 0x41 && $0 <= 0x5A) }
    return isPlain ? String(Substring(ending)) : Substring(ending).lowercased()
  }

  /// The name without its ending, `main`.
  package var stem: String {
    let name = name
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex else {
      return name
    }
    return String(name[..<dot])
  }

  /// The parts between the slashes.
  package var parts: [Substring] {
    text.utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }
  }

  /// How many folders lie above the file: 0 at the root.
  package var depth: Int {
    text.utf8.count { $0 == UInt8(ascii: "/") }
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
  /// the repository.
  package func appending(_ other: String) -> RelativePath? {
    var result = other.hasPrefix("/") ? [] : parts
    for part in other.split(separator: "/") {
      switch part {
      case ".": continue
      case "..":
        guard !result.isEmpty else { return nil }
        result.removeLast()
      default: result.append(part)
      }
    }
    return RelativePath(result.joined(separator: "/"))
  }

  package var description: String { text }

  package static func < (left: RelativePath, right: RelativePath) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }
}
