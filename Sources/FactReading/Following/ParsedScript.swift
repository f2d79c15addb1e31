import SourceModel
import Syntax

/// What the commands of a script depend on.
struct ScriptKey: Hashable, Sendable {
  var path: RelativePath
  var arguments: ShellArguments
  var placeholders: PlaceholderMarks
}

/// The files that scripts read into themselves, each read once.
struct SourcedFiles: Sendable {
  private var texts = KeptValues<RelativePath, String>(room: 1 << 20)
  /// How many bytes of them may be parsed, each time anew.
  ///
  /// Behind that a file is followed by itself, without the functions that it shares with the script.
  private(set) var room = 1 << 20

  /// The text of a file of shell commands.
  mutating func text(of path: RelativePath, _ context: ReadingContext) -> String? {
    guard room > 0 else { return nil }
    let known = texts[path]
    let text: String
    if let known { text = known } else { text = read(path, context) }
    room -= text.utf8.count
    return text.isEmpty || room < 0 ? nil : text
  }

  /// What a file says; nothing where it is no script of a shell.
  private mutating func read(_ path: RelativePath, _ context: ReadingContext) -> String {
    let file = context.read(path)
    let text = file.flatMap { ScriptLanguage(file: $0) == .shell ? $0.text : nil } ?? ""
    texts.keep(text, of: path, size: text.utf8.count)
    return text
  }
}

/// The commands of a text, and the text with its placeholders hidden.
struct ParsedScript: Sendable {
  let segment: ShellSegment
  let commands: [ShellCommand]
  /// How many bytes were parsed.
  let size: Int

  /// Reads the commands of a text.
  ///
  /// - Parameters:
  ///   - segment: the text.
  ///   - language: its language.
  ///   - frame: what is true for its commands.
  ///   - context: the files.
  ///   - sources: those that scripts read into themselves.
  init(
    _ segment: ShellSegment, in language: ScriptLanguage, _ frame: FollowFrame,
    _ context: ReadingContext, _ sources: inout SourcedFiles
  ) {
    var masked = segment.masked(between: frame.placeholders)
    let room = sources.room
    if language == .powerShell {
      commands = masked.powerShellCommands
    } else {
      let mask = masked.mask
      let script = ShellScript.parse(
        masked.text, startingAt: masked.start, arguments: frame.arguments
      ) { word, reader in
        frame.source(mask.restored(word), reader: reader, context, &sources)
      }
      commands = script.commands
      masked.sources = script.sources
    }
    size = segment.text.utf8.count + room - sources.room
    self.segment = masked
  }
}

extension FollowFrame {
  /// The file that a command reads into its script: `. "$(dirname "$0")/lib.sh"`.
  fileprivate func source(
    _ word: String, reader: String?, _ context: ReadingContext, _ sources: inout SourcedFiles
  ) -> ShellSource? {
    var frame = self
    if let reader { frame.script = RelativePath(reader) }
    guard isFollowed, let path = frame.file(word, context), path != script,
      let text = sources.text(of: path, context),
      // Placeholders would have to be hidden together with those of the script.
      !placeholders.openings.contains(where: text.contains)
    else { return nil }
    return ShellSource(name: path.text, text: text)
  }
}
