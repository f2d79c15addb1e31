extension RandomAccessCollection where Index == Int {
  /// Where the elements begin for which something holds, where it holds for none before the first of them
  /// and for all behind it; the end where it holds for none.
  @inlinable package func partitionPoint(_ holds: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
