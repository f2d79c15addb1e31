import Catalogue

/// A line in which the values of secrets are looked for.
struct SecretLine {
  /// A part that is not shown.
  struct Mask {
    /// Where it stands.
    var range: Range<Int>
    /// What is shown in its place.
    var text = "***"
  }

  let bytes: [UInt8]
  /// The bytes with small letters for capital ones.
  let lowered: [UInt8]
  let reference: SecretReference
  /// The programs of the line that name secrets by words which are flags for secrets elsewhere.
  private let namers: Set<String>
  private var masks: [Mask] = []

  private static let hints = NeedleSet(SecretKey.hints + SecretFlag.hints)
  private static let names = NeedleSet(SecretKey.hints)
  private static let flags = NeedleSet(SecretFlag.hints)
  private static let namerNeedles = NeedleSet(SecretFlag.namers)

  /// Looks for secrets in a line; `nil` where it holds no word that could be the name of one, as
  /// nearly all do not.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    let lowered = bytes.map(\.lowercasedASCII)
    guard Self.hints.isAny(in: lowered) else { return nil }
    (self.bytes, self.lowered) = (bytes, lowered)
    reference = SecretReference(bytes)
    namers = Self.namers(in: lowered)
    findSettings()
    findNames()
    if Self.flags.isAny(in: lowered) { masks += flagMasks }
  }

  /// The programs of a line.
  private static func namers(in line: [UInt8]) -> Set<String> {
    let found = namerNeedles.matches(in: line).compactMap { match -> String? in
      let name = SecretFlag.namers[match.needle]
      let end = match.offset + name.utf8.count
      let isWhole =
        (match.offset == 0 || !SecretKey.isNameByte(line[match.offset - 1]))
        && (end == line.count || !SecretKey.isNameByte(line[end]))
      return isWhole ? name : nil
    }
    return Set(found)
  }

  /// Whether what follows a name is a secret.
  private func speaks(_ name: Range<Int>) -> Bool {
    guard SecretKey.speaks(bytes[name]) else { return false }
    let word = String(decoding: bytes[name], as: UTF8.self)
    return !SecretFlag.namesSecret(word, for: namers)
  }

  /// The line without them.
  var masked: String {
    var shown: [UInt8] = []
    var end = 0
    for mask in masks.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      if mask.range.lowerBound >= end {
        shown += bytes[end..<mask.range.lowerBound]
        shown += Array(mask.text.utf8)
      }
      end = max(end, mask.range.upperBound)
    }
    return String(decoding: shown + bytes[end...], as: UTF8.self)
  }

  // MARK: - Settings

  /// Notes the values behind `:` and `=`: of the first one all that follows on the line, of the
  /// others what their forms say.
  private mutating func findSettings() {
    var (isFirst, depth, end) = (true, 0, 0)
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: ":"), UInt8(ascii: "="):
        defer { isFirst = false }
        guard index >= end, let key = key(before: index), speaks(key) else {
          continue
        }
        let found = values(behind: index, of: key, isFirst: isFirst, isInBraces: depth > 0)
        masks += found
        end = found.last?.range.upperBound ?? end
      default: break
      }
    }
  }

  /// The name right before a separator: in quotes, in brackets or as it is.
  private func key(before separator: Int) -> Range<Int>? {
    var end = separator
    while end > 0, " :?+|!~<>=\\".utf8.contains(bytes[end - 1]) {
      end -= 1
      guard separator - end <= 8 else { return nil }
    }
    // `ENV["TOKEN"] = `, `tokens[0]=`
    if end > 0, bytes[end - 1] == UInt8(ascii: "]") { end = endOfKey(before: end - 1) }
    if end > 0, bytes[end - 1] == Self.backslash { end -= 1 }
    guard end > 0 else { return nil }
    if SecretReference.isQuote(bytes[end - 1]) {
      let quote = bytes[end - 1]
      end -= 1
      if end > 0, bytes[end - 1] == Self.backslash { end -= 1 }
      let start = bytes[max(0, end - 100)..<end].lastIndex(of: quote)
      return start.map { ($0 + 1)..<end }
    }
    let start = startOfName(endingAt: end)
    // What `${NAME:-word}` says is told by the names.
    guard start < end, !isInBraces(start) else { return nil }
    return start..<end
  }

  /// Where a name ends before the number in brackets, or the bracket where they hold none.
  private func endOfKey(before bracket: Int) -> Int {
    let opening = bytes[..<bracket].lastIndex { !$0.isASCIIDigit }
    guard let opening, opening + 1 < bracket, bytes[opening] == UInt8(ascii: "[") else {
      return bracket
    }
    return opening
  }

  /// The parts behind a separator that are the value of the name before it.
  private func values(
    behind separator: Int, of key: Range<Int>, isFirst: Bool, isInBraces: Bool
  ) -> [Mask] {
    let isColon = bytes[separator] == UInt8(ascii: ":")
    let behind =
      bytes[(separator + 1)...].firstIndex {
        !($0 == UInt8(ascii: "=") || (!isColon && $0 == UInt8(ascii: ">")))
      } ?? bytes.endIndex
    let isAtOnce = isColon && byte(behind) != SecretReference.space
    var start = afterSpaces(behind)
    if isColon {
      guard let content = content(behindPropertiesAt: start) else { return [] }
      start = content
    }
    // `>` begins a text in the next lines.
    guard let first = byte(start), first != UInt8(ascii: ">") else { return [] }
    let rest = [Mask(range: (separator + 1)..<bytes.endIndex, text: " ***")]
    if let quoted = quoted(at: start) {
      guard !quoted.isEmpty, !reference.isReference(quoted) else { return [] }
      if isFirst { return rest }
      // `'a'b` is one word.
      let behind = quoted.upperBound + 1
      let end = behind < bytes.endIndex ? endOfShellWord(from: behind) : behind
      return [Mask(range: end > behind ? start..<end : quoted)]
    }
    // The settings in braces are looked at one by one.
    if first == UInt8(ascii: "{"), byte(start + 1) != first { return [] }
    if first == UInt8(ascii: "[") { return elements(at: start, of: key) }
    // What follows a colon at once is no value, `token-service:1.2`, but in a header.
    if isAtOnce, !mayHoldValueAtOnce(key) { return [] }
    let (end, isReference) = reference.value(
      at: start, before: bytes.endIndex, holdsSpaces: isColon && (isFirst || isInBraces))
    guard end == start ? beginsWithSign(start) : !isReference else { return [] }
    if isFirst { return rest }
    if let quote = quote(before: key), let closing = endOfQuoted(from: start, by: quote) {
      return [Mask(range: start..<closing)]
    }
    // A call is an expression.
    if end > start, byte(end) == UInt8(ascii: "(") { return [] }
    return [Mask(range: start..<max(beforeSpaces(end), endOfShellWord(from: end)))]
  }

  /// Whether a value begins with a sign that ends other values, `TOKEN=(word`, and is no text of the next
  /// lines, `TOKEN: |-`.
  private func beginsWithSign(_ start: Int) -> Bool {
    guard let first = byte(start), "(&|;".utf8.contains(first) else { return false }
    return bytes[(start + 1)...].contains { !" -+|0123456789".utf8.contains($0) }
  }

  /// The quote in which a setting stands: `"NAME=word"`.
  private func quote(before key: Range<Int>) -> UInt8? {
    byte(key.lowerBound - 1).flatMap { SecretReference.isQuote($0) ? $0 : nil }
  }

  /// Whether the next one of a query begins: `&name=`.
  private func isNextSetting(_ index: Int) -> Bool {
    guard byte(index) == UInt8(ascii: "&") else { return false }
    let end = endOfName(from: index + 1)
    return end > index + 1 && byte(end) == UInt8(ascii: "=")
  }

  /// Where the signs end that a value without quotes goes on with, `word&more`, up to a space.
  private func endOfShellWord(from index: Int) -> Int {
    var end = index
    // A space behind a backslash is part of it.
    if byte(end) == SecretReference.space, byte(end - 1) == Self.backslash { end += 1 }
    while let byte = byte(end), !" ,\"'`]}".utf8.contains(byte), !isNextSetting(end) {
      end += byte == Self.backslash && end + 1 < bytes.endIndex ? 2 : 1
    }
    // The bracket of a call is no part of it.
    return bytes[index..<end].contains(where: \.isWordByte) ? end : index
  }

  /// Tags of YAML behind which the name of a value stands.
  ///
  /// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html,
  /// https://docs.gitlab.com/ci/yaml/yaml_optimization/#reference-tags,
  /// https://www.home-assistant.io/docs/configuration/secrets/
  private static let namingTags: Set<String> = [
    "!Ref", "!GetAtt", "!ImportValue", "!FindInMap", "!Select", "!If", "!Condition", "!reference",
    "!secret", "!env", "!env_var", "!ENV",
  ]

  /// Where the value begins behind anchors and tags of YAML; `nil` where a tag names one, `!Ref Token`.
  func content(behindPropertiesAt start: Int) -> Int? {
    var content = start
    while let sign = byte(content), sign == UInt8(ascii: "!") || sign == UInt8(ascii: "&") {
      let property = bytes[content...].prefix { $0 != SecretReference.space }
      let next = afterSpaces(property.endIndex)
      // Without a value behind it, it is one.
      guard let first = byte(next) else { return content }
      let names = Self.namingTags.contains(String(decoding: property, as: UTF8.self))
      guard !names || SecretReference.isQuote(first) || first == UInt8(ascii: "[") else {
        return nil
      }
      content = next
    }
    return content
  }

  /// The texts of a list; those of `secrets` are names, as Compose and others write them.
  private func elements(at start: Int, of key: Range<Int>) -> [Mask] {
    guard !lowered[key].elementsEqual("secrets".utf8) else { return [] }
    var masks: [Mask] = []
    var index = start + 1
    while let byte = byte(index), byte != UInt8(ascii: "]") {
      if let quoted = quoted(at: index) {
        if !quoted.isEmpty, !reference.isReference(quoted) { masks.append(Mask(range: quoted)) }
        index = quoted.upperBound + (self.byte(quoted.upperBound) == Self.backslash ? 2 : 1)
        continue
      }
      let (end, isReference) = reference.value(
        at: index, before: bytes.endIndex, holdsSpaces: false)
      if !isReference { masks.append(Mask(range: index..<end)) }
      index = max(end, index + 1)
    }
    return masks
  }

  /// Whether a colon right behind a name gives it a value: `"PRIVATE-TOKEN:word"`.
  private func mayHoldValueAtOnce(_ key: Range<Int>) -> Bool {
    guard SecretKey.isLastWord(of: bytes[key]) else { return false }
    guard let before = byte(key.lowerBound - 1), !"\"'{,".utf8.contains(before) else { return true }
    // `--token:word`, `/Token:word`
    let isAfterSpace = byte(key.lowerBound - 2).map { $0 == SecretReference.space } ?? true
    if bytes[key.lowerBound] == UInt8(ascii: "-"), before == SecretReference.space { return true }
    if before == UInt8(ascii: "/"), isAfterSpace { return true }
    let words = bytes[max(0, key.lowerBound - 9)..<key.lowerBound]
    return words.suffix(3).elementsEqual("-H ".utf8) || words.elementsEqual("--header ".utf8)
  }

  // MARK: - Names

  /// Notes what belongs to a name in other ways.
  private mutating func findNames() {
    var end = 0
    for match in Self.names.matches(in: lowered, limit: lowered.count) where match.offset >= end {
      let start = startOfName(endingAt: match.offset)
      let name = start..<endOfName(from: match.offset)
      end = name.upperBound
      if speaks(name) { masks += values(named: name).map { Mask(range: $0) } }
    }
  }

  // MARK: - Parts

  static let backslash = UInt8(ascii: "\\")

  /// The byte at the index, where there is one.
  func byte(_ index: Int) -> UInt8? { bytes.indices.contains(index) ? bytes[index] : nil }

  func afterSpaces(_ index: Int) -> Int {
    bytes[index...].firstIndex { $0 != SecretReference.space } ?? bytes.endIndex
  }

  private func beforeSpaces(_ index: Int) -> Int {
    bytes[..<index].lastIndex { $0 != SecretReference.space }.map { $0 + 1 } ?? index
  }

  func startOfName(endingAt end: Int) -> Int {
    bytes[..<end].lastIndex { !SecretKey.isNameByte($0) }.map { $0 + 1 } ?? 0
  }

  func endOfName(from start: Int) -> Int {
    bytes[start...].firstIndex { !SecretKey.isNameByte($0) } ?? bytes.endIndex
  }

  func isNamePart(_ index: Int) -> Bool { byte(index).map(SecretKey.isNameByte) ?? false }

  /// Whether a name stands behind `${`.
  func isInBraces(_ start: Int) -> Bool {
    byte(start - 1) == UInt8(ascii: "{") && byte(start - 2) == UInt8(ascii: "$")
  }

  /// What stands between quotes that the byte opens, a backslash before it or not; up to the end where
  /// they are not closed.
  func quoted(at index: Int) -> Range<Int>? {
    let start = byte(index) == Self.backslash ? index + 1 : index
    guard let quote = byte(start), SecretReference.isQuote(quote) else { return nil }
    if start == index {
      // `''word''` in a text that such quotes are around.
      if byte(start + 1) == quote, let first = byte(start + 2), first.isWordByte {
        return (start + 2)..<(bytes[(start + 2)...].firstIndex(of: quote) ?? bytes.endIndex)
      }
      return (start + 1)..<(endOfQuoted(from: start + 1, by: quote) ?? bytes.endIndex)
    }
    guard let end = bytes[(start + 1)...].firstIndex(of: quote) else {
      return (start + 1)..<bytes.endIndex
    }
    let isEscaped = end > start + 1 && bytes[end - 1] == Self.backslash
    return (start + 1)..<(isEscaped ? end - 1 : end)
  }

  /// Where a text in quotes ends: quotes behind a backslash and doubled ones stand in it.
  private func endOfQuoted(from start: Int, by quote: UInt8) -> Int? {
    var end = start
    while let byte = byte(end) {
      if byte == Self.backslash, quote == UInt8(ascii: "\""), end + 1 < bytes.endIndex {
        end += 2
      } else if byte != quote {
        end += 1
      } else if quote == UInt8(ascii: "'"), self.byte(end + 1) == quote {
        end += 2
      } else {
        return end
      }
    }
    return nil
  }
}
