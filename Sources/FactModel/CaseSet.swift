/// Some of the cases of an enumeration, kept as bits.
///
/// Facts and the catalogue hold very many small sets of capabilities; as bits they take no memory of
/// their own. The enumeration has no payloads and at most 128 cases.
package struct CaseSet<Element: CaseIterable & Hashable & Sendable>: SetAlgebra, Hashable,
  Sendable
{
  @usableFromInline var low: UInt64 = 0
  @usableFromInline var high: UInt64 = 0

  /// Makes an empty set.
  @inlinable
  package init() {}

  /// Makes a set of some cases.
  @inlinable
  package init(_ elements: some Sequence<Element>) {
    for element in elements { formUnion(CaseSet(element)) }
  }

  /// Makes a set of some cases.
  @inlinable
  package init(arrayLiteral elements: Element...) { self.init(elements) }

  @inlinable init(low: UInt64, high: UInt64) {
    (self.low, self.high) = (low, high)
  }

  /// Makes the set of one case.
  @inlinable init(_ element: Element) {
    // A case without a payload is kept as its place among the cases: one byte, or none where there
    // is but one case.
    let place = withUnsafeBytes(of: element) { $0.first ?? 0 }
    if place < 64 { low = 1 << UInt64(place) } else { high = 1 << UInt64(place - 64) }
  }

  /// How many cases there are.
  @inlinable
  package var count: Int { low.nonzeroBitCount + high.nonzeroBitCount }

  /// Whether there are none.
  @inlinable
  package var isEmpty: Bool { low | high == 0 }

  /// Whether the case is one of them.
  @inlinable
  package func contains(_ member: Element) -> Bool {
    !isDisjoint(with: CaseSet(member))
  }

  /// Whether no case is in both.
  @inlinable
  package func isDisjoint(with other: CaseSet) -> Bool {
    (low & other.low) | (high & other.high) == 0
  }

  /// Whether all are in the other.
  @inlinable
  package func isSubset(of other: CaseSet) -> Bool {
    (low & ~other.low) | (high & ~other.high) == 0
  }

  /// The cases of both.
  @inlinable
  package func union(_ other: CaseSet) -> CaseSet {
    CaseSet(low: low | other.low, high: high | other.high)
  }

  /// The cases that are in both.
  @inlinable
  package func intersection(_ other: CaseSet) -> CaseSet {
    CaseSet(low: low & other.low, high: high & other.high)
  }

  /// The cases that are in one of them only.
  @inlinable
  package func symmetricDifference(_ other: CaseSet) -> CaseSet {
    CaseSet(low: low ^ other.low, high: high ^ other.high)
  }

  /// The cases that are not in the other.
  @inlinable
  package func subtracting(_ other: CaseSet) -> CaseSet {
    CaseSet(low: low & ~other.low, high: high & ~other.high)
  }

  /// Adds the cases of the other.
  @inlinable
  package mutating func formUnion(_ other: CaseSet) { self = union(other) }

  /// Keeps the cases that are in both.
  @inlinable
  package mutating func formIntersection(_ other: CaseSet) { self = intersection(other) }

  /// Keeps the cases that are in one of them only.
  @inlinable
  package mutating func formSymmetricDifference(_ other: CaseSet) {
    self = symmetricDifference(other)
  }

  /// Removes the cases of the other.
  @inlinable
  package mutating func subtract(_ other: CaseSet) { self = subtracting(other) }

  /// Adds a case.
  @inlinable
  @discardableResult
  package mutating func insert(
    _ newMember: Element
  ) -> (inserted: Bool, memberAfterInsert: Element) {
    let isNew = !contains(newMember)
    formUnion(CaseSet(newMember))
    return (isNew, newMember)
  }

  /// Removes a case; the case where it was one of them.
  @inlinable
  @discardableResult
  package mutating func remove(_ member: Element) -> Element? {
    guard contains(member) else { return nil }
    subtract(CaseSet(member))
    return member
  }

  /// Adds a case; the case where it was one of them already.
  @inlinable
  @discardableResult
  package mutating func update(with newMember: Element) -> Element? {
    insert(newMember).inserted ? nil : newMember
  }
}

extension CaseSet: Sequence {
  /// The cases in the order of the enumeration.
  @inlinable
  package func makeIterator() -> some IteratorProtocol<Element> {
    Element.allCases.filter(contains).makeIterator()
  }
}
