import SourceModel
import Syntax

/// A text with the places of its lines.
struct ShellSegment: Sendable {
  var text: String
  /// The placeholders of the vendor that the shell does not see; nothing until they are hidden.
  private(set) var mask = PlaceholderMask("")
  /// The files that the text reads into itself.
  var sources: [ShellScript.Source] = []
  /// The position from which lines are counted.
  var start: Position
  private var path: RelativePath
  /// Where all of it stands, when its lines are no lines of the file.
  private var only: Place?
  /// How far the lines from each of these on are indented, in their order.
  private var indents: [(line: Int32, indent: Int)] = []
  /// How many lines end in the text, as far as pieces were joined.
  private var lineEnds = 0

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
    lineEnds = Self.lineEnds(in: chunk.text)
  }

  private static func lineEnds(in text: String) -> Int {
    text.utf8.count { $0 == UInt8(ascii: "\n") }
  }

  /// Where a command stands.
  func place(_ position: Position) -> Place {
    if let only { return only }
    let first = start.line == position.line
    let indent = first ? 0 : indent(ofLine: position.line)
    return Place(path, line: Int(position.line), column: Int(position.column) + indent)
  }

  /// Where something stands in one of the texts, the files that are read included.
  func place(_ position: Position, in text: Int32) -> Place {
    file(of: text).map { Place($0, position) } ?? place(position)
  }

  /// The file of a text that is read; `nil` for the text itself.
  func file(of text: Int32) -> RelativePath? {
    let index = Int(text) - 1
    return sources.indices.contains(index) ? RelativePath(sources[index].name) : nil
  }

  /// The places of the commands that read a text, outermost first.
  func readers(of text: Int32) -> [Place] {
    var places: [Place] = []
    var text = text
    while text > 0, Int(text) <= sources.count {
      let source = sources[Int(text) - 1]
      places.append(place(source.position, in: source.reader))
      // A file is read by one before it.
      text = min(source.reader, text - 1)
    }
    return places.reversed()
  }

  private func indent(ofLine line: Int32) -> Int {
    indents.prefix(upTo: indents.partitionPoint { $0.line > line }).last?.indent ?? 0
  }

  /// Joins pieces that follow each other in one file into one text, empty lines between them, so
  /// that what one defines is known in the next.
  static func segments(of chunks: [ShellChunk]) -> [ShellSegment] {
    var segments: [ShellSegment] = []
    for chunk in chunks {
      // In its place: a copy would hold the text twice, and copy it for each piece.
      if segments.isEmpty || !segments[segments.count - 1].append(chunk) {
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
    let gap = Int(chunk.place.position.line) - Int(start.line) - lineEnds
    // Far pieces come from elsewhere, by an anchor or a reference.
    guard gap > 0, gap < 10_000 else { return false }
    only = nil
    text += String(repeating: "\n", count: gap) + chunk.text
    lineEnds += gap + Self.lineEnds(in: chunk.text)
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
      // Parentheses and pipes start no other process here, which could have a folder of its own.
      command.shell = .outermost
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
