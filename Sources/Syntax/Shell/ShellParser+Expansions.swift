import SourceModel

extension ShellParser {
  /// What a dollar sign begins, kept as it is written.
  mutating func dollar(
    _ buffer: inout [UInt8], _ traits: inout ShellWord.Traits, inQuotes: Bool
  ) {
    let start = index
    switch byte(1) {
    case UInt8(ascii: "("):
      traits.insert(.evaluated)
      if byte(2) == UInt8(ascii: "("), let close = arithmeticEnd(from: index + 3) {
        index = close
      } else if let node = substituted(opening: 2) {
        substitutions.append(node)
      }
    case UInt8(ascii: "{"): braces(inQuotes: inQuotes)
    case UInt8(ascii: "'") where !inQuotes:
      traits.insert(.quoted)
      ansiQuoted(&buffer)
      return
    case UInt8(ascii: "\"") where !inQuotes:
      index += 1
      return
    case UInt8(ascii: "?"):
      checksStatus = true
      index += 2
    case UInt8(ascii: "$"), UInt8(ascii: "#"), UInt8(ascii: "!"), UInt8(ascii: "*"),
      UInt8(ascii: "@"), UInt8(ascii: "-"):
      index += 2
    default: index += 1
    }
    copy(start..<min(index, end), to: &buffer)
  }

  /// The commands of a substitution as a node.
  mutating func substituted(opening: Int) -> Int32? {
    guard substitutionDepth < Self.substitutionLimit else {
      fail("substitutions are nested too deeply", at: position(at: index))
      return nil
    }
    substitutionDepth += 1
    let outer = (checksStatus, heredoc)
    let node = subshell(opening: opening)
    (checksStatus, heredoc) = outer
    substitutionDepth -= 1
    return node
  }

  /// Passes over `${…}`.
  private mutating func braces(inQuotes: Bool) {
    let start = index
    let place = position(at: start)
    guard enter() else { return }
    defer { depth -= 1 }
    index += 2
    var buffer: [UInt8] = []
    var traits: ShellWord.Traits = []
    while index < end {
      switch byte {
      case UInt8(ascii: "}"):
        if bytes[start..<index].starts(with: "${PIPESTATUS".utf8) { checksStatus = true }
        index += 1
        return
      case UInt8(ascii: "\\"): index += 2
      case UInt8(ascii: "'") where !inQuotes:
        index += 1
        while index < end, byte != UInt8(ascii: "'") { index += 1 }
        index += 1
      case UInt8(ascii: "\""): skipQuotesInBraces()
      case UInt8(ascii: "$"):
        buffer.removeAll(keepingCapacity: true)
        dollar(&buffer, &traits, inQuotes: true)
      case UInt8(ascii: "`"):
        buffer.removeAll(keepingCapacity: true)
        backquotes(&buffer, inQuotes: inQuotes)
      default: index += 1
      }
    }
    fail("`${` is not closed", at: place)
  }

  private mutating func skipQuotesInBraces() {
    var buffer: [UInt8] = []
    var traits: ShellWord.Traits = []
    index += 1
    while index < end, byte != UInt8(ascii: "\"") {
      switch byte {
      case UInt8(ascii: "\\"): index += 2
      case UInt8(ascii: "$"): dollar(&buffer, &traits, inQuotes: true)
      case UInt8(ascii: "`"): backquotes(&buffer, inQuotes: true)
      default: index += 1
      }
    }
    index += 1
  }

  /// `` `…` ``, kept as it is written.
  ///
  /// Inside it a backslash hides a backquote, so only a text without backslashes is read in place.
  mutating func backquotes(_ buffer: inout [UInt8], inQuotes: Bool) {
    let start = index
    let place = position(at: start)
    var hasEscapes = false
    var offset = index + 1
    while offset < end, bytes[offset] != UInt8(ascii: "`") {
      if bytes[offset] == UInt8(ascii: "\\") {
        hasEscapes = true
        offset += 1
      }
      offset += 1
    }
    guard offset < end else {
      fail("a backquote is not closed", at: place)
      return
    }
    if hasEscapes || substitutionDepth >= Self.substitutionLimit {
      let text = Self.withoutEscapes(bytes[(start + 1)..<offset])
      program.texts.append(ShellWord(text: text, position: position(at: start + 1)))
      substitutions.append(
        add(
          .embedded, ShellChildList(), simplesFrom: program.simples.count,
          payload: program.texts.count - 1))
    } else {
      readBackquoted(upTo: offset)
    }
    index = offset + 1
    buffer += bytes[start...offset]
  }

  private mutating func readBackquoted(upTo offset: Int) {
    let outerEnd = end
    let outer = (checksStatus, heredoc, braceDepth, choiceDepth, pendingHeredocs)
    (braceDepth, choiceDepth, pendingHeredocs) = (0, 0, [])
    end = offset
    index += 1
    substitutionDepth += 1
    let start = program.simples.count
    var children = ShellChildList()
    while true {
      let (node, stop) = list()
      children.append(node, in: &program.nodes)
      guard stop != .end else { break }
      skip(stop)
    }
    substitutions.append(add(.subshell, children, simplesFrom: start))
    substitutionDepth -= 1
    end = outerEnd
    (checksStatus, heredoc, braceDepth, choiceDepth, pendingHeredocs) = outer
  }

  private static func withoutEscapes(_ bytes: ArraySlice<UInt8>) -> String {
    var result: [UInt8] = []
    var isEscaped = false
    for byte in bytes {
      if !isEscaped, byte == UInt8(ascii: "\\") {
        isEscaped = true
        continue
      }
      if isEscaped, byte != UInt8(ascii: "`"), byte != UInt8(ascii: "\\"),
        byte != UInt8(ascii: "$")
      {
        result.append(UInt8(ascii: "\\"))
      }
      isEscaped = false
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// `$'…'` with the escapes of C.
  private mutating func ansiQuoted(_ buffer: inout [UInt8]) {
    let place = position(at: index)
    index += 2
    while index < end, byte != UInt8(ascii: "'") {
      guard byte == UInt8(ascii: "\\") else {
        buffer.append(byte)
        index += 1
        continue
      }
      index += 1
      ansiEscape(&buffer)
    }
    guard index < end else {
      fail("a single quote is not closed", at: place)
      return
    }
    index += 1
  }

  private mutating func ansiEscape(_ buffer: inout [UInt8]) {
    let sign = byte
    index = min(index + 1, end)
    switch sign {
    case UInt8(ascii: "n"): buffer.append(10)
    case UInt8(ascii: "t"): buffer.append(9)
    case UInt8(ascii: "r"): buffer.append(13)
    case UInt8(ascii: "e"), UInt8(ascii: "E"): buffer.append(27)
    case UInt8(ascii: "a"): buffer.append(7)
    case UInt8(ascii: "b"): buffer.append(8)
    case UInt8(ascii: "f"): buffer.append(12)
    case UInt8(ascii: "v"): buffer.append(11)
    case UInt8(ascii: "x"): buffer.append(UInt8(truncatingIfNeeded: hexadecimal(2)))
    case UInt8(ascii: "u"): append(hexadecimal(4), to: &buffer)
    case UInt8(ascii: "U"): append(hexadecimal(8), to: &buffer)
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      var value = UInt32(sign - UInt8(ascii: "0"))
      for _ in 0..<2 where byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "7") {
        value = value << 3 | UInt32(byte - UInt8(ascii: "0"))
        index += 1
      }
      buffer.append(UInt8(truncatingIfNeeded: value))
    default: buffer.append(sign)
    }
  }

  private mutating func hexadecimal(_ limit: Int) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<limit {
      guard let digit = HexDigits.value(of: byte) else { break }
      value = value << 4 | digit
      index += 1
    }
    return value
  }

  private func append(_ value: UInt32, to buffer: inout [UInt8]) {
    buffer.append(scalar: Unicode.Scalar(value) ?? "\u{FFFD}")
  }
}
