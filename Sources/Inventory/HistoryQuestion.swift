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

  /// With more bytes than this of commits git is ended; most histories have a hundredth of it.
  static let limit = 1 << 25
  /// The same of each branch that is looked at for promotions.
  private static let promotionLimit = 1 << 22
  /// How long git may look for people in more than the newest commits, in seconds.
  private static let deepPatience = 5

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

    /// Ends all questions, whose answers are of no use.
    func drop() {
      for question in [references, authors, messages] { question?.drop() }
    }

    /// Waits for all answers.
    func answers() -> Answers {
      var names = GitReferences()
      let listed = references.output(
        within: GitReferences.patience, upTo: GitReferences.limit
      ) { names.take($0) }
      if listed.ending == .idle { stop() }
      return Answers(
        listed: listed, references: names, authors: authors.map { AuthorLog($0) },
        messages: messages.map { MessageLog($0) })
    }
  }

  /// What git gave.
  struct Answers: Sendable {
    fileprivate var listed: ChildProcess.Output
    /// Tags and branches.
    var references: GitReferences
    fileprivate var authors: AuthorLog?
    fileprivate var messages: MessageLog?
  }

  /// The questions for the newest commits.
  struct Logs: Sendable {
    fileprivate let authors: Git.Question
    fileprivate let messages: Git.Question

    /// Asks for a commit and those before it.
    init(_ git: Git, of commit: String) throws(InventoryError) {
      authors = try git.ask(AuthorLog.question(of: commit, upTo: HistoryQuestion.depth))
      do throws(InventoryError) {
        messages = try git.ask(MessageLog.question(of: commit, upTo: HistoryQuestion.depth))
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
    let fault = try fault(amongReferences: &answers)
    let references = answers.references
    var history = GitHistory(isRepository: true, tags: references.tags)
    history.fault = fault
    history.defaultBranch = references.remoteDefault
    if history.defaultBranch == nil { history.usualBranch = references.usualBranch }
    guard let head, let authors = answers.authors, let log = answers.messages else {
      return history
    }
    try note(authors.output, in: &history)
    try note(log.output, in: &history)
    // Where the newest messages are too long already, git would need minutes for all.
    try note(authors, of: head, areAllAsked: log.output.ending == .itself, in: &history)
    for (subject, body) in log.messages {
      history.examined += 1
      guard ReviewMark.isPresent(subject: subject, body: body) else { continue }
      history.reviewed += 1
      history.reviewExample = history.reviewExample ?? subject
      if history.releaseRequest == nil, ReleaseRequest.isNamed(by: subject, body: body) {
        history.releaseRequest = subject
      }
    }
    try notePromotions(among: references.branches, newest: log.messages, in: &history)
    return history
  }

  /// Why tags and branches are not all there; those that are broken are asked for again without what
  /// is broken.
  private func fault(
    amongReferences answers: inout Answers
  ) throws(InventoryError) -> GitHistory.Fault? {
    let listed = answers.listed
    switch listed.ending {
    case .idle: try Git.checkEnding(of: listed, "for-each-ref")
    case .late:
      answers.references = try referencesWithoutTimes()
      return .excessive(question: "for-each-ref")
    case .excessive: return .excessive(question: "for-each-ref")
    case .itself:
      guard listed.status != 0 else { break }
      answers.references = try referencesWithoutTimes()
      return .unreadable(Git.reason(of: listed))
    }
    return answers.references.isCut ? .excessive(question: "for-each-ref") : nil
  }

  private func referencesWithoutTimes() throws(InventoryError) -> GitReferences {
    var references = GitReferences()
    let output = try git.ask(GitReferences.questionWithoutTimes)
      .output(upTo: GitReferences.limit) { references.take($0) }
    switch output.ending {
    case .idle, .late: try Git.checkEnding(of: output, "for-each-ref")
    case .excessive: break
    case .itself: if output.status != 0 { return GitReferences() }
    }
    return references
  }

  /// Notes that git told less of the commits than it was asked for.
  private func note(
    _ output: ChildProcess.Output, in history: inout GitHistory
  ) throws(InventoryError) {
    switch output.ending {
    case .idle: try Git.checkEnding(of: output, "log")
    case .late, .excessive: history.fault = history.fault ?? .excessive(question: "log")
    case .itself:
      guard output.status != 0 else { return }
      history.fault = history.fault ?? .unreadable(Git.reason(of: output))
    }
  }

  /// Notes how many commits there are and who wrote them.
  private func note(
    _ newest: AuthorLog, of head: String, areAllAsked: Bool, in history: inout GitHistory
  ) throws(InventoryError) {
    var log = newest
    var depth = Self.depth
    if areAllAsked, newest.commits >= depth, newest.people < Self.surelySeveral {
      let question = try git.ask(AuthorLog.question(of: head, upTo: Self.deepest))
      let all = AuthorLog(question, within: Self.deepPatience)
      try note(all.output, in: &history)
      if all.commits >= newest.commits { (log, depth) = (all, Self.deepest) }
    }
    history.people = log.people
    history.commits = log.commits
    history.hasOlderCommits = log.commits >= depth || log.output.ending != .itself
  }

  private func notePromotions(
    among all: [GitReferences.Branch], newest: [(subject: String, body: String)],
    in history: inout GitHistory
  ) throws(InventoryError) {
    let branches = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }
    for name in branches.keys.sorted() where Promotion.isTarget(name) {
      guard let branch = branches[name] else { continue }
      var messages = Array(newest.prefix(Self.promotionDepth))
      if branch.commit != head {
        let question = MessageLog.question(of: branch.reference, upTo: Self.promotionDepth)
        let log = MessageLog(try git.ask(question), upTo: Self.promotionLimit)
        try note(log.output, in: &history)
        messages = log.messages
        // What others hold is likely to be as long.
        guard log.output.ending == .itself else { return }
      }
      if Promotion.brings(messages, to: name) { history.promotedBranches.append(name) }
    }
  }
}
