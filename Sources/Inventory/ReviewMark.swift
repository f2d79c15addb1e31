import SourceModel

/// Finds marks of review in the message of a commit.
///
/// Merges: https://docs.github.com/en/pull-requests and https://docs.gitlab.com/user/project/merge_requests/;
/// trailers: https://gerrit-review.googlesource.com/Documentation/user-changeid.html.
enum ReviewMark {
  /// Whether a message shows that a request was reviewed.
  static func isPresent(subject: String, body: String) -> Bool {
    if subject.hasPrefix("Merge pull request #") { return true }
    if subject.hasPrefix("Merged in "), [subject, body].contains(where: isMergedRequest) {
      return true
    }
    if subject.hasPrefix("Merged PR ") { return true }
    if endsInNumber(subject) { return true }
    var body = body
    return body.withUTF8(hasMark)
  }

  /// Whether a line of a body is a mark.
  private static func hasMark(_ body: UnsafeBufferPointer<UInt8>) -> Bool {
    var start = 0
    while start < body.count {
      var end = start
      while end < body.count, !isLineEnd(body[end]) { end += 1 }
      if isMark(body[start..<end]) { return true }
      start = end + 1
    }
    return false
  }

  private static func isMark(_ line: Line) -> Bool {
    switch line.first {
    case UInt8(ascii: "S"): isMergeRequest(line)
    case UInt8(ascii: "R"), UInt8(ascii: "r"), UInt8(ascii: "C"), UInt8(ascii: "c"):
      trailers.contains { trailer in
        line.count >= trailer.count
          && zip(line, trailer).allSatisfy { lowercased($0) == $1 }
      }
    default: false
    }
  }

  private typealias Line = Slice<UnsafeBufferPointer<UInt8>>

  /// How trailers of a review begin, in lower case.
  private static let trailers = ["reviewed-by: ", "reviewed-on: ", "change-id: i"]
    .map { Array($0.utf8) }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }

  static func isLineEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  private static func isMergedRequest(_ text: String) -> Bool { text.contains("(pull request #") }

  /// `See merge request group/project!12`, or the address of one,
  /// `https://gitlab.com/group/project/-/merge_requests/12`.
  ///
  /// https://docs.gitlab.com/user/project/merge_requests/commit_templates/
  private static func isMergeRequest(_ line: Line) -> Bool {
    guard line.starts(with: "See merge request ".utf8) else { return false }
    if let sign = line.lastIndex(of: UInt8(ascii: "!")), isDigit(line[(sign + 1)...].first) {
      return true
    }
    let address = String(decoding: line, as: UTF8.self)
    guard let found = address.firstRange(of: "/merge_requests/") else { return false }
    return isDigit(address.utf8[found.upperBound...].first)
  }

  private static func isDigit(_ byte: UInt8?) -> Bool {
    byte.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
  }

  /// `Add a thing (#12)`, `Add a thing (!12)`.
  private static func endsInNumber(_ subject: String) -> Bool {
    guard subject.hasSuffix(")"), let open = subject.lastIndex(of: "(") else { return false }
    let inner = subject[subject.index(after: open)...].dropLast()
    guard let mark = inner.first, mark == "#" || mark == "!" else { return false }
    let digits = inner.dropFirst()
    return !digits.isEmpty && digits.allSatisfy(\.isNumber)
  }
}
