import Inventory
import TestSupport
import Testing

/// Histories that hold more than anybody writes: a few kilobytes of a repository are enough for that.
@Suite struct LongHistoryTests {
  /// A repository with commits to `main`, the oldest first.
  private func repository(
    _ folder: TestFolder, _ commits: [(author: String, message: String)]
  ) async throws -> Repository {
    try folder.git("init", "-q")
    var stream = ""
    for (number, commit) in commits.enumerated() {
      stream +=
        "commit refs/heads/main\ncommitter \(commit.author) \(1_700_000_000 + number) +0000\n"
      stream += "data \(commit.message.utf8.count)\n\(commit.message)\n"
      if number == 0 { stream += "M 644 inline a.txt\ndata 1\na\n" }
      stream += "\n"
    }
    try folder.write("stream", stream)
    try folder.git("fast-import", "--quiet", input: "stream")
    return try await RepositoryOpener().open(folder.path, revision: "main")
  }

  private static let ada = "Ada <ada@example.org>"

  @Test func `A message of any length ends no run, and the lack is said`() async throws {
    try await TestFolder.with { folder in
      let body = String(repeating: "more words\n", count: 3_200_000)
      let found = try await repository(
        folder, [(Self.ada, "Begin"), (Self.ada, "Long\n\n\(body)"), (Self.ada, "Add it (#1)")])
      #expect(found.history.commits == 3)
      #expect(found.history.examined == 1)
      #expect(found.history.reviewed == 1)
      #expect(found.history.fault == .excessive(question: "log"))
      let warnings = found.warnings.map { "\($0)" }
      #expect(warnings.count == 1)
      #expect(warnings.first?.contains("`git log` is too long or comes too late") == true)
    }
  }

  @Test func `Only the beginning of a subject is kept, and what follows it still counts`()
    async throws
  {
    try await TestFolder.with { folder in
      let subject = String(repeating: "Merge pull request #1 from a/b ", count: 10_000)
      let found = try await repository(
        folder, [(Self.ada, "Begin (#1)"), (Self.ada, subject), (Self.ada, "Add it")])
      let history = found.history
      #expect(history.examined == 3)
      #expect(history.reviewed == 2)
      #expect(history.reviewExample?.utf8.count == 4_096)
      #expect(history.fault == nil)
    }
  }

  @Test func `People with long names are told apart by their addresses`() async throws {
    try await TestFolder.with { folder in
      let long = String(repeating: "N", count: 10_000)
      let found = try await repository(
        folder,
        [
          (author: "A\(long) <a@example.org>", message: "Begin"),
          (author: "B\(long) <b@example.org>", message: "Go on"),
          (author: "C\(long) <a@example.org>", message: "Go on"),
        ])
      #expect(found.history.commits == 3)
      #expect(found.history.people == 2)
      #expect(found.history.fault == nil)
    }
  }

  @Test func `A tag with a name that is no file's is left out, which is said`() async throws {
    try await TestFolder.with { folder in
      let found = try await repository(folder, [(Self.ada, "Begin")])
      let commit = try #require(found.commit)
      let long = "v1" + String(repeating: "x", count: 2_000)
      try folder.write(
        ".git/packed-refs",
        "# pack-refs with: peeled fully-peeled sorted \n"
          + ["refs/heads/main", "refs/tags/v1.0", "refs/tags/\(long)", "refs/tags/v2.0"]
          .map { "\(commit) \($0)\n" }.joined())
      let again = try await RepositoryOpener().open(folder.path, revision: "main")
      #expect(again.history.tags.map(\.name) == ["v1.0", "v2.0"])
      #expect(again.history.fault == .excessive(question: "for-each-ref"))
    }
  }
}
