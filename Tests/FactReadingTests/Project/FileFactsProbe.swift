import SourceModel

@testable import FactReading

/// What the readers of tests, documents and secrets say of one file.
func projectFacts(_ path: String, _ text: String) -> FileFacts {
  let path = RelativePath(path)
  let context = ReadingContext(files: [path], folders: [path.folder]) { _ in nil }
  let source = SourceFile(path: path, bytes: Array(text.utf8))
  return ProjectReaders.all.filter { $0.wants(path) }
    .reduce(into: FileFacts()) { $0.append($1.facts(in: source, context: context)) }
}
