/// A word that the grammar gives a meaning at the start of a command.
enum ShellKeyword: String, CaseIterable {
  case `if`
  case then
  case elif
  case `else`
  case fi
  case `while`
  case until
  case `for`
  case select
  case `do`
  case done
  case `case`
  case esac
  case function
  case foreach
  case `try`
  case `catch`
  case finally

  /// The longest has so many bytes; more than eight are no number of the table.
  static let longest = allCases.map(\.rawValue.utf8.count).max() ?? 0

  /// All keywords by their bytes in one number, which costs less to compare than texts.
  private static let table = allCases.map { (bytes: number($0.rawValue.utf8), keyword: $0) }

  private static func number(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// By the first letter, a bit for each length that a keyword has: few commands share both.
  private static let lengths = allCases.reduce(into: [UInt16](repeating: 0, count: 256)) {
    if let first = $1.rawValue.utf8.first { $0[Int(first)] |= 1 << $1.rawValue.utf8.count }
  }

  /// The keyword of at most `longest` bytes.
  init?(_ bytes: ArraySlice<UInt8>) {
    guard let first = bytes.first, Self.lengths[Int(first)] & 1 << bytes.count != 0 else {
      return nil
    }
    let number = Self.number(bytes)
    guard let found = Self.table.first(where: { $0.bytes == number }) else { return nil }
    self = found.keyword
  }

  /// Whether it ends the list of commands before it.
  var endsList: Bool {
    switch self {
    case .then, .elif, .else, .fi, .do, .done, .esac: true
    case .if, .while, .until, .for, .select, .case, .function, .foreach, .try, .catch, .finally:
      false
    }
  }
}

extension ShellParser {
  /// The byte at the index, 0 at the end.
  var byte: UInt8 { index < end ? bytes[index] : 0 }

  /// The byte that far behind the index, 0 at the end.
  func byte(_ distance: Int) -> UInt8 {
    index + distance < end ? bytes[index + distance] : 0
  }

  func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
      || byte == UInt8(ascii: "\r")
  }

  /// Whether a word that goes up to the offset ends there.
  func isWordEnd(_ offset: Int) -> Bool {
    guard offset < end, offset != bodyEnd else { return true }
    switch bytes[offset] {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"),
      UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "<"),
      UInt8(ascii: ">"), UInt8(ascii: "("), UInt8(ascii: ")"):
      return true
    default: return false
    }
  }

  /// The keyword at the index.
  func keyword() -> ShellKeyword? {
    var offset = index
    let limit = min(end, index + ShellKeyword.longest + 1)
    while offset < limit, bytes[offset] >= UInt8(ascii: "a"), bytes[offset] <= UInt8(ascii: "z") {
      offset += 1
    }
    let count = offset - index
    guard count >= 2, count <= ShellKeyword.longest, isWordEnd(offset) else { return nil }
    return ShellKeyword(bytes[index..<offset])
  }

  /// Whether this word stands at the index.
  func isAt(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard index + count <= end, isWordEnd(index + count) else { return false }
    return word.withUTF8Buffer { bytes[index..<(index + count)].elementsEqual($0) }
  }

  // MARK: - Space

  /// Passes over spaces and lines that go on.
  mutating func skipSpaces() {
    while index < end {
      switch bytes[index] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"): index += 1
      case UInt8(ascii: "\r") where byte(1) == UInt8(ascii: "\n") || index + 1 == end: index += 1
      case UInt8(ascii: "\\") where byte(1) == UInt8(ascii: "\n"): index += 2
      case UInt8(ascii: "\\") where byte(1) == UInt8(ascii: "\r") && byte(2) == UInt8(ascii: "\n"):
        index += 3
      default: return
      }
    }
  }

  /// Passes over spaces, line ends and comments.
  mutating func skipSpacesAndLines() {
    while true {
      skipSpaces()
      switch byte {
      case UInt8(ascii: "\n"): newline()
      case UInt8(ascii: "#"): skipLine()
      case UInt8(ascii: "<") where byte(1) == UInt8(ascii: "#"): skipBlockComment()
      default: return
      }
    }
  }

  /// Passes over everything that may stand between commands.
  ///
  /// An operator without a command before it is a mistake or PowerShell's `& program`.
  mutating func skipSeparators() {
    while true {
      skipSpacesAndLines()
      switch byte {
      case UInt8(ascii: ";"):
        let next = byte(1)
        if choiceDepth > 0, next == UInt8(ascii: ";") || next == UInt8(ascii: "&") { return }
        index += 1
      case UInt8(ascii: "&") where byte(1) != UInt8(ascii: ">"): index += 1
      case UInt8(ascii: "|"): index += 1
      default: return
      }
    }
  }

  /// Goes to the end of the line.
  mutating func skipLine() {
    while index < end, bytes[index] != UInt8(ascii: "\n") { index += 1 }
  }

  /// `<# … #>` of PowerShell.
  private mutating func skipBlockComment() {
    index += 2
    while index < end {
      if byte == UInt8(ascii: "#"), byte(1) == UInt8(ascii: ">") {
        index += 2
        return
      }
      index += 1
    }
  }
}
