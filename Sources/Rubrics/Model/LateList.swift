/// Elements in order that are read when they are asked for.
///
/// A rubric has many pieces of advice and choices of words, for languages, hosts and platforms, of
/// which the first that fits is given. Those of the program's own rubric are read one by one.
package struct LateList<Element>: Sequence, Sendable {
  private let count: Int
  private let element: @Sendable (Int) -> Element?

  /// Makes a list of elements that are read.
  init(_ elements: [Element]) where Element: Sendable {
    self.init(count: elements.count) { elements[$0] }
  }

  /// Makes a list of elements that are read when they are asked for; what cannot be read is left out.
  init(count: Int, _ element: @escaping @Sendable (Int) -> Element?) {
    self.count = count
    self.element = element
  }

  /// Reads the element at a place, from 0; `nil` where it cannot be read.
  package subscript(index: Int) -> Element? {
    index >= 0 && index < count ? element(index) : nil
  }

  /// Reads the elements one after the other.
  package func makeIterator() -> some IteratorProtocol<Element> {
    (0..<count).lazy.compactMap(element).makeIterator()
  }
}
