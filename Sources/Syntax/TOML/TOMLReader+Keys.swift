import SourceModel

extension TOML.Reader {
  /// Reads a key of one or more parts, `a."b.c".d`.
  ///
  /// The cursor ends behind the blanks after it.
  mutating func readPath() throws(ReadingFailure) -> TOML.Path {
    var path = TOML.Path(last: try readKey())
    skipBlanks()
    while byte == UInt8(ascii: ".") {
      index += 1
      skipBlanks()
      path.leading.append(path.last)
      path.last = try readKey()
      skipBlanks()
    }
    return path
  }

  private mutating func readKey() throws(ReadingFailure) -> TOML.Key {
    let start = index
    let position = position(at: start)
    let text: String
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): text = try readLineString().text
    default:
      while let byte, Self.isBareKeyByte(byte) { index += 1 }
      guard index > start else { throw unexpected("a key") }
      text = String(decoding: bytes[start..<index], as: UTF8.self)
    }
    return TOML.Key(text: text, offset: start, position: position)
  }

  /// Letters, digits, `_` and `-`, of ASCII alone.
  ///
  /// See https://toml.io/en/v1.0.0#keys
  static func isBareKeyByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
