import SourceModel

extension PlainText {
  /// A message of one line, whatever it quotes.
  package static func line(_ text: String) -> String { withoutCommands(harmless(text)) }

  /// The text without what a pipeline's runner would obey where it stands in a log: `##vso[…]`,
  /// `##[…]` and `##teamcity[…]` anywhere, `::…::` at the beginning of a line.
  ///
  /// https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
  /// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
  /// https://www.jetbrains.com/help/teamcity/service-messages.html
  static func withoutCommands(_ text: String) -> String {
    guard text.contains("##") || text.contains("::") else { return text }
    let scalars = Array(text.unicodeScalars)
    var result = ""
    var isAtStart = true
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      let opens =
        scalar == ":" && isAtStart && next == ":"
        || scalar == "#" && index > 0 && scalars[index - 1] == "#"
          && opensCommand(scalars[(index + 1)...])
      if opens {
        result += scalar.escape
      } else {
        result.unicodeScalars.append(scalar)
      }
      isAtStart = scalar == "\n" || isAtStart && scalar.properties.isWhitespace
    }
    return result
  }

  /// What GitHub's and Azure's runners obey in brackets.
  private static let bracketed: Set<String> = [
    "add-mask", "add-matcher", "add-path", "command", "debug", "echo", "endgroup", "error", "group",
    "notice", "remove-matcher", "save-state", "section", "set-env", "set-output", "stop-commands",
    "warning",
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
