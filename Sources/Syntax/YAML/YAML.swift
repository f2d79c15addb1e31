import SourceModel

/// The reader of YAML 1.2.
///
/// See https://yaml.org/spec/1.2.2/
package enum YAML {
  /// How faults are treated.
  package enum Manner: Hashable, Sendable {
    /// By the specification: every fault is an error.
    case strict
    /// As people mean it: where the intent is plain, the value is kept and a warning given.
    case tolerant
  }

  /// Reads all documents of a text.
  ///
  /// After a fault that costs a value, reading goes on at the next entry, so that what stands before
  /// and behind it is kept.
  package static func parse(_ bytes: [UInt8], manner: Manner) -> SyntaxTree {
    let text = YAMLText(bytes)
    var parser = YAMLParser(text.bytes, isTolerant: manner == .tolerant)
    var tree = parser.parse()
    for fault in text.faults {
      let next = tree.faults.firstIndex { fault.position < $0.position }
      tree.faults.insert(fault, at: next ?? tree.faults.endIndex)
    }
    return tree
  }
}

/// The bytes of a text as the parser wants them: UTF-8, each line
/// with a line feed at its end, a zero behind all.
struct YAMLText {
  private(set) var bytes: [UInt8]
  private(set) var faults: [SyntaxFault] = []

  init(_ original: [UInt8]) {
    bytes = TextEncoding.decodedUTF16(original) ?? original
    let start = TextEncoding.contentStart(of: bytes)
    if start > 0 { bytes.removeFirst(start) }
    if bytes.contains(UInt8(ascii: "\r")) { bytes = Self.withLineFeeds(bytes) }
    if let fault = TextEncoding.fault(in: bytes, .error) { faults.append(fault) }
    repairControls()
    if let last = bytes.last, last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
    bytes.append(0)
  }

  /// `\r\n` and `\r` as `\n`; columns stay, since a line's end is not counted.
  private static func withLineFeeds(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      guard byte == UInt8(ascii: "\r") else {
        result.append(byte)
        continue
      }
      result.append(UInt8(ascii: "\n"))
      if index < bytes.count, bytes[index] == UInt8(ascii: "\n") { index += 1 }
    }
    return result
  }

  /// Reports the first control character and replaces all, so that zero means the end and nothing else.
  private mutating func repairControls() {
    var first: Int?
    for index in bytes.indices where bytes[index] < 0x20 {
      switch bytes[index] {
      case UInt8(ascii: "\n"), UInt8(ascii: "\t"): continue
      default:
        first = first ?? index
        bytes[index] = UInt8(ascii: "?")
      }
    }
    guard let first else { return }
    var columns = LineColumns(startingAt: 0)
    faults.append(
      SyntaxFault(
        .error, "found a control character, expected text",
        at: columns.position(at: first, in: bytes)))
  }
}
