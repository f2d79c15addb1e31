import Catalogue

/// Tells texts that name a secret, `${TOKEN}`, from those that are one.
struct SecretReference {
  /// The line.
  let bytes: [UInt8]

  /// Makes one for the parts of a line.
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Whether a text only names secrets, or holds a word that is none.
  static func isReference(_ text: some StringProtocol) -> Bool {
    let bytes = Array(text.utf8)
    return SecretReference(bytes).isReference(bytes.indices)
  }

  /// Whether all of a range names secrets, with words between them that are none.
  ///
  /// - Parameter depth: how many defaults of variables it stands in.
  func isReference(_ range: Range<Int>, depth: Int = 0) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound {
      if bytes[index] == Self.space || Self.isQuote(bytes[index]) {
        index += 1
        continue
      }
      guard
        let end = self.end(ofReferenceAt: index, before: range.upperBound, depth: depth)
          ?? endOfPlainWord(at: index, in: range)
      else { return false }
      index = end
    }
    return true
  }

  /// Where a value without quotes ends, and whether it only names secrets.
  ///
  /// - Parameter holdsSpaces: whether spaces are part of it, as in YAML.
  func value(
    at start: Int, before limit: Int, holdsSpaces: Bool
  ) -> (end: Int, isReference: Bool) {
    var (index, isReference, isBehindScheme) = (start, true, false)
    while index < limit {
      if bytes[index] == Self.space {
        guard holdsSpaces || isBehindScheme,
          let next = bytes[index..<limit].firstIndex(where: { $0 != Self.space }),
          bytes[next] != UInt8(ascii: "#"), holdsSpaces || !Self.endsValue(bytes[next])
        else { break }
        (index, isBehindScheme) = (next, false)
        continue
      }
      // What follows a text is passed over and not looked into: it is hidden with it.
      let form =
        isReference
        ? self.end(ofReferenceAt: index, before: limit) : endOfForm(at: index, before: limit)
      if let form {
        (index, isBehindScheme) = (form, false)
        continue
      }
      guard !Self.endsValue(bytes[index]) else { break }
      let end = endOfForm(at: index, before: limit) ?? endOfWord(at: index, before: limit)
      let isWhole =
        (index == start || bytes[index - 1] == Self.space)
        && (end == limit || Self.endsValue(bytes[end]))
      let word = lowered(index..<end)
      if isWhole, Self.schemes.contains(word), end < limit, bytes[end] == Self.space {
        isBehindScheme = true
      } else if !isWhole || !isPlain(index..<end) {
        isReference = false
      }
      index = end
    }
    return (index, isReference)
  }

  // MARK: - Words

  // https://www.rfc-editor.org/rfc/rfc9110#name-authentication-scheme
  private static let schemes: Set<String> = ["bearer", "basic", "token"]
  /// Words that no secret is: answers, rights, and what an excerpt holds in its place.
  private static let plain: Set<String> = [
    "true", "false", "yes", "no", "null", "nil", "none", "~", "read", "write", "inherit", "***",
    "optional", "required", "enabled", "disabled", "dummy",
  ]

  /// How words begin that say where one is.
  ///
  /// https://docs.docker.com/build/building/secrets/
  private static let places = ["file://", "id=", "type="]

  /// Whether a word is no secret.
  private func isPlain(_ range: Range<Int>) -> Bool {
    Self.plain.contains(lowered(range)) || isVersion(range)
      || Self.places.contains { begins($0, at: range.lowerBound) }
  }

  /// Whether it is the version of a package: `^9.0.0`, as `express-jwt` has.
  private func isVersion(_ range: Range<Int>) -> Bool {
    guard range.count <= 20 else { return false }
    let number = bytes[range].drop { "^~<>=v".utf8.contains($0) }
    let parts = number.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count > 1 && parts.count < 5
      && parts.allSatisfy { !$0.isEmpty && $0.count < 5 && $0.allSatisfy(\.isASCIIDigit) }
  }

  private func endOfPlainWord(at index: Int, in range: Range<Int>) -> Int? {
    guard index == range.lowerBound || Self.endsValue(bytes[index - 1]) else { return nil }
    let end = endOfWord(at: index, before: range.upperBound)
    guard end == range.upperBound || Self.endsValue(bytes[end]) else { return nil }
    let word = lowered(index..<end)
    let isScheme =
      Self.schemes.contains(word) && end < range.upperBound && bytes[end] == Self.space
    return isScheme || isPlain(index..<end) ? end : nil
  }

  private func endOfWord(at index: Int, before limit: Int) -> Int {
    guard index + 1 < limit else { return limit }
    return bytes[(index + 1)..<limit].firstIndex {
      Self.endsValue($0) || $0 == UInt8(ascii: "$")
    } ?? limit
  }

  private func lowered(_ range: Range<Int>) -> String {
    // No word of those that are known is longer.
    String(decoding: bytes[range].prefix(12).map(\.lowercasedASCII), as: UTF8.self)
  }

  static let space = UInt8(ascii: " ")

  static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
  }

  /// Whether a byte ends a value without quotes.
  static func endsValue(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ")"),
      UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: "\""), UInt8(ascii: "'"),
      UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "&"), UInt8(ascii: "("):
      true
    default: false
    }
  }
}

// MARK: - Forms of references

extension SecretReference {
  /// How long a reference may be, so that each is looked through to its end.
  static let longest = 512
  /// How many variables may stand in each other's defaults.
  private static let deepest = 3

  /// Expressions by what they stand between.
  private static let expressions: [(start: [UInt8], end: [UInt8])] = [
    ("${{", "}}"), ("{{", "}}"), ("$[[", "]]"), ("<%", "%>"), ("((", "))"),
  ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

  /// What names a value of the file's program: `var.password`.
  private static let roots: Set<String> = [
    "var", "local", "data", "module", "each", "self", "path", "secrets", "vars", "env",
  ]

  /// Where the reference ends that starts at the byte; `nil` for other texts, and for one that says
  /// what is taken where there is no value.
  fileprivate func end(ofReferenceAt index: Int, before limit: Int, depth: Int = 0) -> Int? {
    if let end = endOfForm(at: index, before: limit) {
      guard !isLiteral(index..<end) else { return nil }
      if begins("${", at: index), !begins("${{", at: index) {
        let isLiteral =
          depth > Self.deepest || literalDefault(in: (index + 2)..<(end - 1), depth: depth) != nil
        return isLiteral ? nil : end
      }
      return begins("$(", at: index) || !holdsDefault(index..<end) ? end : nil
    }
    return endOfVariable(at: index, before: limit) ?? endOfPath(at: index, before: limit)
  }

  /// How expressions begin whose first word is the secret: `{{ quote "word" }}`, `$(echo word | base64)`.
  private static let literals: Set<String> = [
    "quote", "squote", "print", "printf", "b64enc", "b64dec", "format", "tobase64", "base64encode",
    "echo",
  ]

  /// Whether an expression says a text itself, or hands it to a function that only writes it otherwise.
  private func isLiteral(_ form: Range<Int>) -> Bool {
    var rest = bytes[form].drop { "${[(<%=- ".utf8.contains($0) }
    let word = rest.prefix(13).prefix { $0.isWordByte }
    let isHanded =
      Self.literals.contains(String(decoding: word.map(\.lowercasedASCII), as: UTF8.self))
    if isHanded {
      rest = rest[word.endIndex...].drop { " (-n".utf8.contains($0) }
    }
    guard let first = rest.first else { return false }
    let isText = Self.isQuote(first)
    guard isText || isHanded && bytes[form].starts(with: "$(".utf8) else { return false }
    let said = isText ? rest.dropFirst() : rest
    // What is handed on may be a name in turn, `printf "%s" "$TOKEN"`.
    return said.first.map { $0.isWordByte } ?? false
  }

  /// Where the text in braces or the like ends that starts at the byte.
  func endOfForm(at index: Int, before limit: Int) -> Int? {
    for (start, end) in Self.expressions where begins(start, at: index) {
      let last = min(limit, index + Self.longest) - end.count
      var place = index + start.count
      while place <= last {
        if begins(end, at: place) { return place + end.count }
        place += 1
      }
      return nil
    }
    guard bytes[index] == UInt8(ascii: "$"), index + 1 < limit else { return nil }
    switch bytes[index + 1] {
    case UInt8(ascii: "{"):
      return endOfPair(at: index + 1, before: limit, closing: UInt8(ascii: "}"))
    case UInt8(ascii: "("):
      return endOfPair(at: index + 1, before: limit, closing: UInt8(ascii: ")"))
    case UInt8(ascii: "["):
      return endOfPair(at: index + 1, before: limit, closing: UInt8(ascii: "]"))
    default: return nil
    }
  }

  /// Where the part ends that the byte opens.
  private func endOfPair(at index: Int, before limit: Int, closing: UInt8) -> Int? {
    var depth = 0
    for place in index..<min(limit, index + Self.longest) {
      if bytes[place] == bytes[index] { depth += 1 }
      if bytes[place] == closing { depth -= 1 }
      if depth == 0 { return place + 1 }
    }
    return nil
  }

  /// `$NAME`, `$env:NAME` or `%NAME%`.
  private func endOfVariable(at index: Int, before limit: Int) -> Int? {
    let isPercent = bytes[index] == UInt8(ascii: "%")
    guard isPercent || bytes[index] == UInt8(ascii: "$") else { return nil }
    // https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_environment_variables
    let isNamed = begins("$env:", at: index) || begins("$Env:", at: index)
    let start = index + (isNamed ? 5 : 1)
    guard start < limit, bytes[start].isWordByte, !bytes[start].isASCIIDigit else { return nil }
    let end = bytes[start..<limit].firstIndex { !$0.isWordByte } ?? limit
    guard isPercent else { return end }
    return end < limit && bytes[end] == UInt8(ascii: "%") ? end + 1 : nil
  }

  /// `var.password`, `data.vault.keys["a"]` up to its quote.
  private func endOfPath(at index: Int, before limit: Int) -> Int? {
    guard let dot = bytes[index..<min(limit, index + 10)].firstIndex(where: { !$0.isWordByte }),
      bytes[dot] == UInt8(ascii: "."), Self.roots.contains(lowered(index..<dot))
    else { return nil }
    var (end, depth) = (dot + 1, 0)
    while end < limit, bytes[end].isWordByte || ".-*[]".utf8.contains(bytes[end]) {
      if bytes[end] == UInt8(ascii: "[") { depth += 1 }
      if bytes[end] == UInt8(ascii: "]") { depth -= 1 }
      guard depth >= 0 else { break }
      end += 1
    }
    return end > dot + 1 ? end : nil
  }

  fileprivate func begins(_ text: String, at index: Int) -> Bool {
    bytes[index...].starts(with: text.utf8)
  }

  private func begins(_ text: [UInt8], at index: Int) -> Bool {
    bytes[index...].starts(with: text)
  }
}
