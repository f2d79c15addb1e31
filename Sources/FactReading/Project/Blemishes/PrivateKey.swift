import SourceModel

/// Tells private keys from public ones and from placeholders.
enum PrivateKey {
  private static let limit = 8_000

  /// Whether a private key stands there in plain text, in the form of PEM.
  ///
  /// An encrypted one opens nothing without its password.
  ///
  /// https://www.rfc-editor.org/rfc/rfc7468
  static func isPEM(_ bytes: [UInt8], at offset: Int) -> Bool {
    let text = String(decoding: bytes[offset...].prefix(4_000), as: UTF8.self)
    // A certificate may stand in front of the key of something else.
    guard let end = text.firstRange(of: "PRIVATE KEY"),
      !text[..<end.lowerBound].contains("ENCRYPTED"),
      // A pattern that looks for such marks says more: `BEGIN [A-Z ]+ PRIVATE KEY`.
      text[..<end.lowerBound].utf8.allSatisfy({ byte in
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: " ") || byte.isWordByte
      })
    else { return false }
    let rest = text[end.upperBound...]
    // PGP's mark goes on: `PRIVATE KEY BLOCK-----`.
    guard let marks = rest.firstRange(of: "-----"), rest[..<marks.lowerBound].count < 10 else {
      return false
    }
    let body = rest[marks.upperBound...].prefix { $0 != "-" }
    guard !body.contains("ENCRYPTED"), !body.contains("...") else { return false }
    // Code that only looks for such marks has no long pieces behind them.
    let pieces = body.utf8.split { value(ofDigit: $0) == nil && $0 != UInt8(ascii: "=") }
    let length = pieces.reduce(0) { $0 + $1.count }
    return length >= 100 && pieces.contains { $0.count >= 40 } && Set(body.utf8).count > 20
  }

  /// The bytes that stand there in base 64, as far as it goes.
  ///
  /// https://www.rfc-editor.org/rfc/rfc4648#section-4
  static func decoded(_ bytes: [UInt8], at offset: Int) -> [UInt8] {
    decoded(bytes, at: offset, upTo: limit)
  }

  private static func decoded(_ bytes: [UInt8], at offset: Int, upTo count: Int) -> [UInt8] {
    var result: [UInt8] = []
    var (buffer, bits): (UInt32, UInt32) = (0, 0)
    for byte in bytes[offset...].prefix(count) {
      guard let value = value(ofDigit: byte) else { break }
      buffer = buffer << 6 | value
      bits += 6
      guard bits >= 8 else { continue }
      bits -= 8
      result.append(UInt8(truncatingIfNeeded: buffer >> bits))
      buffer &= 1 << bits - 1
    }
    return result
  }

  private static func value(ofDigit byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte) - 65
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte) - 71
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte) + 4
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }

  /// Whether a private key stands there in the form of PEM, in base 64.
  static func isEncodedPEM(_ bytes: [UInt8], at offset: Int) -> Bool {
    mayBeEncodedPEM(bytes, at: offset) && isPEM(decoded(bytes, at: offset), at: 0)
  }

  /// Whether the first line of the text that stands there in base 64 names a private key.
  static func mayBeEncodedPEM(_ bytes: [UInt8], at offset: Int) -> Bool {
    // The longest line, `-----BEGIN ENCRYPTED PRIVATE KEY-----`, has 37 bytes.
    let start = decoded(bytes, at: offset, upTo: 200)
    return String(decoding: start, as: UTF8.self).contains("PRIVATE KEY")
  }

  /// Whether the object of JSON around the place holds the private part of a key.
  static func isWebKey(_ bytes: [UInt8], at offset: Int) -> Bool {
    var keys = WebKeys(bytes, from: max(0, offset - limit))
    return keys.isPrivate(at: offset)
  }
}

/// Tells whether private keys stand in base 64, asked of places in rising order.
///
/// Each stretch is looked at once.
struct EncodedKeys {
  private let bytes: [UInt8]
  /// Where the stretch ends that was looked at last.
  private var end = 0

  /// Begins at the start of the bytes.
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Whether one stands at the place.
  mutating func isPrivate(at place: Int) -> Bool {
    guard place >= end, place == 0 || !bytes[place - 1].isWordByte,
      PrivateKey.mayBeEncodedPEM(bytes, at: place)
    else { return false }
    let text = PrivateKey.decoded(bytes, at: place)
    // Four digits stand for three bytes.
    end = place + text.count / 3 * 4
    return PrivateKey.isPEM(text, at: 0)
  }
}
