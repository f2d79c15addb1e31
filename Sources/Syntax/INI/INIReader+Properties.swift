extension INI.Reader {
  /// Reads an entry that stands before any section.
  mutating func readTopEntry() {
    skipExport()
    if let name = variableName() {
      readVariable(name)
    } else {
      readProperty()
    }
  }

  /// Passes the `export` of a `.env` file that a shell reads too.
  private mutating func skipExport() {
    let word = Array("export".utf8)
    let end = index + word.count
    guard bytes[index...].starts(with: word), end < bytes.count, bytes[end] == 0x20 else { return }
    let start = index
    index = end
    skipBlanks()
    if variableName() == nil { index = start }
  }

  /// Reads a logical line of a properties file.
  ///
  /// See https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/util/Properties.html#load(java.io.Reader)
  private mutating func readProperty() {
    let start = index
    let key = takeUnescaped { byte in
      INI.isBlank(byte) || byte == UInt8(ascii: "=") || byte == UInt8(ascii: ":")
    }
    skipBlanksAndLineBreaks()
    if byte == UInt8(ascii: "=") || byte == UInt8(ascii: ":") {
      index += 1
      skipBlanksAndLineBreaks()
    }
    let valueStart = index
    let value = takeUnescaped { _ in false }
    index = min(index + 1, bytes.count)
    let scalar = INI.unquoted(INI.trimmed(value[...]))
    append(key: key[...], at: start, value: scalar, at: valueStart)
  }

  private mutating func skipBlanksAndLineBreaks() {
    skipBlanks()
    while byte == UInt8(ascii: "\\"), skipLineBreak() {}
  }

  /// Takes bytes up to the line's end, or to one that ends a key, with escapes resolved.
  private mutating func takeUnescaped(until isEnd: (UInt8) -> Bool) -> [UInt8] {
    var result: [UInt8] = []
    while let byte, byte != UInt8(ascii: "\n"), !isEnd(byte) {
      guard byte == UInt8(ascii: "\\") else {
        result.append(byte)
        index += 1
        continue
      }
      if !skipLineBreak() { takeEscape(into: &result) }
    }
    return result
  }

  /// Passes a backslash before a line's end, with the white space that begins the next line.
  private mutating func skipLineBreak() -> Bool {
    var next = index + 1
    if next < bytes.count, bytes[next] == UInt8(ascii: "\r") { next += 1 }
    guard next < bytes.count, bytes[next] == UInt8(ascii: "\n") else { return false }
    index = next + 1
    skipBlanks()
    return true
  }

  private mutating func takeEscape(into result: inout [UInt8]) {
    index += 1
    guard let kind = byte, kind != UInt8(ascii: "\r") else { return }
    index += 1
    switch kind {
    case UInt8(ascii: "t"): result.append(0x09)
    case UInt8(ascii: "n"): result.append(0x0A)
    case UInt8(ascii: "f"): result.append(0x0C)
    case UInt8(ascii: "r"): result.append(0x0D)
    case UInt8(ascii: "u"): takeUnicodeEscape(into: &result)
    default: result.append(kind)
    }
  }

  /// Takes the digits of `\uXXXX`; two such escapes may be one character.
  private mutating func takeUnicodeEscape(into result: inout [UInt8]) {
    guard let first = HexDigits.number(at: index, count: 4, in: bytes) else {
      return result.append(UInt8(ascii: "u"))
    }
    index += 4
    if (0xD800...0xDBFF).contains(first),
      bytes[index...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]),
      let second = HexDigits.number(at: index + 2, count: 4, in: bytes),
      (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    {
      index += 6
      return result.append(scalar: scalar)
    }
    result.append(scalar: Unicode.Scalar(first) ?? "\u{FFFD}")
  }
}

extension INI.Reader {
  /// The upper-case name directly before a `=`, as `.env` files have it.
  private func variableName() -> ArraySlice<UInt8>? {
    let name = bytes[index...].prefix { byte in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "_"):
        true
      default: false
      }
    }
    guard !name.isEmpty, name.endIndex < bytes.count, bytes[name.endIndex] == UInt8(ascii: "=")
    else { return nil }
    return name
  }

  /// Reads the value of a variable.
  ///
  /// See https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/#env-file-syntax
  private mutating func readVariable(_ name: ArraySlice<UInt8>) {
    index = name.endIndex + 1
    while byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { index += 1 }
    let start = index
    if let quote = byte, let style = INI.style(of: quote), let end = closingQuote(quote) {
      let text = String(decoding: quotedText(upTo: end), as: UTF8.self)
      index = end + 1
      skipLine()
      return append(
        key: name, at: name.startIndex, value: Scalar(text, style: style), at: start)
    }
    let value = withoutComment(takeLine())
    append(key: name, at: name.startIndex, value: INI.unquoted(value), at: start)
  }

  /// The offset of the quote that ends the quoted value at the cursor, on its line or a later one.
  ///
  /// A kind of quote that was looked for in vain is not looked for again.
  private mutating func closingQuote(_ quote: UInt8) -> Int? {
    guard !unclosedQuotes.contains(quote) else { return nil }
    var next = index + 1
    while next < bytes.count {
      if bytes[next] == quote { return next }
      let isEscape = bytes[next] == UInt8(ascii: "\\") && quote == UInt8(ascii: "\"")
      next += isEscape ? 2 : 1
    }
    unclosedQuotes.insert(quote)
    return nil
  }

  private mutating func quotedText(upTo end: Int) -> [UInt8] {
    let isLiteral = byte == UInt8(ascii: "'")
    index += 1
    guard !isLiteral else { return Array(bytes[index..<end]) }
    var result: [UInt8] = []
    while index < end {
      if bytes[index] == UInt8(ascii: "\\") {
        takeEscape(into: &result)
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  /// The value before a `#` that has white space before it.
  private func withoutComment(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var wasBlank = true
    for (index, byte) in zip(value.indices, value) {
      if byte == UInt8(ascii: "#"), wasBlank { return INI.trimmed(value[..<index]) }
      wasBlank = INI.isBlank(byte)
    }
    return value
  }
}
