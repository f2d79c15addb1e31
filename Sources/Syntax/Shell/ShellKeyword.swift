/// A word that the grammar gives a meaning at the start of a command.
enum ShellKeyword: String {
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
    let limit = min(end, index + 9)
    while offset < limit, bytes[offset] >= UInt8(ascii: "a"), bytes[offset] <= UInt8(ascii: "z") {
      offset += 1
    }
    let count = offset - index
    guard count >= 2, count <= 8, isWordEnd(offset) else { return nil }
    switch bytes[index] {
    case UInt8(ascii: "c"), UInt8(ascii: "d"), UInt8(ascii: "e"), UInt8(ascii: "f"),
      UInt8(ascii: "i"), UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "u"),
      UInt8(ascii: "w"):
      return ShellKeyword(rawValue: String(decoding: bytes[index..<offset], as: UTF8.self))
    default: return nil
    }
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
