extension SecretReference {
  /// What is taken where the variable has no value, written out inside its braces: `word` of
  /// `NAME:-word`; `nil` where nothing is, or another variable.
  ///
  /// - Parameter range: what stands between the braces.
  func literalDefault(in range: Range<Int>, depth: Int = 0) -> Range<Int>? {
    let operation = range.prefix { isNameByte(at: $0) }.upperBound
    guard operation < range.upperBound else { return nil }
    var start = operation + 1
    switch bytes[operation] {
    case UInt8(ascii: ":"):
      guard start < range.upperBound else { return nil }
      // https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_06_02
      if "-=+".utf8.contains(bytes[start]) {
        start += 1
      } else if bytes[start] == UInt8(ascii: "?") {
        return nil
      } else if isResolver(operation, from: range.lowerBound) {
        return quotedDefault(in: operation..<range.upperBound)
      }
    case UInt8(ascii: "-"), UInt8(ascii: "="), UInt8(ascii: "+"): break
    case UInt8(ascii: ","), UInt8(ascii: "("):
      return quotedDefault(in: operation..<range.upperBound)
    default: return nil
    }
    guard start < range.upperBound, !isReference(start..<range.upperBound, depth: depth + 1)
    else { return nil }
    return start..<range.upperBound
  }

  private func isNameByte(at index: Int) -> Bool {
    bytes[index].isWordByte || ".!#".utf8.contains(bytes[index])
  }

  /// Whether what stands before the colon says where a value is looked up, `${env:TOKEN}`, rather than
  /// being the name that a default follows, `${DB_PASSWORD:word}`.
  ///
  /// https://www.serverless.com/framework/docs/guides/variables,
  /// https://docs.spring.io/spring-boot/reference/features/external-config.html#features.external-config.files.property-placeholders
  private func isResolver(_ end: Int, from start: Int) -> Bool {
    let name = bytes[start..<end]
    return !name.isEmpty && name.allSatisfy { (97...122).contains($0) } && !SecretKey.speaks(name)
  }

  /// A default in quotes behind a comma: `${env:TOKEN, 'word'}`.
  private func quotedDefault(in range: Range<Int>) -> Range<Int>? {
    guard let comma = range.first(where: { bytes[$0] == UInt8(ascii: ",") }),
      let start = ((comma + 1)..<range.upperBound).first(where: { bytes[$0] != Self.space }),
      Self.isQuote(bytes[start]), start + 1 < range.upperBound, bytes[start + 1] != bytes[start]
    else { return nil }
    return start..<range.upperBound
  }

  /// Whether an expression holds a text for want of a value: `a || 'word'`, `default "word"`.
  func holdsDefault(_ range: Range<Int>) -> Bool {
    range.dropLast().contains { index in
      guard Self.isQuote(bytes[index]), !Self.isQuote(bytes[index + 1]) else { return false }
      let before = bytes[range.lowerBound..<index].suffix(16)
      guard let last = before.lastIndex(where: { !" (".utf8.contains($0) }) else { return false }
      let words = before[...last]
      return words.suffix(2).elementsEqual("||".utf8)
        || words.suffix(7).elementsEqual("default".utf8)
    }
  }
}
