import SourceModel

extension ShellParser {
  /// One command, simple or compound; -1 where there is none.
  mutating func command() -> Int32 {
    skipSpaces()
    guard index < end else { return -1 }
    let (start, base) = (program.simples.count, substitutions.count)
    let node = compound() ?? simple()
    guard substitutions.count > base else { return node }
    // Words of `for` and `case` are made before the rest runs.
    var children = ShellChildList()
    for substitution in substitutions[base...] {
      children.append(substitution, in: &program.nodes)
    }
    substitutions.removeLast(substitutions.count - base)
    children.append(node, in: &program.nodes)
    return add(.sequence, children, simplesFrom: start)
  }

  /// A compound command with its redirections.
  private mutating func compound() -> Int32? {
    let node: Int32
    switch byte {
    case UInt8(ascii: "("): node = parenthesized()
    case UInt8(ascii: "{"):
      guard isWordEnd(index + 1) else { return nil }
      node = group()
    default:
      guard let keyword = keyword(), let found = compound(keyword) else { return nil }
      node = found
    }
    while index < end {
      skipSpaces()
      guard redirection(of: nil) else { break }
    }
    return node
  }

  private mutating func compound(_ keyword: ShellKeyword) -> Int32? {
    let start = index
    index += keyword.rawValue.utf8.count
    switch keyword {
    case .if: return branches()
    case .while: return conditionLoop(.whileLoop)
    case .until: return conditionLoop(.untilLoop)
    case .for, .foreach, .select:
      if let node = forLoop(keyword) { return node }
    case .case: return choices()
    case .function:
      if let node = keywordFunction() { return node }
    case .try, .finally:
      skipSpacesAndLines()
      if byte == UInt8(ascii: "{") { return group() }
    case .catch:
      skipSpaces()
      if byte == UInt8(ascii: "["), lookAhead > 0 {
        let mark = index
        while index < end, byte != UInt8(ascii: "{"), byte != UInt8(ascii: "\n") { index += 1 }
        lookAhead -= index - mark
      }
      skipSpacesAndLines()
      if byte == UInt8(ascii: "{") { return group() }
    case .then, .elif, .else, .fi, .do, .done, .esac: break
    }
    index = start
    return nil
  }

  // MARK: - Groups

  /// `( … )`, or arithmetic in two parentheses, which runs nothing.
  private mutating func parenthesized() -> Int32 {
    let start = program.simples.count
    if byte(1) == UInt8(ascii: "("), let close = arithmeticEnd(from: index + 2) {
      index = close
      return add(.sequence, ShellChildList(), simplesFrom: start)
    }
    return subshell(opening: 1)
  }

  /// Commands up to `)`, behind an opening of so many bytes.
  mutating func subshell(opening: Int) -> Int32 {
    let (start, place) = (program.simples.count, position(at: index))
    index += opening
    let outer = (braceDepth, choiceDepth)
    (braceDepth, choiceDepth) = (0, 0)
    let (body, stop) = list()
    (braceDepth, choiceDepth) = outer
    close(stop, .parenthesis, "a parenthesis", place)
    var children = ShellChildList()
    children.append(body, in: &program.nodes)
    return add(.subshell, children, simplesFrom: start)
  }

  /// Reads `{ … }`.
  mutating func group() -> Int32 {
    let place = position(at: index)
    index += 1
    braceDepth += 1
    let (body, stop) = list()
    braceDepth -= 1
    close(stop, .brace, "a brace", place)
    return body
  }

  /// Passes over the end of what was opened, or notes that it is missing.
  mutating func close(
    _ stop: Stop, _ expected: Stop, _ what: String, _ place: Position
  ) {
    if stop == expected {
      skip(stop)
    } else if stop == .end {
      fail("\(what) is not closed", at: place)
    } else {
      fault(.warning, "\(what) is not closed before this")
    }
  }

  /// The end of arithmetic, behind `))`; `nil` where parentheses do not fit.
  mutating func arithmeticEnd(from start: Int) -> Int? {
    guard lookAhead > 0 else { return nil }
    var level = 2
    var offset = start
    defer { lookAhead -= offset - start }
    while offset < end {
      switch bytes[offset] {
      case UInt8(ascii: "("): level += 1
      case UInt8(ascii: ")"):
        level -= 1
        if level == 0 { return bytes[offset - 1] == UInt8(ascii: ")") ? offset + 1 : nil }
        // `((a); b)` is two subshells.
        if level == 1, offset + 1 >= end || bytes[offset + 1] != UInt8(ascii: ")") { return nil }
      // Arithmetic has no quotes that hide a parenthesis, and stays in one piece.
      case UInt8(ascii: "'"): return nil
      default: break
      }
      offset += 1
    }
    return nil
  }

  // MARK: - Conditions

  /// `if … then … elif … else … fi`, behind `if`.
  private mutating func branches() -> Int32 {
    let (start, place) = (program.simples.count, position(at: index))
    skipSpaces()
    if hasBraceStyle { return braceBranches(from: start) }
    var children = ShellChildList()
    while true {
      let (condition, afterCondition) = list()
      children.append(condition, in: &program.nodes)
      guard afterCondition == .keyword(.then) else {
        close(afterCondition, .keyword(.then), "`if`", place)
        break
      }
      skip(afterCondition)
      let (body, afterBody) = list()
      children.append(body, in: &program.nodes)
      if afterBody == .keyword(.elif) {
        skip(afterBody)
        continue
      }
      guard afterBody == .keyword(.else) else {
        close(afterBody, .keyword(.fi), "`if`", place)
        break
      }
      skip(afterBody)
      let (otherwise, last) = list()
      children.append(otherwise, in: &program.nodes)
      close(last, .keyword(.fi), "`if`", place)
      break
    }
    return add(.branches, children, simplesFrom: start)
  }

  /// Whether a condition in parentheses and a body in braces follow, as in PowerShell.
  var hasBraceStyle: Bool {
    guard byte == UInt8(ascii: "("), var offset = parenthesisEnd(from: index) else { return false }
    while offset < end, isSpace(bytes[offset]) { offset += 1 }
    return offset < end && bytes[offset] == UInt8(ascii: "{")
  }

  /// The offset behind the parenthesis that closes the one at an offset.
  ///
  /// What takes more than a few lines is no condition and no list of parameters.
  func parenthesisEnd(from start: Int) -> Int? {
    var level = 0
    var offset = start
    let end = min(end, start + 2_000)
    while offset < end {
      switch bytes[offset] {
      case UInt8(ascii: "("): level += 1
      case UInt8(ascii: ")"):
        level -= 1
        if level == 0 { return offset + 1 }
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        let quote = bytes[offset]
        offset += 1
        while offset < end, bytes[offset] != quote { offset += 1 }
      default: break
      }
      offset += 1
    }
    return nil
  }

  /// The body in braces of a condition; PowerShell asks for no space within them.
  private mutating func body() -> Int32 {
    let outer = bodyEnd
    bodyEnd = lineBodyEnd()
    defer { bodyEnd = outer }
    return group()
  }

  /// The offset of the brace that closes the one at the index on its line.
  private mutating func lineBodyEnd() -> Int? {
    guard lookAhead > 0 else { return nil }
    var level = 0
    var quote: UInt8?
    var offset = index
    defer { lookAhead -= offset - index }
    while offset < end, bytes[offset] != UInt8(ascii: "\n") {
      let byte = bytes[offset]
      if byte == quote {
        quote = nil
      } else if quote == nil {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
        case UInt8(ascii: "{"): level += 1
        case UInt8(ascii: "}"):
          level -= 1
          if level == 0 { return offset }
        default: break
        }
      }
      offset += 1
    }
    return nil
  }

  /// Reads `(…) { … } elseif (…) { … } else { … }`.
  private mutating func braceBranches(from start: Int) -> Int32 {
    var children = ShellChildList()
    while index < end, byte == UInt8(ascii: "(") {
      children.append(subshell(opening: 1), in: &program.nodes)
      skipSpacesAndLines()
      guard byte == UInt8(ascii: "{") else { break }
      children.append(body(), in: &program.nodes)
      let mark = index
      skipSpacesAndLines()
      if isAt("elseif") {
        index += 6
        skipSpaces()
      } else if keyword() == .else {
        index += 4
        skipSpacesAndLines()
        if keyword() == .if {
          index += 2
          skipSpaces()
        } else if byte == UInt8(ascii: "{") {
          children.append(body(), in: &program.nodes)
          break
        }
      } else {
        if pendingHeredocs.isEmpty { index = mark }
        break
      }
    }
    return add(.branches, children, simplesFrom: start)
  }
}
