/// The symbols, texts and names on a line of Ruby, up to a block.
struct RubyTokens: Sequence, IteratorProtocol {
  struct Token {
    var text: String
    /// Where the content starts.
    var start: Int
    /// A text in quotes.
    var isText = false
    /// `=>`, or the colon of `name: value`.
    var isArrow = false
    /// `name:` among the arguments of a call.
    var isOption = false
  }

  private let text: ArraySlice<UInt8>
  private var index: Int
  private var pending: [Token] = []

  init(_ text: ArraySlice<UInt8>) {
    self.text = text
    index = text.startIndex
  }

  /// The first of them.
  static func first(in text: ArraySlice<UInt8>) -> Token? {
    var tokens = RubyTokens(text)
    return tokens.next()
  }

  mutating func next() -> Token? {
    if let token = pending.popLast() { return token }
    while index < text.endIndex {
      let byte = text[index]
      switch byte {
      case UInt8(ascii: "#"): skipLine()
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): return literal()
      case UInt8(ascii: "%"): if let token = percent() { return token }
      case UInt8(ascii: "="):
        index += 1
        guard index < text.endIndex, text[index] == UInt8(ascii: ">") else { continue }
        index += 1
        return Token(text: "", start: index, isArrow: true)
      case UInt8(ascii: "{"): return nil
      case UInt8(ascii: ":"):
        index += 1
        let name = name()
        // `:"quoted"` comes as a text.
        if !name.isEmpty { return Token(text: name.text, start: name.startIndex) }
      case _ where byte.isShellName:
        let name = name()
        if name.elementsEqual("do".utf8) { return nil }
        if index < text.endIndex, text[index] == UInt8(ascii: ":"), !isColon(index + 1) {
          index += 1
          pending.append(Token(text: "", start: index, isArrow: true))
          return Token(text: name.text, start: name.startIndex, isOption: true)
        }
        return Token(text: name.text, start: name.startIndex)
      default: index += 1
      }
    }
    return nil
  }

  private func isColon(_ offset: Int) -> Bool {
    offset < text.endIndex && text[offset] == UInt8(ascii: ":")
  }

  private mutating func skipLine() {
    while index < text.endIndex, text[index] != UInt8(ascii: "\n") { index += 1 }
  }

  private mutating func name() -> ArraySlice<UInt8> {
    let name = text[index...].prefix {
      $0.isShellName || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "!")
    }
    index = name.endIndex
    return name
  }

  private mutating func literal() -> Token {
    let start = index
    index = Self.end(ofLiteralAt: start, in: text)
    let isClosed = index > start + 1 && text[index - 1] == text[start]
    let inner = text[(start + 1)..<(isClosed ? index - 1 : index)]
    let token = Token(
      text: Self.withoutEscapes(inner), start: start + 1, isText: true)
    if index < text.endIndex, text[index] == UInt8(ascii: ":") {
      index += 1
      pending.append(Token(text: "", start: index, isArrow: true))
    }
    return token
  }

  /// `%w[a b]` as its words, `%(text)` as a text.
  private mutating func percent() -> Token? {
    index += 1
    guard index + 1 < text.endIndex else { return nil }
    let letter = text[index]
    if letter.isShellName, !text[index + 1].isShellName, !text[index + 1].isBlank { index += 1 }
    let closing: UInt8
    switch text[index] {
    case UInt8(ascii: "["): closing = UInt8(ascii: "]")
    case UInt8(ascii: "("): closing = UInt8(ascii: ")")
    case UInt8(ascii: "{"): closing = UInt8(ascii: "}")
    case UInt8(ascii: "<"): closing = UInt8(ascii: ">")
    case UInt8(ascii: "|"), UInt8(ascii: "/"), UInt8(ascii: "!"): closing = text[index]
    default: return nil
    }
    let start = index + 1
    let end = text[start...].firstIndex(of: closing) ?? text.endIndex
    index = Swift.min(end + 1, text.endIndex)
    guard letter == UInt8(ascii: "w") || letter == UInt8(ascii: "i") || letter == UInt8(ascii: "W")
    else { return Token(text: text[start..<end].text, start: start, isText: true) }
    let words = text[start..<end].split { $0.isBlank || $0 == UInt8(ascii: "\n") }
    pending = words.reversed().map { Token(text: $0.text, start: $0.startIndex, isText: true) }
    return pending.popLast()
  }

  /// The index behind the quote that ends a literal.
  static func end(ofLiteralAt start: Int, in text: ArraySlice<UInt8>) -> Int {
    var index = start + 1
    while index < text.endIndex, text[index] != text[start] {
      index += text[index] == 0x5C ? 2 : 1
    }
    return Swift.min(index + 1, text.endIndex)
  }

  private static func withoutEscapes(_ text: ArraySlice<UInt8>) -> String {
    var result: [UInt8] = []
    var isEscaped = false
    for byte in text {
      if byte == 0x5C, !isEscaped {
        isEscaped = true
        continue
      }
      isEscaped = false
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }
}
