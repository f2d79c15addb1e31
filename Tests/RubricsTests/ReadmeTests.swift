import Foundation
import TestSupport
import Testing

/// What the README counts must be what is there.
@Suite struct ReadmeTests {
  private static func text(_ path: String) throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  @Test func `The README counts the tools of the catalogue`() throws {
    let readme = try Self.text("README.md")
    let count = BuiltInKnowledge.toolCount
    let written = "\(count / 1000),\(String(1000 + count % 1000).dropFirst())"
    #expect(readme.contains("the catalogue knows \(written) of them"), "there are \(written)")
  }

  @Test func `The picture shows what the sample says`() throws {
    let readme = try Self.text("README.md")
    let picture = try Self.text(".github/images/report.svg")
    #expect(readme.contains("](.github/images/report.svg)"))
    let sample = readme.split(separator: "```text\n")[1].split(separator: "\n```")[0]
    let lines = sample.split(separator: "\n").map(String.init)
    let summary = try #require(lines.first { $0.hasPrefix("The team is at ") })
    #expect(picture.contains(">\(summary)</text>"))
    let score = try #require(lines.first { $0.contains("  score ") }?.split(separator: " ").last)
    #expect(picture.contains(">score \(score)</text>"))
    for stage in lines where stage.contains("reached") && stage.hasPrefix("v") {
      let percent = try #require(stage.split(separator: " ").first { Double($0) != nil })
      let isReached = !stage.contains("not reached")
      #expect(picture.contains(">\(percent) \(isReached ? "✓ reached" : "")"), "\(stage)")
    }
    let step = try #require(lines.first { $0.hasPrefix("1. ★ ") })
    let words = try #require(step.dropFirst(5).split(separator: "  ").first)
    #expect(picture.contains(">\(words)</text>"))
  }
}
