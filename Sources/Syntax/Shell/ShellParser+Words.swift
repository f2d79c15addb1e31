import SourceModel

extension ShellParser {
  /// The word at the index; empty, and nothing read, where a word cannot start.
  mutating func word() -> ShellWord {
    let start = index
    skipPlain()
    if isWordEnd(index) && !startsParentheses(from: start) {
      let text = text(start..<index)
      return ShellWord(text: text, position: position(at: start))
    }
    var place = position(at: start)
    var traits: ShellWord.Traits = []
    if index == start {
      let quote = byte == UInt8(ascii: "$") ? byte(1) : byte
      if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        traits = [.startsQuoted, .quoted]
        place.column += byte == UInt8(ascii: "$") ? 2 : 1
      }
    } else if index == start + 1, let text = hereString(from: start) {
      return ShellWord(text: text, position: place, traits: [.quoted])
    }
    var buffer: [UInt8] = []
    swap(&buffer, &spareBuffer)
    buffer.removeAll(keepingCapacity: true)
    copy(start..<index, to: &buffer)
    while index < end, part(&buffer, &traits, from: start) {}
    let text = String(decoding: buffer, as: UTF8.self)
    swap(&buffer, &spareBuffer)
    return ShellWord(text: text, position: place, traits: traits)
  }

  /// Passes over bytes that mean themselves.
  private mutating func skipPlain() {
    while index < end, index != bodyEnd {
      switch bytes[index] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"),
        UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "<"),
        UInt8(ascii: ">"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\""),
        UInt8(ascii: "'"), UInt8(ascii: "\\"), UInt8(ascii: "$"), UInt8(ascii: "`"):
        return
      default: index += 1
      }
    }
  }

  /// Whether a pattern of bash goes on in parentheses: `!(a|b)`, `*.@(js|ts)`.
  private func startsParentheses(from start: Int) -> Bool {
    guard byte == UInt8(ascii: "("), index > start else { return false }
    switch bytes[index - 1] {
    case UInt8(ascii: "?"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "@"),
      UInt8(ascii: "!"):
      return true
    default: return false
    }
  }

  /// One part of a word; `false` at its end.
  private mutating func part(
    _ buffer: inout [UInt8], _ traits: inout ShellWord.Traits, from start: Int
  ) -> Bool {
    switch byte {
    case UInt8(ascii: "'"): return singleQuoted(&buffer, &traits)
    case UInt8(ascii: "\""): return doubleQuoted(&buffer, &traits)
    case UInt8(ascii: "\\"): escape(&buffer, &traits, from: start)
    case UInt8(ascii: "$"): dollar(&buffer, &traits, inQuotes: false)
    case UInt8(ascii: "`"):
      traits.insert(.evaluated)
      backquotes(&buffer, inQuotes: false)
    case UInt8(ascii: "("):
      guard startsParentheses(from: start) else { return false }
      alternatives(&buffer)
    default:
      guard !isWordEnd(index) else { return false }
      let mark = index
      skipPlain()
      copy(mark..<index, to: &buffer)
    }
    return true
  }

  /// A text over several lines in PowerShell: `@"` … `"@`.
  private mutating func hereString(from start: Int) -> String? {
    let quote = byte
    guard bytes[start] == UInt8(ascii: "@"),
      quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
      byte(1) == UInt8(ascii: "\n") || byte(1) == UInt8(ascii: "\r"),
      !missingHereEnds.contains(quote)
    else { return nil }
    let first = index + 2
    var offset = first
    while offset + 2 < end {
      if bytes[offset] == UInt8(ascii: "\n"), bytes[offset + 1] == quote,
        bytes[offset + 2] == UInt8(ascii: "@")
      {
        index = offset + 3
        return text(first..<max(first, offset))
      }
      offset += 1
    }
    missingHereEnds.insert(quote)
    return nil
  }

  /// The parentheses of a pattern, as they are.
  private mutating func alternatives(_ buffer: inout [UInt8]) {
    let start = index
    var level = 0
    while index < end, byte != UInt8(ascii: "\n") {
      if byte == UInt8(ascii: "(") { level += 1 }
      if byte == UInt8(ascii: ")") { level -= 1 }
      index += 1
      if level == 0 { break }
    }
    copy(start..<index, to: &buffer)
  }

  // MARK: - Quotes

  private mutating func singleQuoted(
    _ buffer: inout [UInt8], _ traits: inout ShellWord.Traits
  ) -> Bool {
    let start = index
    traits.insert(.quoted)
    index += 1
    while index < end, bytes[index] != UInt8(ascii: "'") { index += 1 }
    guard index < end else {
      fail("a single quote is not closed", at: position(at: start))
      return false
    }
    copy((start + 1)..<index, to: &buffer)
    index += 1
    return true
  }

  private mutating func doubleQuoted(
    _ buffer: inout [UInt8], _ traits: inout ShellWord.Traits
  ) -> Bool {
    let place = position(at: index)
    traits.insert(.quoted)
    index += 1
    while index < end {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        index += 1
        return true
      case UInt8(ascii: "\\"): quotedEscape(&buffer)
      case UInt8(ascii: "$"): dollar(&buffer, &traits, inQuotes: true)
      case UInt8(ascii: "`"):
        traits.insert(.evaluated)
        backquotes(&buffer, inQuotes: true)
      default:
        let mark = index
        skipQuoted()
        copy(mark..<index, to: &buffer)
      }
    }
    fail("a double quote is not closed", at: place)
    return false
  }

  private mutating func skipQuoted() {
    while index < end {
      switch bytes[index] {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "$"), UInt8(ascii: "`"):
        return
      default: index += 1
      }
    }
  }

  /// A backslash between double quotes.
  private mutating func quotedEscape(_ buffer: inout [UInt8]) {
    switch byte(1) {
    case UInt8(ascii: "\n"): index += 2
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "$"), UInt8(ascii: "`"):
      buffer.append(byte(1))
      index += 2
    default:
      buffer.append(UInt8(ascii: "\\"))
      index += 1
    }
  }

  /// A backslash outside quotes.
  ///
  /// Inside a word, before a letter or a dot, it parts the folders of a Windows path.
  private mutating func escape(
    _ buffer: inout [UInt8], _ traits: inout ShellWord.Traits, from start: Int
  ) {
    let next = byte(1)
    if next == UInt8(ascii: "\r"), byte(2) == UInt8(ascii: "\n") {
      index += 3
    } else if next == UInt8(ascii: "\n") || index + 1 >= end {
      index += 2
    } else {
      if index > start, next.isShellName || next == UInt8(ascii: ".") || next >= 0x80 {
        buffer.append(UInt8(ascii: "\\"))
      }
      traits.insert(.quoted)
      buffer.append(next)
      index += 2
    }
    index = min(index, end)
  }
}
