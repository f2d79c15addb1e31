import SourceModel

/// What git says of a fault.
enum GitWords {
  /// Words behind which git quotes what stands in a file.
  ///
  /// https://github.com/git/git: packed-backend.c, shallow.c, object-file.c, config.c, setup.c, date.c
  private static let quoting = [
    "unexpected line in", "unterminated line in", "invalid line in", "bad shallow line",
    "invalid shallow line", "invalid unshallow line", "object directory", "alternate object path",
    "alternate object store", "config value", "value for", "date format", "repository extension",
    "color value", "not a git repository", "gitfile format", "bad graft data", "invalid ref",
    "malformed", "invalid mode",
  ]

  /// The line without what it quotes: up to the first quote, and up to words behind which git quotes files.
  static func unquoted(_ line: some StringProtocol) -> String {
    let text = String(line)
    var end = text.firstIndex { "'\"`".contains($0) } ?? text.endIndex
    for words in quoting {
      guard let found = text.firstRange(of: words) else { continue }
      end = min(end, found.upperBound)
    }
    let told = text[..<end]
    return end == text.endIndex ? text : told.trimmingSuffix + " …"
  }
}

extension Substring {
  /// The text without spaces and colons at its end.
  fileprivate var trimmingSuffix: Substring {
    guard let last = lastIndex(where: { $0 != " " && $0 != ":" }) else { return "" }
    return self[...last]
  }
}
