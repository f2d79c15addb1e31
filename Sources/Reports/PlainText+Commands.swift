extension PlainText {
  /// A message of one line, whatever it quotes.
  package static func line(_ text: String) -> String { withoutCommands(harmless(text)) }

  /// The text without what a pipeline's runner would obey where it stands in a log: `##vso[…]`,
  /// `##[…]` and `##teamcity[…]` anywhere, `::…::` at the beginning of a line.
  ///
  /// https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
  /// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
  /// https://www.jetbrains.com/help/teamcity/service-messages.html
  package static func withoutCommands(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: ":") }) else {
      return text
    }
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    var isAtStart = true
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      let opens =
        scalar == ":" && isAtStart && next == ":"
        || scalar == "#" && index > 0 && scalars[index - 1] == "#"
          && opensCommand(scalars[(index + 1)...])
      if opens {
        result += "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars
      } else {
        result.append(scalar)
      }
      isAtStart = scalar == "\n" || isAtStart && scalar.properties.isWhitespace
    }
    return String(result)
  }

  /// Whether a bracket follows behind letters alone.
  private static func opensCommand(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
    rest.prefix(32).first { !$0.properties.isAlphabetic } == "["
  }
}
