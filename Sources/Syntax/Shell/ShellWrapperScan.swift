/// Goes through the words of a wrapper up to the command.
struct ShellWrapperScan {
  private let wrapper: ShellWrapper
  private let words: ArraySlice<ShellWord>
  private var index: Int
  private var operands: [String] = []
  private var environment: [ShellCommand.Assignment] = []
  private var entrypoint: ShellWord?
  private var text: ShellWord?
  private var isBehindOption = false

  /// `nil` where the words do not begin with the wrapper's name.
  init?(_ wrapper: ShellWrapper, _ words: ArraySlice<ShellWord>) {
    guard let end = Self.endOfName(wrapper, words) else { return nil }
    self.wrapper = wrapper
    self.words = words
    index = end
  }

  /// The index behind the wrapper's name; most wrappers of a program are others.
  private static func endOfName(
    _ wrapper: ShellWrapper, _ words: ArraySlice<ShellWord>
  ) -> Int? {
    var index = words.startIndex + 1
    for part in 1..<max(1, wrapper.path.count) {
      while index < words.endIndex, words[index].text.utf8.first == UInt8(ascii: "-") {
        index += wrapper.global.contains(words[index].text) ? 2 : 1
      }
      guard index < words.endIndex, words[index].text == wrapper.path[part] else { return nil }
      index += 1
    }
    return index
  }

  mutating func match() -> ShellWrapper.Match? {
    let traits = wrapper.traits
    guard !hasBlocker, let start = commandStart() else { return nil }
    if let text { return result(.text(text)) }
    if traits.contains(.textOnly), !isBehindOption { return nil }
    var command = words[min(start, words.endIndex)...]
    if traits.contains(.listed), let end = command.firstIndex(where: { $0.text.hasPrefix(":::") }) {
      command = command[..<end]
    }
    if traits.contains(.terminated),
      let end = command.firstIndex(where: { $0.text == ";" || $0.text == "+" })
    {
      command = command[..<end]
    }
    if let entrypoint { command.insert(entrypoint, at: command.startIndex) }
    guard let first = command.first else {
      let isSession = traits.isSuperset(of: [.joined, .kept])
      return isSession && operands.count == wrapper.operands ? result(.none) : nil
    }
    guard first.text.utf8.first != UInt8(ascii: "-") || first.text == "-" else { return nil }
    if traits.contains(.joined) { return result(.text(joined(first, command))) }
    if traits.contains(.mayBeText), command.count == 1, first.text.utf8.contains(UInt8(ascii: " "))
    {
      return result(.text(first))
    }
    if traits.contains(.scripted), UsualScriptName.isOne(first.text) { return nil }
    adjust(first, &command)
    return result(.words(command))
  }

  private func result(_ content: ShellWrapper.Match.Content) -> ShellWrapper.Match {
    var label = wrapper.path.joined(separator: " ")
    if wrapper.traits.contains(.named) { label += operands.map { " " + $0 }.joined() }
    return ShellWrapper.Match(
      label: label, content: content, environment: environment,
      isKept: wrapper.traits.contains(.kept))
  }

  private var hasBlocker: Bool {
    guard !wrapper.blockers.isEmpty, index < words.endIndex else { return false }
    return wrapper.blockers.contains(words[index].text)
  }

  /// The index of the command's first word, after what belongs to the wrapper.
  private mutating func commandStart() -> Int? {
    let traits = wrapper.traits
    while index < words.endIndex {
      let word = words[index].text
      if word == "--" {
        index += 1
        if operands.count >= wrapper.operands || traits.contains(.separated) { return index }
      } else if wrapper.rest.contains(word) {
        isBehindOption = true
        return index + 1
      } else if word.utf8.first == UInt8(ascii: "-"), word.utf8.count > 1 {
        if let start = option(word) { return start }
      } else if traits.contains(.assignments), let assignment = Self.assignment(word) {
        environment.append(assignment)
        index += 1
      } else if traits.contains(.counted), Self.isCount(word) {
        index += 1
      } else if operands.count < wrapper.operands {
        operands.append(word)
        index += 1
        if operands.count == wrapper.operands, !traits.contains(.loose) { return afterOperands() }
      } else if traits.contains(.separated) || traits.contains(.textOnly) || word == "-" {
        index += 1
      } else {
        return index
      }
      if text != nil { return index }
    }
    return traits.contains(.separated) ? nil : index
  }

  /// The command stands right behind the operands, but for `--` and an option with text.
  private mutating func afterOperands() -> Int {
    guard index < words.endIndex else { return index }
    if words[index].text == "--" { return index + 1 }
    if wrapper.texts.contains(words[index].text), index + 1 < words.endIndex {
      text = words[index + 1]
    }
    return index
  }

  /// Passes over an option; the start of the command where the option is its start.
  private mutating func option(_ word: String) -> Int? {
    let next = index + 1 < words.endIndex ? words[index + 1] : nil
    if wrapper.texts.contains(word) {
      text = next
      index += 2
      return nil
    }
    if wrapper.traits.contains(.python), word == "-m" {
      entrypoint = ShellWord(text: "python", position: words[index].position)
      return index
    }
    if wrapper.traits.contains(.entrypoint), word == "--entrypoint" {
      entrypoint = next.flatMap { $0.text.isEmpty ? nil : $0 }
    } else if let equals = word.utf8.firstIndex(of: UInt8(ascii: "=")) {
      let name = String(word[..<equals])
      let value = String(word[word.utf8.index(after: equals)...])
      let place = words[index].position
      if wrapper.texts.contains(name) { text = ShellWord(text: value, position: place) }
      if wrapper.traits.contains(.entrypoint), name == "--entrypoint", !value.isEmpty {
        entrypoint = ShellWord(text: value, position: place)
      }
    }
    index += wrapper.valued.contains(word) ? 2 : 1
    return nil
  }

  // MARK: - Words

  /// Reads `NAME=value`.
  private static func assignment(_ word: String) -> ShellCommand.Assignment? {
    guard let equals = word.utf8.firstIndex(of: UInt8(ascii: "=")), equals > word.startIndex,
      word.utf8[..<equals].allSatisfy(\.isShellName)
    else { return nil }
    let value = word[word.utf8.index(after: equals)...]
    return ShellCommand.Assignment(name: String(word[..<equals]), value: String(value))
  }

  /// Whether it is a number or a time: `3`, `10m`, `0.5s`.
  private static func isCount(_ word: String) -> Bool {
    guard let first = word.utf8.first, first.isDigit else { return false }
    let rest = word.utf8.drop { $0.isDigit || $0 == UInt8(ascii: ".") }
    return rest.isEmpty || rest.elementsEqual("s".utf8) || rest.elementsEqual("m".utf8)
      || rest.elementsEqual("h".utf8)
  }

  private func joined(_ first: ShellWord, _ command: ArraySlice<ShellWord>) -> ShellWord {
    var result = first
    guard command.count > 1 else { return result }
    result.text = command.map(\.text).joined(separator: " ")
    result.traits = command.reduce([]) { $0.union($1.traits) }
    return result
  }

  /// Writes the program as it is started by itself.
  private func adjust(_ first: ShellWord, _ command: inout ArraySlice<ShellWord>) {
    let start = command.startIndex
    if wrapper.traits.contains(.versioned) {
      let text = first.text
      if let mark = text.utf8.lastIndex(of: UInt8(ascii: "@")), mark > text.startIndex {
        command[start].text = String(text[..<mark])
      }
      // `npm exec jest -- --ci`
      if command.count > 1, command[start + 1].text == "--" { command.remove(at: start + 1) }
    }
    if wrapper.traits.contains(.python), command[start].text.hasSuffix(".py") {
      command.insert(ShellWord(text: "python", position: first.position), at: start)
    }
  }
}
