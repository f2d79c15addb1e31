import Testing

@Suite struct CodeRuleTests {
  @Test func everyPackageDeclarationHasADocComment() throws {
    for file in try ProjectTree.swiftFiles(in: "Sources") {
      for (index, line) in file.lines.enumerated() where Self.isDeclaration(line) {
        if !Self.hasDocComment(above: index, in: file.lines) {
          Issue.record("\(file.path):\(index + 1) has no doc comment: \(line)")
        }
      }
    }
  }

  /// Whether a line declares something for other targets that its own text has to explain.
  private static func isDeclaration(_ line: String) -> Bool {
    let words = line.split(separator: " ")
    guard words.first == "package", words.count > 1, words[1] != "import" else { return false }
    // What a protocol of the standard library asks for is explained there.
    let isKnown = ["var description:", "func hash(", "static func <", "static func =="]
      .contains { line.contains("package \($0)") }
    let isConformance = ["func read(_ path: RelativePath)", "init(from decoder:"]
      .contains { line.contains("package \($0)") }
    return !isKnown && !isConformance
  }

  private static func hasDocComment(above index: Int, in lines: [String]) -> Bool {
    for line in lines[..<index].reversed() {
      let text = line.drop { $0 == " " }
      if text.hasPrefix("///") { return true }
      guard text.hasPrefix("@") else { return false }
    }
    return false
  }

  @Test func filesStayShort() throws {
    for file in try ProjectTree.swiftFiles(in: "Sources") where file.lines.count > 371 {
      Issue.record("\(file.path) has \(file.lines.count - 1) lines, at most 370 are meant")
    }
  }

  @Test(arguments: ["fatalError(", "preconditionFailure(", "unsafeBitCast(", "[unowned"])
  func nothingStopsTheProgram(_ word: String) throws {
    for file in try ProjectTree.swiftFiles(in: "Sources") {
      for (index, line) in file.lines.enumerated()
      where line.contains(word) && !line.drop(while: { $0 == " " }).hasPrefix("//") {
        Issue.record("\(file.path):\(index + 1) says `\(word)`: \(line)")
      }
    }
  }

  @Test func noOptionalIsForced() throws {
    for file in try ProjectTree.swiftFiles(in: "Sources") {
      var text = LiteralMask()
      for (index, line) in file.lines.enumerated() {
        let code = text.masked(line)
        if let found = Self.forcedUnwrap(in: code) {
          Issue.record("\(file.path):\(index + 1) forces `\(found)`: \(line)")
        }
      }
    }
  }

  @Test(arguments: [
    ("let a = b!", true), ("a![0]", true), ("f()!.x", true), ("a[0]!", true), ("!a", false),
    ("a != b", false), ("\"what!\"", false), ("// oh no!", false), ("var a: Int!", true),
    ("#\"\\b!\"#", false), ("#\"a\"b!\"#", false), ("try! f()", true), ("x as! T", true),
  ])
  func tellsForcedOptionalsFromOtherMarks(_ line: String, _ isForced: Bool) {
    var text = LiteralMask()
    #expect((Self.forcedUnwrap(in: text.masked(line)) != nil) == isForced)
  }

  /// The text before the mark, where a value is forced.
  private static func forcedUnwrap(in code: String) -> String? {
    let characters = Array(code)
    for (index, character) in characters.enumerated() where character == "!" && index > 0 {
      let before = characters[index - 1]
      let after = index + 1 < characters.count ? characters[index + 1] : " "
      guard before.isLetter || before.isNumber || ")]_?`".contains(before), after != "=" else {
        continue
      }
      return String(characters[...index])
    }
    return nil
  }
}

/// Takes texts and comments out of lines of Swift.
struct LiteralMask {
  private var isInBlock = false

  /// The line without what stands between quotes and behind `//`; nothing of one without `!`.
  mutating func masked(_ line: String) -> String {
    if line.contains("\"\"\"") {
      // A text over several lines starts or ends.
      isInBlock.toggle()
      return ""
    }
    guard !isInBlock, line.utf8.contains(UInt8(ascii: "!")) else { return "" }
    var code = ""
    var rest = Array(line)[...]
    while let first = rest.first {
      if rest.starts(with: Array("//")) { break }
      let marks = rest.prefix { $0 == "#" }.count
      if rest.dropFirst(marks).first == "\"" {
        rest = Self.afterText(rest.dropFirst(marks + 1), marks: marks)
        code += "\"\""
      } else {
        code.append(first)
        rest.removeFirst()
      }
    }
    return code
  }

  private static func afterText(
    _ text: ArraySlice<Character>, marks: Int
  ) -> ArraySlice<Character> {
    var rest = text
    while let first = rest.popFirst() {
      if first == "\\", marks == 0 {
        rest = rest.dropFirst()
      } else if first == "\"", rest.prefix(marks).allSatisfy({ $0 == "#" }), rest.count >= marks {
        return rest.dropFirst(marks)
      }
    }
    return rest
  }
}
