import SourceModel

/// Tests of arguments that are known.
///
/// Only those of up to three words are answered, by the count of which `test` knows what they mean:
/// https://pubs.opengroup.org/onlinepubs/9799919799/utilities/test.html
extension ShellWalker {
  /// An operand as the shell hands it to the test.
  private struct Operand {
    var text: String
    var isQuoted: Bool
  }

  /// Whether a test holds; `nil` where something else than arguments decides about it.
  func holds(_ simple: ShellSimple, _ state: ShellState) -> Bool? {
    var words = program.words[simple.words]
    guard let name = words.popFirst()?.text else { return nil }
    if name != "test" {
      guard let last = words.popLast(), last.text == (name == "[" ? "]" : "]]") else { return nil }
    }
    var isNegated = false
    while words.count > 1, words.first?.text == "!" {
      isNegated.toggle()
      words.removeFirst()
    }
    guard words.count <= 3, let operands = operands(words, isKeyword: name == "[[", state) else {
      return nil
    }
    return answer(operands, isKeyword: name == "[[").map { $0 != isNegated }
  }

  /// The operands; one without quotes that is empty is none, but for `[[`, which cuts no words.
  private func operands(
    _ words: ArraySlice<ShellWord>, isKeyword: Bool, _ state: ShellState
  ) -> [Operand]? {
    var (operands, asks): ([Operand], Bool) = ([], false)
    for word in words {
      guard let value = decided(word, state) else { return nil }
      asks = asks || value.isArgument
      let isQuoted = word.traits.contains(.quoted)
      if value.isArgument, !isQuoted, !isKeyword {
        if value.text.isEmpty { continue }
        guard !value.text.utf8.contains(UInt8(ascii: " ")) else { return nil }
      }
      operands.append(Operand(text: value.text, isQuoted: isQuoted))
    }
    return asks ? operands : nil
  }

  private func answer(_ operands: [Operand], isKeyword: Bool) -> Bool? {
    switch operands.count {
    case 0: return false
    case 1: return !operands[0].text.isEmpty
    case 2:
      switch operands[0].text {
      case "-z": return operands[1].text.isEmpty
      case "-n": return !operands[1].text.isEmpty
      default: return nil
      }
    case 3: return compare(operands[0], operands[1].text, operands[2], isKeyword: isKeyword)
    default: return nil
    }
  }

  private func compare(
    _ left: Operand, _ sign: String, _ right: Operand, isKeyword: Bool
  ) -> Bool? {
    switch sign {
    case "=", "==", "!=":
      // Behind `[[` it is a pattern:
      // https://www.gnu.org/software/bash/manual/bash.html#Conditional-Constructs
      let isPattern = !right.isQuoted && right.text.contains { "*?[(\\".contains($0) }
      return isPattern ? nil : (left.text == right.text) != (sign == "!=")
    case "-eq", "-ne", "-lt", "-le", "-gt", "-ge":
      guard let first = Int(left.text), let second = Int(right.text) else { return nil }
      switch sign {
      case "-eq": return first == second
      case "-ne": return first != second
      case "-lt": return first < second
      case "-le": return first <= second
      case "-gt": return first > second
      default: return first >= second
      }
    default: return nil
    }
  }
}
