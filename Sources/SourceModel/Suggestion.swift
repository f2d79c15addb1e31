/// Finds the word that somebody most likely meant.
package enum Suggestion {
  /// The nearest of the words by edits (a character put in, left out, changed, or swapped with its
  /// neighbour), or else the shortest that begins with the word; `nil` where none is near: at most a
  /// third of the word may be wrong.
  package static func nearest(to word: String, among words: some Sequence<String>) -> String? {
    let word = word.lowercased()
    let words = words.filter { !$0.isEmpty }
    let limit = max(1, word.count / 3)
    var best: (distance: Int, word: String)?
    for candidate in words {
      let distance = distance(
        Array(word.unicodeScalars), Array(candidate.lowercased().unicodeScalars))
      if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    guard best == nil, (3...100).contains(word.count) else { return best?.word }
    return words.filter { $0.lowercased().hasPrefix(word) }
      .min { ($0.count, $0) < ($1.count, $1) }
  }

  /// How many edits lead from one word to the other; words too long to be names are far apart.
  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    guard left.count <= 100, right.count <= 100 else { return .max }
    var older: [Int] = []
    var last = Array(0...right.count)
    for (row, from) in left.enumerated() {
      var next = [row + 1]
      for (column, to) in right.enumerated() {
        var cost = min(last[column + 1] + 1, next[column] + 1, last[column] + (from == to ? 0 : 1))
        if row > 0, column > 0, from == right[column - 1], left[row - 1] == to {
          cost = min(cost, older[column - 1] + 1)
        }
        next.append(cost)
      }
      (older, last) = (last, next)
    }
    return last[right.count]
  }
}
