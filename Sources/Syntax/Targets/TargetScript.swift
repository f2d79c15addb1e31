import SourceModel

/// Shell text of a build file while it is put together.
///
/// What the build tool puts in before the shell reads the text is put in here too where its value is
/// known; where it is not, a letter for private use stands for it, so that the shell's rules do not
/// see it. Commands get back what was hidden, and the places where they stand in the file.
struct TargetScript {
  /// A part of a text whose references are resolved.
  enum Piece {
    case text([UInt8])
    /// A reference whose value is not known, as it is written.
    case hidden(String)
  }

  /// From here on, output and source go side by side, or the source stands still.
  private struct Turn {
    var output: Position
    var source: Position
    var standsStill: Bool
  }

  private static let firstMark: UInt32 = 0xF0000
  private static let markLimit = 0xFFFD

  private var bytes: [UInt8] = []
  private var hidden: [String] = []
  /// The bytes of all that is hidden.
  private var hiddenLength = 0
  private var turns: [Turn]
  private var output = Position.start
  private var source: Position
  /// Where the first command stands in the output, and with its signs in the source.
  private var signs: (end: Position, start: Position)?

  /// A text that stands at a position.
  init(at source: Position) {
    self.source = source
    turns = [Turn(output: .start, source: source, standsStill: false)]
  }

  /// A text without references.
  init(_ text: String, at source: Position) {
    self.init(at: source)
    append(Array(text.utf8)[...])
  }

  /// Whether nothing but space was added.
  var isBlank: Bool { bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D } }

  // MARK: - Putting together

  /// Adds text that stands in the file as it is.
  mutating func append(_ text: ArraySlice<UInt8>) {
    bytes += text
    output.advance(over: text)
    source.advance(over: text)
  }

  /// Adds pieces that stand for a part of the file.
  mutating func append(_ pieces: [Piece], for text: ArraySlice<UInt8>) {
    turns.append(Turn(output: output, source: source, standsStill: true))
    for piece in pieces {
      switch piece {
      case .text(let text):
        bytes += text
        output.advance(over: text[...])
      case .hidden(let reference): hide(reference)
      }
    }
    source.advance(over: text)
    turns.append(Turn(output: output, source: source, standsStill: false))
  }

  /// Goes on at another place of the file, on a line of its own.
  mutating func startLine(at place: Position) {
    if !bytes.isEmpty {
      bytes.append(UInt8(ascii: "\n"))
      output = Position(line: Int(output.line) + 1, column: 1)
    }
    source = place
    turns.append(Turn(output: output, source: source, standsStill: false))
  }

  private mutating func hide(_ reference: String) {
    guard hidden.count < Self.markLimit,
      let mark = Unicode.Scalar(Self.firstMark + UInt32(hidden.count))
    else { return }
    bytes.append(scalar: mark)
    output.column += 1
    hidden.append(reference)
    hiddenLength += reference.utf8.count
  }

  /// Takes off the signs with which lines begin; whether `-` is among them.
  ///
  /// A reference right before a letter, `$(Q)go`, is such a sign too. The first command then starts
  /// with its signs.
  mutating func takeSigns(_ signs: StaticString) -> Bool {
    var ignoresFailure = false
    let signs = signs.withUTF8Buffer { Array($0) }
    var index = 0
    var start: Int?
    while index < bytes.count {
      if signs.contains(bytes[index]) {
        start = start ?? index
        if bytes[index] == UInt8(ascii: "-") { ignoresFailure = true }
        bytes[index] = UInt8(ascii: " ")
      } else if bytes[index] != UInt8(ascii: " "), bytes[index] != UInt8(ascii: "\t") {
        break
      }
      index += 1
    }
    defer {
      if let start {
        let place = Position(line: 1, column: start + 1)
        self.signs = (Position(line: 1, column: index + 1), self.place(of: place))
      }
    }
    // Marks take four bytes.
    if index + 4 < bytes.count, bytes[index] >= 0xF0, bytes[index + 4] | 0x20 >= UInt8(ascii: "a"),
      bytes[index + 4] | 0x20 <= UInt8(ascii: "z")
    {
      bytes.replaceSubrange(index..<(index + 4), with: [UInt8(ascii: " ")])
      start = start ?? index
      index += 1
    }
    return ignoresFailure
  }

  // MARK: - Commands

  /// The commands of the text.
  func commands(ignoresFailure: Bool = false) -> [ShellCommand] {
    guard !bytes.isEmpty else { return [] }
    var memory = Memory(room: 1_000 + 16 * (bytes.count + hiddenLength))
    return ShellScript.parse(bytes).commands.map { command in
      var command = command
      command.position =
        command.position == signs?.end ? signs?.start ?? .start : place(of: command.position)
      if ignoresFailure { command.ignoresFailure = true }
      for index in command.guards.indices {
        let test = command.guards[index]
        command.guards[index].position = place(of: test.position)
        if !hidden.isEmpty { command.guards[index].words = restored(test, &memory) }
      }
      guard !hidden.isEmpty else { return command }
      command.words = command.words.map { restored($0, &memory) }
      command.wrappers = restored(wrappers: command.wrappers, &memory)
      for index in command.environment.indices {
        command.environment[index].value = restored(command.environment[index].value, &memory)
      }
      for index in command.known.indices {
        command.known[index].value = restored(command.known[index].value, &memory)
      }
      for index in command.loops.indices {
        command.loops[index].words = command.loops[index].words.map { restored($0, &memory) }
      }
      return command
    }
  }

  /// What was restored: many commands have the same tests, wrappers and values, each of which may be
  /// long.
  private struct Memory {
    /// A list of words as it was found, and with what was hidden in it.
    struct Words {
      var found: [String]
      var restored: [String]
    }

    /// The words of tests, by the places of these.
    var tests: [Position: Words] = [:]
    var wrappers = Words(found: [], restored: [])
    /// Words of up to `wordLimit` bytes.
    var words: [String: String] = [:]
    /// How many bytes of references may still be put in; honest texts repeat them a few times.
    var room: Int
  }

  /// How long a word may be that is kept to be used again; values of variables are shorter.
  private static let wordLimit = 256

  private func restored(_ test: ShellCommand.Guard, _ memory: inout Memory) -> [String] {
    if let known = memory.tests[test.position], known.found == test.words { return known.restored }
    let words = test.words.map { restored($0, &memory) }
    memory.tests[test.position] = Memory.Words(found: test.words, restored: words)
    return words
  }

  private func restored(wrappers: [String], _ memory: inout Memory) -> [String] {
    if memory.wrappers.found != wrappers {
      let words = wrappers.map { restored($0, &memory) }
      memory.wrappers = Memory.Words(found: wrappers, restored: words)
    }
    return memory.wrappers.restored
  }

  private func restored(_ word: String, _ memory: inout Memory) -> String {
    guard word.utf8.contains(where: { $0 >= 0xF0 }) else { return word }
    if let known = memory.words[word] { return known }
    var result = ""
    for scalar in word.unicodeScalars {
      let index = Int(scalar.value) - Int(Self.firstMark)
      if !hidden.indices.contains(index) {
        result.unicodeScalars.append(scalar)
      } else if memory.room > 0 {
        memory.room -= hidden[index].utf8.count
        result += hidden[index]
      }
    }
    if word.utf8.count <= Self.wordLimit { memory.words[word] = result }
    return result
  }

  private func place(of position: Position) -> Position {
    let turn = turns[max(0, turns.partitionPoint { $0.output > position } - 1)]
    guard !turn.standsStill else { return turn.source }
    let lines = position.line - turn.output.line
    let column =
      lines == 0 ? turn.source.column + position.column - turn.output.column : position.column
    return Position(line: Int(turn.source.line + lines), column: Int(column))
  }
}

extension Position {
  /// Goes over text: lines end with a line feed, columns count Unicode scalars.
  mutating func advance(over text: ArraySlice<UInt8>) {
    for byte in text {
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
  }
}
