import SourceModel

/// The lines of a text by their numbers, to quote them.
struct TextLines: Sendable {
  /// The longest excerpt, in characters.
  static let excerptLimit = 120

  private let bytes: [UInt8]
  private let starts: [Int]

  /// Notes where each line of the text starts.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(index + 1)
    }
    self.starts = starts
  }

  /// How many lines there are.
  var count: Int { starts.count }

  /// The text of a line without the spaces around it; empty where there is no such line.
  func text(ofLine line: Int) -> String {
    guard line >= 1, line <= starts.count else { return "" }
    let start = starts[line - 1]
    let end = line < starts.count ? starts[line] : bytes.count
    // No line of a configuration is as long as a minified one; more is never quoted.
    return String(decoding: bytes[start..<min(end, start + 4096)], as: UTF8.self).trimmingSpaces
  }

  /// Whether a line is longer than an excerpt.
  func isLong(_ line: Int) -> Bool {
    guard line >= 1, line <= starts.count else { return false }
    let end = line < starts.count ? starts[line] : bytes.count
    return end - starts[line - 1] > Self.excerptLimit
  }

  /// How many spaces a line begins with.
  func indentation(ofLine line: Int) -> Int {
    guard line >= 1, line <= starts.count else { return 0 }
    return bytes[starts[line - 1]...].prefix { $0 == UInt8(ascii: " ") }.count
  }

  /// The first line from this one on that has content.
  func contentLine(from line: Int) -> Int {
    guard line >= 1, line < starts.count else { return line }
    return (line...starts.count).first { !text(ofLine: $0).isEmpty } ?? line
  }

  /// The first line, from 1, that holds the text.
  func firstLine(containing needle: String, from first: Int = 1) -> Int? {
    guard first >= 1, first <= starts.count else { return nil }
    let wanted = Array(needle.utf8)
    var line = first
    while let offset = ByteSearch.offset(of: wanted, in: bytes, from: starts[line - 1]) {
      line = starts.partitionPoint { $0 > offset }
      // The spaces around a line and the end of a very long one are no part of its text.
      if text(ofLine: line).contains(needle) { return line }
      guard line < starts.count else { return nil }
      line += 1
    }
    return nil
  }

  /// A line to be shown: trimmed, short, and without the value of a secret.
  func excerpt(ofLine line: Int) -> String {
    let text = text(ofLine: line)
    let start = Self.beginning(of: text)
    let shown = SecretMask.masked(String(start))
    guard shown.count > Self.excerptLimit || start.endIndex < text.endIndex else { return shown }
    return shown.prefix(Self.excerptLimit - 1).trimmingSpaces + "…"
  }

  /// How much of a long line is looked at for secrets; an excerpt is far shorter.
  private static let lookedAt = 1024

  /// As much of a line as is looked at for secrets: what is far behind the end of an excerpt is not.
  ///
  /// A word that goes on is left out as a whole, and one that is all of the line stays whole: the start
  /// of a secret may tell nothing of what it is.
  private static func beginning(of text: String) -> Substring {
    guard text.utf8.count > lookedAt else { return text[...] }
    let start = text.prefix(lookedAt)
    guard let space = start.lastIndex(where: \.isWhitespace) else { return text[...] }
    return start[..<space]
  }
}
