/// The reader of YAML 1.2.
///
/// See https://yaml.org/spec/1.2.2/
package enum YAML {
  /// How faults are treated.
  package enum Manner: Hashable, Sendable {
    /// By the specification: the first error ends the reading.
    case strict
    /// As people mean it: where the intent is plain, the value is kept and a warning given.
    ///
    /// Lines of Helm, Jinja and ERB templates are passed over. After an error, the reading goes on
    /// at the next entry of the document or at the next document.
    case tolerant
  }

  /// Reads all documents of a text.
  ///
  /// Aliases stand for the values of their anchors. Merge keys are kept, `Node.merged()` resolves
  /// them.
  package static func parse(_ bytes: [UInt8], manner: Manner) -> SyntaxTree {
    let text = withLineFeeds(TextEncoding.decodedUTF16(bytes) ?? bytes)
    var reader = Reader(text, isTolerant: manner == .tolerant)
    return reader.read()
  }

  /// The text with a line feed at the end of each line, whatever stood there.
  private static func withLineFeeds(_ bytes: [UInt8]) -> [UInt8] {
    // Without branches, many bytes are looked at at once.
    let returns = bytes.withUnsafeBufferPointer { buffer in
      buffer.reduce(UInt8(0)) { $0 | ($1 == UInt8(ascii: "\r") ? 1 : 0) }
    }
    guard returns != 0 else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var wasReturn = false
    for byte in bytes {
      if byte == UInt8(ascii: "\r") {
        result.append(UInt8(ascii: "\n"))
      } else if byte != UInt8(ascii: "\n") || !wasReturn {
        result.append(byte)
      }
      wasReturn = byte == UInt8(ascii: "\r")
    }
    return result
  }
}
