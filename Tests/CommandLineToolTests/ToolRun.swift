import CommandLineTool
import Foundation
import Synchronization
import TestSupport

/// One call of the tool, run in this process, with all that it gave.
struct ToolRun: Sendable {
  var status: ExitStatus
  var output: String
  var errors: String
  var files: [String: String]

  /// The day on which calls are made, 2026-11-26.
  static let day = 1_795_651_200

  /// Runs the tool.
  init(
    _ words: String..., isTerminal: Bool = false, environment: [String: String] = [:],
    refusal: String? = nil, outputRefusal: String? = nil, at seconds: Int = day
  ) async {
    await self.init(
      words: words, isTerminal: isTerminal, environment: environment, refusal: refusal,
      outputRefusal: outputRefusal, at: seconds)
  }

  /// Runs the tool.
  init(
    words: [String], isTerminal: Bool = false, environment: [String: String] = [:],
    refusal: String? = nil, outputRefusal: String? = nil, at seconds: Int = day
  ) async {
    let collected = Collected()
    let console = Console(
      put: { text in
        if outputRefusal == nil { collected.state.withLock { $0.output += text } }
        return outputRefusal
      },
      errors: { text in collected.state.withLock { $0.errors += text } },
      write: { text, path in
        if refusal == nil { collected.state.withLock { $0.files[path] = text } }
        return refusal
      },
      create: { text, path in
        if let refusal { return .failed(refusal) }
        return collected.state.withLock { state in
          guard state.files[path] == nil else { return .exists }
          state.files[path] = text
          return .done
        }
      },
      append: { text, path in
        if refusal == nil { collected.state.withLock { $0.files[path, default: ""] += text } }
        return refusal
      },
      size: { path in collected.state.withLock { $0.files[path]?.utf8.count ?? 0 } },
      clock: { seconds }, isTerminal: isTerminal, environment: environment)
    status = await CommandLineTool(console: console).run(words)
    let state = collected.state.withLock { $0 }
    (output, errors, files) = (state.output, state.errors, state.files)
  }

  /// What a console was given.
  private final class Collected: Sendable {
    struct State {
      var output = ""
      var errors = ""
      var files: [String: String] = [:]
    }

    let state = Mutex(State())
  }

  /// The report, read as JSON.
  func json() throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
    guard let object = value as? [String: Any] else {
      throw TestFolderFailure(reason: "the report is no object: \(output)")
    }
    return object
  }
}

extension TestFolder {
  /// Fills the folder with a small service that is tested by a machine.
  func fillWithService() throws {
    try git("init", "-q")
    try write(
      "package.json",
      #"{"name": "shop", "version": "1.0.0", "scripts": {"test": "node --test", "start": "node ."}}"#
    )
    try write("package-lock.json", #"{"name": "shop", "lockfileVersion": 3, "packages": {}}"#)
    try write("index.js", "require('node:http').createServer().listen(8080)\n")
    try write("test/shop.test.js", "const test = require('node:test')\ntest('a', () => {})\n")
    try write("README.md", "# Shop\n\n## Build\n\n    npm ci\n\n## Test\n\n    npm test\n")
    try write(".gitignore", "node_modules/\n")
    try write(
      ".github/workflows/ci.yml",
      """
      on: [push, pull_request]
      jobs:
        test:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/checkout@v4
            - run: npm ci
            - run: npm test

      """)
    try commit("Begin")
    try commit("Add a basket (#1)", author: "Bob", address: "bob@example.org")
  }
}
