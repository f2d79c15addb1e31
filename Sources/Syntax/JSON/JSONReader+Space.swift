extension JSON.Reader {
  /// Passes white space, and comments where the dialect has them.
  mutating func skipSpace() throws(ReadingFailure) {
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"):
        index += 1
      case UInt8(ascii: "/"):
        guard dialect != .strict else {
          throw ReadingFailure("comments are not allowed in JSON", at: index)
        }
        try skipComment()
      default:
        guard dialect == .json5 else { return }
        let length = wideSpaceLength
        guard length > 0 else { return }
        index += length
      }
    }
  }

  private mutating func skipComment() throws(ReadingFailure) {
    let start = index
    index += 1
    switch byte {
    case UInt8(ascii: "/"):
      while let byte, byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") { index += 1 }
    case UInt8(ascii: "*"):
      index += 1
      while index + 1 < bytes.count {
        if bytes[index] == UInt8(ascii: "*"), bytes[index + 1] == UInt8(ascii: "/") {
          index += 2
          return
        }
        index += 1
      }
      throw ReadingFailure("the comment has no closing `*/`", at: start)
    default: throw ReadingFailure("expected a comment after `/`", at: start)
    }
  }

  /// The length of the white space at the cursor that only JSON5 has.
  ///
  /// See https://spec.json5.org/#white-space
  var wideSpaceLength: Int {
    let next = bytes[index..<min(index + 3, bytes.count)]
    switch next.first {
    case 0x0B, 0x0C: return 1
    case 0xC2: return next.starts(with: [0xC2, 0xA0]) ? 2 : 0
    case 0xE1: return next.starts(with: [0xE1, 0x9A, 0x80]) ? 3 : 0
    case 0xE2:
      guard next.count == 3, let last = next.last else { return 0 }
      let isSpace = next.starts(with: [0xE2, 0x80]) && (0x80...0x8A).contains(last)
      let isSeparator = next.starts(with: [0xE2, 0x80]) && [0xA8, 0xA9, 0xAF].contains(last)
      return isSpace || isSeparator || next.elementsEqual([0xE2, 0x81, 0x9F]) ? 3 : 0
    case 0xE3: return next.elementsEqual([0xE3, 0x80, 0x80]) ? 3 : 0
    case 0xEF: return next.elementsEqual([0xEF, 0xBB, 0xBF]) ? 3 : 0
    default: return 0
    }
  }
}
