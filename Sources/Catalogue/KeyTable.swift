/// A table of texts by keys that is itself a text: asked without being read first.
///
/// First comes the number of slots, twice as many as keys at least and a power of two, then the slots,
/// numbers of eight digits: one more than the byte of the lines at which a key's line begins, or zero. A
/// key's slot is that of its hash, or the next free one. Then come the lines, a key, a tab and its value.
enum KeyTable {
  /// The text of a table.
  ///
  /// Keys and values hold no line feeds, keys no tabs.
  static func text(of pairs: [(key: String, value: String)]) -> String {
    var count = 1
    while count < 2 * pairs.count { count *= 2 }
    var slots = [Int](repeating: 0, count: count)
    var lines = ""
    for (key, value) in pairs {
      var slot = hash(key.utf8) & (count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (count - 1) }
      slots[slot] = lines.utf8.count + 1
      lines += "\(key)\t\(value)\n"
    }
    return Digits.text(count) + slots.map(Digits.text).joined() + lines
  }

  /// The value of a key in the text of a table.
  static func value(
    of key: UnsafeBufferPointer<UInt8>, in table: Slice<UnsafeBufferPointer<UInt8>>
  ) -> Slice<UnsafeBufferPointer<UInt8>>? {
    start(of: key, in: table).map { value(startingAt: $0, in: table) }
  }

  /// Where the value of a key begins in the text of a table.
  static func start(
    of key: UnsafeBufferPointer<UInt8>, in table: Slice<UnsafeBufferPointer<UInt8>>
  ) -> Int? {
    guard let count = Digits.number(in: table, at: table.startIndex), count > 0 else { return nil }
    let slots = table.startIndex + Digits.width
    let lines = slots + count * Digits.width
    guard lines <= table.endIndex else { return nil }
    var slot = hash(key) & (count - 1)
    for _ in 0..<count {
      guard let start = Digits.number(in: table, at: slots + slot * Digits.width), start > 0 else {
        return nil
      }
      if isLine(at: lines + start - 1, of: key, in: table) { return lines + start + key.count }
      slot = (slot + 1) & (count - 1)
    }
    return nil
  }

  /// The value that begins there, up to the end of its line.
  static func value(
    startingAt start: Int, in table: Slice<UnsafeBufferPointer<UInt8>>
  ) -> Slice<UnsafeBufferPointer<UInt8>> {
    let rest = table[start...]
    return rest[..<(rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex)]
  }

  /// Whether the line that starts there is the key's.
  private static func isLine(
    at start: Int, of key: UnsafeBufferPointer<UInt8>, in table: Slice<UnsafeBufferPointer<UInt8>>
  ) -> Bool {
    let behind = start + key.count
    return behind < table.endIndex && table[behind] == UInt8(ascii: "\t")
      && table[start..<behind].elementsEqual(key) && !key.contains(where: isSeparator)
  }

  /// Whether a byte ends keys or lines; files may have such names, keys do not.
  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
  }

  /// FNV-1a (https://datatracker.ietf.org/doc/html/draft-eastlake-fnv), the same in every run.
  private static func hash(_ bytes: some Sequence<UInt8>) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return Int(truncatingIfNeeded: (hash ^ (hash >> 32)) & 0x7FFF_FFFF)
  }
}

/// Numbers of a fixed width.
enum Digits {
  /// How many digits each has.
  static let width = 8

  /// The digits of a number below a hundred million.
  static func text(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// The number that starts there; `nil` where there is none.
  static func number(in text: Slice<UnsafeBufferPointer<UInt8>>, at start: Int) -> Int? {
    guard start >= text.startIndex, start + width <= text.endIndex else { return nil }
    var number = 0
    for byte in text[start..<(start + width)] {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      number = number * 10 + Int(byte - 0x30)
    }
    return number
  }
}
