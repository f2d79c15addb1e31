import Foundation
import Syntax
import TestSupport
import Testing

/// The template for GitLab calls the program as its inputs say.
@Suite struct TemplateTests {
  private static func documents() throws -> [Node] {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let file = root.appending(path: ".gitlab/templates/devops-assess.yml")
    return YAML.parse(Array(try Data(contentsOf: file)), manner: .strict).documents
  }

  /// What the job's script calls the program with.
  private static func words(stage: String, in folder: TestFolder) throws -> [String] {
    let script = try #require(try documents().last?["devops-assess", "script"]?.texts)
    let text = script.joined(separator: "\n")
      .replacingOccurrences(of: "$[[ inputs.min-stage ]]", with: stage)
      .replacingOccurrences(of: "$[[ inputs.path ]]", with: "my app")
    try folder.write("devops-assess", "#!/bin/sh\nprintf '%s\\n' \"$@\" > words\n")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: folder.path("devops-assess"))
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-euc", "PATH=.:$PATH\n" + text]
    process.currentDirectoryURL = folder.url
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return try folder.text("words").split(separator: "\n").map(String.init)
  }

  @Test func `A stage that is not given is left to the team's own file`() async throws {
    let input = try #require(try Self.documents().first?["spec", "inputs", "min-stage"])
    #expect(input["default"]?.text == "")
    #expect(input["options"]?.texts == ["", "v1", "v2", "v3", "v4", "v5"])
    try await TestFolder.with { folder in
      let open = try Self.words(stage: "", in: folder)
      #expect(open.prefix(2) == ["my app", "--output"])
      let given = try Self.words(stage: "v3", in: folder)
      #expect(given == ["my app", "--min-stage", "v3"] + open.dropFirst())
    }
  }
}
