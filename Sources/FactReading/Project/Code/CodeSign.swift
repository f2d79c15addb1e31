/// A form of code that is looked for in a line whose comments and strings are gone.
struct CodeSign: Sendable {
  enum Form: Sendable {
    /// The line begins with the text.
    case start
    /// The line begins with the text, and a lower-case letter does not follow.
    case startOfName
    /// The text stands in the line, and neither begins nor ends inside a word.
    case text
    /// The text stands in the line and begins a name, whose next letter is no lower-case one.
    case nameBeginning
    /// A word that begins a statement and is followed by its arguments without brackets.
    case statement
    /// A function is called that belongs to nothing: `it(…)`, `it.only(…)`.
    case call
  }

  /// The form.
  let form: Form
  /// The text.
  let text: [UInt8]

  /// What may stand between a function's name and its bracket and still run something.
  private static let chains: [[UInt8]] = [
    "only", "each", "serial", "concurrent", "sequential", "for", "fails", "failing", "cb", "prop",
    "runIf", "skipIf", "if", "effect", "live", "scoped", "extend", "runTest",
  ].map { Array($0.utf8) }

  private init(_ form: Form, _ text: String) {
    self.form = form
    self.text = Array(text.utf8)
  }

  static func start(_ text: String) -> CodeSign { CodeSign(.start, text) }
  static func startOfName(_ text: String) -> CodeSign { CodeSign(.startOfName, text) }
  static func text(_ text: String) -> CodeSign { CodeSign(.text, text) }
  static func nameBeginning(_ text: String) -> CodeSign { CodeSign(.nameBeginning, text) }
  static func statement(_ text: String) -> CodeSign { CodeSign(.statement, text) }
  static func call(_ text: String) -> CodeSign { CodeSign(.call, text) }

  /// Whether the line shows the sign.
  func stands(in code: [UInt8]) -> Bool {
    switch form {
    case .start: return isText(at: Self.contentStart(code), in: code)
    case .startOfName:
      let start = Self.contentStart(code)
      guard isText(at: start, in: code) else { return false }
      return !(97...122).contains(Self.byte(start + text.count, code))
    case .text:
      return positions(in: code).contains { position in
        isEdge(position, code)
      }
    case .nameBeginning:
      return positions(in: code).contains { position in
        beginsName(position, code)
      }
    case .statement:
      return positions(in: code).contains { position in
        beginsStatement(position, code) && isFollowedByArguments(position + text.count, code)
      }
    case .call:
      // The `>` that is the next one for all positions before it.
      var close = Closing()
      return positions(in: code).contains { position in
        guard isFree(position, code) else { return false }
        return isCalled(position + text.count, code, &close)
      }
    }
  }

  private static func contentStart(_ code: [UInt8]) -> Int {
    code.firstIndex { !$0.isBlank } ?? code.count
  }

  private static func byte(_ index: Int, _ code: [UInt8]) -> UInt8 {
    code.indices.contains(index) ? code[index] : 0
  }

  private func isText(at index: Int, in code: [UInt8]) -> Bool {
    guard index + text.count <= code.count else { return false }
    for offset in text.indices where code[index + offset] != text[offset] { return false }
    return true
  }

  private func positions(in code: [UInt8]) -> [Int] {
    guard let first = text.first, code.count >= text.count else { return [] }
    var result: [Int] = []
    for index in 0...(code.count - text.count)
    where code[index] == first && isText(at: index, in: code) {
      result.append(index)
    }
    return result
  }

  private func isEdge(_ position: Int, _ code: [UInt8]) -> Bool {
    let end = position + text.count
    let startsWord = text[0].isWordByte && Self.byte(position - 1, code).isWordByte
    let endsWord = text[text.count - 1].isWordByte && Self.byte(end, code).isWordByte
    return !startsWord && !endsWord
  }

  private func beginsName(_ position: Int, _ code: [UInt8]) -> Bool {
    let startsWord = text[0].isWordByte && Self.byte(position - 1, code).isWordByte
    let next = Self.byte(position + text.count, code)
    return !startsWord && (text.last == UInt8(ascii: "_") || !(97...122).contains(next))
  }

  private func isFree(_ position: Int, _ code: [UInt8]) -> Bool {
    let before = Self.byte(position - 1, code)
    guard !before.isWordByte, !".$@-:#>".utf8.contains(before) else { return false }
    // A definition of such a function is no call.
    guard before.isBlank, let end = code[..<position].lastIndex(where: \.isWordByte) else {
      return true
    }
    let last = code[...end].reversed().prefix(9).prefix(while: \.isWordByte)
    return !["function", "def", "func", "fun", "fn", "void"].contains {
      last.elementsEqual($0.utf8.reversed())
    }
  }

  /// A `>` that closes the types of a call.
  private struct Closing {
    /// Where it stands.
    var place = 0
    /// Where something stands behind it that is no blank.
    var next = 0

    /// Looks for the first one from a place on.
    mutating func find(from start: Int, in code: [UInt8]) {
      guard place < start else { return }
      place = code[start...].firstIndex(of: UInt8(ascii: ">")) ?? code.count
      next = code[place...].dropFirst().firstIndex { !$0.isBlank } ?? code.count
    }
  }

  private func isCalled(_ end: Int, _ code: [UInt8], _ close: inout Closing) -> Bool {
    var index = end
    while Self.byte(index, code) == UInt8(ascii: ".") {
      let name = code[(index + 1)...].prefix { $0.isWordByte }
      guard Self.chains.contains(where: { name.elementsEqual($0) }) else { return false }
      index += 1 + name.count
    }
    if Self.byte(index, code) == UInt8(ascii: "<") {
      close.find(from: index, in: code)
      guard close.place < code.count else { return false }
      index = close.next
    }
    while Self.byte(index, code).isBlank { index += 1 }
    return Self.byte(index, code) == UInt8(ascii: "(")
      || Self.byte(index, code) == UInt8(ascii: "`")
  }

  private func beginsStatement(_ position: Int, _ code: [UInt8]) -> Bool {
    guard let last = code[..<position].last(where: { !$0.isBlank }) else { return true }
    return "{;".utf8.contains(last)
  }

  private func isFollowedByArguments(_ end: Int, _ code: [UInt8]) -> Bool {
    let next = Self.byte(end, code)
    guard next == 0 || next.isBlank || "(\"'{".utf8.contains(next) else { return false }
    let rest = code[min(end, code.count)...].drop { $0.isBlank }
    // `it = 1` sets a variable of this name.
    return rest.first != UInt8(ascii: "=") && rest.first != UInt8(ascii: ".")
  }
}
