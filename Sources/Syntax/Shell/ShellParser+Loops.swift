import SourceModel

extension ShellParser {
  // MARK: - Choices

  /// `case WORD in PATTERN) … ;; esac`, behind `case`.
  mutating func choices() -> Int32 {
    let (start, place) = (program.simples.count, position(at: index))
    skipSpacesAndLines()
    let subject = ShellCommand.Guard.kept(["case", word().text])
    skipSpacesAndLines()
    if isAt("in") { index += 2 }
    var children = ShellChildList()
    guard enter() else { return -1 }
    choiceDepth += 1
    defer {
      depth -= 1
      choiceDepth -= 1
    }
    while true {
      skipSpacesAndLines()
      if keyword() == .esac {
        index += 4
        break
      }
      let choice = position(at: index)
      guard index < end, let patterns = patterns() else {
        fail("`case` is not closed", at: place)
        break
      }
      let (body, stop) = list()
      if body >= 0 {
        program.nodes[Int(body)].payload = Int32(truncatingIfNeeded: program.choiceGuards.count)
        program.choiceGuards.append(
          ShellCommand.Guard(
            words: subject + patterns, isNegated: false, position: choice))
      }
      children.append(body, in: &program.nodes)
      if stop == .choice {
        skip(stop)
      } else if stop != .keyword(.esac) {
        close(stop, .keyword(.esac), "`case`", place)
        break
      }
    }
    return add(.choices, children, simplesFrom: start)
  }

  /// How many patterns of one body are kept.
  static let patternLimit = 10
  /// How many bytes of one are kept, as all commands of the body bear it; `*` stands for the rest.
  private static let patternLength = 500

  /// The patterns of `(a | b)`, the first few; `nil` at the end of the text.
  private mutating func patterns() -> [String]? {
    var patterns: [String] = []
    if byte == UInt8(ascii: "(") { index += 1 }
    while index < end {
      skipSpacesAndLines()
      if byte == UInt8(ascii: ")") {
        index += 1
        return patterns
      }
      let start = index
      let pattern = word()
      if index == start {
        index += 1
      } else if patterns.count < Self.patternLimit {
        let isShort = pattern.text.utf8.count <= Self.patternLength
        let beginning = pattern.text.beginning(ofBytes: Self.patternLength)
        patterns.append(isShort ? beginning : beginning + "*")
      }
    }
    return nil
  }

  // MARK: - Loops

  mutating func conditionLoop(_ kind: ShellNode.Kind) -> Int32 {
    let (start, place) = (program.simples.count, position(at: index))
    skipSpaces()
    var children = ShellChildList()
    if hasBraceStyle {
      children.append(subshell(opening: 1), in: &program.nodes)
      skipSpacesAndLines()
      children.append(group(), in: &program.nodes)
      return add(kind, children, simplesFrom: start)
    }
    let (condition, stop) = list()
    children.append(condition, in: &program.nodes)
    if stop == .keyword(.do) {
      skip(stop)
      let (body, last) = list()
      children.append(body, in: &program.nodes)
      close(last, .keyword(.done), "a loop", place)
    } else {
      close(stop, .keyword(.do), "a loop", place)
    }
    return add(kind, children, simplesFrom: start)
  }

  /// `for NAME in WORDS; do … done`, behind `for`; `nil` where it is no loop.
  mutating func forLoop(_ keyword: ShellKeyword) -> Int32? {
    let (start, place) = (program.simples.count, position(at: index))
    var head: [ShellWord] = []
    skipSpaces()
    if byte == UInt8(ascii: "(") {
      guard let close = parenthesisEnd(from: index) else { return nil }
      index = close
    } else {
      guard keyword != .foreach, !isWordEnd(index) else { return nil }
      while index < end, byte != UInt8(ascii: ";"), byte != UInt8(ascii: "\n"),
        byte != UInt8(ascii: "#")
      {
        let mark = index
        let next = word()
        if index > mark, head.count < ShellCommand.Loop.wordLimit + 2 { head.append(next) }
        skipSpaces()
        // `for` of cmd has its words in parentheses.
        if index == mark { index += 1 }
        if self.keyword() == .do || byte == UInt8(ascii: "{") && isWordEnd(index + 1) { break }
      }
    }
    skipSeparators()
    var children = ShellChildList()
    if byte == UInt8(ascii: "{") {
      children.append(group(), in: &program.nodes)
    } else if self.keyword() == .do {
      index += 2
      let (body, stop) = list()
      children.append(body, in: &program.nodes)
      close(stop, .keyword(.done), "a loop", place)
    }
    return add(
      .forLoop, children, simplesFrom: start, payload: keyword == .for ? addHead(head) : -1)
  }

  /// Keeps the words of `NAME in WORD WORD`; -1 for a loop over what nobody wrote there.
  ///
  /// Without `in` it goes through the arguments, section 2.9.4.2 of
  /// https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html
  private mutating func addHead(_ words: [ShellWord]) -> Int {
    if words.count == 1 {
      let all = ShellWord(text: "$@", position: words[0].position, traits: .quoted)
      program.loopHeads.append(ShellLoopHead(name: words[0], words: [all]))
      return program.loopHeads.count - 1
    }
    guard words.count > 2, words[1].text == "in" else { return -1 }
    program.loopHeads.append(ShellLoopHead(name: words[0], words: Array(words.dropFirst(2))))
    return program.loopHeads.count - 1
  }

  // MARK: - Functions

  /// `function NAME { … }`, behind `function`.
  mutating func keywordFunction() -> Int32? {
    skipSpaces()
    let start = index
    while index < end, !isWordEnd(index), byte != UInt8(ascii: "{") { index += 1 }
    let name = text(start..<index)
    skipSpaces()
    // `()`, or parameters in PowerShell.
    if byte == UInt8(ascii: "("), let close = parenthesisEnd(from: index) { index = close }
    skipSpacesAndLines()
    guard !name.isEmpty, byte == UInt8(ascii: "{") || byte == UInt8(ascii: "(") else { return nil }
    return function(name)
  }

  /// The body of a function.
  mutating func function(_ name: String) -> Int32 {
    let start = program.simples.count
    skipSpacesAndLines()
    guard enter() else { return -1 }
    let body = command()
    depth -= 1
    var children = ShellChildList()
    children.append(body, in: &program.nodes)
    program.functionNames.append(name)
    return add(
      .function, children, simplesFrom: start, payload: program.functionNames.count - 1)
  }
}
