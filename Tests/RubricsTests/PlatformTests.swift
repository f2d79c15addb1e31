import FactModel
import Foundation
import Rubrics
import TestSupport
import Testing

/// Small repositories that use a platform or tool well, or only look as if they did, with the statuses
/// of the criteria that this decides.
@Suite struct PlatformTests {
  static let groups = [
    "containers", "infrastructure-code", "orchestrators", "platforms", "servers-and-compose",
  ]

  @Test(arguments: groups)
  func `Every use of a platform is judged for what it does`(_ group: String) async throws {
    let rubric = try #require(BuiltInKnowledge.rubric)
    let cases = try PlatformCase.all(in: group)
    try #require(cases.count > 10)
    for one in cases {
      let files = one.files
      let facts = await SmallRepository(files).facts
      let assessment = Assessor(rubric).assessment(
        of: facts, repository: RepositorySummary(path: "shop"))
      for (subject, wanted) in one.expected {
        switch subject {
        case "kind": #expect(facts.project.kind.rawValue == wanted, "\(one.name)")
        case "ladder":
          expect(wanted, among: facts.ladder.keys.map(\.rawValue), one.name)
        case "orchestration":
          expect(wanted, among: facts.orchestration.keys.map(\.rawValue), one.name)
        default:
          let result = assessment.criteria.first { $0.id == subject }
          #expect(result?.status.rawValue == wanted, "\(subject) of \(one.name)")
        }
      }
    }
  }

  /// Names that must be there, and behind `!` those that must not.
  private func expect(_ wanted: String, among names: [String], _ name: String) {
    for word in wanted.split(separator: " ") {
      let isThere = names.contains(String(word.hasPrefix("!") ? word.dropFirst() : word))
      #expect(isThere != word.hasPrefix("!"), "\(word) in \(name)")
    }
  }
}

/// One repository of a file in `Tests/Fixtures/platforms`.
///
/// `=== name` starts it. `subject: status` says what is expected, `use: app` adds files that many
/// share, `run: command` adds a step to a workflow that runs on pushes, and `--- path` starts a file.
struct PlatformCase {
  var name: String
  var expected: [(String, String)] = []
  var commands: [String] = []
  var own: [String: String] = [:]
  var shared: [String: String] = [:]

  /// The files of the repository.
  var files: [String: String] {
    var files = shared.merging(own) { $1 }
    if !commands.isEmpty {
      let steps = commands.map { command in
        "      - run: \"\(command.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\"\n"
      }
      files[".github/workflows/deploy.yml"] =
        """
        name: deploy
        on:
          push:
            branches: [main]
        jobs:
          deploy:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4

        """ + steps.joined()
    }
    return files
  }

  /// The repositories of one file.
  static func all(in group: String) throws -> [PlatformCase] {
    let url = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fixtures/platforms/\(group).txt").standardizedFileURL
    let text = try String(contentsOf: url, encoding: .utf8)
    var cases: [PlatformCase] = []
    var path: String?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("=== ") {
        cases.append(PlatformCase(name: String(line.dropFirst(4))))
        path = nil
      } else if line.hasPrefix("--- "), let last = cases.indices.last {
        path = String(line.dropFirst(4))
        cases[last].own[path ?? ""] = ""
      } else if let last = cases.indices.last {
        guard let path else {
          cases[last].readHeader(line)
          continue
        }
        cases[last].own[path, default: ""] += line + "\n"
      }
    }
    return cases
  }

  private mutating func readHeader(_ line: Substring) {
    guard let colon = line.firstRange(of: ": ") else { return }
    let key = String(line[..<colon.lowerBound])
    let value = String(line[colon.upperBound...])
    switch key {
    case "use": shared = value == "bot" ? Self.bot : Self.app
    case "run": commands.append(value)
    default: expected.append((key, value))
    }
  }

  private static let app = [
    "Dockerfile": "FROM node:22.11-alpine\nCOPY . .\nCMD [\"node\",\"server.js\"]\n",
    "server.js":
      "const express = require('express')\nconst app = express()\napp.get('/', (q, r) => r.send('ok'))\n"
      + "app.listen(8080)\n",
    "package.json":
      "{\"name\": \"shop\", \"private\": true, \"dependencies\": {\"express\": \"4.19.2\"}}\n",
  ]

  private static let bot = [
    "bot.py": "import discord\nclient = discord.Client()\nclient.run('x')\n",
    "requirements.txt": "discord.py==2.4.0\n",
    "Dockerfile": "FROM python:3.12.4-slim\nCOPY . .\nUSER nobody\nCMD [\"python\",\"bot.py\"]\n",
  ]
}
