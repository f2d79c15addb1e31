package import FactModel
package import SourceModel

/// What must hold of a value.
package indirect enum FactTest: Hashable, Sendable {
  /// The flag is this one.
  case flag(Bool)
  /// The number is this one.
  case number(Int)
  /// The number is this one or greater.
  case atLeast(Int)
  /// The number is this one or less.
  case atMost(Int)
  /// One of the texts is this one.
  case text(String)
  /// One of the texts matches a glob.
  case like(Glob)
  /// One of the tests is passed.
  case any([FactTest])
  /// All tests are passed.
  case all([FactTest])
  /// The test is not passed.
  case not(FactTest)

  /// Whether the value passes; a value of another kind passes no test but a negated one.
  ///
  /// - Parameters:
  ///   - steps: grows by what was looked at, in steps of a few nanoseconds.
  ///   - limit: from how many steps on no more is looked at, and the answer means nothing.
  package func passes(_ value: FactValue, _ steps: inout Int, limit: Int = .max) -> Bool {
    steps += 4
    switch self {
    case .flag(let flag): return value == .flag(flag)
    case .number(let number): return value == .number(number)
    case .atLeast(let least): return value.number.map { $0 >= least } ?? false
    case .atMost(let most): return value.number.map { $0 <= most } ?? false
    case .text(let text):
      return value.texts.contains { found in
        steps += 4 + min(found.utf8.count, text.utf8.count) / 16
        return found == text
      }
    case .like(let glob):
      return value.texts.contains { text in
        steps += 16
        return steps <= limit && glob.matches(text, &steps, limit: limit)
      }
    case .any(let tests):
      return tests.contains { steps <= limit && $0.passes(value, &steps, limit: limit) }
    case .all(let tests):
      return tests.allSatisfy { steps <= limit && $0.passes(value, &steps, limit: limit) }
    case .not(let test): return !test.passes(value, &steps, limit: limit)
    }
  }
}

extension FactValue {
  /// The number, where it is one.
  fileprivate var number: Int? {
    switch self {
    case .number(let number): number
    case .flag, .texts: nil
    }
  }

  /// The texts; none for flags and numbers.
  fileprivate var texts: [String] {
    switch self {
    case .texts(let texts): texts
    case .flag, .number: []
    }
  }
}
