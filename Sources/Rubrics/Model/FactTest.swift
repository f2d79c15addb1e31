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
  package func passes(_ value: FactValue) -> Bool {
    switch self {
    case .flag(let flag): value == .flag(flag)
    case .number(let number): value == .number(number)
    case .atLeast(let least): value.number.map { $0 >= least } ?? false
    case .atMost(let most): value.number.map { $0 <= most } ?? false
    case .text(let text): value.texts.contains(text)
    case .like(let glob): value.texts.contains { glob.matches($0) }
    case .any(let tests): tests.contains { $0.passes(value) }
    case .all(let tests): tests.allSatisfy { $0.passes(value) }
    case .not(let test): !test.passes(value)
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
