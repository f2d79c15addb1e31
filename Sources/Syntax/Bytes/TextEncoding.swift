import SourceModel

/// What the bytes of a file say as text.
enum TextEncoding {
  /// The offset after a byte order mark of UTF-8, 0 where there is none.
  static func contentStart(of bytes: [UInt8]) -> Int {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The offset of the first byte that is not well-formed UTF-8.
  static func firstInvalidOffset(in bytes: [UInt8]) -> Int? {
    var index = 0
    while index < bytes.count {
      guard bytes[index] >= 0x80 else {
        index += 1
        continue
      }
      let length = scalarLength(at: index, in: bytes)
      guard length > 0 else { return index }
      index += length
    }
    return nil
  }

  /// A fault at the first byte that is not UTF-8.
  ///
  /// Such bytes are read as U+FFFD.
  static func fault(in bytes: [UInt8], _ severity: Diagnostic.Severity) -> SyntaxFault? {
    guard let offset = firstInvalidOffset(in: bytes) else { return nil }
    var columns = LineColumns(startingAt: contentStart(of: bytes))
    let byte = hexadecimal(bytes[offset])
    return SyntaxFault(
      severity, "the text is not UTF-8: unexpected byte \(byte)",
      at: columns.position(at: offset, in: bytes))
  }

  /// What stands at the offset, for a message: `x` in backquotes, a code, or the end of the text.
  static func description(at offset: Int, in bytes: [UInt8]) -> String {
    guard offset < bytes.count else { return "the end of the text" }
    let byte = bytes[offset]
    switch byte {
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return "the end of the line"
    case UInt8(ascii: "\t"): return "a tab"
    case UInt8(ascii: " "): return "a space"
    case 0..<0x20, 0x7F: return "control character \(hexadecimal(byte))"
    case 0x20..<0x7F: return "`\(String(decoding: [byte], as: UTF8.self))`"
    default:
      let length = scalarLength(at: offset, in: bytes)
      guard length > 0 else { return "byte \(hexadecimal(byte))" }
      return "`\(String(decoding: bytes[offset..<(offset + length)], as: UTF8.self))`"
    }
  }

  /// The text as UTF-8, where a byte order mark says that it is UTF-16.
  static func decodedUTF16(_ bytes: [UInt8]) -> [UInt8]? {
    let isLittleEndian = bytes.starts(with: [0xFF, 0xFE])
    guard isLittleEndian || bytes.starts(with: [0xFE, 0xFF]) else { return nil }
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    for index in stride(from: 2, to: bytes.count - 1, by: 2) {
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(isLittleEndian ? second << 8 | first : first << 8 | second)
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  /// The text as UTF-8, from an encoding that has one byte for each of the first 256 scalars.
  static func decodedLatin1(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      if byte < 0x80 {
        result.append(byte)
      } else {
        result.append(0xC0 | byte >> 6)
        result.append(0x80 | byte & 0x3F)
      }
    }
    return result
  }

  /// The length of the well-formed scalar at the offset, 0 where it is not well-formed.
  ///
  /// The table is 3-7 of the Unicode standard: https://www.unicode.org/versions/Unicode16.0.0/core-spec/chapter-3/#G27506
  private static func scalarLength(at offset: Int, in bytes: [UInt8]) -> Int {
    let first = bytes[offset]
    let second: ClosedRange<UInt8>
    let length: Int
    switch first {
    case 0..<0x80: return 1
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return 0
    }
    guard offset + length <= bytes.count, second.contains(bytes[offset + 1]) else { return 0 }
    let isContinued = bytes[(offset + 2)..<(offset + length)].allSatisfy { $0 & 0xC0 == 0x80 }
    return isContinued ? length : 0
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "0x\(digits.utf8.count == 1 ? "0" : "")\(digits)"
  }
}
