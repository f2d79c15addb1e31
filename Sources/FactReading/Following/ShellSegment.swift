import SourceModel
import Syntax

/// A text with the places of its lines.
struct ShellSegment: Sendable {
  var text: String
  /// The placeholders of the vendor that the shell does not see; nothing until they are hidden.
  private(set) var mask = PlaceholderMask("")
  /// The position from which lines are counted.
  var start: Position
  private var path: RelativePath
  /// Where all of it stands, when its lines are no lines of the file.
  private var only: Place?
  private var indents: [(line: Int32, indent: Int)] = []

  /// A whole file.
  init(_ file: SourceFile) {
    (text, start, path) = (file.text, .start, file.path)
  }

  /// A text that stands in one place.
  init(_ text: String, at place: Place) {
    (self.text, start, path, only) = (text, place.position, place.path, place)
  }

  /// Commands that were parsed with their file.
  init(commandsOf path: RelativePath) {
    (text, start, self.path) = ("", .start, path)
  }

  private init(_ chunk: ShellChunk) {
    (text, start, path) = (chunk.text, chunk.place.position, chunk.place.path)
    only = chunk.keepsLines ? nil : chunk.place
    indents = [(chunk.place.position.line, chunk.indent)]
  }

  /// Where a command stands.
  func place(_ position: Position) -> Place {
    if let only { return only }
    let first = start.line == position.line
    let indent = first ? 0 : indents.last { $0.line <= position.line }?.indent ?? 0
    return Place(path, line: Int(position.line), column: Int(position.column) + indent)
  }

  /// Joins pieces that follow each other in one file into one text, empty lines between them, so
  /// that what one defines is known in the next.
  static func segments(of chunks: [ShellChunk]) -> [ShellSegment] {
    var segments: [ShellSegment] = []
    for chunk in chunks {
      if var last = segments.last, last.append(chunk) {
        segments[segments.count - 1] = last
      } else {
        segments.append(ShellSegment(chunk))
      }
    }
    return segments
  }

  private mutating func append(_ chunk: ShellChunk) -> Bool {
    let isOneLine = !chunk.text.utf8.contains(UInt8(ascii: "\n"))
    guard only == nil || !text.utf8.contains(UInt8(ascii: "\n")), chunk.keepsLines || isOneLine,
      chunk.place.path == path
    else { return false }
    let lines = text.utf8.count { $0 == UInt8(ascii: "\n") }
    let gap = Int(chunk.place.position.line) - Int(start.line) - lines
    // Far pieces come from elsewhere, by an anchor or a reference.
    guard gap > 0, gap < 10_000 else { return false }
    only = nil
    text += String(repeating: "\n", count: gap) + chunk.text
    let column = Int(chunk.place.position.column) - 1
    indents.append((chunk.place.position.line, chunk.keepsLines ? chunk.indent : column))
    return true
  }

  /// The same text with the placeholders hidden.
  func masked(between marks: PlaceholderMarks) -> ShellSegment {
    var segment = self
    segment.mask = PlaceholderMask(text, between: marks)
    segment.text = segment.mask.text
    return segment
  }

  /// The commands of a text of PowerShell; `$result = Invoke-Pester` calls what stands behind.
  var powerShellCommands: [ShellCommand] {
    ShellScript.parse(withShellEscapes, startingAt: start).commands.map { command in
      var command = command
      if command.words.count > 2, command.words[0].hasPrefix("$"), command.words[1] == "=" {
        command.words.removeFirst(2)
      }
      return command
    }
  }

  /// The text with PowerShell's backticks, which escape what follows, turned into the shell's backslashes.
  private var withShellEscapes: String {
    String(text.map { $0 == "`" ? "\\" : $0 })
  }
}
