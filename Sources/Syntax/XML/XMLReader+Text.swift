import SourceModel

extension XML.Reader {
  /// The next byte, `nil` at the end of the text.
  var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

  /// A failure at the next byte.
  func unexpected(_ expected: String) -> ReadingFailure {
    let found = TextEncoding.description(at: index, in: bytes)
    return ReadingFailure("expected \(expected), found \(found)", at: index)
  }

  /// Whether the text at the cursor begins with this one.
  func isAt(_ prefix: StaticString) -> Bool {
    let count = prefix.utf8CodeUnitCount
    return prefix.withUTF8Buffer { bytes[index...].prefix(count).elementsEqual($0) }
  }

  /// Passes white space; whether there was any.
  @discardableResult
  mutating func skipSpace() -> Bool {
    let start = index
    while let byte, XML.isSpace(byte) { index += 1 }
    return index > start
  }

  /// Passes everything up to the end of what begins here.
  mutating func skip(
    _ start: StaticString, upTo end: StaticString, _ what: String
  ) throws(ReadingFailure) {
    let first = index
    index += start.utf8CodeUnitCount
    while index < bytes.count {
      if isAt(end) {
        index += end.utf8CodeUnitCount
        return
      }
      index += 1
    }
    throw ReadingFailure("\(what) has no end, expected `\(end)`", at: first)
  }

  /// Reads a name; which letters other scripts allow in it is not looked at closely.
  mutating func readName(_ what: String) throws(ReadingFailure) -> String {
    let start = index
    while let byte, Self.isNameByte(byte), index > start || !Self.isInnerNameByte(byte) {
      index += 1
    }
    guard index > start else { throw unexpected(what) }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"), UInt8(ascii: ":"), 0x80...:
      true
    default: isInnerNameByte(byte)
    }
  }

  /// Bytes that a name may hold but not begin with.
  private static func isInnerNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."): true
    default: false
    }
  }

  /// Passes a document type with all declarations inside it.
  mutating func skipDocumentType() throws(ReadingFailure) {
    let start = index
    var isInside = false
    while let byte {
      switch byte {
      case UInt8(ascii: "["): isInside = true
      case UInt8(ascii: "]"): isInside = false
      case UInt8(ascii: "\""), UInt8(ascii: "'"): skipQuoted(byte)
      case UInt8(ascii: "<") where isAt("<!--"):
        try skip("<!--", upTo: "-->", "the comment")
        continue
      case UInt8(ascii: ">") where !isInside:
        index += 1
        return
      default: break
      }
      index += 1
    }
    throw ReadingFailure("the document type has no end, expected `>`", at: start)
  }

  /// Passes a quoted text up to its closing quote.
  private mutating func skipQuoted(_ quote: UInt8) {
    index += 1
    while let byte, byte != quote { index += 1 }
  }

  /// The text with its references resolved; line ends are `\n`, in attributes all spaces are one.
  ///
  /// See https://www.w3.org/TR/xml/#sec-line-ends and https://www.w3.org/TR/xml/#AVNormalize
  mutating func resolved(_ range: Range<Int>, isAttribute: Bool = false) -> ArraySlice<UInt8> {
    let isPlain = bytes[range].allSatisfy { byte in
      byte != UInt8(ascii: "&") && byte != UInt8(ascii: "\r")
        && (!isAttribute || byte >= UInt8(ascii: " "))
    }
    if isPlain { return bytes[range] }
    var result: [UInt8] = []
    var next = range.lowerBound
    while next < range.upperBound {
      let byte = bytes[next]
      next += 1
      switch byte {
      case UInt8(ascii: "&"):
        if let (scalar, end) = reference(at: next, before: range.upperBound) {
          result.append(scalar: scalar)
          next = end
        } else {
          result.append(byte)
        }
      case UInt8(ascii: "\r"):
        if next < range.upperBound, bytes[next] == UInt8(ascii: "\n") { continue }
        result.append(isAttribute ? UInt8(ascii: " ") : UInt8(ascii: "\n"))
      case UInt8(ascii: "\n"), UInt8(ascii: "\t"):
        result.append(isAttribute ? UInt8(ascii: " ") : byte)
      default: result.append(byte)
      }
    }
    return result[...]
  }

  /// The character that a reference behind its `&` stands for; `nil` where it stays as text.
  private mutating func reference(
    at start: Int, before limit: Int
  ) -> (scalar: Unicode.Scalar, end: Int)? {
    let text = bytes[start..<limit].prefix { Self.isNameByte($0) || $0 == UInt8(ascii: "#") }
    guard text.endIndex < limit, bytes[text.endIndex] == UInt8(ascii: ";"), !text.isEmpty else {
      report(.warning, "`&` is to be written as `&amp;`", at: start - 1)
      return nil
    }
    guard let scalar = Self.scalar(named: String(decoding: text, as: UTF8.self)) else {
      return nil
    }
    return (scalar, text.endIndex + 1)
  }

  private static func scalar(named name: String) -> Unicode.Scalar? {
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default:
      guard name.hasPrefix("#") else { return nil }
      let digits = name.dropFirst()
      let isHex = digits.hasPrefix("x")
      let number = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return number.flatMap { $0 == 0 ? nil : Unicode.Scalar($0) }
    }
  }
}
