import SourceModel

extension YAML.Reader {
  /// Reads all documents.
  mutating func readStream() {
    while !isStopped {
      // Comments and a mark may take turns before a document.
      // See https://yaml.org/spec/1.2.2/#911-document-prefix
      repeat { skipGap(isAtLineStart: true) } while skipMark()
      guard !isAtEnd else { return }
      tagHandles = [:]
      anchors = [:]
      do throws(ReadingFailure) {
        guard let first = try readStart() else { continue }
        readDocument(first)
      } catch {
        fail(error)
        skipToLineEnd()
      }
    }
  }

  /// Notes what ends the reading of a strict reader.
  ///
  /// Faults since an open quote or bracket only follow from it.
  private mutating func fail(_ failure: ReadingFailure) {
    if let opener { faults.removeLast(max(0, faults.count - opener.faultCount)) }
    report(.error, failure.message, at: failure.offset)
    isStopped = !isTolerant
  }

  /// Passes a byte order mark at the start of a line, which each document may have.
  private mutating func skipMark() -> Bool {
    guard index == lineStart, bytes[index...].starts(with: [0xEF, 0xBB, 0xBF]) else { return false }
    index += 3
    lineStart = index
    return true
  }

  // MARK: - Starts and ends

  /// Reads what stands before a document; `nil` where there is the end of one only.
  private mutating func readStart() throws(ReadingFailure) -> Next? {
    let hasDirectives = try readDirectives()
    if isAtMarker(UInt8(ascii: "-")) {
      index += 3
      return .node(.document)
    }
    if hasDirectives {
      try tolerate(.warning, "expected `---` behind the directives", at: index)
      guard !isAtEnd else { return nil }
    }
    guard isAtMarker(UInt8(ascii: ".")) else { return .node(.bareDocument) }
    index += 3
    skipGap()
    guard isAtEnd || gap.crossesLine else { throw unexpected("the end of the line") }
    if gap.crossesLine { index = lineStart }
    return nil
  }

  /// Reads one document and keeps it, with what could be read of it.
  private mutating func readDocument(_ first: Next) {
    var next: Next? = first
    var failureCount = 0
    while let start = next {
      do throws(ReadingFailure) {
        try readContent(start)
        next = nil
      } catch {
        fail(error)
        failureCount += 1
        let goesOn = isTolerant && failureCount < Self.faultLimit
        next = goesOn ? resume(after: error) : nil
        if next == nil { skipToMarker() }
      }
    }
    while !frames.isEmpty { closeFrame() }
    opener = nil
    if let root = values.first { documents.append(root) }
    values.removeAll(keepingCapacity: true)
  }

  private mutating func readContent(_ first: Next) throws(ReadingFailure) {
    var next = first
    while true {
      switch next {
      case .node(let place): next = try readNode(place)
      case .firstEntry: next = try readEntry()
      case .entry:
        skipGap()
        guard try findEntry() else { return }
        next = try readEntry()
      case .entryAtCursor:
        guard try findEntry() else { return }
        next = try readEntry()
      }
    }
  }

  // MARK: - After a failure

  private mutating func skipToMarker() {
    while !isAtEnd, !isAtMarker {
      skipToLineEnd()
      if !isAtEnd { startLine() }
    }
  }

  /// Goes to the next entry of a collection that is open; `nil` where there is none.
  ///
  /// What stands in brackets or quotes is indented further than the open collections, so that no
  /// line of theirs is taken for an entry.
  private mutating func resume(after failure: ReadingFailure) -> Next? {
    goBack(to: opener?.offset ?? failure.offset)
    opener = nil
    while frames.last?.isFlow == true { closeFrame() }
    guard !frames.isEmpty || values.isEmpty else { return nil }
    while true {
      skipToLineEnd()
      guard !isAtEnd else { return nil }
      startLine()
      guard !isAtMarker else { return nil }
      gap = Gap(crossesLine: true)
      while byte == UInt8(ascii: " ") { index += 1 }
      guard isAtOpenEntry() else { continue }
      return frames.isEmpty ? .node(.bareDocument) : .firstEntry
    }
  }

  /// Whether an entry of an open collection may stand at the cursor; those inside it are closed.
  private mutating func isAtOpenEntry() -> Bool {
    switch byte {
    case UInt8(ascii: "\n"), UInt8(ascii: "\t"), UInt8(ascii: "#"), UInt8(ascii: "]"),
      UInt8(ascii: "}"), 0:
      return false
    default: break
    }
    guard !frames.isEmpty else { return column == 0 }
    let isItem = isAtIndicator(UInt8(ascii: "-"))
    while frames.count > 1, let top = frames.last {
      let isOuter = top.indent == column && top.isSequence && !isItem
      guard top.indent > column || isOuter else { break }
      closeFrame()
    }
    return frames.last?.indent == column && frames.last?.isSequence == isItem
  }

  /// Moves the cursor to an offset, which may lie lines before it.
  private mutating func goBack(to offset: Int) {
    while index < offset {
      if byte == UInt8(ascii: "\n") { startLine() } else { index += 1 }
    }
    while index > offset {
      index -= 1
      if byte == UInt8(ascii: "\n") { line -= 1 }
    }
    lineStart = index
  }

  // MARK: - Directives

  /// Reads the lines that start with `%`.
  private mutating func readDirectives() throws(ReadingFailure) -> Bool {
    var hasVersion = false
    var count = 0
    while byte == UInt8(ascii: "%"), index == lineStart {
      count += 1
      let words = directiveWords()
      switch words.first.map({ text($0) }) {
      case "%YAML":
        if hasVersion { try tolerate(.warning, "a second `%YAML` directive", at: index) }
        hasVersion = true
        try checkVersion(words)
      case "%TAG": try declareHandle(words)
      default: report(.warning, "the directive is not known", at: index)
      }
      skipToLineEnd()
      skipGap()
    }
    return count > 0
  }

  /// The words of the line up to a comment.
  private func directiveWords() -> [Range<Int>] {
    var words: [Range<Int>] = []
    var offset = index
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") {
      guard !Self.isSpace(bytes[offset]) else {
        offset += 1
        continue
      }
      guard bytes[offset] != UInt8(ascii: "#") else { break }
      let start = offset
      while !isBlank(at: offset) { offset += 1 }
      words.append(start..<offset)
    }
    return words
  }

  private mutating func checkVersion(_ words: [Range<Int>]) throws(ReadingFailure) {
    let version = words.dropFirst().first.map { text($0) } ?? ""
    let numbers = version.split(separator: ".", omittingEmptySubsequences: false)
    guard words.count == 2, numbers.count == 2, numbers.allSatisfy({ UInt($0) != nil }) else {
      return try tolerate(.warning, "expected a version such as `%YAML 1.2`", at: index)
    }
    guard numbers[0] == "1" else {
      return try tolerate(.warning, "YAML \(version) is not known", at: index)
    }
    if numbers[1] != "1", numbers[1] != "2" {
      report(.warning, "YAML \(version) is not known and read as 1.2", at: index)
    }
  }

  private mutating func declareHandle(_ words: [Range<Int>]) throws(ReadingFailure) {
    guard words.count == 3 else {
      return try tolerate(.warning, "expected `%TAG`, a handle and a prefix", at: index)
    }
    let handle = text(words[1])
    guard handle.hasPrefix("!"), handle.hasSuffix("!") else {
      return try tolerate(.warning, "a tag handle stands between `!`", at: index)
    }
    if tagHandles.updateValue(text(words[2]), forKey: handle) != nil {
      try tolerate(.warning, "the tag handle `\(handle)` is declared twice", at: index)
    }
  }
}
