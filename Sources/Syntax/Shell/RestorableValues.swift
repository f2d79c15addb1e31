/// Values by names that can be set back to what they were, at the cost of what was changed since.
struct RestorableValues<Value> {
  private var values: [String: Value] = [:]
  /// What stood under the names that were changed since the first mark, in this order.
  private var former: [(name: String, value: Value?)] = []
  private var marks = 0

  var isEmpty: Bool { values.isEmpty }

  subscript(name: String) -> Value? {
    get { values[name] }
    set {
      if marks > 0 { former.append((name, values[name])) }
      values[name] = newValue
    }
  }

  /// Takes a value away and gives it.
  mutating func removeValue(forKey name: String) -> Value? {
    guard let value = values.removeValue(forKey: name) else { return nil }
    if marks > 0 { former.append((name, value)) }
    return value
  }

  /// Puts other values over these.
  mutating func put(_ others: [String: Value]) {
    for (name, value) in others { self[name] = value }
  }

  /// Remembers what changes from here on, up to the call of `restore` with what this gives.
  mutating func mark() -> Int {
    marks += 1
    return former.count
  }

  /// Sets all back to how it was at a mark, the latest one that was not restored.
  mutating func restore(to mark: Int) {
    marks -= 1
    while former.count > mark, let (name, value) = former.popLast() { values[name] = value }
  }
}
