import Catalogue

/// Tells the names of settings and options whose values are secrets.
enum SecretKey {
  /// What makes a name speak of a secret, in small letters.
  static let words: [String] =
    [
      "password", "passwd", "passphrase", "secret", "token", "credential", "dsn", "webhook",
      "authorization", "connection_string", "connection-string", "connectionstring",
    ] + keys.flatMap { ["\($0)key", "\($0)_key", "\($0)-key"] }

  /// What stands before `key` in the names of keys that open something; others name a row or a file.
  private static let keys = [
    "api", "private", "access", "license", "service", "auth", "sdk", "instrumentation",
    "integration", "routing", "signing", "encryption", "account", "write",
  ]

  /// Last words of such names that stand inside of other words too.
  static let endings = ["pass", "pwd"]

  /// How names end whose values say where a secret is.
  private static let ways = [
    "file", "path", "stdin", "_name", "-name", "secretname",
  ]

  private static let needles = NeedleSet(words)

  /// Whether a name, `DB_PASSWORD` or `--api-key`, has a secret as its value.
  static func speaks(_ name: ArraySlice<UInt8>) -> Bool {
    let lowered = name.drop { $0 == UInt8(ascii: "-") }.map(\.lowercasedASCII)
    let text = String(decoding: lowered, as: UTF8.self)
    guard
      needles.isAny(in: lowered) || endsShortly(text) || isCamelCase(name)
        || SecretFlag.settings.contains(text)
    else { return false }
    return !ways.contains(where: text.hasSuffix)
  }

  /// Whether the last word of a name is one for a secret: `PRIVATE-TOKEN`, but not `token-service`.
  static func isLastWord(of name: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: name.map(\.lowercasedASCII), as: UTF8.self)
    return endsShortly(text) || words.contains { text.hasSuffix($0) || text.hasSuffix($0 + "s") }
  }

  private static func endsShortly(_ text: String) -> Bool {
    text == "pass"
      || endings.contains { ending in
        guard text.hasSuffix(ending) else { return false }
        return ["_", "-", "."].contains { text.hasSuffix($0 + ending) }
      }
  }

  private static func isCamelCase(_ name: ArraySlice<UInt8>) -> Bool {
    name.suffix(4).elementsEqual("Pass".utf8) && name.count > 4
  }
}
