/// The arguments of an instruction, taken apart.
struct DockerfileWords {
  /// What opens a heredoc: `<<-"WORD"`.
  struct Heredoc {
    /// The word that ends it.
    var word: [UInt8]
    /// Whether tabs at the start of its lines do not count.
    var stripsTabs: Bool
  }

  private static let listNames: Set<String> = [
    "RUN", "CMD", "ENTRYPOINT", "SHELL", "COPY", "ADD", "VOLUME",
  ]

  /// The options in front.
  let flags: [String]
  /// What stands behind them.
  let text: String
  private let bytes: ArraySlice<UInt8>
  private let escape: UInt8
  /// The words as they are written.
  private let raw: [ArraySlice<UInt8>]

  /// Takes the text behind an instruction's name apart.
  init(_ rest: ArraySlice<UInt8>, escape: UInt8) {
    let raw = Self.split(rest, escape: escape)
    let flagCount = raw.prefix { $0.starts(with: "--".utf8) && $0.count > 2 }.count
    flags = raw.prefix(flagCount).map { Self.unquoted($0, escape: escape) }
    self.raw = Array(raw.dropFirst(flagCount))
    self.escape = escape
    let end = (rest.lastIndex { !$0.isBlank } ?? rest.startIndex - 1) + 1
    bytes = rest[(self.raw.first?.startIndex ?? end)..<max(end, rest.startIndex)]
    text = String(decoding: bytes, as: UTF8.self)
  }

  /// The words of the instruction, and whether it is written as a JSON list.
  func command(of name: String) -> (words: [String], isList: Bool) {
    var name = name
    var index = 0
    // What follows these is an instruction of its own.
    while name == "ONBUILD" || name == "HEALTHCHECK", index < min(raw.count, 2) {
      name = Self.unquoted(raw[index], escape: escape).uppercased()
      index += 1
    }
    let outer = raw.prefix(index).map { Self.unquoted($0, escape: escape) }
    if Self.listNames.contains(name), index < raw.count, raw[index].first == UInt8(ascii: "["),
      let items = Self.list(bytes[raw[index].startIndex...])
    {
      return (outer + items, true)
    }
    return (outer + raw.dropFirst(index).map { Self.unquoted($0, escape: escape) }, false)
  }

  /// The heredocs that the words open, in order.
  var heredocs: [Heredoc] {
    raw.compactMap { word in
      let rest = word.drop { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
      guard rest.starts(with: "<<".utf8) else { return nil }
      var name = rest.dropFirst(2)
      let stripsTabs = name.first == UInt8(ascii: "-")
      if stripsTabs { name = name.dropFirst() }
      guard !name.isEmpty, !name.contains(UInt8(ascii: "<")) else { return nil }
      let text = Self.unquoted(name, escape: escape)
      return Heredoc(word: Array(text.utf8), stripsTabs: stripsTabs)
    }
  }

  private static func list(_ text: ArraySlice<UInt8>) -> [String]? {
    let tree = JSON.parse(Array(text), dialect: .strict)
    guard !tree.isRejected, let root = tree.documents.first, root.isSequence else { return nil }
    let items = root.items.compactMap { item -> String? in
      guard case .scalar(let scalar) = item.content, scalar.style == .doubleQuoted else {
        return nil
      }
      return scalar.text
    }
    return items.count == root.items.count ? items : nil
  }

  // MARK: - Words

  /// The words between blanks outside quotes, as they are written.
  private static func split(_ text: ArraySlice<UInt8>, escape: UInt8) -> [ArraySlice<UInt8>] {
    var words: [ArraySlice<UInt8>] = []
    var index = text.startIndex
    while index < text.endIndex {
      guard !text[index].isBlank else {
        index += 1
        continue
      }
      let start = index
      var quote: UInt8?
      while index < text.endIndex, quote != nil || !text[index].isBlank {
        let byte = text[index]
        if byte == escape, quote != UInt8(ascii: "'"), index + 1 < text.endIndex {
          index += 1
        } else if byte == quote {
          quote = nil
        } else if quote == nil, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
          quote = byte
        }
        index += 1
      }
      words.append(text[start..<index])
    }
    return words
  }

  /// A word without its quotes and escapes.
  private static func unquoted(_ word: ArraySlice<UInt8>, escape: UInt8) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(word.count)
    var quote: UInt8?
    var index = word.startIndex
    while index < word.endIndex {
      let byte = word[index]
      if byte == escape, quote != UInt8(ascii: "'"), index + 1 < word.endIndex {
        index += 1
        let isKept = quote != nil && !isEscapable(word[index], escape: escape)
        if isKept { result.append(byte) }
        result.append(word[index])
      } else if byte == quote {
        quote = nil
      } else if quote == nil, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else {
        result.append(byte)
      }
      index += 1
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Whether an escape inside double quotes means the byte behind it.
  private static func isEscapable(_ byte: UInt8, escape: UInt8) -> Bool {
    byte == escape || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "$")
  }

  static func isLetter(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
  }
}
