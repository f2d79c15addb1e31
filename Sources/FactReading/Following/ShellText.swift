import FactModel
import SourceModel

/// A piece of shell text with the place of its first character.
struct ShellChunk: Hashable, Sendable {
  /// The text.
  var text: String
  /// Where its first character stands.
  var place: Place
  /// How many columns were cut from each line, as YAML does with blocks.
  var indent = 0
  /// Whether each line of the text is a line of the file; otherwise all of it stands at the place.
  var keepsLines = true

  /// The place of a position that was counted from the chunk's place.
  func place(_ position: Position) -> Place {
    guard keepsLines else { return place }
    guard position.line > place.position.line else { return Place(place.path, position) }
    return Place(
      place.path, line: Int(position.line), column: Int(position.column) + indent)
  }
}

/// What a step runs in one shell, and what is true for every command of it.
struct ShellText: Sendable {
  /// One way in which a job of several runs it.
  struct Choice: Hashable, Sendable {
    /// The values of variables by their names, and of expressions by their texts.
    var values: [String: String]
    /// The folder in which it starts then, `nil` where that is not known.
    var folder: RelativePath?
  }

  /// The name that the file gives to the step.
  var name: String?
  /// The pieces, run one after the other by the same shell.
  var chunks: [ShellChunk]
  /// The shell that is asked for, `bash`, `pwsh`, `python {0}`; `nil` means the usual one.
  var shell: String?
  /// The folder in which it starts, `nil` where that is not known.
  var folder: RelativePath? = RelativePath("")
  /// Variables that are set for it, as written.
  var environment: [String: String] = [:]
  /// Variables that hold folders of the repository.
  var folders: [String: RelativePath] = [:]
  /// Folders beside each other that hold a checkout of the repository.
  var checkouts: Set<String> = []
  /// The folder on the machine that holds the checkout, where commands may name it: `~/shop`.
  var root: String?
  /// How placeholders look that the vendor fills in before a shell sees the text.
  var placeholders = PlaceholderMarks.expressions
  /// Whether the failure of all of it is ignored.
  var ignoresFailure = false
  /// The rules that limit it.
  var conditions: [Condition] = []
  /// The calls that led here, outermost first.
  var via: [Place] = []
  /// What the text is wrapped in: `ssh` where another machine runs it, which is not followed.
  var wrappers: [String] = []
  /// The ways in which jobs of a matrix run it; none where all do the same.
  var choices: [Choice] = []
}
