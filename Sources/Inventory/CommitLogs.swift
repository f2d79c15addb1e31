/// Who wrote commits, counted while git lists them.
struct AuthorLog: Sendable {
  /// How many commits there are.
  let commits: Int
  /// How many people wrote them, bots aside.
  let people: Int
  /// How git ended.
  let output: ChildProcess.Output

  /// An address has 254 bytes at most: https://www.rfc-editor.org/errata/eid1690.
  private static let lineLimit = 512

  /// What git is asked: the address stands first, as a name may have any length.
  static func question(of commit: String, upTo depth: Int) -> [String] {
    [
      "log", "--no-show-signature", "--encoding=UTF-8", "-n", "\(depth)", "--format=%aE%x00%aN",
      commit, "--",
    ]
  }

  /// Waits for the answer.
  init(_ question: Git.Question, within seconds: Int = Git.patience) {
    var reader = EntryReader(endingWith: UInt8(ascii: "\n"), upTo: Self.lineLimit)
    var seen: Set<[UInt8]> = []
    var count = PeopleCount()
    var lines = 0
    output = question.output(within: seconds, upTo: HistoryQuestion.limit) { bytes in
      for entry in reader.entries(in: bytes) {
        lines += 1
        let line = Array(entry.bytes)
        guard seen.insert(line).inserted else { continue }
        let parts = line.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
        count.note(
          name: parts.count == 2 ? String(decoding: parts[1], as: UTF8.self) : "",
          address: String(decoding: parts[0], as: UTF8.self))
      }
    }
    commits = lines
    people = count.count
  }
}

/// The messages of commits, taken while git lists them.
struct MessageLog: Sendable {
  /// The beginnings of the messages, the newest first.
  let messages: [(subject: String, body: String)]
  /// How git ended.
  let output: ChildProcess.Output

  private static let subjectLimit = 1 << 12
  private static let bodyLimit = 1 << 16

  /// What git is asked: subjects and bodies of the newest commits along the first parent.
  static func question(of revision: String, upTo depth: Int) -> [String] {
    [
      "log", "--no-show-signature", "--encoding=UTF-8", "--first-parent", "-z", "-n", "\(depth)",
      "--format=%s%n%b", revision, "--",
    ]
  }

  /// Waits for the answer.
  ///
  /// - Parameter limit: with more bytes than this git is ended.
  init(_ question: Git.Question, upTo limit: Int = HistoryQuestion.limit) {
    // Each message ends with a zero, which no message can hold.
    var reader = EntryReader(endingWith: 0, upTo: Self.subjectLimit + 1 + Self.bodyLimit)
    var taken: [(subject: String, body: String)] = []
    output = question.output(upTo: limit) { bytes in
      for entry in reader.entries(in: bytes) {
        let parts = entry.bytes.split(
          separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
        let body = parts.count == 2 ? parts[1].prefix(Self.bodyLimit) : []
        taken.append(
          (
            subject: String(decoding: parts[0].prefix(Self.subjectLimit), as: UTF8.self),
            body: String(decoding: body, as: UTF8.self)
          ))
      }
    }
    messages = taken
  }
}
