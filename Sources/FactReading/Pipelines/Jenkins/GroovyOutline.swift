import SourceModel

/// The outline of a Groovy or Kotlin text: statements with calls, strings and blocks.
///
/// Enough of the languages for pipelines written in them; comments and strings are told apart, all
/// else is kept as names and signs. One pass over the bytes, without recursion.
///
/// https://groovy-lang.org/syntax.html, https://kotlinlang.org/docs/reference/grammar.html
struct GroovyOutline: Sendable {
  /// The statements of the text.
  let statements: [GroovyStatement]
  /// The first bracket that is not closed as it was opened.
  let fault: GroovyFault?
  /// The innermost bracket that is open at the end of the text.
  let unclosed: Position?

  /// - Parameter line: the line of the file on which the text starts.
  init(_ bytes: [UInt8], dialect: GroovyDialect = .groovy, startingAt line: Int = 1) {
    var parser = GroovyParser(bytes, dialect: dialect, startingAt: line)
    statements = parser.parse()
    fault = parser.fault
    unclosed = parser.unclosed
  }
}

/// Something wrong with the brackets of a text.
struct GroovyFault: Sendable {
  /// What was found and what was expected.
  var message: String
  var position: Position
}

/// A string as it was written, escapes resolved.
struct GroovyText: Sendable {
  var text: String
  /// Where its first character stands.
  var position: Position
  /// Whether each line of it is a line of the file.
  var keepsLines: Bool
}

/// One piece of a statement.
indirect enum GroovyPart: Sendable {
  /// A name with what is reached through it, `docker.image`; after a call it starts with a dot.
  case name(String, Position)
  case text(GroovyText)
  case sign(UInt8, Position)
  /// What stands between parentheses, one statement for each argument.
  case parens([GroovyStatement], Position)
  /// What stands between brackets, one statement for each item.
  case list([GroovyStatement], Position)
  /// What stands between braces.
  case block([GroovyStatement], Position)
}

/// A statement, or an argument of a call.
struct GroovyStatement: Sendable {
  var parts: [GroovyPart]
  /// Where it starts.
  var position: Position
  /// The bytes that it takes.
  var range: Range<Int>
}

/// Reads the bytes from the first to the last.
struct GroovyParser {
  /// How deep brackets are told apart; deeper ones are passed over.
  private static let depthLimit = 60
  /// How long a name with its dots grows; real ones have a hundred bytes.
  private static let nameLimit = 2_000

  /// A bracket that is open.
  private struct Frame {
    var open: UInt8
    var position: Position
    var statements: [GroovyStatement] = []
    var parts: [GroovyPart] = []
    var start: (position: Position, offset: Int)?
  }

  private var scanner: GroovyScanner
  private var frames: [Frame]
  private var skipped = 0
  /// The innermost bracket that is open at the end.
  private(set) var unclosed: Position?
  /// Whether a line end came since the last piece.
  private var isAfterLineEnd = false
  /// The first bracket that is not closed as it was opened.
  private(set) var fault: GroovyFault?

  init(_ bytes: [UInt8], dialect: GroovyDialect, startingAt line: Int) {
    scanner = GroovyScanner(bytes, dialect: dialect, startingAt: line)
    frames = [Frame(open: 0, position: .start)]
  }

  mutating func parse() -> [GroovyStatement] {
    while let token = scanner.next(afterValue: isAfterValue) { take(token) }
    if frames.count > 1 {
      unclosed = frames[top].position
      note("the end of the file", closing: frames[1], at: frames[1].position)
    }
    while frames.count > 1 { close() }
    endStatement()
    return frames[0].statements
  }

  private var top: Int { frames.count - 1 }

  private var isAfterValue: Bool {
    guard !isAfterLineEnd else { return false }
    switch frames[top].parts.last {
    case .name(let name, _): return name != "return"
    case .text, .parens, .list, .block: return true
    case .sign, nil: return false
    }
  }

  private mutating func take(_ token: GroovyScanner.Token) {
    switch token.kind {
    case .lineEnd:
      isAfterLineEnd = true
      return
    case .open(let sign):
      breakLine(before: token)
      open(sign, token)
    case .close(let sign): close(sign, at: token.position)
    case .sign(UInt8(ascii: ";")): endStatement()
    case .sign(UInt8(ascii: ",")) where frames[top].open != UInt8(ascii: "{") && top > 0:
      endStatement()
    case .sign(let sign):
      breakLine(before: token)
      add(.sign(sign, token.position), token)
    case .name(let name):
      breakLine(before: token)
      addName(name, token)
    case .text(let text):
      breakLine(before: token)
      add(.text(text), token)
    }
    isAfterLineEnd = false
  }

  /// Ends the statement at a line end, where nothing says that it goes on.
  private mutating func breakLine(before token: GroovyScanner.Token) {
    guard isAfterLineEnd else { return }
    guard frames[top].open == UInt8(ascii: "{") || top == 0, let last = frames[top].parts.last
    else { return }
    if case .sign(let sign, _) = last, sign != UInt8(ascii: "}") { return }
    switch token.kind {
    case .open(UInt8(ascii: "{")):
      switch last {
      case .name, .parens: return
      case .text, .sign, .list, .block: endStatement()
      }
    case .name(let name) where name.hasPrefix("."): return
    case .sign(let sign) where "&|?:+=".utf8.contains(sign): return
    case .name, .text, .sign, .open, .close, .lineEnd: endStatement()
    }
  }

  private mutating func addName(_ name: String, _ token: GroovyScanner.Token) {
    if name.hasPrefix("."), !isAfterLineEnd,
      case .name(let former, let position)? = frames[top].parts.last
    {
      // What is longer is no name that anything looks for.
      guard former.utf8.count < Self.nameLimit else { return }
      frames[top].parts[frames[top].parts.count - 1] = .name(former + name, position)
      return
    }
    add(.name(name, token.position), token)
  }

  private mutating func add(_ part: GroovyPart, _ token: GroovyScanner.Token) {
    if frames[top].start == nil { frames[top].start = (token.position, token.offset) }
    frames[top].parts.append(part)
  }

  private mutating func open(_ sign: UInt8, _ token: GroovyScanner.Token) {
    guard frames.count < Self.depthLimit else {
      skipped += 1
      return
    }
    if frames[top].start == nil { frames[top].start = (token.position, token.offset) }
    frames.append(Frame(open: sign, position: token.position))
  }

  /// Notes what stands where a bracket should have been closed.
  private mutating func note(_ found: String, closing frame: Frame, at position: Position) {
    guard fault == nil else { return }
    let expected =
      switch frame.open {
      case UInt8(ascii: "("): ")"
      case UInt8(ascii: "["): "]"
      default: "}"
      }
    let opened = "\(frame.position.line):\(frame.position.column)"
    fault = GroovyFault(
      message: "found \(found), expected '\(expected)' for the bracket opened at \(opened)",
      position: position)
  }

  private mutating func close(_ sign: UInt8, at position: Position) {
    guard skipped == 0 else {
      skipped -= 1
      return
    }
    let opening: UInt8 =
      switch sign {
      case UInt8(ascii: ")"): UInt8(ascii: "(")
      case UInt8(ascii: "]"): UInt8(ascii: "[")
      default: UInt8(ascii: "{")
      }
    let found = "'\(UnicodeScalar(sign))'"
    guard frames.dropFirst().contains(where: { $0.open == opening }) else {
      fault =
        fault
        ?? GroovyFault(message: "found \(found), expected no open bracket", position: position)
      return
    }
    if frames[top].open != opening { note(found, closing: frames[top], at: position) }
    while frames[top].open != opening { close() }
    close()
  }

  /// Closes the innermost bracket.
  private mutating func close() {
    endStatement()
    let frame = frames.removeLast()
    let part: GroovyPart =
      switch frame.open {
      case UInt8(ascii: "("): .parens(frame.statements, frame.position)
      case UInt8(ascii: "["): .list(frame.statements, frame.position)
      default: .block(frame.statements, frame.position)
      }
    frames[top].parts.append(part)
  }

  private mutating func endStatement() {
    defer {
      frames[top].parts = []
      frames[top].start = nil
    }
    guard let start = frames[top].start, !frames[top].parts.isEmpty else { return }
    frames[top].statements.append(
      GroovyStatement(
        parts: frames[top].parts, position: start.position,
        range: start.offset..<max(start.offset, scanner.lastEnd)))
  }
}
