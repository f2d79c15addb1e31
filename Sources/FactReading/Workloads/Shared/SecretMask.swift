import Catalogue
import SourceModel

/// Hides what looks like the value of a secret in a line.
enum SecretMask {
  private static let words = NeedleSet([
    "password", "passwd", "secret", "token", "apikey", "api_key", "api-key", "credential",
    "private_key", "privatekey", "access_key", "accesskey", "license_key", "licensekey",
    "connection_string", "connectionstring", "dsn", "webhook", "authorization", "service_key",
    "servicekey", "auth_key", "authkey",
  ])
  private static let forms = NeedleSet(SecretForm.all.map(\.mark))

  /// The line, values replaced where their keys speak of secrets or their forms are known.
  static func masked(_ line: String) -> String {
    let line = maskingForms(maskingCredentials(line))
    // Nearly all lines speak of none, and are quoted as they are.
    guard speaksOfSecret(line[...]), let separator = separator(in: line[...]) else { return line }
    guard speaksOfSecret(line[..<separator]) else { return maskingValues(line) }
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

  /// The line without the values that its further keys set: `{env: "test", token: "…"}`,
  /// `["A=b", "API_KEY=…"]`, `{name: API_KEY, value: …}`.
  private static func maskingValues(_ line: String) -> String {
    var shown = ""
    var rest = line[...]
    while let separator = separator(in: rest) {
      let before = rest[..<separator]
      let start = before.utf8.lastIndex(where: ",({;&|".utf8.contains) ?? before.startIndex
      let value = rest[rest.index(after: separator)...]
      shown += rest[...separator]
      rest = value
      // What stands before `value` is the name that it is the value of.
      let key = isValue(before[start...]) ? before : before[start...]
      guard speaksOfSecret(key), !key.contains("/"),
        let literal = literal(in: value, isAssigned: shown.last == "="),
        !isReference(String(literal))
      else { continue }
      shown += value[..<literal.startIndex] + "***"
      rest = rest[literal.endIndex...]
    }
    return shown + rest
  }

  /// Whether a key is `value`, with what stands around it.
  private static func isValue(_ key: Substring) -> Bool {
    key.filter(\.isLetter).lowercased() == "value"
  }

  /// The text that a value begins with, in quotes or up to what ends it; `nil` for an expression.
  ///
  /// - Parameter isAssigned: whether it stands behind `=`; what follows a colon at once is no value,
  ///   `token-service:1.2`.
  private static func literal(in value: Substring, isAssigned: Bool) -> Substring? {
    let text = value.drop { $0 == " " }
    // By bytes: of a line with many values each may be looked through to its end.
    if let quote = text.utf8.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let literal = text.dropFirst()
      let end = literal.utf8.firstIndex(of: quote) ?? literal.endIndex
      return literal.startIndex == end ? nil : literal[..<end]
    }
    guard isAssigned || value.first == " " else { return nil }
    func end(from start: Substring.Index) -> Substring.Index {
      text[start...].utf8.firstIndex(where: endsLiteral) ?? text.endIndex
    }
    var literal = text[..<end(from: text.startIndex)]
    // https://www.rfc-editor.org/rfc/rfc9110#name-authentication-scheme
    if ["bearer", "basic", "token"].contains(literal.lowercased()), literal.endIndex < text.endIndex
    {
      literal = text[..<end(from: text.index(after: literal.endIndex))]
    }
    guard !literal.isEmpty, text[literal.endIndex...].first != "(" else { return nil }
    return literal
  }

  private static func endsLiteral(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ")"),
      UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: "\""), UInt8(ascii: "'"),
      UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "&"), UInt8(ascii: "("):
      true
    default: false
    }
  }

  /// Whether the value names a secret rather than being one.
  private static func isReference(_ value: String) -> Bool {
    value.contains("{{") || value.contains("${") || value.hasPrefix("$") || value.contains("<%")
      || value == "true" || value == "false" || value.hasPrefix("[") || value.hasPrefix("{")
      || value.hasPrefix("var.") || value.hasPrefix("local.") || value.hasPrefix("data.")
      || value.hasPrefix("!")
  }

  /// `https://user:word@host` without the user and the word.
  private static func maskingCredentials(_ line: String) -> String {
    guard line.contains("://") else { return line }
    var shown = ""
    var rest = line[...]
    while let scheme = rest.firstRange(of: "://") {
      shown += rest[..<scheme.upperBound]
      rest = rest[scheme.upperBound...]
      let authority = rest.prefix { !"/ \"',".contains($0) }
      // A name such as `git` is no word; a key that stands alone, as in a DSN, is one.
      guard let at = authority.lastIndex(of: "@"),
        authority[..<at].contains(":") || authority[..<at].count >= 16
      else { continue }
      shown += "***"
      rest = rest[at...]
    }
    return shown + rest
  }

  /// The line without what has the form of a token that its issuer documents.
  private static func maskingForms(_ line: String) -> String {
    let bytes = Array(line.utf8)
    guard forms.isAny(in: bytes) else { return line }
    var shown: [UInt8] = []
    var end = 0
    for match in forms.matches(in: bytes) where match.offset >= end {
      let form = SecretForm.all[match.needle]
      guard form.fits(bytes, at: match.offset) else { continue }
      let start = match.offset + form.mark.utf8.count
      shown += bytes[end..<start] + Array("***".utf8)
      end =
        bytes[start...].firstIndex { !($0.isWordByte || "-./+=".utf8.contains($0)) } ?? bytes.count
    }
    return String(decoding: shown + bytes[end...], as: UTF8.self)
  }
}
