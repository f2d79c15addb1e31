import SourceModel

/// A reader that wants files by their names alone.
protocol ManifestReader: FileReader {
  /// The whole names, `pom.xml`.
  var names: Set<String> { get }
  /// The endings of names without their dot, `gemspec`.
  var extensions: Set<String> { get }
}

extension ManifestReader {
  var names: Set<String> { [] }
  var extensions: Set<String> { [] }

  func wants(_ path: RelativePath) -> Bool {
    names.contains(path.name) || extensions.contains(path.caseKeepingExtension)
  }
}

/// Many readers behind one: a path costs two look-ups, however many formats there are.
struct ManifestIndex: FileReader {
  private let byName: [String: [any FileReader]]
  private let byExtension: [String: [any FileReader]]
  private let others: [any FileReader]
  private let otherEndings: EndingTable

  /// Makes the index.
  ///
  /// - Parameters:
  ///   - readers: The readers of files with known names.
  ///   - others: The readers that look at more than the name.
  init(_ readers: [any ManifestReader], others: [any FileReader]) {
    var byName: [String: [any FileReader]] = [:]
    var byExtension: [String: [any FileReader]] = [:]
    for reader in readers {
      for name in reader.names { byName[name, default: []].append(reader) }
      for ending in reader.extensions { byExtension[ending, default: []].append(reader) }
    }
    self.byName = byName
    self.byExtension = byExtension
    self.others = others
    otherEndings = EndingTable(others.map(\.endings))
  }

  func wants(_ path: RelativePath) -> Bool {
    byName[path.name] != nil || byExtension[path.caseKeepingExtension] != nil
      || otherEndings.readers(for: path).contains { others[$0].wants(path) }
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var facts = FileFacts()
    let named = byName[file.path.name] ?? []
    let ended = byExtension[file.path.caseKeepingExtension] ?? []
    for reader in named + ended + others.filter({ $0.wants(file.path) }) {
      facts.append(reader.facts(in: file, context: context))
    }
    return facts
  }
}
