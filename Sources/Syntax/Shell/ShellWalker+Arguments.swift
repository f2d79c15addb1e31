import SourceModel

extension ShellState {
  /// How many arguments have names of one digit.
  private static let names = (1...9).map(String.init)
  private static let lengthLimit = 100

  /// Keeps the arguments with which a script is called, as far as they are plain words.
  mutating func take(arguments: [String]) {
    for (name, text) in zip(Self.names, arguments)
    where !text.isEmpty && text.utf8.count <= Self.lengthLimit
      && text.utf8.allSatisfy({ $0.isShellName || "-./:=@,+".utf8.contains($0) })
    {
      variables[name] = text
    }
  }

  /// Forgets the arguments, of which others take the place, and gives them.
  @discardableResult
  mutating func takeArguments() -> [String: String] {
    guard !variables.isEmpty else { return [:] }
    return Self.names.reduce(into: [:]) { all, name in
      all[name] = variables.removeValue(forKey: name)
    }
  }

  /// Takes words of an inner command off the limit; `false` where they are too many.
  mutating func takesInner(_ words: Int) -> Bool {
    guard words <= remainingInnerWords else { return false }
    remainingInnerWords -= words
    return true
  }

  /// Whether a variable has a value already.
  func knows(_ name: String) -> Bool { variables[name] != nil }
}

extension ShellWalker {
  /// The bodies of `case`; of one that asks for an argument that is known, only the right one runs.
  mutating func choices(_ index: Int32, _ context: Context, _ state: inout ShellState) {
    var isDecided = false
    for child in program.children(of: index) {
      var own = context
      let payload = Int(program.nodes[Int(child)].payload)
      if program.choiceGuards.indices.contains(payload) {
        let test = program.choiceGuards[payload]
        own.add(test)
        let answer = Self.answer(test, state)
        if isDecided || answer == false { own.isReachable = false }
        isDecided = isDecided || answer == true
      }
      _ = run(child, own, &state)
    }
  }

  /// Whether a test of `case` holds for an argument of the script; `nil` where nobody knows.
  static func answer(_ test: ShellCommand.Guard, _ state: ShellState) -> Bool? {
    guard test.words.count > 2, !state.variables.isEmpty,
      let value = argument(test.words[1], state)
    else { return nil }
    var isKnown = true
    for pattern in test.words.dropFirst(2) {
      if pattern == "*" || pattern == value { return true }
      if pattern.contains(where: { "*?[$`".contains($0) }) { isKnown = false }
    }
    return isKnown ? false : nil
  }

  /// The argument that a word stands for: `$1`, `${1:-all}`, or a variable that was set to one.
  private static func argument(_ word: String, _ state: ShellState) -> String? {
    guard word.hasPrefix("$") else { return nil }
    let inner =
      word.hasPrefix("${") && word.hasSuffix("}") ? word.dropFirst(2).dropLast() : word.dropFirst()
    let name = String(inner.prefix { $0 == "_" || $0.isLetter || $0.isNumber })
    let rest = inner.dropFirst(name.count)
    guard rest.isEmpty || rest.hasPrefix(":-") || rest.hasPrefix("-") else { return nil }
    let isArgument = name.count == 1 && name.first?.isNumber == true
    return isArgument || state.fromArguments.contains(name) ? state.variables[name] : nil
  }
}

extension String {
  /// Whether the text is an argument of a script alone: `$1`, `${2}`.
  var isArgumentOfShell: Bool {
    let bytes = Array(utf8)
    let digits =
      bytes.starts(with: "${".utf8) && bytes.last == UInt8(ascii: "}")
      ? bytes.dropFirst(2).dropLast() : bytes.dropFirst()
    return bytes.first == UInt8(ascii: "$") && digits.count == 1 && digits.allSatisfy(\.isDigit)
  }
}
