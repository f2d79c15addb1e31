import CommandLineTool
import Foundation
import TestSupport
import Testing

/// What the README shows works as it stands there.
@Suite struct ReadmeExampleTests {
  /// The block of code that begins so.
  private func block(_ start: String) throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    let blocks = readme.components(separatedBy: "```yaml\n").dropFirst()
    let found = try #require(blocks.first { $0.hasPrefix(start) }, "\(start)")
    return try #require(found.components(separatedBy: "```").first)
  }

  @Test func theRubricWithItsCriterionAndItsToolHolds() async throws {
    try await TestFolder.with { folder in
      try folder.write("acme/acme.yml", try block("extends: v1-v5"))
      try folder.write("acme/criteria/v1/source.license.yml", try block("id: source.license"))
      try folder.write("acme/catalogue/acme.yml", try block("- id: acme-deploy"))
      let run = await ToolRun("rubric", "check", folder.path("acme/acme.yml"))
      #expect(run.errors == "")
      #expect(run.output.hasSuffix(": all examples hold\n"))
    }
  }

  @Test func theConfigurationIsRead() async throws {
    try await TestFolder.with { folder in
      try folder.fillWithService()
      try folder.write(".devops-assess.yml", try block("kind: service"))
      let run = await ToolRun(folder.path, "--format", "json")
      #expect(run.status == .fine || run.status == .belowThreshold)
      #expect(!run.errors.contains(".devops-assess.yml:"))
      #expect(run.output.contains("\"attested\""))
    }
  }
}
