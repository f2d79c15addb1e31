package import SourceModel

/// One fact of a collection as a rubric sees it: values by names, and places to show.
package struct FactItem: Sendable {
  /// The values in the order of the collection's attributes, computed when asked for.
  let value: @Sendable (Int) -> FactValue
  /// What shows the value of an attribute, by its index; nothing where the fact itself shows it.
  let proof: @Sendable (Int) -> [FactSign]
  /// What shows the fact, the outermost place first.
  package let signs: @Sendable () -> [FactSign]
}

/// A place that shows a fact, or the value of one of its attributes.
package struct FactSign: Sendable {
  /// Where it stands; `nil` for facts without a file, such as the history.
  package let place: Place?
  /// The words that show it, one line; empty where `what` says them already.
  package let excerpt: String
  /// What it is, in one clause.
  package let what: Phrase
  /// Whether a file that says the same in several places, as the jobs of a matrix, says it once.
  package var isSaidOnce = false
  /// Whether other signs of the same line say something else, as the environments of one job do.
  package var isOneOfSeveral = false

  /// How many characters are shown of what a file says: whatever it holds, reports stay readable.
  private static let limit = 1_000

  init(_ place: Place?, _ excerpt: String, _ what: Phrase) {
    self.place = place
    self.excerpt = excerpt.shortened(to: Self.limit)
    self.what = Phrase(
      what.english.shortened(to: Self.limit), what.korean.shortened(to: Self.limit))
  }

  init(
    _ place: Place?, _ what: Phrase, isSaidOnce: Bool = false, isOneOfSeveral: Bool = false
  ) {
    self.init(place, "", what)
    self.isSaidOnce = isSaidOnce
    self.isOneOfSeveral = isOneOfSeveral
  }

  /// The sign at a place, where there is one.
  static func at(_ place: Place?, _ what: Phrase) -> [FactSign] {
    place.map { [FactSign($0, what)] } ?? []
  }
}

/// A kind of fact that rubrics may ask for, with the names of what they may ask.
package struct FactCollection: Sendable {
  /// A name that a rubric may compare.
  package struct Attribute: Hashable, Sendable {
    /// The name, `ignores-failure`.
    package let name: String
    /// What kind of value it has.
    package let kind: FactValue.Kind
    /// What it says, in one clause.
    package let summary: String
    /// The values that it can have, where the set is closed.
    package let values: [String]
    /// What its texts are made of.
    package var form = Form.word
  }

  /// What texts of a fact are made of, for those who write them into commands and configurations.
  package enum Form: Hashable, Sendable {
    /// One word: a name, a path, a version, whatever the repository calls it.
    case word
    /// Words of a command, checked where they are read.
    case command
    /// A pattern that the program makes itself.
    case pattern
  }

  /// The name, `runs`.
  package let name: String
  /// What the facts are, in one clause.
  package let summary: String
  /// What a rubric may ask, in order.
  package let attributes: [Attribute]
  /// The facts.
  package let items: @Sendable (FactView) -> [FactItem]

  /// The index of an attribute by its name.
  package func index(of attribute: String) -> Int? {
    attributes.firstIndex { $0.name == attribute }
  }
}

extension FactItem {
  /// The value of an attribute by its index in the collection.
  package subscript(_ attribute: Int) -> FactValue { value(attribute) }

  /// What shows that the fact passes tests of some attributes: the lines that say their values, or
  /// else the fact itself.
  package func signs(of attributes: [Int]) -> [FactSign] {
    let proofs = attributes.flatMap(proof)
    return proofs.isEmpty ? signs() : proofs
  }
}

/// How an attribute of a fact is read.
struct AttributeReading<Fact: Sendable>: Sendable {
  let attribute: FactCollection.Attribute
  let read: @Sendable (Fact) -> FactValue
  /// What shows the value, where that stands elsewhere than the fact.
  var proof: @Sendable (Fact) -> [FactSign] = { _ in [] }

  /// The reading with the lines that show its value.
  func shown(by proof: @escaping @Sendable (Fact) -> [FactSign]) -> AttributeReading {
    var reading = self
    reading.proof = proof
    return reading
  }

  static func flag(
    _ name: String, _ summary: String, _ read: @escaping @Sendable (Fact) -> Bool
  ) -> AttributeReading {
    AttributeReading(
      attribute: FactCollection.Attribute(name: name, kind: .flag, summary: summary, values: [])
    ) { .flag(read($0)) }
  }

  static func number(
    _ name: String, _ summary: String, _ read: @escaping @Sendable (Fact) -> Int
  ) -> AttributeReading {
    AttributeReading(
      attribute: FactCollection.Attribute(name: name, kind: .number, summary: summary, values: [])
    ) { .number(read($0)) }
  }

  static func texts(
    _ name: String, _ summary: String, values: [String] = [],
    _ read: @escaping @Sendable (Fact) -> [String]
  ) -> AttributeReading {
    AttributeReading(
      attribute: FactCollection.Attribute(
        name: name, kind: .texts, summary: summary, values: values)
    ) { .texts(read($0)) }
  }

  /// A text of another form than a word, where the fact has it.
  static func text(
    _ name: String, _ summary: String, form: FactCollection.Form,
    _ read: @escaping @Sendable (Fact) -> String?
  ) -> AttributeReading {
    AttributeReading(
      attribute: FactCollection.Attribute(
        name: name, kind: .texts, summary: summary, values: [], form: form)
    ) { .texts(read($0).map { [$0] } ?? []) }
  }

  static func capabilities(
    _ name: String, _ summary: String, _ read: @escaping @Sendable (Fact) -> CaseSet<Capability>
  ) -> AttributeReading {
    AttributeReading(
      attribute: FactCollection.Attribute(
        name: name, kind: .texts, summary: summary,
        values: Capability.allCases.map(\.rawValue))
    ) { .capabilities(read($0)) }
  }
}

extension FactCollection {
  /// Makes a collection of facts of one type.
  init<Fact: Sendable>(
    _ name: String, _ summary: String, attributes: [AttributeReading<Fact>],
    facts: @escaping @Sendable (FactView) -> [Fact],
    shown: @escaping @Sendable (Fact) -> [FactSign]
  ) {
    self.name = name
    self.summary = summary
    self.attributes = attributes.map(\.attribute)
    items = { view in
      // Each refers to the list: three copies of a fact would take a thousand bytes.
      let all = facts(view)
      return all.indices.map { index in
        FactItem(
          value: { attributes[$0].read(all[index]) }, proof: { attributes[$0].proof(all[index]) },
          signs: { shown(all[index]) })
      }
    }
  }
}
