package import FactModel

/// What must hold of the facts; a closed, small language.
package indirect enum FactCondition: Hashable, Sendable {
  /// At least one fact fits.
  case some(FactQuery)
  /// No fact fits.
  case none(FactQuery)
  /// There are facts that fit the query, and all of them pass the tests.
  case every(FactQuery, passes: [AttributeTest])
  /// So many facts fit or, where an attribute is named, have so many different values of it.
  case atLeast(Int, FactQuery, distinct: Int?)
  /// All conditions hold.
  case all([FactCondition])
  /// One of the conditions holds.
  case any([FactCondition])
  /// The condition does not hold.
  case not(FactCondition)
  /// The project is of one of these kinds.
  case kind([ProjectKind])
}

/// Facts of one collection that pass all tests.
package struct FactQuery: Hashable, Sendable {
  /// The collection's index in the vocabulary.
  package let collection: Int
  /// The tests, all of which must be passed.
  package let tests: [AttributeTest]

  /// Makes a query.
  package init(collection: Int, tests: [AttributeTest]) {
    self.collection = collection
    self.tests = tests
  }
}

/// A test of one attribute of a fact.
package struct AttributeTest: Hashable, Sendable {
  /// The attribute's index in the collection.
  package let attribute: Int
  /// The test of its value.
  package let test: FactTest

  /// Makes a test.
  package init(attribute: Int, test: FactTest) {
    self.attribute = attribute
    self.test = test
  }
}
