import SourceModel

extension PlainText {
  /// A message of one line, whatever it quotes.
  package static func line(_ text: String) -> String { withoutCommands(harmless(text)) }

  /// The text without what a pipeline's runner would obey where it stands in a log: `##vso[…]`,
  /// `##[…]` and `##teamcity[…]` anywhere, `::…::` and the heading of a group at the beginning of a line.
  ///
  /// https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
  /// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
  /// https://www.jetbrains.com/help/teamcity/service-messages.html
  /// https://buildkite.com/docs/pipelines/configure/managing-log-output
  static func withoutCommands(_ text: String) -> String {
    guard text.contains("##") || text.contains("::") || mayHoldGroup(text) else { return text }
    let scalars = Array(text.unicodeScalars)
    var result = ""
    var isAtStart = true
    // Colours before the heading of a group do not hide it from the runner.
    var (isFirst, isInColour) = (true, false)
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      let opens =
        scalar == ":" && isAtStart && next == ":"
        || scalar == "#" && index > 0 && scalars[index - 1] == "#"
          && opensCommand(scalars[(index + 1)...])
      if opens || (isFirst && opensGroup(scalars[index...])) {
        result += scalar.escape
      } else {
        result.unicodeScalars.append(scalar)
      }
      isAtStart = scalar == "\n" || isAtStart && scalar.properties.isWhitespace
      if scalar == "\u{1B}" { isInColour = true }
      isFirst = scalar == "\n" || isFirst && isInColour
      if scalar == "m" { isInColour = false }
    }
    return result
  }

  /// What Buildkite's runner takes for the heading of a group.
  private static let groups = ["--- ", "+++ ", "~~~ ", "^^^ "]

  /// Whether a space stands behind three signs that are alike.
  private static func mayHoldGroup(_ text: String) -> Bool {
    var (former, run) = (UInt8(0), 0)
    for byte in text.utf8 {
      if byte == UInt8(ascii: " "), run >= 3, "-+~^".utf8.contains(former) { return true }
      run = byte == former ? run + 1 : 1
      former = byte
    }
    return false
  }

  private static func opensGroup(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
    groups.contains { rest.starts(with: $0.unicodeScalars) }
  }

  /// What GitHub's and Azure's runners obey in brackets.
  private static let bracketed: Set<String> = [
    "add-mask", "add-matcher", "add-path", "command", "debug", "echo", "endgroup", "error", "group",
    "internal-set-repo-path", "notice", "remove-matcher", "save-state", "section", "set-env",
    "set-output", "stop-commands", "warning",
  ]

  /// Whether a bracket follows behind letters, or one with a word of a runner.
  private static func opensCommand(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
    let name = rest.prefix(32).prefix(while: \.properties.isAlphabetic)
    guard rest.dropFirst(name.count).first == "[" else { return false }
    let word = rest.dropFirst(name.count + 1).prefix(32)
      .prefix { $0.properties.isAlphabetic || $0 == "-" }
    return !name.isEmpty
      || bracketed.contains(String(String.UnicodeScalarView(word)).lowercased())
  }
}
