import SourceModel

/// A piece of a program's text.
struct CodeToken: Hashable, Sendable {
  /// What the piece is.
  enum Kind: Hashable, Sendable {
    /// A name or a number.
    case word
    /// A string, without its quotes.
    case string
    /// One other character.
    case symbol
    /// The end of a line.
    case lineEnd
  }

  /// What the piece is.
  var kind: Kind
  /// Its text.
  var text: String
  /// Where it starts, its quote included.
  var position: Position

  /// Its line, from 1.
  var line: Int { Int(position.line) }

  /// Whether it is this symbol.
  func isSymbol(_ symbol: String) -> Bool { kind == .symbol && text == symbol }

  /// Whether it is this word.
  func isWord(_ word: String) -> Bool { kind == .word && text == word }
}

/// How a language writes comments, strings and names: enough to find calls and lists in build files.
struct CodeLanguage: Sendable {
  /// What begins a comment that ends with the line.
  var lineComments: [String] = []
  /// What opens and closes a comment.
  var blockComment: (open: String, close: String)?
  /// The quotes that open a string.
  var quotes = "\"'"
  /// Whether three quotes open a string that spans lines.
  var hasTripleQuotes = false
  /// What belongs to names beside letters, digits and `_`.
  var nameBytes = ""

  static let ruby = CodeLanguage(
    lineComments: ["#"], blockComment: ("=begin", "=end"), nameBytes: ".?!")
  static let python = CodeLanguage(lineComments: ["#"], hasTripleQuotes: true, nameBytes: ".")
  static let elixir = CodeLanguage(lineComments: ["#"], hasTripleQuotes: true, nameBytes: ".?!")
  static let swift = CodeLanguage(
    lineComments: ["//"], blockComment: ("/*", "*/"), quotes: "\"", hasTripleQuotes: true,
    nameBytes: ".")
  static let gradle = CodeLanguage(
    lineComments: ["//"], blockComment: ("/*", "*/"), hasTripleQuotes: true, nameBytes: ".")
  static let scala = CodeLanguage(
    lineComments: ["//"], blockComment: ("/*", "*/"), quotes: "\"", hasTripleQuotes: true,
    nameBytes: ".")
  static let perl = CodeLanguage(lineComments: ["#"], nameBytes: ":")
  static let lisp = CodeLanguage(lineComments: [";"], quotes: "\"", nameBytes: ".:/-?!*+<>=")
  static let erlang = CodeLanguage(lineComments: ["%"], quotes: "\"")
  static let terraform = CodeLanguage(
    lineComments: ["#", "//"], blockComment: ("/*", "*/"), quotes: "\"", nameBytes: "-.")
  static let jsonnet = CodeLanguage(
    lineComments: ["#", "//"], blockComment: ("/*", "*/"))
  static let starlark = CodeLanguage(lineComments: ["#"], hasTripleQuotes: true, nameBytes: ".")
}

extension CodeLanguage {
  /// The pieces of a text, comments left out.
  func tokens(in bytes: [UInt8]) -> [CodeToken] {
    var scanner = CodeScanner(language: self, bytes: bytes)
    return scanner.scan()
  }
}

/// A cursor over a program's text.
private struct CodeScanner {
  let bytes: [UInt8]
  private let lineComments: [[UInt8]]
  private let opening: [UInt8]
  private let closing: [UInt8]
  private let quotes: Set<UInt8>
  private let nameBytes: Set<UInt8>
  private let hasTripleQuotes: Bool
  private var index = 0
  /// The position of the byte up to which lines and columns are counted.
  private var position = Position.start
  private var counted = 0
  private var tokens: [CodeToken] = []
  /// Up to where no string ends that such a quote opens.
  private var unclosed: [UInt8: Int] = [:]

  init(language: CodeLanguage, bytes: [UInt8]) {
    self.bytes = bytes
    lineComments = language.lineComments.map { Array($0.utf8) }
    opening = Array((language.blockComment?.open ?? "").utf8)
    closing = Array((language.blockComment?.close ?? "").utf8)
    quotes = Set(language.quotes.utf8)
    nameBytes = Set(language.nameBytes.utf8)
    hasTripleQuotes = language.hasTripleQuotes
  }

  mutating func scan() -> [CodeToken] {
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\n") {
        append(.lineEnd, index..<(index + 1))
        index += 1
      } else if byte.isBlank {
        index += 1
      } else if lineComments.contains(where: { isNext($0) }) {
        index = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      } else if !opening.isEmpty, isNext(opening) {
        skipBlockComment()
      } else if quotes.contains(byte) {
        scanString(byte)
      } else if isName(byte) {
        scanWord()
      } else {
        append(.symbol, index..<(index + 1))
        index += 1
      }
    }
    return tokens
  }

  private func isName(_ byte: UInt8) -> Bool {
    byte.isWordByte || byte >= 0x80 || nameBytes.contains(byte)
  }

  private func isNext(_ text: [UInt8]) -> Bool { bytes[index...].starts(with: text) }

  /// Adds the piece that starts at the index.
  private mutating func append(_ kind: CodeToken.Kind, _ range: Range<Int>) {
    while counted < index {
      if bytes[counted] == UInt8(ascii: "\n") {
        position.line += 1
        position.column = 1
      } else if bytes[counted] & 0xC0 != 0x80 {
        position.column += 1
      }
      counted += 1
    }
    let text = String(decoding: bytes[range], as: UTF8.self)
    tokens.append(CodeToken(kind: kind, text: text, position: position))
  }

  private mutating func skipBlockComment() {
    index += opening.count
    while index < bytes.count, !isNext(closing) { index += 1 }
    index = min(index + closing.count, bytes.count)
  }

  private mutating func scanWord() {
    let end = bytes[index...].firstIndex { !isName($0) } ?? bytes.count
    append(.word, index..<end)
    index = end
  }

  private mutating func scanString(_ quote: UInt8) {
    if hasTripleQuotes, isNext([quote, quote, quote]) { return scanTripleString(quote) }
    var end = index + 1
    // A later quote of the kind stands behind a backslash that was skipped, so that its string
    // goes on as the one did that does not close.
    let isOpen = index < unclosed[quote] ?? 0
    while !isOpen, end < bytes.count, bytes[end] != quote, bytes[end] != UInt8(ascii: "\n") {
      end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    // A quote that does not close in its line is an apostrophe or belongs to a form not known here.
    guard !isOpen, end < bytes.count, bytes[end] == quote else {
      if !isOpen { unclosed[quote] = end }
      append(.symbol, index..<(index + 1))
      index += 1
      return
    }
    append(.string, (index + 1)..<end)
    index = end + 1
  }

  private mutating func scanTripleString(_ quote: UInt8) {
    let start = index + 3
    var end = start
    while end < bytes.count, !bytes[end...].starts(with: [quote, quote, quote]) { end += 1 }
    append(.string, min(start, bytes.count)..<end)
    index = min(end + 3, bytes.count)
  }
}
