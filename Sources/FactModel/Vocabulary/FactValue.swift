/// A value of a fact that a rubric may compare.
package enum FactValue: Hashable, Sendable {
  /// Yes or no.
  case flag(Bool)
  /// A whole number.
  case number(Int)
  /// Texts; a fact that has none has an empty list.
  case texts([String])

  /// A text that may be missing.
  static func text(_ text: String?) -> FactValue { .texts(text.map { [$0] } ?? []) }

  /// The names of capabilities, in the order of their declaration.
  static func capabilities(_ capabilities: CaseSet<Capability>) -> FactValue {
    .texts(Capability.allCases.filter(capabilities.contains).map(\.rawValue))
  }

  /// What kind of value an attribute has.
  package enum Kind: String, Hashable, Sendable {
    /// Yes or no.
    case flag
    /// A whole number.
    case number
    /// Texts.
    case texts
  }

  /// What kind of value it is.
  package var kind: Kind {
    switch self {
    case .flag: .flag
    case .number: .number
    case .texts: .texts
    }
  }
}
