import SourceModel

/// Reads shell text into a program, each byte once.
///
/// The grammar is that of POSIX with what bash adds; what is neither is passed over, so that texts
/// for other shells give their commands too.
/// See https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html
struct ShellParser {
  /// How deep commands may lie in each other.
  static let depthLimit = 200
  /// How deep substitutions may; each level repeats the text of those inside it.
  static let substitutionLimit = 64
  /// How many commands are read; the longest scripts, which tools make, have some ten thousand.
  static let commandLimit = 100_000

  /// What ends a list of commands.
  enum Stop: Hashable {
    case end
    case parenthesis
    case brace
    case choice
    case keyword(ShellKeyword)
  }

  let bytes: [UInt8]
  var index: Int
  var end: Int
  var program = ShellProgram()
  /// Where the words of the command that is being read start in the program; `nil` where there is
  /// none, or where other commands stand inside it and its words wait on the stack.
  var firstOpenWord: Int?
  /// The words of commands in which others stand, and which are read no further yet.
  var stack: [ShellWord] = []
  /// Room for the bytes of a word that is put together from parts, to be used again.
  var spareBuffer: [UInt8] = []
  /// Substitutions of the command that is being read.
  var substitutions: [Int32] = []
  var pendingHeredocs: [PendingHeredoc] = []
  var missingDelimiters: Set<String> = []
  /// Ends of heredocs that stand only on indented lines from here on.
  var looseEnds: Set<HeredocEnd> = []
  /// Signs that would end a text of PowerShell, of which there are no more.
  var missingHereEnds: Set<UInt8> = []
  /// How many bytes may still be looked at before they are read, to find what closes something.
  ///
  /// That stands nearby in real scripts; where it is missing again and again, each search would go
  /// to the end of the text.
  var lookAhead: Int
  var depth = 0
  var substitutionDepth = 0
  var braceDepth = 0
  var choiceDepth = 0
  /// The offset of the brace that closes a body on the line of its condition: `{exit 1}`.
  var bodyEnd: Int?
  var checksStatus = false
  /// The text that the command being read has as its input, an index in the list.
  var heredoc: Int?
  private(set) var hasFailed = false
  private var cursorOffset: Int
  private var cursor: Position

  init(_ bytes: [UInt8], _ range: Range<Int>, startingAt start: Position) {
    self.bytes = bytes
    index = range.lowerBound
    end = range.upperBound
    lookAhead = 16 * range.count + 4_096
    cursorOffset = range.lowerBound
    cursor = start
    program.bytes = bytes
  }

  init(_ text: String, startingAt start: Position) {
    let bytes = Array(text.utf8)
    self.init(bytes, 0..<bytes.count, startingAt: start)
  }

  /// Reads all of the text.
  mutating func parse() -> ShellProgram {
    var children = ShellChildList()
    while true {
      let stop = list(into: &children)
      guard stop != .end else { break }
      fault(.warning, "nothing is open that this ends")
      skip(stop)
    }
    program.root = add(.sequence, children, simplesFrom: 0)
    return program
  }

  // MARK: - Parts of the text

  /// A part of the text, no slice of which needs to be made.
  func text(_ range: Range<Int>) -> String {
    bytes.withUnsafeBufferPointer {
      String(
        decoding: UnsafeBufferPointer(rebasing: $0[range.clamped(to: $0.indices)]), as: UTF8.self)
    }
  }

  /// Adds a part of the text to a word that is put together.
  func copy(_ range: Range<Int>, to buffer: inout [UInt8]) {
    bytes.withUnsafeBufferPointer {
      buffer.append(contentsOf: UnsafeBufferPointer(rebasing: $0[range.clamped(to: $0.indices)]))
    }
  }

  // MARK: - Places and faults

  /// The position of an offset, asked in rising order.
  mutating func position(at offset: Int) -> Position {
    guard offset > cursorOffset else { return cursor }
    var (line, column) = (cursor.line, cursor.column)
    for byte in bytes[cursorOffset..<min(offset, bytes.count)] {
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    cursorOffset = offset
    cursor.line = line
    cursor.column = column
    return cursor
  }

  /// Notes what is wrong at the index; the first hundred are enough.
  mutating func fault(
    _ severity: Diagnostic.Severity, _ message: String, at place: Position? = nil
  ) {
    guard program.faults.count < 100 else { return }
    let place = place ?? position(at: index)
    program.faults.append(SyntaxFault(severity, message, at: place))
  }

  /// Notes what makes the rest of the text unreadable, once.
  mutating func fail(_ message: String, at place: Position) {
    if !hasFailed { fault(.error, message, at: place) }
    hasFailed = true
    index = end
  }

  /// Goes one level deeper; `false` at the limit.
  mutating func enter() -> Bool {
    guard depth < Self.depthLimit else {
      fail("commands are nested too deeply", at: position(at: index))
      return false
    }
    depth += 1
    return true
  }

  // MARK: - Nodes

  mutating func add(
    _ kind: ShellNode.Kind, _ children: ShellChildList, simplesFrom start: Int, payload: Int = -1
  ) -> Int32 {
    program.nodes.append(
      ShellNode(
        kind: kind, payload: Int32(truncatingIfNeeded: payload), firstChild: children.first,
        simples: Int32(truncatingIfNeeded: start)..<Int32(truncatingIfNeeded: program.simples.count)
      ))
    return Int32(truncatingIfNeeded: program.nodes.count - 1)
  }

  // MARK: - Lists

  /// Reads commands up to what ends them, which is left.
  mutating func list(into children: inout ShellChildList) -> Stop {
    while true {
      skipSeparators()
      if let stop = stop() { return stop }
      let start = index
      let node = chain()
      children.append(node, in: &program.nodes)
      if index == start { index += 1 }
    }
  }

  /// A list as one node.
  mutating func list() -> (node: Int32, stop: Stop) {
    let start = program.simples.count
    guard enter() else { return (add(.sequence, ShellChildList(), simplesFrom: start), .end) }
    defer { depth -= 1 }
    var children = ShellChildList()
    let stop = list(into: &children)
    return (add(.sequence, children, simplesFrom: start), stop)
  }

  /// What stands at the index, where it ends a list.
  private func stop() -> Stop? {
    guard index < end else { return .end }
    switch bytes[index] {
    case UInt8(ascii: ")"): return .parenthesis
    case UInt8(ascii: ";"): return .choice
    case UInt8(ascii: "}"): return isWordEnd(index + 1) ? .brace : nil
    default:
      guard let keyword = keyword(), keyword.endsList else { return nil }
      return .keyword(keyword)
    }
  }

  /// Passes over what ended a list.
  mutating func skip(_ stop: Stop) {
    switch stop {
    case .end: break
    case .parenthesis, .brace: index += 1
    case .choice:
      index += 1
      while index < end, byte == UInt8(ascii: ";") || byte == UInt8(ascii: "&") { index += 1 }
    case .keyword(let keyword): index += keyword.rawValue.utf8.count
    }
  }

  /// Commands between `&&` and `||`.
  private mutating func chain() -> Int32 {
    let start = program.simples.count
    let first = pipeline()
    var children = ShellChildList()
    children.append(first, in: &program.nodes)
    while first >= 0 {
      skipSpaces()
      let isAlternative = byte == UInt8(ascii: "|")
      guard isAlternative || byte == UInt8(ascii: "&"), byte == byte(1) else { break }
      index += 2
      skipSpacesAndLines()
      guard stop() == nil else { break }
      let next = pipeline()
      guard next >= 0 else { break }
      program.nodes[Int(next)].isAlternative = isAlternative
      children.append(next, in: &program.nodes)
    }
    return children.count > 1 ? add(.chain, children, simplesFrom: start) : first
  }

  /// Commands between `|`.
  private mutating func pipeline() -> Int32 {
    let start = program.simples.count
    var isNegated = false
    while byte == UInt8(ascii: "!"), isSpace(byte(1)) {
      isNegated.toggle()
      index += 1
      skipSpaces()
    }
    let first = command()
    var children = ShellChildList()
    children.append(first, in: &program.nodes)
    while first >= 0 {
      skipSpaces()
      guard byte == UInt8(ascii: "|"), byte(1) != UInt8(ascii: "|") else { break }
      index += byte(1) == UInt8(ascii: "&") ? 2 : 1
      skipSpacesAndLines()
      guard stop() == nil else { break }
      let next = command()
      guard next >= 0 else { break }
      children.append(next, in: &program.nodes)
    }
    guard children.count > 1 || isNegated else { return first }
    let node = add(.pipeline, children, simplesFrom: start)
    program.nodes[Int(node)].isNegated = isNegated
    return node
  }
}
