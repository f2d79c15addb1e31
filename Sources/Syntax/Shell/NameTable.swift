/// Values by the names of commands, of which a script has many and the table few.
///
/// A name that no entry has is mostly told by its first byte and its length, without a hash.
struct NameTable<Value: Sendable>: Sendable {
  private let values: [String: Value]
  /// By the first byte, a bit for each length that a name has.
  private let lengths: [UInt64]

  /// Makes the table; a name is ASCII, and neither empty nor longer than 63 bytes.
  init(_ values: [String: Value]) {
    self.values = values
    var lengths = [UInt64](repeating: 0, count: 256)
    for name in values.keys {
      if let first = name.utf8.first { lengths[Int(first)] |= 1 << UInt64(name.utf8.count) }
    }
    self.lengths = lengths
  }

  /// The value of a name.
  subscript(name: String) -> Value? {
    guard let first = name.utf8.first,
      lengths[Int(first)] & 1 << UInt64(name.utf8.count) != 0
    else { return nil }
    return values[name]
  }
}
