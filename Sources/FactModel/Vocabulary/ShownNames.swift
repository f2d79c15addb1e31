import SourceModel

extension String {
  /// How many characters of a name are shown.
  private static let nameLimit = 80

  /// The name as evidence shows it: its beginning where it is very long.
  var shownName: String { shortened(to: Self.nameLimit) }

  /// The first items of a list that stands in one text: `branches: main, release`.
  var shownList: String {
    var end = startIndex
    for _ in 0..<ShownNames.limit {
      guard let comma = self[end...].firstRange(of: ", ") else { return self }
      end = comma.upperBound
    }
    return end == endIndex ? self : self[..<end] + "…"
  }
}

/// Names as evidence shows them: the first few, and how many there are besides.
struct ShownNames {
  /// How many names are shown.
  static let limit = 8

  private let first: [String]
  private let count: Int

  init(_ lists: [String]...) {
    first = Array(lists.joined().prefix(Self.limit))
    count = lists.reduce(0) { $0 + $1.count }
  }

  /// The first names.
  var text: String { first.map(\.shownName).joined(separator: ", ") }

  /// What is said of the names, with a word on those that are not shown.
  func noted(in phrase: Phrase) -> Phrase {
    let rest = count - first.count
    guard rest > 0 else { return phrase }
    return Phrase("\(phrase.english), and \(rest) more", "\(phrase.korean), 외 \(rest)개")
  }
}
