import SourceModel

extension YAMLParser {
  /// Reads the whole text.
  mutating func parse() -> SyntaxTree {
    var documents: [Node] = []
    var mayHaveDirectives = true
    while faults.count < Self.faultLimit {
      do throws(ReadingFailure) {
        guard let document = try self.document(&mayHaveDirectives) else { break }
        documents.append(document)
        try endDocument(&mayHaveDirectives)
      } catch {
        note(error)
        skipToDocumentMarker()
        mayHaveDirectives = true
        if isAtEnd { break }
      }
    }
    return SyntaxTree(documents: documents, faults: faults)
  }

  /// The next document; `nil` at the end of the text.
  private mutating func document(
    _ mayHaveDirectives: inout Bool
  ) throws(ReadingFailure) -> Node? {
    anchors = [:]
    tagHandles = ["!!": "tag:yaml.org,2002:"]
    depth = 0
    let hasDirectives = try directives(mayHaveDirectives)
    while isAtDocumentMarker, byte == UInt8(ascii: ".") {
      guard !hasDirectives else { throw failure("found `...`, expected `---` after directives") }
      index += 3
      try endLine()
      _ = try skipToToken()
    }
    guard !isAtEnd else {
      guard !hasDirectives else {
        throw failure("found the end of the text, expected `---` after directives")
      }
      return nil
    }
    if isAtDocumentMarker {
      index += 3
      return try blockNode(parent: -1, isAtLineStart: false, mayBeCompact: isTolerant)
    }
    guard !hasDirectives else { throw failure("found \(found), expected `---` after directives") }
    return try blockNode(parent: -1, isAtLineStart: true, mayBeCompact: true)
  }

  /// What may follow a document: nothing, `...` or the next `---`.
  private mutating func endDocument(_ mayHaveDirectives: inout Bool) throws(ReadingFailure) {
    let isNewLine = try skipToToken()
    mayHaveDirectives = false
    if isAtEnd { return }
    guard isNewLine || index == lineStart, isAtDocumentMarker else {
      throw failure("found \(found), expected the end of the document")
    }
    guard byte == UInt8(ascii: ".") else { return }
    index += 3
    try endLine()
    mayHaveDirectives = true
  }

  /// Only a comment may follow in the line.
  mutating func endLine() throws(ReadingFailure) {
    skipBlanks()
    if byte == UInt8(ascii: "#") { return try checkComment() }
    guard byte == UInt8(ascii: "\n") || isAtEnd else {
      throw failure("found \(found), expected the end of the line")
    }
  }

  /// Goes to the next line that starts a document.
  private mutating func skipToDocumentMarker() {
    repeat {
      skipLine()
    } while !isAtEnd && !isAtDocumentMarker
  }

  /// Goes to the beginning of the next line.
  mutating func skipLine() {
    while byte != UInt8(ascii: "\n"), !isAtEnd { index += 1 }
    if !isAtEnd { takeLineFeed() }
  }

  // MARK: - Directives

  /// Reads the lines that start with `%`; whether there were any.
  private mutating func directives(_ areAllowed: Bool) throws(ReadingFailure) -> Bool {
    var hasVersion = false
    var count = 0
    _ = try skipToToken()
    while byte == UInt8(ascii: "%"), index == lineStart {
      guard areAllowed else {
        throw failure("found a directive, expected `...` before it")
      }
      count += 1
      try directive(&hasVersion)
      _ = try skipToToken()
    }
    return count > 0
  }

  private mutating func directive(_ hasVersion: inout Bool) throws(ReadingFailure) {
    index += 1
    let name = word()
    var parameters: [String] = []
    while true {
      skipBlanks()
      guard byte != UInt8(ascii: "\n"), !isAtEnd, byte != UInt8(ascii: "#") else { break }
      parameters.append(word())
    }
    switch name {
    case "YAML":
      let parts = parameters.first?.split(separator: ".", omittingEmptySubsequences: false) ?? []
      let isVersion =
        parts.count == 2
        && parts.allSatisfy { part in
          !part.isEmpty && part.utf8.allSatisfy { $0 >= 48 && $0 <= 57 }
        }
      guard parameters.count == 1, isVersion, !hasVersion else {
        throw failure("found a faulty `%YAML` directive, expected one version such as `1.2`")
      }
      hasVersion = true
    case "TAG":
      guard parameters.count == 2, parameters[0].hasPrefix("!"), parameters[0].hasSuffix("!")
      else { throw failure("found a faulty `%TAG` directive, expected a handle and a prefix") }
      tagHandles[parameters[0]] = parameters[1]
    default: break
    }
  }

  private mutating func word() -> String {
    let start = index
    while !isBlankOrEnd(byte) { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }
}
