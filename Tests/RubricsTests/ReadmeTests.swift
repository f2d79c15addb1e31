import Foundation
import TestSupport
import Testing

/// What the README counts must be what is there.
@Suite struct ReadmeTests {
  @Test func `The README counts the tools of the catalogue`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    let count = BuiltInKnowledge.toolCount
    let written = "\(count / 1000),\(String(1000 + count % 1000).dropFirst())"
    #expect(readme.contains("the catalogue knows \(written) of them"), "there are \(written)")
  }
}
