import SourceModel
import Testing

@testable import Rubrics

@Suite struct OutermostFolderTests {
  @Test(arguments: [
    (["a", "a-b", "a/b", "a/b/c", "b.c", "b/c"], ["a", "a-b", "b.c", "b/c"]),
    (["", "a", "a/b"], [""]), (["a/b", "a/c", "ab"], ["a/b", "a/c", "ab"]), ([], []),
  ])
  func `Folders in others are left out, and the order stays`(
    _ folders: [String], _ outermost: [String]
  ) {
    #expect(folders.map { RelativePath($0) }.outermost.map(\.text) == outermost)
  }
}
