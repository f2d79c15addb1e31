/// What is asked of git about the history before a commit.
///
/// A history of a million commits costs no more than one of a few hundred, tags aside: only the
/// newest commits are looked at, unless they are of very few people.
struct HistoryQuestion: Sendable {
  /// How many commits are looked at for people, and how many first-parent ones for marks of review.
  static let depth = 200
  /// How many commits are looked at for people where the newest are of few.
  static let deepest = 20_000
  /// Fewer people may be one and the same: an older commit shows a name with another address.
  static let surelySeveral = 4
  /// How many commits of a branch are looked at for promotions.
  private static let promotionDepth = 50

  let git: Git
  /// The commit; `nil` before the first one.
  let head: String?

  /// Questions that git works on.
  struct Pending: Sendable {
    fileprivate var references: Git.Question
    fileprivate var authors: Git.Question?
    fileprivate var messages: Git.Question?

    /// Ends all questions: one that hangs shows that the others would.
    func stop() {
      for question in [references, authors, messages] { question?.stop() }
    }

    /// Waits for all answers.
    func answers() -> Answers {
      let listed = references.output()
      if listed.ending == .idle { stop() }
      return Answers(
        listed: listed, references: GitReferences(listed.status == 0 ? listed.bytes : []),
        authors: authors?.output(), messages: messages?.output())
    }
  }

  /// What git gave.
  struct Answers: Sendable {
    fileprivate var listed: ChildProcess.Output
    /// Tags and branches.
    var references: GitReferences
    fileprivate var authors: ChildProcess.Output?
    fileprivate var messages: ChildProcess.Output?
  }

  /// The questions for the newest commits.
  struct Logs: Sendable {
    fileprivate let authors: Git.Question
    fileprivate let messages: Git.Question

    /// Asks for a commit and those before it.
    init(_ git: Git, of commit: String) throws(InventoryError) {
      authors = try git.ask(HistoryQuestion.authors(of: commit, upTo: HistoryQuestion.depth))
      do throws(InventoryError) {
        messages = try git.ask(HistoryQuestion.messages(of: commit, upTo: HistoryQuestion.depth))
      } catch {
        authors.drop()
        throw error
      }
    }

    /// Ends what is of no use.
    func drop() {
      authors.drop()
      messages.drop()
    }
  }

  /// Asks all that can be asked at once, beside what was asked already: the question for tags and
  /// branches, and those for the commits.
  func ask(
    beside references: Git.Question, _ asked: Logs?
  ) throws(InventoryError) -> Pending {
    guard let head else {
      asked?.drop()
      return Pending(references: references)
    }
    // No `??`, which throws any error.
    let logs = if let asked { asked } else { try Logs(git, of: head) }
    return Pending(references: references, authors: logs.authors, messages: logs.messages)
  }

  /// The history that the answers tell.
  func history(_ answers: inout Answers) throws(InventoryError) -> GitHistory {
    if answers.listed.ending != .itself { _ = try Git.required(answers.listed, "for-each-ref") }
    var fault: String?
    if answers.listed.status != 0 {
      fault = Git.reason(of: answers.listed)
      answers.references = GitReferences(try git.answer(GitReferences.questionWithoutTimes) ?? [])
    }
    let references = answers.references
    var history = GitHistory(isRepository: true, tags: references.tags)
    history.fault = fault
    history.defaultBranch = references.remoteDefault
    if history.defaultBranch == nil { history.usualBranch = references.usualBranch }
    guard let head, let authors = answers.authors, let messages = answers.messages else {
      return history
    }
    try note(authors, of: head, in: &history)
    let newest = Self.messages(in: try told(messages, &history))
    for (subject, body) in newest {
      history.examined += 1
      guard ReviewMark.isPresent(subject: subject, body: body) else { continue }
      history.reviewed += 1
      history.reviewExample = history.reviewExample ?? subject
      if history.releaseRequest == nil, ReviewMark.isReleaseRequest(subject: subject, body: body) {
        history.releaseRequest = subject
      }
    }
    try notePromotions(among: references.branches, newest: newest, in: &history)
    return history
  }

  /// What git told of commits, which may end where it could not read on.
  private func told(
    _ output: ChildProcess.Output, _ history: inout GitHistory
  ) throws(InventoryError) -> [UInt8] {
    guard output.ending == .itself else { return try Git.required(output, "log") }
    if output.status != 0 { history.fault = history.fault ?? Git.reason(of: output) }
    return output.bytes
  }

  // MARK: - People

  private static func authors(of commit: String, upTo depth: Int) -> [String] {
    [
      "log", "--no-show-signature", "--encoding=UTF-8", "-n", "\(depth)", "--format=%aN%x00%aE",
      commit, "--",
    ]
  }

  /// Notes how many commits there are and who wrote them.
  private func note(
    _ authors: ChildProcess.Output, of head: String, in history: inout GitHistory
  ) throws(InventoryError) {
    var depth = Self.depth
    var lines = try told(authors, &history).split(separator: UInt8(ascii: "\n"))
    history.people = Self.people(lines)
    if lines.count >= depth, history.people < Self.surelySeveral {
      depth = Self.deepest
      lines = try told(try git.output(Self.authors(of: head, upTo: depth)), &history)
        .split(separator: UInt8(ascii: "\n"))
      history.people = Self.people(lines)
    }
    history.commits = lines.count
    history.hasOlderCommits = lines.count >= depth
  }

  private static func people(_ lines: [ArraySlice<UInt8>]) -> Int {
    var seen: Set<ArraySlice<UInt8>> = []
    var count = PeopleCount()
    for line in lines where seen.insert(line).inserted {
      let parts = line.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { continue }
      count.note(
        name: String(decoding: parts[0], as: UTF8.self),
        address: String(decoding: parts[1], as: UTF8.self))
    }
    return count.count
  }

  // MARK: - Messages

  /// Asks for subjects and bodies of the newest commits along the first parent.
  private static func messages(of revision: String, upTo depth: Int) -> [String] {
    [
      "log", "--no-show-signature", "--encoding=UTF-8", "--first-parent", "-z", "-n", "\(depth)",
      "--format=%s%n%b", revision, "--",
    ]
  }

  private static func messages(in bytes: [UInt8]) -> [(subject: String, body: String)] {
    // Each message ends with a zero, which no message can hold.
    bytes.split(separator: 0, omittingEmptySubsequences: false).dropLast().map { message in
      let parts = message.split(
        separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
      return (
        String(decoding: parts[0], as: UTF8.self),
        parts.count == 2 ? String(decoding: parts[1], as: UTF8.self) : ""
      )
    }
  }

  private func notePromotions(
    among all: [GitReferences.Branch], newest: [(subject: String, body: String)],
    in history: inout GitHistory
  ) throws(InventoryError) {
    let branches = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }
    for name in branches.keys.sorted() where Promotion.isTarget(name) {
      guard let branch = branches[name] else { continue }
      let messages =
        branch.commit == head
        ? Array(newest.prefix(Self.promotionDepth))
        : Self.messages(
          in: try told(
            try git.output(Self.messages(of: branch.reference, upTo: Self.promotionDepth)),
            &history))
      if Promotion.brings(messages, to: name) { history.promotedBranches.append(name) }
    }
  }
}
