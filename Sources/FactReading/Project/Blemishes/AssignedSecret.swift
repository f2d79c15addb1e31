import SourceModel

/// Tells a secret that a setting is given in plain text: `SECRET_KEY = '…'`, `"ClientSecret": "…"`.
///
/// The name says that it is one, the value that nobody made it up to be read: a placeholder, a word
/// and a well-known default have no such form.
enum AssignedSecret {
  /// How the names of such settings end.
  static let marks = [
    "SECRET_KEY", "secret_key", "secret_key_base", "SECRET_KEY_BASE", "ClientSecret",
    "clientSecret", "client_secret", "CLIENT_SECRET", "access_token", "ACCESS_TOKEN",
    "password", "PASSWORD", "master_key", "MASTER_KEY",
  ]

  /// Whether the setting whose name ends in the mark at the place is given a secret.
  ///
  /// - Parameter sections: those of the same bytes, asked of places in rising order.
  static func isGiven(
    _ bytes: [UInt8], at offset: Int, mark: String, in sections: inout Sections
  ) -> Bool {
    // A line of 400 bytes and more is no setting that anybody wrote.
    let before = bytes[max(0, offset - 400)..<offset]
    let behind = bytes[offset..<min(bytes.count, offset + 400)]
    let start = before.lastIndex(of: newline).map { $0 + 1 } ?? before.startIndex
    let end = behind.firstIndex(of: newline) ?? behind.endIndex
    guard end - start < 400 else { return false }
    let line = String(decoding: bytes[start..<end], as: UTF8.self)
    let name = String(decoding: bytes[start..<offset], as: UTF8.self)
    guard !isComment(line), !isAside(line),
      let value = value(String(decoding: bytes[(offset + mark.utf8.count)..<end], as: UTF8.self)),
      SecretText.isRandom(value, isDjango: mark == "SECRET_KEY" && name.isEmpty)
    else { return false }
    return !sections.isAside(around: start, indentation: indentation(of: bytes[start..<end]))
  }

  private static let newline = UInt8(ascii: "\n")

  private static func isComment(_ line: String) -> Bool {
    let text = line.trimmingSpaces
    return ["#", "//", ";", "--", "*", "/*", "<!--"].contains(where: text.hasPrefix)
  }

  private static let asides: Set<String> = ["dev", "devel", "development", "local", "public"]

  /// Whether the words say that it is for tests, or for a machine of a developer.
  private static func isAside(_ text: String) -> Bool {
    text.nameWords.contains { word in
      word.hasPrefix("test") || asides.contains(word)
    }
  }

  /// What stands behind a name and the sign that gives it a value, up to the end of the text.
  private static func value(_ rest: String) -> String? {
    let closing = rest.drop { "\"']".contains($0) }
    var text = closing.drop { $0 == " " || $0 == "\t" }
    guard rest.count - closing.count < 3 else { return nil }
    guard let sign = ["=>", ":=", "=", ":"].first(where: text.hasPrefix) else { return nil }
    text = text.dropFirst(sign.count).drop { $0 == " " || $0 == "\t" }
    if let quote = text.first, quote == "\"" || quote == "'" {
      let inner = text.dropFirst()
      return inner.firstIndex(of: quote).map { String(inner[..<$0]) }
    }
    // Behind a value without quotes stands nothing that code could do with it.
    let word = text.prefix { !$0.isWhitespace }
    let behind = String(text.dropFirst(word.count)).trimmingSpaces
    return behind.isEmpty || behind.hasPrefix("#") ? String(word) : nil
  }

  private static func indentation(of line: ArraySlice<UInt8>) -> Int {
    line.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
  }

  /// The lines around places of a text that begin sections, asked of places in rising order.
  struct Sections {
    private struct Opening {
      var line: Range<Int>
      var indentation: Int
      /// Whether its words say that it is for tests or development; `nil` until somebody asks.
      var isAside: Bool?
    }

    /// How far before a line its section may begin.
    private static let reach = 6_000

    private let bytes: [UInt8]
    private var next = 0
    /// The lines around the next one, each deeper than the one before.
    private var open: [Opening] = []

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Whether a section around a line is for tests or development: `test:`, `if Rails.env.test?`.
    ///
    /// - Parameters:
    ///   - start: where the line begins.
    ///   - indentation: how many blanks it begins with.
    mutating func isAside(around start: Int, indentation: Int) -> Bool {
      while next < start {
        let end = bytes[next...].firstIndex(of: AssignedSecret.newline) ?? bytes.count
        if end > next { add(next..<end) }
        next = end + 1
      }
      for index in open.indices.reversed() {
        guard open[index].line.lowerBound >= start - Self.reach else { return false }
        guard open[index].indentation < indentation else { continue }
        if isAside(at: index) { return true }
      }
      return false
    }

    private mutating func add(_ line: Range<Int>) {
      let indentation = AssignedSecret.indentation(of: bytes[line])
      while let last = open.last, last.indentation >= indentation { open.removeLast() }
      open.append(Opening(line: line, indentation: indentation))
    }

    private mutating func isAside(at index: Int) -> Bool {
      if let known = open[index].isAside { return known }
      let text = String(decoding: bytes[open[index].line].prefix(Self.reach), as: UTF8.self)
      let isAside = AssignedSecret.isAside(text)
      open[index].isAside = isAside
      return isAside
    }
  }
}

/// Tells a value that a machine drew from words that a person wrote.
enum SecretText {
  private static let placeholders = [
    "example", "xxxx", "your", "placeholder", "change", "dummy", "fake", "secret", "password",
    "123456789", "abcdefg", "insecure", "test",
  ]

  /// Whether the text is a number of base 16 in the length of a key, or long and of all sorts of
  /// letters; Django draws its keys from another alphabet.
  static func isRandom(_ text: String, isDjango: Bool) -> Bool {
    let bytes = Array(text.utf8)
    let lowered = text.lowercased()
    guard !placeholders.contains(where: lowered.contains), Set(bytes).count >= 10,
      bytes.contains(where: \.isASCIIDigit)
    else { return false }
    let isHexadecimal = bytes.allSatisfy { $0.isASCIIDigit || (97...102).contains($0) }
    if isHexadecimal { return [32, 40, 64, 128].contains(bytes.count) }
    if isDjango, isDjangoKey(bytes) { return true }
    return (32...100).contains(bytes.count) && bytes.allSatisfy(\.isWordByte)
      && bytes.contains { (97...122).contains($0) } && bytes.contains { (65...90).contains($0) }
      && bytes.count(where: \.isASCIIDigit) >= 3
  }

  /// Whether it has the form of Django's keys.
  ///
  /// https://docs.djangoproject.com/en/stable/ref/settings/#secret-key
  private static func isDjangoKey(_ bytes: [UInt8]) -> Bool {
    let signs = Set("!@#$%^&*(-_=+)".utf8)
    return bytes.count == 50
      && bytes.allSatisfy { $0.isASCIIDigit || (97...122).contains($0) || signs.contains($0) }
      && bytes.contains(where: signs.contains)
  }
}
