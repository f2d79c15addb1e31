/// A cursor over a program's text that shows its code line by line, comments left out.
///
///     var lines = CodeLines(bytes, .javaScript)
///     while lines.advance() { use(lines.code, at: lines.number) }
struct CodeLines {
  /// The number of the line, from 1.
  private(set) var number = 0
  /// The line's code; of a string only the quotes, unless strings are kept.
  private(set) var code: [UInt8] = []

  private enum State {
    case code
    case comment
    case string(quote: Int)
  }

  private let bytes: [UInt8]
  private let style: CodeStyle
  private let keepsStrings: Bool
  private var index = 0
  private var state = State.code
  /// Up to where no string ends that such a quote opens.
  private var unclosed: [UInt8: Int] = [:]

  /// Starts before the first line.
  init(_ bytes: [UInt8], _ style: CodeStyle, keepsStrings: Bool = false) {
    self.bytes = bytes
    self.style = style
    self.keepsStrings = keepsStrings
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
  }

  /// Goes to the next line; `false` at the end.
  mutating func advance() -> Bool {
    guard index < bytes.count else { return false }
    number += 1
    code.removeAll(keepingCapacity: true)
    let start = index
    while index < bytes.count, bytes[index] != UInt8(ascii: "\n") {
      switch state {
      case .code: readCode(lineStart: start)
      case .comment: readComment(lineStart: start)
      case .string(let quote): readString(quote)
      }
    }
    index += 1
    return true
  }

  private func isNext(_ text: [UInt8]) -> Bool {
    guard index + text.count <= bytes.count else { return false }
    for offset in text.indices where bytes[index + offset] != text[offset] { return false }
    return true
  }

  private mutating func readCode(lineStart: Int) {
    let mark = style.codeMarks.next(in: bytes, from: index)
    guard mark == index else {
      code += bytes[index..<mark]
      index = mark
      return
    }
    let byte = bytes[index]
    if opensBlock(lineStart) {
      index += style.blockOpening.count
      state = .comment
    } else if isLineComment(lineStart) {
      skipLine()
    } else if let quote = style.spanningQuotes.firstIndex(where: isNext) {
      code.append(byte)
      index += style.spanningQuotes[quote].count
      state = .string(quote: quote)
    } else if style.quotes.contains(byte) {
      readLineString(byte)
    } else if byte == UInt8(ascii: "/"), style.hasSlashPatterns, beginsPattern {
      readLineString(byte)
    } else {
      code.append(byte)
      index += 1
    }
  }

  private func opensBlock(_ lineStart: Int) -> Bool {
    guard let first = style.blockOpening.first, bytes[index] == first else { return false }
    return (!style.blocksBeginLines || index == lineStart) && isNext(style.blockOpening)
  }

  private func isLineComment(_ lineStart: Int) -> Bool {
    guard style.lineComments.contains(where: isNext) else { return false }
    guard bytes[index] == UInt8(ascii: "#") else { return true }
    // `$#`, `${name#prefix}` and PHP's attributes are none.
    if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "[") { return false }
    return index == lineStart || bytes[index - 1].isBlank || bytes[index - 1] == UInt8(ascii: ";")
  }

  /// Whether a slash stands where a value is expected.
  private var beginsPattern: Bool {
    guard let last = code.last(where: { !$0.isBlank }) else { return true }
    return "(,=:[!&|?{};".utf8.contains(last)
  }

  private mutating func skipLine() {
    index = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
  }

  /// A string that ends in its line; a quote that does not is an apostrophe.
  private mutating func readLineString(_ quote: UInt8) {
    code.append(quote)
    // A later quote of the kind stands behind a backslash that was skipped, so that its string
    // goes on as this one does.
    guard index >= unclosed[quote] ?? 0 else {
      index += 1
      return
    }
    var end = index + 1
    while end < bytes.count, bytes[end] != quote, bytes[end] != UInt8(ascii: "\n") {
      end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard end < bytes.count, bytes[end] == quote else {
      unclosed[quote] = end
      index += 1
      return
    }
    if keepsStrings { code += bytes[(index + 1)..<end] }
    code.append(quote)
    index = end + 1
  }

  private mutating func readString(_ quote: Int) {
    let text = style.spanningQuotes[quote]
    let mark = style.stringMarks.next(in: bytes, from: index)
    if mark > index {
      if keepsStrings { code += bytes[index..<mark] }
      index = mark
    } else if bytes[index] == UInt8(ascii: "\\") {
      let hasNext = index + 1 < bytes.count && bytes[index + 1] != UInt8(ascii: "\n")
      if keepsStrings { code += bytes[index...(hasNext ? index + 1 : index)] }
      index += hasNext ? 2 : 1
    } else if isNext(text) {
      code.append(text[0])
      index += text.count
      state = .code
    } else {
      if keepsStrings { code.append(bytes[index]) }
      index += 1
    }
  }

  private mutating func readComment(lineStart: Int) {
    let mayClose = !style.blocksBeginLines || index == lineStart
    guard mayClose, isNext(style.blockClosing) else {
      index = style.commentMarks.next(in: bytes, from: index + 1)
      return
    }
    index += style.blockClosing.count
    state = .code
    if style.blocksBeginLines { skipLine() }
  }
}
