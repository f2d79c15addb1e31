import SourceModel

extension ShellParser {
  /// Assignments, words and redirections; -1 where there is none of them.
  mutating func simple() -> Int32 {
    guard program.simples.count < Self.commandLimit else {
      fail("there are more commands than are read", at: position(at: index))
      return -1
    }
    let (start, first, place) = (program.simples.count, index, position(at: index))
    openWords()
    let (wordBase, substitutionBase) = (stack.count, substitutions.count)
    let outer = (checksStatus, heredoc)
    (checksStatus, heredoc) = (false, nil)
    defer {
      (checksStatus, heredoc) = outer
      firstOpenWord = nil
    }
    var assignments: [ShellAssignment] = []
    loop: while true {
      skipSpaces()
      switch byte {
      case 0 where index >= end: break loop
      case UInt8(ascii: "\n"), UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: ")"): break loop
      case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"):
        guard redirection(of: place) || processSubstitution() else { break loop }
      case UInt8(ascii: "#"): skipLine()
      case UInt8(ascii: "("):
        if countOfWords(from: wordBase) == 1, let close = emptyParenthesesEnd {
          index = close
          return function(popWord().text)
        }
        parenthesizedWord()
      case UInt8(ascii: "}") where braceDepth > 0 && isWordEnd(index + 1): break loop
      case UInt8(ascii: "0")...UInt8(ascii: "9") where redirection(of: place): continue
      default:
        if countOfWords(from: wordBase) == 0 {
          if let assignment = assignment() {
            assignments.append(assignment)
            continue
          }
          if isRemark {
            skipLine()
            break loop
          }
        }
        if let array = pushWord() { assignments.append(array) }
      }
    }
    guard index > first else { return -1 }
    return finish(start, place, wordBase, substitutionBase, assignments)
  }

  /// Moves what was read of a command to the program.
  private mutating func finish(
    _ start: Int, _ place: Position, _ wordBase: Int, _ substitutionBase: Int,
    _ assignments: [ShellAssignment]
  ) -> Int32 {
    let firstWord = firstOpenWord ?? program.words.count
    let firstAssignment = program.assignments.count
    if stack.count > wordBase {
      program.words.append(contentsOf: stack[wordBase...])
      stack.removeLast(stack.count - wordBase)
    }
    if !assignments.isEmpty { program.assignments.append(contentsOf: assignments) }
    program.simples.append(
      ShellSimple(
        words: firstWord..<program.words.count,
        meaning: firstWord < program.words.count
          ? CommandMeaning(program.words[firstWord].text) : nil,
        assignments: firstAssignment..<program.assignments.count, position: place,
        heredoc: heredoc, checksStatus: checksStatus, isSubstituted: substitutionDepth > 0))
    var children = ShellChildList()
    if substitutions.count > substitutionBase {
      for substitution in substitutions[substitutionBase...] {
        children.append(substitution, in: &program.nodes)
      }
      substitutions.removeLast(substitutions.count - substitutionBase)
    }
    return add(.simple, children, simplesFrom: start, payload: program.simples.count - 1)
  }

  // MARK: - Words

  /// Gets ready for the words of a command; those of the one around it go to the stack.
  private mutating func openWords() {
    if let first = firstOpenWord, first < program.words.count {
      stack.append(contentsOf: program.words[first...])
      program.words.removeLast(program.words.count - first)
    }
    firstOpenWord = program.words.count
  }

  private mutating func push(_ word: ShellWord) {
    if firstOpenWord == nil { stack.append(word) } else { program.words.append(word) }
  }

  private mutating func popWord() -> ShellWord {
    firstOpenWord == nil ? stack.removeLast() : program.words.removeLast()
  }

  /// How many words the command has so far.
  private func countOfWords(from wordBase: Int) -> Int {
    firstOpenWord.map { program.words.count - $0 } ?? stack.count - wordBase
  }

  /// The offset behind `()`.
  private var emptyParenthesesEnd: Int? {
    var offset = index + 1
    while offset < end, bytes[offset] == UInt8(ascii: " ") { offset += 1 }
    return offset < end && bytes[offset] == UInt8(ascii: ")") ? offset + 1 : nil
  }

  /// `REM` and `::` of cmd.
  private var isRemark: Bool {
    switch byte {
    case UInt8(ascii: "r"), UInt8(ascii: "R"): isAt("rem") || isAt("REM")
    case UInt8(ascii: "@"): isAt("@rem") || isAt("@REM")
    case UInt8(ascii: ":"): byte(1) == UInt8(ascii: ":")
    default: false
    }
  }

  /// Reads a word of the command, or the array of a declaration: `declare -a NAMES=(a b)`.
  private mutating func pushWord() -> ShellAssignment? {
    let mark = index
    let word = word()
    guard index > mark else {
      index += 1
      return nil
    }
    if byte == UInt8(ascii: "("), word.text.utf8.last == UInt8(ascii: "=") {
      return ShellAssignment(
        name: String(word.text.dropLast()), value: ShellWord(text: "", position: word.position),
        items: array())
    }
    let isTest = word.text == "[[" && word.traits.isEmpty
    push(word)
    if isTest { testWords() }
    return nil
  }

  /// The words up to `]]`, in which operators are words too.
  private mutating func testWords() {
    var isOpen = true
    while isOpen {
      skipSpaces()
      switch byte {
      case 0 where index >= end: isOpen = false
      case UInt8(ascii: "\n"):
        let last = (firstOpenWord == nil ? stack : program.words).last?.text ?? ""
        guard last == "&" || last == "|" || last == "[[" else { return }
        newline()
      case UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "<"), UInt8(ascii: ">"),
        UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ";"):
        let sign = text(index..<(index + 1))
        push(ShellWord(text: sign, position: position(at: index)))
        index += 1
      default:
        let mark = index
        let word = word()
        if index == mark { index += 1 }
        isOpen = word.text != "]]"
        push(word)
      }
    }
  }

  /// An argument in parentheses, which is a value that commands give in PowerShell.
  private mutating func parenthesizedWord() {
    let (start, place) = (index, position(at: index))
    guard let node = substituted(opening: 1) else { return }
    substitutions.append(node)
    let text = text(start..<min(index, end))
    push(ShellWord(text: text, position: place, traits: .evaluated))
  }

  /// Reads `<(…)` and `>(…)`.
  private mutating func processSubstitution() -> Bool {
    guard byte != UInt8(ascii: "&"), byte(1) == UInt8(ascii: "(") else { return false }
    let (start, place) = (index, position(at: index))
    guard let node = substituted(opening: 2) else { return true }
    substitutions.append(node)
    let text = text(start..<min(index, end))
    push(ShellWord(text: text, position: place, traits: .evaluated))
    return true
  }

  // MARK: - Assignments

  /// Reads `NAME=value`, `NAME+=value`, `NAME[1]=value`, `NAME=(a b)`.
  private mutating func assignment() -> ShellAssignment? {
    var offset = index
    while offset < end, bytes[offset].isShellName { offset += 1 }
    guard offset > index, !bytes[index].isDigit, offset < end else { return nil }
    let nameEnd = offset
    if bytes[offset] == UInt8(ascii: "[") {
      guard lookAhead > 0 else { return nil }
      while offset < end, bytes[offset] != UInt8(ascii: "]"), !isSpace(bytes[offset]) {
        offset += 1
      }
      lookAhead -= offset - nameEnd
      offset += 1
    }
    let appends = offset < end && bytes[offset] == UInt8(ascii: "+")
    if appends { offset += 1 }
    guard offset < end, bytes[offset] == UInt8(ascii: "=") else { return nil }
    let name = text(index..<nameEnd)
    index = offset + 1
    if byte == UInt8(ascii: "(") {
      let (start, place) = (index, position(at: index))
      let items = array()
      let value = text(start..<min(index, end))
      return ShellAssignment(
        name: name, value: ShellWord(text: value, position: place, traits: .evaluated),
        items: items, appends: appends)
    }
    let isEmpty = isWordEnd(index)
    let value = isEmpty ? ShellWord(text: "", position: position(at: index)) : word()
    return ShellAssignment(name: name, value: value, appends: appends)
  }

  /// The words of an array in parentheses.
  private mutating func array() -> [ShellWord] {
    let place = position(at: index)
    var items: [ShellWord] = []
    index += 1
    while index < end {
      skipSpacesAndLines()
      if byte == UInt8(ascii: ")") {
        index += 1
        return items
      }
      let mark = index
      let item = word()
      if index == mark { index += 1 } else { items.append(item) }
    }
    fail("an array is not closed", at: place)
    return []
  }

  // MARK: - Redirections

  /// A redirection with its target; `false` where there is none.
  mutating func redirection(of place: Position?) -> Bool {
    var offset = index
    while offset < end, bytes[offset].isDigit { offset += 1 }
    if offset == index, byte == UInt8(ascii: "&") { offset += 1 }
    guard offset < end else { return false }
    let sign = bytes[offset]
    guard sign == UInt8(ascii: "<") || sign == UInt8(ascii: ">") else { return false }
    let next = offset + 1 < end ? bytes[offset + 1] : 0
    if next == UInt8(ascii: "(") { return false }
    let isInput = sign == UInt8(ascii: "<")
    index = offset + 1
    if isInput, next == UInt8(ascii: "#") {
      index = offset
      skipSpacesAndLines()
      return true
    }
    if isInput, next == sign { return hereInput() }
    switch next {
    case UInt8(ascii: ">"), UInt8(ascii: "|"), UInt8(ascii: "&"): index += 1
    default: break
    }
    skipSpaces()
    if byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") {
      // `done < <(list)`
      if let node = byte(1) == UInt8(ascii: "(") ? substituted(opening: 2) : nil {
        substitutions.append(node)
      }
      return true
    }
    _ = word()
    return true
  }

  /// `<<`, `<<-` and `<<<`, at the second sign.
  private mutating func hereInput() -> Bool {
    index += 1
    if byte == UInt8(ascii: "<") {
      index += 1
      skipSpaces()
      let word = word()
      program.heredocs.append(
        ShellHeredoc(range: 0..<0, text: word.text, position: word.position, isQuoted: true))
      heredoc = program.heredocs.count - 1
      return true
    }
    let stripsTabs = byte == UInt8(ascii: "-")
    if stripsTabs { index += 1 }
    skipSpaces()
    let place = position(at: index)
    let mark = index
    let delimiter = word()
    guard index > mark else { return true }
    program.heredocs.append(
      ShellHeredoc(
        range: 0..<0, text: nil, position: place,
        isQuoted: delimiter.traits.contains(.quoted)))
    heredoc = program.heredocs.count - 1
    pendingHeredocs.append(
      PendingHeredoc(
        index: program.heredocs.count - 1, delimiter: delimiter.text, stripsTabs: stripsTabs))
    return true
  }
}
