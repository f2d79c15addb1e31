import SourceModel

/// Tells which readers to ask about a file by its ending, so that most files are shown to few.
struct EndingTable: Sendable {
  private let byEnding: [String: [Int]]
  private let ofAnyEnding: [Int]
  private let all: [Int]

  /// Makes the table.
  ///
  /// - Parameter endings: for each reader the endings of the files that it may want; `nil` for any.
  init(_ endings: [Set<String>?]) {
    all = Array(endings.indices)
    ofAnyEnding = endings.indices.filter { endings[$0] == nil }
    let ofAnyEnding = ofAnyEnding
    var ofOne: [String: [Int]] = [:]
    for (reader, own) in endings.enumerated() {
      for ending in own ?? [] { ofOne[ending, default: []].append(reader) }
    }
    byEnding = ofOne.mapValues { ($0 + ofAnyEnding).sorted() }
  }

  /// The readers to ask about a file, by their numbers, in order.
  ///
  /// `.yml` is a name, and readers take it for an ending: all are asked about such a file.
  func readers(for path: RelativePath) -> [Int] {
    let ending = path.fileExtension
    if ending.isEmpty, path.name.hasPrefix(".") { return all }
    return byEnding[ending] ?? ofAnyEnding
  }
}

extension [String] {
  /// The endings of the names that end in these texts: `j2` of `.service.j2`.
  var endings: Set<String> { Set(map { RelativePath("name" + $0).fileExtension }) }
}
