/// The pieces of advice of a criterion, in order.
///
/// There are many, for languages, hosts and platforms, and the first that fits is given. Those of
/// the program's own rubric are read one by one as they are asked for.
package struct AdviceList: Sequence, Sendable {
  private let count: Int
  private let piece: @Sendable (Int) -> Criterion.Advice?

  /// Makes a list of pieces that are read.
  init(_ pieces: [Criterion.Advice]) {
    self.init(count: pieces.count) { pieces[$0] }
  }

  /// Makes a list of pieces that are read when they are asked for.
  init(count: Int, _ piece: @escaping @Sendable (Int) -> Criterion.Advice?) {
    self.count = count
    self.piece = piece
  }

  /// Reads the pieces one after the other.
  package func makeIterator() -> some IteratorProtocol<Criterion.Advice> {
    (0..<count).lazy.compactMap(piece).makeIterator()
  }
}
