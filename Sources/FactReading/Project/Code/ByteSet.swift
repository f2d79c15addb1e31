/// A set of bytes, and where one of them stands next.
struct ByteSet: Sendable {
  private let holds: [Bool]

  /// Makes a set of the bytes.
  init(_ bytes: [UInt8]) {
    var holds = [Bool](repeating: false, count: 256)
    for byte in bytes { holds[Int(byte)] = true }
    self.holds = holds
  }

  /// Where a byte of the set stands first, from a start on; the end where none does.
  func next(in bytes: [UInt8], from start: Int) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      holds.withUnsafeBufferPointer { holds in
        var index = start
        while index < bytes.count, !holds[Int(bytes[index])] { index += 1 }
        return index
      }
    }
  }
}
