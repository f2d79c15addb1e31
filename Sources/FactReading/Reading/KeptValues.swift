/// What was made of files that are asked for again, kept as long as there is room.
struct KeptValues<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private var kept: [Key: Value] = [:]
  private var room: Int

  /// - Parameter room: how much the sizes of what is kept may come to.
  init(room: Int) { self.room = room }

  /// What was kept.
  subscript(key: Key) -> Value? { kept[key] }

  /// Keeps a value where there is room for it.
  mutating func keep(_ value: Value, of key: Key, size: Int) {
    guard size <= room else { return }
    room -= size
    kept[key] = value
  }
}
