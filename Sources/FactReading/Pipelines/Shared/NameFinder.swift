/// Tells which of many names stand in texts, in one pass over each text.
///
/// The automaton of Aho and Corasick, https://doi.org/10.1145/360825.360855.
struct NameFinder {
  /// How many bytes a name has at most; a longer one is never found.
  private static let lengthLimit = 200

  /// A byte behind what was read.
  private struct Turn: Hashable {
    var state: Int32
    var byte: UInt8
  }

  /// A beginning of names.
  private struct State {
    var parent: Int32
    var byte: UInt8
    /// The longest other beginning with which this one ends.
    var fallback: Int32 = 0
    var isSeen = false
  }

  private var states = [State(parent: 0, byte: 0)]
  private var turns: [Turn: Int32] = [:]
  /// The states by the length of what they stand for.
  private var levels: [[Int32]] = []
  /// The states at which each way to write a name ends.
  private var ends: [Int32?] = []
  /// How many ways there are to write each name.
  private let counts: [Int]
  /// Whether a name begins with each byte.
  private var beginnings = [Bool](repeating: false, count: 256)

  /// Makes a finder for those who ask about one text after the other.
  ///
  /// - Parameter names: the ways to write each name.
  init(_ names: [[String]]) {
    counts = names.map(\.count)
    for form in names.joined() {
      let end = form.utf8.count <= Self.lengthLimit ? add(form) : nil
      ends.append(end)
    }
    for level in levels.dropFirst() {
      for state in level { setFallback(of: state) }
    }
  }

  /// Which of the names stand in the texts.
  ///
  /// - Parameters:
  ///   - names: the ways to write each name.
  ///   - texts: where they are looked for.
  static func found(_ names: [[String]], in texts: some Sequence<String>) -> [Bool] {
    NameFinder(names).found(in: texts)
  }

  /// Which of the names stand in the texts.
  func found(in texts: some Sequence<String>) -> [Bool] {
    guard !counts.isEmpty else { return [] }
    var finder = self
    for text in texts { finder.look(in: text) }
    finder.finish()
    var rest = ends[...]
    return counts.map { count in
      defer { rest = rest.dropFirst(count) }
      return rest.prefix(count).contains { end in
        end.map { finder.states[Int($0)].isSeen } == true
      }
    }
  }

  // MARK: - Names

  private mutating func add(_ form: String) -> Int32 {
    var state: Int32 = 0
    if let first = form.utf8.first { beginnings[Int(first)] = true }
    for (depth, byte) in form.utf8.enumerated() {
      let turn = Turn(state: state, byte: byte)
      if let next = turns[turn] {
        state = next
        continue
      }
      let next = Int32(states.count)
      states.append(State(parent: state, byte: byte))
      turns[turn] = next
      if levels.count <= depth { levels.append([]) }
      levels[depth].append(next)
      state = next
    }
    return state
  }

  private mutating func setFallback(of state: Int32) {
    let (parent, byte) = (states[Int(state)].parent, states[Int(state)].byte)
    states[Int(state)].fallback = next(after: states[Int(parent)].fallback, byte)
  }

  private func next(after state: Int32, _ byte: UInt8) -> Int32 {
    var state = state
    while true {
      if let next = turns[Turn(state: state, byte: byte)] { return next }
      guard state != 0 else { return 0 }
      state = states[Int(state)].fallback
    }
  }

  // MARK: - Texts

  private mutating func look(in text: String) {
    var state: Int32 = 0
    states[0].isSeen = true
    for byte in text.utf8 where state != 0 || beginnings[Int(byte)] {
      state = next(after: state, byte)
      states[Int(state)].isSeen = true
    }
  }

  /// Marks what stands at the end of what was seen.
  private mutating func finish() {
    for level in levels.reversed() {
      for state in level where states[Int(state)].isSeen {
        states[Int(states[Int(state)].fallback)].isSeen = true
      }
    }
  }
}
