extension Array {
  /// The results of a function on pieces of the elements, computed in parallel and taken in order.
  ///
  /// Only a few wait to be taken: limits on what a tree may have hold for all that are put together, and not
  /// for those of thousands of pieces.
  func concurrentPieces<Result: Sendable>(
    of size: Int, into start: Result,
    _ transform: @escaping @Sendable (ArraySlice<Element>) -> Result,
    take: @Sendable (inout Result, Result) -> Void
  ) async -> Result where Element: Sendable {
    let most = 8
    return await withTaskGroup(of: (Int, Result).self) { group in
      var whole = start
      var waiting: [Int: Result] = [:]
      var (begun, taken) = (0, 0)
      while taken < count {
        while begun < Swift.min(count, taken + most * size) {
          let (start, piece) = (begun, self[begun..<Swift.min(begun + size, count)])
          group.addTask { (start, transform(piece)) }
          begun += size
        }
        guard let (start, result) = await group.next() else { break }
        waiting[start] = result
        while let next = waiting.removeValue(forKey: taken) {
          take(&whole, next)
          taken += size
        }
      }
      return whole
    }
  }
}
