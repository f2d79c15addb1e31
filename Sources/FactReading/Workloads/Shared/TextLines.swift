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
    return (first...starts.count).first { text(ofLine: $0).contains(needle) }
  }

  /// A line to be shown: trimmed, short, and without the value of a secret.
  func excerpt(ofLine line: Int) -> String {
    let shown = SecretMask.masked(text(ofLine: line))
    guard shown.count > Self.excerptLimit else { return shown }
    return shown.prefix(Self.excerptLimit - 1).trimmingSpaces + "…"
  }
}

/// Hides what looks like the value of a secret in a line.
enum SecretMask {
  private static let words = NeedleSet([
    "password", "passwd", "secret", "token", "apikey", "api_key", "api-key", "credential",
    "private_key", "privatekey", "access_key", "accesskey", "license_key", "licensekey",
    "connection_string", "connectionstring", "dsn", "webhook",
  ])

  /// The line, its value replaced where its key speaks of a secret.
  static func masked(_ line: String) -> String {
    let line = maskingCredentials(line)
    // Nearly all lines speak of none, and are quoted as they are.
    guard speaksOfSecret(line[...]), let separator = separator(in: line[...]) else { return line }
    guard speaksOfSecret(line[..<separator]) else { return maskingLiterals(line) }
    let value = line[line.index(after: separator)...].trimmingSpaces
    guard !value.isEmpty, !isReference(value) else { return line }
    return line[...separator] + " ***"
  }

  private static func separator(in line: Substring) -> String.Index? {
    line.utf8.firstIndex { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "=") }
  }

  private static func speaksOfSecret(_ key: Substring) -> Bool {
    words.isAny(in: key.utf8.map(\.lowercasedASCII))
  }

  /// The line without the literals that its further keys set, `{env: "test", token: "…"}`.
  private static func maskingLiterals(_ line: String) -> String {
    var shown = ""
    var rest = line[...]
    while let separator = separator(in: rest) {
      let before = rest[..<separator]
      let start = before.utf8.lastIndex(where: ",({;&|".utf8.contains) ?? before.startIndex
      let value = rest[rest.index(after: separator)...]
      shown += rest[...separator]
      rest = value
      guard speaksOfSecret(before[start...]),
        let quote = value.first(where: { $0 != " " }), quote == "\"" || quote == "'",
        let opening = value.firstIndex(of: quote)
      else { continue }
      let literal = value[value.index(after: opening)...].prefix { $0 != quote }
      guard !literal.isEmpty, !isReference(String(literal)) else { continue }
      shown += value[...opening] + "***"
      rest = rest[literal.endIndex...]
    }
    return shown + rest
  }

  /// Whether the value names a secret rather than being one.
  private static func isReference(_ value: String) -> Bool {
    value.contains("{{") || value.contains("${") || value.hasPrefix("$") || value.contains("<%")
      || value == "true" || value == "false" || value.hasPrefix("[") || value.hasPrefix("{")
      || value.hasPrefix("var.") || value.hasPrefix("local.") || value.hasPrefix("data.")
      || value.hasPrefix("!")
  }

  /// `https://user:word@host` without the word.
  private static func maskingCredentials(_ line: String) -> String {
    guard line.contains("://"), let scheme = line.firstRange(of: "://") else { return line }
    let rest = line[scheme.upperBound...]
    let authority = rest.prefix { $0 != "/" && $0 != " " && $0 != "\"" && $0 != "'" }
    // A name such as `git` is no word; a key that stands alone, as in a DSN, is one.
    guard let at = authority.lastIndex(of: "@"),
      authority[..<at].contains(":") || authority[..<at].count >= 16
    else { return line }
    return line[..<scheme.upperBound] + "***" + line[at...]
  }
}
