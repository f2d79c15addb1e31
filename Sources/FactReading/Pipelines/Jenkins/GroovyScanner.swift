import SourceModel

/// The language of a text whose outline is read.
enum GroovyDialect: Sendable {
  case groovy
  /// Kotlin, which has comments in comments, raw strings without escapes, and no strings in slashes.
  ///
  /// https://kotlinlang.org/docs/reference/grammar.html#lexical-grammar
  case kotlin
}

/// Cuts a Groovy or Kotlin text into tokens; comments and white space are passed over.
struct GroovyScanner {
  struct Token {
    enum Kind {
      case name(String)
      case text(GroovyText)
      case sign(UInt8)
      case open(UInt8)
      case close(UInt8)
      case lineEnd
    }

    var kind: Kind
    var position: Position
    var offset: Int
  }

  private let bytes: [UInt8]
  private let dialect: GroovyDialect
  private var index = 0
  private var line: Int
  private var column = 1
  /// Up to where no `/` ends what another one starts.
  private var unslashed = 0
  /// Where the token before the latest one ended.
  private(set) var lastEnd = 0

  /// - Parameter line: the line of the file on which the text starts.
  init(_ bytes: [UInt8], dialect: GroovyDialect, startingAt line: Int) {
    self.bytes = bytes
    self.line = line
    self.dialect = dialect
  }

  private func byte(_ ahead: Int = 0) -> UInt8 {
    index + ahead < bytes.count ? bytes[index + ahead] : 0
  }

  private mutating func advance(_ count: Int = 1) {
    for _ in 0..<count where index < bytes.count {
      if bytes[index] == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if bytes[index] & 0xC0 != 0x80 {
        column += 1
      }
      index += 1
    }
  }

  private var position: Position { Position(line: line, column: column) }
  private var tokenEnd = 0

  /// The next token; `nil` at the end.
  ///
  /// - Parameter afterValue: whether a `/` divides, since a value stands before it.
  mutating func next(afterValue: Bool) -> Token? {
    lastEnd = tokenEnd
    skipBlanks()
    guard index < bytes.count else { return nil }
    let (position, offset) = (position, index)
    let kind = kind(afterValue: afterValue)
    if case .lineEnd = kind {} else { tokenEnd = index }
    return Token(kind: kind, position: position, offset: offset)
  }

  private mutating func kind(afterValue: Bool) -> Token.Kind {
    let first = byte()
    if first == UInt8(ascii: "/"), dialect == .groovy, !afterValue, isSlashed() {
      return .text(slashed())
    }
    switch first {
    case UInt8(ascii: "\n"):
      advance()
      return .lineEnd
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
      advance()
      return .open(first)
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
      advance()
      return .close(first)
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return .text(text(first))
    case UInt8(ascii: "`") where dialect == .kotlin: return .name(quotedName())
    case UInt8(ascii: "?") where byte(1) == UInt8(ascii: "."):
      advance()
      return kind(afterValue: afterValue)
    case UInt8(ascii: ".") where Self.isNameByte(byte(1)): return .name(name())
    // `import hudson.model.*` ends with its line, which a sign would not.
    case UInt8(ascii: ".") where byte(1) == UInt8(ascii: "*"):
      advance(2)
      return .name(".*")
    default:
      if Self.isNameByte(first) { return .name(name()) }
      advance()
      return .sign(first)
    }
  }

  private mutating func skipBlanks() {
    while index < bytes.count {
      switch byte() {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): advance()
      case UInt8(ascii: "\\") where byte(1) == UInt8(ascii: "\n"): advance(2)
      case UInt8(ascii: "#") where index == 0: skipLine()
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"): skipLine()
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"):
        skipComment()
      default: return
      }
    }
  }

  private mutating func skipComment() {
    var depth = 0
    while index < bytes.count {
      if byte() == UInt8(ascii: "*"), byte(1) == UInt8(ascii: "/") {
        depth -= 1
        advance(2)
        if depth == 0 { return }
      } else if byte() == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*"),
        depth == 0 || dialect == .kotlin
      {
        depth += 1
        advance(2)
      } else {
        advance()
      }
    }
  }

  private mutating func skipLine() {
    while index < bytes.count, byte() != UInt8(ascii: "\n") { advance() }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...0xFF:
      true
    default: false
    }
  }

  private mutating func name() -> String {
    let start = index
    advance()
    while index < bytes.count, Self.isNameByte(byte()) { advance() }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  /// A name in backticks, which may hold spaces.
  private mutating func quotedName() -> String {
    advance()
    let start = index
    while index < bytes.count, byte() != UInt8(ascii: "`"), byte() != UInt8(ascii: "\n") {
      advance()
    }
    let name = String(decoding: bytes[start..<index], as: UTF8.self)
    advance()
    return name
  }

  /// Whether a `/` on this line ends what a `/` starts here.
  private mutating func isSlashed() -> Bool {
    guard index >= unslashed else { return false }
    var next = index + 1
    while next < bytes.count, bytes[next] != UInt8(ascii: "\n") {
      if bytes[next] == UInt8(ascii: "/"), bytes[next - 1] != UInt8(ascii: "\\") { return true }
      next += 1
    }
    unslashed = next
    return false
  }

  private mutating func slashed() -> GroovyText {
    advance()
    let (position, start) = (position, index)
    while index < bytes.count, byte() != UInt8(ascii: "/") || bytes[index - 1] == UInt8(ascii: "\\")
    {
      advance()
    }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    advance()
    return GroovyText(text: text, position: position, keepsLines: false)
  }

  /// A string in quotes, one of each or three of each.
  private mutating func text(_ quote: UInt8) -> GroovyText {
    let isTriple = byte(1) == quote && byte(2) == quote
    advance(isTriple ? 3 : 1)
    let position = position
    var content: [UInt8] = []
    var keepsLines = isTriple
    let isRaw = isTriple && dialect == .kotlin
    /// How many braces of `${…}` are open.
    var depth = 0
    while index < bytes.count {
      let next = byte()
      // Of more than three quotes the last three end a raw string.
      if isRaw, depth == 0, next == quote, byte(1) == quote, byte(2) == quote, byte(3) == quote {
        content.append(next)
        advance()
        continue
      }
      if next == quote, depth == 0, !isTriple || byte(1) == quote && byte(2) == quote {
        advance(isTriple ? 3 : 1)
        return GroovyText(
          text: String(decoding: content, as: UTF8.self), position: position, keepsLines: keepsLines
        )
      }
      // A string that was not closed ends with its line.
      if next == UInt8(ascii: "\n"), !isTriple { break }
      if next == UInt8(ascii: "\\"), !isRaw {
        content += escaped(&keepsLines)
        continue
      }
      if quote == UInt8(ascii: "\"") {
        if next == UInt8(ascii: "$"), byte(1) == UInt8(ascii: "{"), depth == 0 {
          depth = 1
          content += [next, byte(1)]
          advance(2)
          continue
        }
        if depth > 0, next == UInt8(ascii: "{") { depth += 1 }
        if depth > 0, next == UInt8(ascii: "}") { depth -= 1 }
      }
      content.append(next)
      advance()
    }
    return GroovyText(
      text: String(decoding: content, as: UTF8.self), position: position, keepsLines: keepsLines)
  }

  /// What a backslash and the character behind it stand for.
  private mutating func escaped(_ keepsLines: inout Bool) -> [UInt8] {
    let next = byte(1)
    advance(2)
    switch next {
    case UInt8(ascii: "n"):
      keepsLines = false
      return [UInt8(ascii: "\n")]
    case UInt8(ascii: "t"): return [UInt8(ascii: "\t")]
    case UInt8(ascii: "r"), 0: return []
    // The shell joins such lines as Groovy does.
    case UInt8(ascii: "\n"): return [UInt8(ascii: "\\"), next]
    case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "$"):
      return [next]
    default: return [UInt8(ascii: "\\"), next]
    }
  }
}
