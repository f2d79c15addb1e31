import SourceModel
import TestSupport
import Testing

@testable import Inventory

@Suite struct HistoryTests {
  private func history(_ folder: TestFolder, _ revision: String? = nil) async throws -> GitHistory {
    try await RepositoryOpener().open(folder.path, revision: revision).history
  }

  /// Authors, and how many people they are.
  struct Team: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var authors: [(name: String, address: String)]
    var people: Int

    init(_ description: String, _ authors: [(String, String)], people: Int) {
      testDescription = description
      self.authors = authors.map { (name: $0.0, address: $0.1) }
      self.people = people
    }
  }

  @Test(arguments: [
    Team("one", [("Ada", "ada@a.org"), ("Ada", "ada@a.org")], people: 1),
    Team("two", [("Ada", "ada@a.org"), ("Bob", "bob@a.org")], people: 2),
    Team("one name at two addresses", [("Ada", "ada@a.org"), ("Ada", "ada@b.org")], people: 1),
    Team("one address with two names", [("Ada", "ada@a.org"), ("A. L.", "ada@a.org")], people: 1),
    Team("case does not count", [("Ada", "ada@a.org"), ("ADA", "Ada@B.org")], people: 1),
    Team(
      "a later commit joins two",
      [("Ada", "ada@a.org"), ("A. L.", "al@b.org"), ("Ada", "al@b.org")], people: 1),
    Team(
      "a chain of names and addresses",
      [("a", "1@x"), ("b", "2@x"), ("c", "3@x"), ("a", "2@x"), ("b", "3@x")], people: 1),
    Team("no address is no person's own", [("Ada", ""), ("Bob", "")], people: 2),
    Team(
      "dependabot", [("Ada", "ada@a.org"), ("dependabot[bot]", "support@github.com")], people: 1),
    Team(
      "a bot by its address",
      [("Ada", "ada@a.org"), ("Shop", "1+shop[bot]@users.noreply.github.com")], people: 1),
    Team(
      "what git proposes where nobody is known",
      [("Ada", "ada@a.org"), ("CI", "you@example.com")], people: 1),
    Team("renovate", [("Renovate Bot", "bot@renovateapp.com"), ("Ada", "ada@a.org")], people: 1),
    Team("a release bot", [("acme-release-bot", "x@a.org"), ("Ada", "ada@a.org")], people: 1),
    Team("jenkins", [("jenkins", "ci@a.org"), ("Ada", "ada@a.org")], people: 1),
    Team("a deployer", [("Weave Flux", "flux@a.org"), ("Ada", "ada@a.org")], people: 1),
    Team(
      "a token of a group", [("group_183_bot_7e9e", "x@a.org"), ("project_1_bot", "y@a.org")],
      people: 0),
    Team("bots alone", [("github-actions", "x@a.org"), ("renovate[bot]", "y@a.org")], people: 0),
    Team("a name with bot in it", [("Abbott", "a@a.org"), ("Bottas", "b@a.org")], people: 2),
  ])
  func peopleAreCountedOnceAndBotsNever(_ team: Team) {
    var count = PeopleCount()
    for author in team.authors { count.note(name: author.name, address: author.address) }
    #expect(count.count == team.people)
  }

  @Test func peopleAreReadFromCommitsByTheMailmap() async throws {
    try await TestFolder.with { folder in
      try folder.git("init", "-q")
      try folder.write("a.txt")
      try folder.commit("One", author: "Ada", address: "ada@example.org")
      try folder.commit("Two", author: "countess", address: "al@home.example.org")
      try folder.commit("Three", author: "dependabot[bot]", address: "bot@example.org")
      #expect(try await history(folder).people == 2)
      try folder.write(".mailmap", "Ada <ada@example.org> <al@home.example.org>\n")
      try folder.commit("Four")
      let history = try await history(folder)
      #expect(history.people == 1)
      #expect(history.commits == 4)
      #expect(history.examined == 4)
    }
  }

  /// A message, and whether it shows that somebody else looked at it.
  @Test(arguments: [
    ("Merge pull request #12 from ada/basket", "Add the basket", true),
    ("Merged in basket (pull request #12)", "", true),
    ("Merged in basket", "Basket (pull request #12)\n\nApproved-by: Ada", true),
    ("Merge branch 'basket' into 'main'", "Add\n\nSee merge request acme/shop!12", true),
    (
      "Merge branch 'basket' into 'main'",
      "See merge request https://gitlab.example.com/acme/shop/-/merge_requests/12", true
    ),
    (
      "Merge branch 'basket' into 'main'", "See merge request https://a.example/merge_requests/",
      false
    ),
    ("Merged PR 12: Add the basket", "", true),
    ("Add the basket (#12)", "", true),
    ("Add the basket (!12)", "", true),
    ("Add the basket", "Reviewed-by: Ada <ada@example.org>", true),
    ("Add the basket", "Why.\n\nReviewed-By: Ada <ada@example.org>", true),
    ("Add the basket", "Reviewed-on: https://review.example.org/12", true),
    ("Add the basket", "Change-Id: I0123456789abcdef0123456789abcdef01234567", true),
    ("Merge branch 'basket'", "", false),
    ("Merge branch 'main' of github.com:acme/shop", "", false),
    ("Merge remote-tracking branch 'origin/main'", "", false),
    ("Add the basket", "Fixes #12", false),
    ("Add the basket", "PR #12", false),
    ("Fix #12", "", false),
    ("#12 Add the basket", "", false),
    ("Add the basket (see #12)", "", false),
    ("Add the basket (#twelve)", "", false),
    ("Add the basket (#)", "", false),
    ("Revert \"Add the basket (#12)\"", "", false),
    ("Explain Reviewed-by: in the guide", "", false),
    ("Add the basket", "I wrote See merge request acme/shop!12 here", false),
    ("Merged in haste", "", false),
  ])
  func marksOfReviewAreTheForgesOwn(_ subject: String, _ body: String, _ isReviewed: Bool) {
    #expect(ReviewMark.isPresent(subject: subject, body: body) == isReviewed)
  }

  @Test(arguments: [
    ("Release 1.4.0 (#12)", "", true),
    ("Release v2.0.0 (!3)", "", true),
    ("chore: release 1.4.0 (#12)", "", true),
    ("Merge pull request #12 from acme/release-1.4.0", "Release 1.4.0", true),
    ("Merge pull request #12 from acme/next", "Promote to production", true),
    ("Deploy 81f2 to prod (#12)", "", true),
    ("Promotion of shop to production (#12)", "", true),
    ("Release 1.4.0", "", false),
    ("Write release notes (#12)", "", false),
    ("Bump the client to 1.4.0 (#12)", "", false),
    ("Update Helm release shop to v1.4.0 (#12)", "", false),
    ("chore(deps): update Helm release shop to v1.4.0 (#12)", "", false),
    ("Bump version to 1.4.0 for the release (#12)", "", true),
    (
      "Merge pull request #12 from acme/dependabot/actions/acme/release-action-3.0.0",
      "Bump acme/release-action from 2 to 3.0.0", false
    ),
    ("Promote the basket on the start page (#12)", "", false),
    ("chore: prepare v1.4.0 release (#12)", "", true),
    ("release/v1.4.0 (#12)", "", true),
    ("Release: 1.4.0 (#12)", "", true),
    ("Acme Shop 1.4.0 release (#12)", "", true),
    ("Merge pull request #12 from acme/develop", "Acme Shop Prod 1.4.0 Release", true),
    ("Merge pull request #12 from acme/release/1.4.0", "The next one", true),
    ("Updates for Lightning 2.0 release (#12)", "", false),
    ("Fix broken link to the 1.2 release notes (#12)", "", false),
    ("chore: add Ada as release shepherd for release-1.4 (#12)", "", false),
    ("ci: update Go version and removes 0.10 release from strategy (#12)", "", false),
    ("Revert \"Release 1.4.0 (#12)\" (#13)", "", false),
    ("Merge pull request #12 from acme/fix-release-1.4", "Mend the build", false),
    ("Require production image to build & push before deploy (#12)", "", false),
    ("Fix a crash in production (#12)", "", false),
  ])
  func releaseRequestsAreReviewedAndSaySo(_ subject: String, _ body: String, _ isRequest: Bool) {
    let isReviewed = ReviewMark.isPresent(subject: subject, body: body)
    #expect((isReviewed && ReleaseRequest.isNamed(by: subject, body: body)) == isRequest)
  }

  @Test(arguments: [
    (["Merge pull request #2 from acme/dev"], "main", true),
    (["Merge pull request #2 from acme/main"], "production", true),
    (["Merged in staging (pull request #4)"], "master", true),
    (["Merge pull request #2 from acme/dev", "Fix a crash (#3)"], "main", true),
    (["Merge pull request #2 from acme/dev", "Fix it (#3)", "Fix that (#4)"], "main", false),
    (
      (1...10).map { "Merge pull request #\(60 - $0) from acme/dev" }
        + (1...30).map { "Fix it (#\(40 - $0))" }, "main", true
    ),
    (["Merge pull request #2 from acme/fix-basket"], "main", false),
    (["Merge pull request #2 from someone/main"], "main", false),
    (["Merge branch 'staging'"], "main", false),
    ([], "main", false),
  ])
  func promotionsBringIntegrationBranches(
    _ subjects: [String], _ branch: String, _ isPromoted: Bool
  ) {
    #expect(Promotion.isTarget(branch))
    #expect(Promotion.brings(subjects.map { ($0, "") }, to: branch) == isPromoted)
  }

  @Test func promotionsAreFoundOnBranchesThatAreNotCheckedOut() async throws {
    try await TestFolder.with { folder in
      try folder.git("init", "-q")
      try folder.write("a.txt")
      try folder.commit("Begin")
      try folder.git("checkout", "-q", "-b", "dev")
      try folder.commit("Add a list (#1)")
      try folder.git("checkout", "-q", "main")
      try folder.git("merge", "-q", "--no-ff", "-m", "Merge pull request #2 from acme/dev", "dev")
      try folder.git("checkout", "-q", "dev")
      #expect(try await history(folder).promotedBranches == ["main"])
    }
  }

  @Test func marksAreCountedAlongTheFirstParent() async throws {
    try await TestFolder.with { folder in
      try folder.git("init", "-q")
      try folder.write("a.txt")
      try folder.commit("Begin")
      try folder.commit("Add a list (#1)\n\nWith a body.\n\nAnd more of it.")
      try folder.git("checkout", "-q", "-b", "side")
      try folder.commit("On the side (#99)")
      try folder.git("checkout", "-q", "main")
      try folder.git("merge", "-q", "--no-ff", "-m", "Merge branch 'side'", "side")
      try folder.commit("Release 1.2.0 (#2)")
      let history = try await history(folder)
      #expect(history.commits == 5)
      #expect(history.examined == 4)
      #expect(history.reviewed == 2)
      #expect(history.reviewExample == "Release 1.2.0 (#2)")
      #expect(history.releaseRequest == "Release 1.2.0 (#2)")
    }
  }

  @Test func aMessageCannotPassForSeveral() async throws {
    try await TestFolder.with { folder in
      try folder.git("init", "-q")
      try folder.write("a.txt")
      try folder.commit("Begin\n\nx\u{1}\nForged (#1)\u{1}\nForged again (#2)\u{1}\n")
      let history = try await history(folder)
      #expect(history.examined == 1)
      #expect(history.reviewed == 0)
    }
  }

  @Test func noMoreThanTheNewestCommitsAreExamined() async throws {
    try await TestFolder.with { folder in
      try folder.git("init", "-q")
      var stream = ""
      for number in 1...230 {
        let subject = "Change \(number) (#\(number))"
        stream += "commit refs/heads/main\ncommitter Ada <ada@example.org> \(number) +0000\n"
        stream += "data \(subject.utf8.count)\n\(subject)\n"
        if number == 1 { stream += "M 644 inline a.txt\ndata 1\na\n" }
        stream += "\n"
      }
      try folder.write("stream", stream)
      try folder.git("fast-import", "--quiet", input: "stream")
      let history = try await history(folder, "main")
      // All are one person's, so that others are looked for in all.
      #expect(history.commits == 230)
      #expect(!history.hasOlderCommits)
      #expect(history.people == 1)
      #expect(history.examined == 200)
      #expect(history.reviewExample == "Change 230 (#230)")
    }
  }

  @Test func theNewestCommitsTellOfTheTeamWhereTheyAreOfSeveral() async throws {
    try await TestFolder.with { folder in
      try folder.git("init", "-q")
      var stream = ""
      for number in 1...230 {
        let author = ["Ada", "Grace", "Mary", "Joan"][number % 4]
        stream += "commit refs/heads/main\ncommitter \(author) <\(author)@example.org> "
        stream += "\(number) +0000\ndata 1\na\n"
        if number == 1 { stream += "M 644 inline a.txt\ndata 1\na\n" }
        stream += "\n"
      }
      try folder.write("stream", stream)
      try folder.git("fast-import", "--quiet", input: "stream")
      let history = try await history(folder, "main")
      #expect(history.commits == 200)
      #expect(history.hasOlderCommits)
      #expect(history.people == 4)
    }
  }

  @Test func olderCommitsShowThatTwoNamesAreOnePerson() async throws {
    try await TestFolder.with { folder in
      try folder.git("init", "-q")
      var stream = ""
      for number in 1...230 {
        let author = number % 2 == 0 ? "Ada <ada@example.org>" : "countess <al@example.org>"
        stream += "commit refs/heads/main\n"
        stream += "committer \(number == 2 ? "Ada <al@example.org>" : author) \(number) +0000\n"
        stream += "data 1\na\n"
        if number == 1 { stream += "M 644 inline a.txt\ndata 1\na\n" }
        stream += "\n"
      }
      try folder.write("stream", stream)
      try folder.git("fast-import", "--quiet", input: "stream")
      let history = try await history(folder, "main")
      #expect(history.people == 1)
      #expect(history.commits == 230)
    }
  }

  @Test func theRemoteAndTheCheckoutTellTheBranches() async throws {
    try await TestFolder.with { folder in
      try folder.git("init", "-q")
      try folder.write("a.txt")
      try folder.commit("Begin")
      #expect(try await history(folder).defaultBranch == nil)
      #expect(try await history(folder).usualBranch == "main")
      try folder.git("update-ref", "refs/remotes/origin/trunk", "HEAD")
      try folder.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk")
      #expect(try await history(folder).defaultBranch == "trunk")
    }
  }

  @Test func tagsHaveTheirTimes() async throws {
    try await TestFolder.with { folder in
      try folder.git("init", "-q")
      try folder.write("a.txt")
      try folder.commit()
      try folder.git("tag", "v1.0.0")
      try folder.git("tag", "-a", "-m", "Second", "v1.1.0")
      try folder.git("tag", "rel/2")
      let tags = try await history(folder).tags.sorted { $0.name < $1.name }
      #expect(tags.map(\.name) == ["rel/2", "v1.0.0", "v1.1.0"])
      #expect(tags.map(\.time) == [1_767_323_045, 1_767_323_045, 1_767_323_045])
    }
  }
}
