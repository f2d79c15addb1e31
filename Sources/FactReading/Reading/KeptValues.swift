/// What was made of files that are asked for again, kept as long as there is room.
struct KeptValues<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private var kept: [Key: Value] = [:]
  private var room: Int

  /// - Parameter room: how much the sizes of what is kept may come to.
  init(room: Int) { self.room = room }

  /// What was kept.
  subscript(key: Key) -> Value? { kept[key] }

  /// What was kept, or else is made and kept where there is room for it.
  ///
  /// - Parameter make: gives the value and its size.
  mutating func value(of key: Key, _ make: () -> (Value, size: Int)) -> Value {
    if let known = kept[key] { return known }
    let (value, size) = make()
    keep(value, of: key, size: size)
    return value
  }

  /// Whether a value of a size would be kept.
  func hasRoom(for size: Int) -> Bool { size <= room }

  /// Keeps a value where there is room for it.
  mutating func keep(_ value: Value, of key: Key, size: Int) {
    guard hasRoom(for: size) else { return }
    room -= size
    kept[key] = value
  }
}
