/// A sign by the number of its tool and its number among the tool's signs.
struct SignReference: Hashable, Comparable {
  var tool: Int
  var sign: Int

  /// The numbers with a dot between them.
  var text: String { "\(tool).\(sign)" }

  static func < (left: SignReference, right: SignReference) -> Bool {
    (left.tool, left.sign) < (right.tool, right.sign)
  }

  init(tool: Int, sign: Int) {
    (self.tool, self.sign) = (tool, sign)
  }

  /// Reads a reference from the front of bytes, with the one byte behind it; `nil` where there is none.
  init?(takenFrom bytes: inout Slice<UnsafeBufferPointer<UInt8>>) {
    guard let tool = Self.number(from: &bytes, until: UInt8(ascii: ".")),
      let sign = Self.number(from: &bytes, until: UInt8(ascii: " "))
    else { return nil }
    self.init(tool: tool, sign: sign)
  }

  private static func number(
    from bytes: inout Slice<UnsafeBufferPointer<UInt8>>, until end: UInt8
  ) -> Int? {
    var number = 0
    let start = bytes.startIndex
    while let byte = bytes.first {
      bytes.removeFirst()
      guard byte != end else { break }
      guard byte >= 0x30, byte <= 0x39, number < 100_000_000 else { return nil }
      number = number * 10 + Int(byte - 0x30)
    }
    return bytes.startIndex > start ? number : nil
  }
}
