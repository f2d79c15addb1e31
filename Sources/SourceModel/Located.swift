/// A value with the place it came from.
package struct Located<Value> {
  /// The value.
  package var value: Value
  /// Where it stands.
  package var place: Place

  /// Makes a located value.
  package init(_ value: Value, at place: Place) {
    self.value = value
    self.place = place
  }
}

extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}
extension Located: Sendable where Value: Sendable {}
