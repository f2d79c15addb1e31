/// A sign by the number of its tool and its number among the tool's signs.
struct SignReference: Hashable, Comparable {
  /// The number of the tool.
  let tool: Int
  /// The number among the tool's signs.
  let sign: Int

  /// Both numbers as `Digits`.
  var digits: String { Digits.text(tool) + Digits.text(sign) }

  static func < (left: SignReference, right: SignReference) -> Bool {
    (left.tool, left.sign) < (right.tool, right.sign)
  }
}

extension SignReference {
  /// How many bytes the digits take.
  static let width = 2 * Digits.width

  /// Reads the digits from the front of bytes; `nil` where there are none.
  init?(startOf bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    guard let tool = Digits.number(in: bytes, at: bytes.startIndex),
      let sign = Digits.number(in: bytes, at: bytes.startIndex + Digits.width)
    else { return nil }
    self.init(tool: tool, sign: sign)
  }
}
