import SourceModel

extension HCL.Reader {
  /// Reads a string in quotes: escapes are resolved, templates stay as they are written.
  ///
  /// See https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#template-expressions
  mutating func readString() throws(ReadingFailure) -> Scalar {
    push(UInt8(ascii: "\""), length: 1)
    let start = index
    skipPlainText()
    if byte == UInt8(ascii: "\"") {
      let text = text(from: start)
      close()
      return Scalar(text, style: .doubleQuoted)
    }
    var content = Array(bytes[start..<index])
    while byte != UInt8(ascii: "\"") {
      try readSpecial(into: &content)
      let next = index
      skipPlainText()
      content += bytes[next..<index]
    }
    close()
    return Scalar(String(decoding: content, as: UTF8.self), style: .doubleQuoted)
  }

  private mutating func skipPlainText() {
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "\n"): return
      case UInt8(ascii: "$"), UInt8(ascii: "%"):
        if templateMark != .none { return }
        index += 1
      default: index += 1
      }
    }
  }

  /// Reads an escape or a template.
  private mutating func readSpecial(into content: inout [UInt8]) throws(ReadingFailure) {
    switch byte {
    case UInt8(ascii: "\\"): try readEscape(into: &content)
    case UInt8(ascii: "$"), UInt8(ascii: "%"):
      let start = index
      if templateMark == .escaped {
        index += 3
        content += bytes[(start + 1)..<index]
      } else {
        let depth = open.count
        push(UInt8(ascii: "}"), length: 2)
        while open.count > depth {
          if byte == UInt8(ascii: "}"), open.count == depth + 1 {
            close()
          } else if byte == nil {
            throw unclosed()
          } else {
            try skipToken()
          }
        }
        content += bytes[start..<index]
      }
    default: throw unclosedString()
    }
  }

  private mutating func readEscape(into content: inout [UInt8]) throws(ReadingFailure) {
    let start = index
    guard let kind = next else { throw unclosedString() }
    index += 2
    switch kind {
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): content.append(kind)
    case UInt8(ascii: "u"), UInt8(ascii: "U"):
      let count = kind == UInt8(ascii: "u") ? 4 : 8
      let value = HexDigits.number(at: index, count: count, in: bytes)
      if let scalar = value.flatMap(Unicode.Scalar.init) {
        index += count
        content.append(scalar: scalar)
      } else {
        keepEscape(from: start, in: &content)
      }
    case UInt8(ascii: "\n"): throw unclosedString()
    default: keepEscape(from: start, in: &content)
    }
  }

  /// Keeps what is no escape of HCL as it is written.
  private mutating func keepEscape(from start: Int, in content: inout [UInt8]) {
    note(.warning, "unknown escape in a string", at: start)
    content += bytes[start..<index]
  }

  // MARK: - Heredocs

  /// The parts of a heredoc.
  struct Heredoc {
    /// The lines of the text with their ends.
    var content: Range<Int>
    /// Whether the indentation of the lines is taken off, `<<-`.
    var isIndented: Bool
  }

  /// Whether a heredoc starts at the cursor.
  var isAtHeredoc: Bool {
    guard byte == UInt8(ascii: "<"), next == UInt8(ascii: "<") else { return false }
    var offset = index + 2
    if offset < bytes.count, bytes[offset] == UInt8(ascii: "-") { offset += 1 }
    return offset < bytes.count && Self.startsIdentifier(bytes[offset])
  }

  /// Reads a heredoc, which is one text whatever templates it holds.
  mutating func readHeredoc() throws(ReadingFailure) -> Scalar {
    let heredoc = try skipHeredoc()
    var lines = bytes[heredoc.content].split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if heredoc.isIndented {
      let filled = lines.filter { !$0.allSatisfy(\.isBlank) }
      let indentation = filled.map { $0.prefix { $0 == UInt8(ascii: " ") }.count }.min() ?? 0
      lines = lines.map { line in
        line.dropFirst(min(indentation, line.prefix { $0 == UInt8(ascii: " ") }.count))
      }
    }
    let text = lines.joined(separator: CollectionOfOne(UInt8(ascii: "\n")))
    return Scalar(String(decoding: Array(text), as: UTF8.self), style: .literal)
  }

  /// Passes a heredoc up to the end of the word that closes it.
  mutating func skipHeredoc() throws(ReadingFailure) -> Heredoc {
    let start = index
    index += 2
    let isIndented = byte == UInt8(ascii: "-")
    if isIndented { index += 1 }
    let word = index
    skipIdentifier()
    let marker = bytes[word..<index]
    skipLine()
    let first = min(index + 1, bytes.count)
    while index < bytes.count {
      index += 1
      let line = index
      skipBlanks()
      let isMarker = bytes[index...].starts(with: marker)
      let end = index + marker.count
      skipLine()
      if isMarker, bytes[end..<index].allSatisfy(\.isBlank) {
        index = end
        return Heredoc(content: first..<max(first, line), isIndented: isIndented)
      }
    }
    let name = String(decoding: marker, as: UTF8.self)
    index = start + 2
    throw ReadingFailure("the heredoc has no closing `\(name)`", at: start)
  }
}
