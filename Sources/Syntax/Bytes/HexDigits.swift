/// Digits of numbers in a text.
enum HexDigits {
  /// The value of a hexadecimal digit.
  static func value(of byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
    default: nil
    }
  }

  /// The number that exactly `count` digits at the offset write, at most 8.
  static func number(at offset: Int, count: Int, in bytes: [UInt8]) -> UInt32? {
    guard count <= 8, offset + count <= bytes.count else { return nil }
    var result: UInt32 = 0
    for byte in bytes[offset..<(offset + count)] {
      guard let digit = value(of: byte) else { return nil }
      result = result << 4 | digit
    }
    return result
  }
}

extension [UInt8] {
  /// Appends a scalar as UTF-8.
  mutating func append(scalar: Unicode.Scalar) {
    for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { append(unit) }
  }
}
