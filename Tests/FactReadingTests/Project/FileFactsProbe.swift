import SourceModel

@testable import FactReading

/// What the readers of tests, documents and secrets say of one file.
///
/// - Parameters:
///   - path: where the file stands.
///   - text: what it holds.
///   - others: the paths of files that stand in the tree beside it.
func projectFacts(_ path: String, _ text: String, beside others: [String] = []) -> FileFacts {
  let path = RelativePath(path)
  let context = ReadingContext(files: others.map { RelativePath($0) } + [path]) { _ in nil }
  let source = SourceFile(path: path, bytes: Array(text.utf8))
  return ProjectReaders.all.filter { $0.wants(path) }
    .reduce(into: FileFacts()) { $0.append($1.facts(in: source, context: context)) }
}
