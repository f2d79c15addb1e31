import SourceModel

/// The words of an array, and the tests around what put them there.
struct ShellArray {
  var items: [ShellWord] = []
  var guards: [ShellCommand.Guard] = []
}

extension ShellWalker {
  /// How long a value or an array may be to be kept.
  static let lengthLimit = 200
  /// How many arrays are kept.
  private static let arrayLimit = 200

  // MARK: - Assigning

  /// Keeps what a simple command puts into variables; beside words, only the arrays of
  /// declarations are for longer than the command.
  func assign(_ simple: ShellSimple, _ context: Context, _ state: inout ShellState) {
    guard context.isReachable else { return }
    for assignment in program.assignments[simple.assignments] {
      if let items = assignment.items {
        assign(items, to: assignment, context, &state)
      } else if simple.words.isEmpty {
        let known = assignment.appends ? state.value(of: assignment.name) : ""
        var value = assignment.value
        if let known { value.text = known + value.text } else { value.traits.insert(.evaluated) }
        assign(assignment.name, value, context, &state)
      }
    }
  }

  /// Keeps a value that the shell need not work out.
  func assign(
    _ name: String, _ value: ShellWord, _ context: Context, _ state: inout ShellState
  ) {
    var variable = ShellVariable(text: known(value, state))
    // What is set twice may be either.
    if state.decides, !state.knows(name), let decided = decided(value, state), decided.isArgument {
      variable = ShellVariable(text: decided.text, isFromArguments: true)
    }
    let isOther = state.knows(name) && state.value(of: name) != variable.text
    let mayVary = state.hasOpenValues && value.text.utf8.contains(UInt8(ascii: "$"))
    variable.isOpen = context.mayBeSkipped || isOther || mayVary
    state.set(name, to: variable)
  }

  private func assign(
    _ items: [ShellWord], to assignment: ShellAssignment, _ context: Context,
    _ state: inout ShellState
  ) {
    guard items.count <= Self.lengthLimit else {
      state.arrays[assignment.name] = nil
      return
    }
    var inner = context
    let items = expanded(items[...], &inner, &state)
    let known = state.arrays[assignment.name]
    var array = assignment.appends ? known ?? ShellArray() : ShellArray()
    guard array.items.count + items.count <= Self.lengthLimit,
      known != nil || state.arrays.count < Self.arrayLimit
    else {
      state.arrays[assignment.name] = nil
      return
    }
    array.items += items
    if assignment.appends {
      for test in inner.guards
      where array.guards.count < Context.guardLimit && !array.guards.contains(test) {
        array.guards.append(test)
      }
    }
    state.arrays[assignment.name] = array
  }

  /// The value with the variables in it that are known, others as they are written.
  func known(_ value: ShellWord, _ state: ShellState) -> String? {
    let text = value.text
    guard text.utf8.count <= Self.lengthLimit, !value.traits.contains(.evaluated),
      !text.utf8.contains(UInt8(ascii: "`"))
    else { return nil }
    guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
    if let standard = Self.standard(in: text, state) { return standard }
    var result: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.first {
      guard byte == UInt8(ascii: "$") else {
        result.append(byte)
        rest.removeFirst()
        continue
      }
      guard let (name, end) = Self.variable(at: rest) else { return nil }
      let known = state.value(of: name)
      if name.first?.isNumber == true, known == nil { return nil }
      if let known {
        result += known.utf8
      } else {
        result += rest[..<end]
      }
      rest = rest[end...]
    }
    return result.count <= Self.lengthLimit ? String(decoding: result, as: UTF8.self) : nil
  }

  /// The value of `${APP:-./bin/app}`, which is `./bin/app` where nothing else is known.
  private static func standard(in text: String, _ state: ShellState) -> String? {
    guard text.hasPrefix("${"), text.hasSuffix("}") else { return nil }
    let inner = text.dropFirst(2).dropLast()
    let name = inner.utf8.prefix(while: \.isShellName)
    let rest = inner[name.endIndex...]
    guard !name.isEmpty, rest.hasPrefix(":-") else { return nil }
    if let known = state.value(of: String(inner[..<name.endIndex])), !known.isEmpty {
      return known
    }
    let value = rest.dropFirst(2)
    let isPlain = !value.isEmpty && !value.contains { $0 == "$" || $0 == "{" || $0 == "}" }
    return isPlain ? String(value) : nil
  }

  /// The variable at a dollar sign and the index behind it; not `$(…)` or `${A#b}`.
  private static func variable(at bytes: ArraySlice<UInt8>) -> (name: String, end: Int)? {
    var index = bytes.startIndex + 1
    let isBraced = index < bytes.endIndex && bytes[index] == UInt8(ascii: "{")
    if isBraced { index += 1 }
    var name = bytes[index...].prefix(while: \.isShellName)
    guard let first = name.first else { return nil }
    if first.isDigit { name = name.prefix(1) }
    index += name.count
    if isBraced {
      guard index < bytes.endIndex, bytes[index] == UInt8(ascii: "}") else { return nil }
      index += 1
    }
    return (name.text, index)
  }

  // MARK: - Using

  /// The words with arrays put in: `cmd "${args[@]}"`; tests around these go on to the command.
  func expanded(
    _ words: ArraySlice<ShellWord>, _ context: inout Context, _ state: inout ShellState
  ) -> ArraySlice<ShellWord> {
    guard !state.arrays.isEmpty else { return words }
    var result: ArraySlice<ShellWord> = []
    for word in words {
      guard let name = Self.array(in: word.text), let array = state.arrays[name],
        array.items.count <= state.remainingItems
      else {
        result.append(word)
        continue
      }
      state.remainingItems -= array.items.count
      result += array.items
      for test in array.guards where !context.guards.contains(test) { context.add(test) }
    }
    return result
  }

  /// `args` of `${args[@]}`, `${args[*]}` and `${args[@]+"${args[@]}"}`.
  private static func array(in word: String) -> String? {
    guard word.utf8.starts(with: "${".utf8), word.utf8.last == UInt8(ascii: "}") else {
      return nil
    }
    let bytes = Array(word.utf8.dropFirst(2).dropLast())
    let name = bytes.prefix(while: \.isShellName)
    let rest = bytes[name.endIndex...]
    guard !name.isEmpty, rest.starts(with: "[@]".utf8) || rest.starts(with: "[*]".utf8) else {
      return nil
    }
    let last = rest.dropFirst(3)
    let isWhole =
      last.isEmpty || last.starts(with: "+".utf8) || last.starts(with: ":+".utf8)
      || last.starts(with: ":-".utf8) && last.count == 2
    return isWhole ? name.text : nil
  }

  /// `$CMD --flag`, `./$NAME` and `${APP:-app}`, where the value is known.
  func resolveVariable(_ command: inout Command, _ state: ShellState) {
    guard let first = command.words.first, first.text.utf8.contains(UInt8(ascii: "$")),
      let text = known(first, state), text != first.text, !text.isEmpty
    else { return }
    let words = text.split(separator: " ").map {
      ShellWord(text: String($0), position: first.position)
    }
    command.words.replaceSubrange(command.words.indices.prefix(1), with: words)
  }
}
