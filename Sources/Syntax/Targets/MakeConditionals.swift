/// The conditionals around a line of a makefile, as far as they tell Windows from other systems.
///
/// See https://www.gnu.org/software/make/manual/make.html#Conditional-Syntax
struct MakeConditionals {
  private struct Conditional {
    /// Whether only Windows reads the branch.
    var isForWindows: Bool
    /// Whether only Windows reads what comes behind `else`.
    var elseIsForWindows: Bool
  }

  private var open: [Conditional] = []
  private var windowsCount = 0

  /// Whether no other system than Windows reads the line.
  var isForWindows: Bool { windowsCount > 0 }

  /// Takes over a line; `false` where it is no part of a conditional.
  mutating func take(_ line: ArraySlice<UInt8>) -> Bool {
    let word = Self.word(of: line)
    switch word {
    case "ifeq", "ifneq", "ifdef", "ifndef":
      push(Self.conditional(word, line.dropFirst(word.utf8.count)))
    case "else":
      guard let last = pop() else { return true }
      let rest = line.dropFirst(4).trimmed
      let inner = Self.word(of: rest)
      guard ["ifeq", "ifneq", "ifdef", "ifndef"].contains(inner) else {
        push(Conditional(isForWindows: last.elseIsForWindows, elseIsForWindows: false))
        return true
      }
      var next = Self.conditional(inner, rest.dropFirst(inner.utf8.count))
      next.isForWindows = next.isForWindows || last.elseIsForWindows
      next.elseIsForWindows = next.elseIsForWindows || last.elseIsForWindows
      push(next)
    case "endif": _ = pop()
    default: return false
    }
    return true
  }

  private static func word(of line: ArraySlice<UInt8>) -> String {
    line.prefix { !$0.isBlank && $0 != UInt8(ascii: "(") }.text
  }

  private mutating func push(_ conditional: Conditional) {
    open.append(conditional)
    if conditional.isForWindows { windowsCount += 1 }
  }

  private mutating func pop() -> Conditional? {
    let last = open.popLast()
    if last?.isForWindows == true { windowsCount -= 1 }
    return last
  }

  private static func conditional(_ word: String, _ rest: ArraySlice<UInt8>) -> Conditional {
    guard isAboutWindows(rest) else {
      return Conditional(isForWindows: false, elseIsForWindows: false)
    }
    let text = rest.trimmed.text
    // `ifneq (,$(findstring MINGW,$(UNAME)))`: to differ from nothing is to be so.
    let isFoundOrSet = text.hasPrefix("(,") || text.hasSuffix(",)") || text.hasSuffix(", )")
    let isNegative = (word == "ifneq") != (isFoundOrSet && word != "ifndef") || word == "ifndef"
    return Conditional(isForWindows: !isNegative, elseIsForWindows: isNegative)
  }

  /// What conditions about Windows speak of.
  private static let names = [
    "windows", "mingw", "msys", "cygwin", "comspec", "systemroot", "win32",
  ].map { Array($0.utf8) }

  /// Whether a condition names Windows or what only it has, in letters of any case.
  private static func isAboutWindows(_ text: ArraySlice<UInt8>) -> Bool {
    let text = text.map { byte in
      byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }
    return text.indices.contains { start in
      names.contains { $0.first == text[start] && text[start...].starts(with: $0) }
    }
  }
}
