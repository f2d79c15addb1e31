/// The reader of JSON and of the two forms of it that people write by hand.
package enum JSON {
  /// What is allowed beyond RFC 8259.
  package enum Dialect: Hashable, Sendable {
    /// Nothing.
    ///
    /// See https://www.rfc-editor.org/rfc/rfc8259
    case strict
    /// Comments and trailing commas, as in `tsconfig.json`.
    ///
    /// See https://jsonc.org
    case withComments
    /// JSON5.
    ///
    /// See https://spec.json5.org
    case json5
  }

  /// Reads one document.
  ///
  /// Numbers, `true`, `false` and `null` are plain scalars with their raw text, strings are quoted
  /// scalars with their escapes resolved. The first fault of the syntax ends the reading; what was
  /// read before it is kept.
  package static func parse(_ bytes: [UInt8], dialect: Dialect) -> SyntaxTree {
    var reader = Reader(bytes, dialect: dialect)
    return reader.read()
  }

  /// Text of a JSON string literal with its quotes.
  ///
  /// All control characters are escaped, also those of C1 and those that turn the direction of a
  /// line, so that a text of a stranger cannot change how the output looks.
  package static func quoted(_ text: String) -> String {
    var result: [UInt8] = [UInt8(ascii: "\"")]
    result.reserveCapacity(text.utf8.count + 2)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += [UInt8(ascii: "\\"), UInt8(ascii: "\"")]
      case "\\": result += [UInt8(ascii: "\\"), UInt8(ascii: "\\")]
      case "\n": result += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
      case "\r": result += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
      case "\t": result += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
      default:
        if isControl(scalar) { result += escape(scalar) } else { result.append(scalar: scalar) }
      }
    }
    result.append(UInt8(ascii: "\""))
    return String(decoding: result, as: UTF8.self)
  }

  /// Control characters, line separators and the marks of bidirectional text; all in plane 0.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
      true
    default: false
    }
  }

  private static func escape(_ scalar: Unicode.Scalar) -> [UInt8] {
    let digits = Array(String(scalar.value, radix: 16).utf8)
    let zeros = [UInt8](repeating: UInt8(ascii: "0"), count: max(0, 4 - digits.count))
    return [UInt8(ascii: "\\"), UInt8(ascii: "u")] + zeros + digits
  }
}
