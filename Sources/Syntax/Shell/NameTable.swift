/// Values by the names of commands, of which a script has many and the table few.
///
/// A name that no entry has is mostly told by its first byte and its length, without a hash.
struct NameTable<Value: Sendable>: Sendable {
  private let values: [String: Value]
  /// By the first byte, a bit for each length that a name has, the last one for all longer ones.
  private let lengths: [UInt64]

  /// Makes the table; no name is empty.
  init(_ values: [String: Value]) {
    self.values = values
    var lengths = [UInt64](repeating: 0, count: 256)
    for name in values.keys {
      if let first = name.utf8.first { lengths[Int(first)] |= Self.bit(of: name) }
    }
    self.lengths = lengths
  }

  /// The value of a name.
  subscript(name: String) -> Value? {
    guard let first = name.utf8.first,
      lengths[Int(first)] & Self.bit(of: name) != 0
    else { return nil }
    return values[name]
  }

  private static func bit(of name: String) -> UInt64 { 1 << UInt64(min(name.utf8.count, 63)) }
}
