import FactModel

/// What shows that a condition holds or does not, in order.
///
/// The signs of many facts are made one after the other as they are asked for: few of them are kept.
struct SignList: Sequence {
  /// Facts, and the attributes whose lines show them.
  fileprivate struct Facts {
    let items: [FactItem]
    let attributes: [Int]
    /// The facts, by their indices among the items.
    var indices: ArraySlice<Int>
    /// How many signs of the first fact stand elsewhere.
    var passedOver = 0

    /// The signs of the next fact; `nil` behind the last one.
    mutating func popSigns() -> ArraySlice<FactSign>? {
      guard let index = indices.popFirst() else { return nil }
      defer { passedOver = 0 }
      return items[index].signs(of: attributes).dropFirst(passedOver)
    }
  }

  fileprivate enum Part {
    case made([FactSign])
    case facts(Facts)
  }

  struct Iterator: IteratorProtocol {
    private var parts: ArraySlice<Part>
    private var facts: Facts?
    private var made: ArraySlice<FactSign> = []

    fileprivate init(_ parts: [Part]) {
      self.parts = parts[...]
    }

    mutating func next() -> FactSign? {
      while true {
        if let sign = made.popFirst() { return sign }
        if let signs = facts?.popSigns() {
          made = signs
          continue
        }
        switch parts.popFirst() {
        case .made(let signs): made = signs[...]
        case .facts(let next): facts = next
        case nil: return nil
        }
      }
    }
  }

  private var parts: [Part] = []

  /// Makes a list without signs.
  init() {}

  /// Makes a list of signs that are made already.
  init(_ signs: [FactSign]) {
    if !signs.isEmpty { parts = [.made(signs)] }
  }

  /// Makes the list of what shows some facts: the lines that say what was asked of them.
  init(_ items: [FactItem], _ attributes: [Int], _ indices: [Int]) {
    guard !indices.isEmpty else { return }
    parts = [.facts(Facts(items: items, attributes: attributes, indices: indices[...]))]
  }

  func makeIterator() -> Iterator { Iterator(parts) }

  /// Puts another list behind this one.
  static func += (left: inout SignList, right: SignList) {
    left.parts += right.parts
  }

  /// The first signs, which are taken out of the list.
  mutating func popFirst(_ count: Int) -> [FactSign] {
    var taken: [FactSign] = []
    var rest = parts[...]
    while taken.count < count, let part = rest.popFirst() {
      switch part {
      case .made(let signs):
        let kept = signs.dropFirst(count - taken.count)
        taken += signs.prefix(count - taken.count)
        if !kept.isEmpty { rest.insert(.made(Array(kept)), at: rest.startIndex) }
      case .facts(var facts):
        while taken.count < count {
          let before = facts
          guard let signs = facts.popSigns() else { break }
          let missing = count - taken.count
          taken += signs.prefix(missing)
          guard signs.count > missing else { continue }
          facts = before
          facts.passedOver += missing
        }
        if !facts.indices.isEmpty { rest.insert(.facts(facts), at: rest.startIndex) }
      }
    }
    parts = Array(rest)
    return taken
  }
}
