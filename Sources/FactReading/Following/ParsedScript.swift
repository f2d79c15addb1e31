import SourceModel
import Syntax

/// What the commands of a script depend on.
struct ScriptKey: Hashable, Sendable {
  var path: RelativePath
  var arguments: [String]
  var placeholders: PlaceholderMarks
}

/// The commands of a text, and the text with its placeholders hidden.
struct ParsedScript: Sendable {
  let segment: ShellSegment
  let commands: [ShellCommand]

  init(_ segment: ShellSegment, in language: ScriptLanguage, _ frame: FollowFrame) {
    let masked = segment.masked(between: frame.placeholders)
    commands =
      language == .powerShell
      ? masked.powerShellCommands
      : ShellScript.parse(masked.text, startingAt: masked.start, arguments: frame.arguments)
        .commands
    self.segment = masked
  }
}
