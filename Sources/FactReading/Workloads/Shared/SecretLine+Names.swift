extension SecretLine {
  /// The values that a name has without a separator right behind it.
  func values(named name: Range<Int>) -> [Range<Int>] {
    let before = byte(name.lowerBound - 1) ?? SecretReference.space
    if isInBraces(name.lowerBound) { return values(inBracesOf: name) }
    if before == UInt8(ascii: "<"), byte(name.upperBound) == UInt8(ascii: ">") {
      return values(inElement: name.upperBound + 1)
    }
    var found = siblings(of: name) + values(inBracesBehind: name)
    if bytes[name.lowerBound] == UInt8(ascii: "-"), " \t\"'[(,".utf8.contains(before) {
      found += values(ofFlag: name)
    } else if SecretReference.isQuote(before), byte(name.upperBound) == before,
      byte(name.lowerBound - 2) == UInt8(ascii: "(")
    {
      // `header("Authorization", "…")`
      if let start = next(behind: name.upperBound), quoted(at: start) != nil {
        found += literal(at: start).map { [$0] } ?? []
      }
    } else if byte(name.upperBound) == SecretReference.space {
      found += values(ofSetName: name)
    }
    return found
  }

  /// The default of `${NAME:-…}`.
  private func values(inBracesOf name: Range<Int>) -> [Range<Int>] {
    guard
      let end = reference.endOfForm(at: name.lowerBound - 2, before: bytes.endIndex),
      end > name.upperBound,
      let literal = reference.literalDefault(in: name.lowerBound..<(end - 1))
    else { return [] }
    return [literal]
  }

  /// The text of an element of XML.
  private func values(inElement start: Int) -> [Range<Int>] {
    let limit = min(bytes.endIndex, start + SecretReference.longest)
    let end = bytes[start..<limit].firstIndex(of: UInt8(ascii: "<")) ?? bytes.endIndex
    return start < end && !reference.isReference(start..<end) ? [start..<end] : []
  }

  // MARK: - Flags

  /// Words of sentences that speak of a flag.
  private static let prose: Set<String> = [
    "to", "is", "and", "or", "for", "from", "in", "as", "with", "the", "of", "on",
  ]

  /// The word behind a flag: `--token word`, `"--token", "word"`.
  private func values(ofFlag name: Range<Int>) -> [Range<Int>] {
    guard let start = next(behind: name.upperBound), let first = byte(start),
      !"-<>|&#".utf8.contains(first), let value = literal(at: start),
      !Self.prose.contains(String(decoding: lowered[value].prefix(8), as: UTF8.self))
    else { return [] }
    return [value]
  }

  /// Where the next word begins, quotes and a comma between them or spaces; `nil` where a text ends or
  /// something else follows.
  private func next(behind end: Int) -> Int? {
    let quote = byte(end) == Self.backslash ? end + 1 : end
    let isQuoted = byte(quote).map(SecretReference.isQuote) ?? false
    let gap = isQuoted ? quote + 1 : quote
    guard gap <= bytes.endIndex else { return nil }
    let start = afterSpaces(gap)
    if byte(start) == UInt8(ascii: ",") {
      let other = afterSpaces(start + 1)
      let isInList = isQuoted ? quoted(at: other) != nil : isInBrackets(end)
      return isInList && other < bytes.endIndex ? other : nil
    }
    return start > gap && start < bytes.endIndex ? start : nil
  }

  /// Whether a bracket before the byte is open: `[--token, word]`.
  private func isInBrackets(_ index: Int) -> Bool {
    let near = bytes[max(0, index - SecretReference.longest)..<index]
    guard let opening = near.lastIndex(of: UInt8(ascii: "[")) else { return false }
    return !near[opening...].contains(UInt8(ascii: "]"))
  }

  /// The text that begins at the byte; `nil` for one that names a secret, and for expressions.
  private func literal(at start: Int) -> Range<Int>? {
    if let quoted = quoted(at: start) {
      return quoted.isEmpty || reference.isReference(quoted) ? nil : quoted
    }
    let (end, isReference) = reference.value(at: start, before: bytes.endIndex, holdsSpaces: false)
    guard end > start, !isReference, byte(end) != UInt8(ascii: "(") else { return nil }
    return start..<end
  }

  /// What a command or instruction sets the name to: `configure set NAME word`, `ENV NAME words`.
  private func values(ofSetName name: Range<Int>) -> [Range<Int>] {
    let space = SecretReference.space
    let before = max(0, name.lowerBound - 100)
    let start = bytes[before..<name.lowerBound].lastIndex(of: space) ?? before
    guard let verb = verb(before: start) else { return [] }
    let value = afterSpaces(name.upperBound)
    guard let first = byte(value), !"-<>|&#=:".utf8.contains(first) else { return [] }
    // https://docs.docker.com/reference/dockerfile/#env
    if verb.elementsEqual("env".utf8), verb.startIndex == afterSpaces(0) {
      return reference.isReference(value..<bytes.endIndex) ? [] : [value..<bytes.endIndex]
    }
    guard Self.verbs.contains(where: { verb.elementsEqual($0.utf8) }) else { return [] }
    return literal(at: value).map { [$0] } ?? []
  }

  /// The word before a setting, flags and their values between them passed over:
  /// `config set --location=global NAME word`.
  private func verb(before end: Int) -> ArraySlice<UInt8>? {
    let near = max(0, end - 100)..<end
    var words = lowered[near].split {
      $0 == SecretReference.space || SecretReference.isQuote($0)
    }
    // The first one may be the end of a longer word.
    if near.lowerBound > 0, words.first?.startIndex == near.lowerBound { words.removeFirst() }
    let hyphen = UInt8(ascii: "-")
    while let last = words.last {
      let before = words.dropLast().last
      if last.first == hyphen {
        words.removeLast()
      } else if let before, before.first == hyphen, !before.contains(UInt8(ascii: "=")),
        !Self.verbs.contains(where: { last.elementsEqual($0.utf8) })
      {
        words.removeLast(2)
      } else {
        return last
      }
    }
    return nil
  }

  /// What sets the name behind it.
  private static let verbs = ["set", "setx", "setenv", "config"]

  // MARK: - Names as values

  /// What stands as `value` beside the name, before or behind it: `{name: API_KEY, value: word}`.
  private func siblings(of name: Range<Int>) -> [Range<Int>] {
    var before = name.lowerBound
    if before > 0, SecretReference.isQuote(bytes[before - 1]) { before -= 1 }
    if before > 0, bytes[before - 1] == Self.backslash { before -= 1 }
    before = startOfProperties(before: before)
    guard let sign = byte(before - 1), sign == UInt8(ascii: ":") || sign == UInt8(ascii: "=")
    else { return [] }
    let group = start(ofGroupAround: before - 1)..<end(ofGroupAround: name.upperBound)
    let word = Array(stem(ofKeyBefore: before - 1)) + Array("value".utf8)
    guard let value = value(ofKey: word, in: group), !value.isEmpty, !value.overlaps(name) else {
      return []
    }
    return [value]
  }

  /// What the braces behind a name give as its value: `credentials: {value: word}`,
  /// `variable "password" { default = "word" }`; of a name for several, what each name in them has.
  private func values(inBracesBehind name: Range<Int>) -> [Range<Int>] {
    var sign = name.upperBound
    if byte(sign) == Self.backslash { sign += 1 }
    if byte(sign).map(SecretReference.isQuote) ?? false { sign += 1 }
    sign = afterSpaces(sign)
    let isSetting = byte(sign) == UInt8(ascii: ":") || byte(sign) == UInt8(ascii: "=")
    let start = isSetting ? afterSpaces(sign + 1) : sign
    let brace = UInt8(ascii: "{")
    guard byte(start) == brace, byte(start + 1) != brace else { return [] }
    let group = (start + 1)..<end(ofGroupAround: start + 1)
    let values = ["value", "default"].compactMap { value(ofKey: Array($0.utf8), in: group) }
      .filter { !$0.isEmpty }
    return isSetting && SecretKey.isPlural(bytes[name]) ? values + members(from: start + 1) : values
  }

  /// The texts in the braces of a name for several secrets: `passwords: {a: word}`, `tokens={word,word}`.
  ///
  /// What stands in braces of its own, `secrets: {a: {file: path}}`, says by its names what it is.
  private func members(from start: Int) -> [Range<Int>] {
    let limit = min(bytes.endIndex, start + SecretReference.longest)
    var found: [Range<Int>] = []
    var (index, depth, isNamed) = (start, 0, false)
    while index < limit, depth >= 0 {
      let sign = bytes[index]
      index += 1
      switch sign {
      case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "("): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ")"): depth -= 1
      case UInt8(ascii: ":"), UInt8(ascii: "="):
        isNamed = true
        guard depth == 0, !SecretKey.isTrait(memberName(before: index - 1)),
          let value = value(behindKeyAt: index - 1, limit), !value.isEmpty
        else { continue }
        found.append(value)
        index = max(index, value.upperBound)
      default: break
      }
    }
    return isNamed ? found : words(of: start..<max(start, index))
  }

  /// The name before a separator, in quotes or not.
  private func memberName(before separator: Int) -> ArraySlice<UInt8> {
    let near = bytes[max(0, separator - 100)..<separator]
    let end = near.lastIndex { SecretKey.isNameByte($0) }.map { $0 + 1 } ?? near.startIndex
    let start = near[..<end].lastIndex { !SecretKey.isNameByte($0) }.map { $0 + 1 }
    return near[(start ?? near.startIndex)..<end]
  }

  /// The words of a list in braces, as Helm takes it.
  ///
  /// https://helm.sh/docs/intro/using_helm/#the-format-and-limitations-of---set
  private func words(of group: Range<Int>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = group.lowerBound
    while index < group.upperBound {
      let (end, isReference) = reference.value(
        at: index, before: group.upperBound, holdsSpaces: false)
      if end > index, !isReference { found.append(index..<end) }
      index = max(end, index + 1)
    }
    return found
  }

  /// The text that the first such key of a group is given; empty for one that names a secret, `nil`
  /// where there is no such key.
  private func value(ofKey word: [UInt8], in group: Range<Int>) -> Range<Int>? {
    var index = group.lowerBound
    while index + word.count < group.upperBound {
      guard lowered[index] == word[0], lowered[index...].starts(with: word) else {
        index += 1
        continue
      }
      let end = index + word.count
      if !isNamePart(index - 1), !isNamePart(end),
        let value = value(behindKeyAt: end, group.upperBound)
      {
        return value
      }
      index = end
    }
    return nil
  }

  /// Where spaces, anchors and tags of YAML begin that stand before a byte: `name: &n !!str API_KEY`.
  private func startOfProperties(before index: Int) -> Int {
    var start = index
    for _ in 0..<3 {
      while start > 0, bytes[start - 1] == SecretReference.space { start -= 1 }
      let near = bytes[max(0, start - 100)..<start]
      let beginning = near.lastIndex(of: SecretReference.space).map { $0 + 1 } ?? near.startIndex
      let word = near[beginning...]
      guard start < index, let sign = word.first, "&!".utf8.contains(sign) else { break }
      start = word.startIndex
    }
    return start
  }

  /// What the keys of one element share: `env[0].` of `env[0].name=`, `parameter` of `ParameterKey=`.
  ///
  /// https://docs.aws.amazon.com/cli/latest/reference/cloudformation/create-stack.html
  private func stem(ofKeyBefore sign: Int) -> ArraySlice<UInt8> {
    var near = lowered[max(0, sign - 100)..<sign]
    if let last = near.last, SecretReference.isQuote(last) { near.removeLast() }
    let start = near.lastIndex { " \"',".utf8.contains($0) }.map { $0 + 1 } ?? near.startIndex
    let key = near[start...]
    let parameter = key.suffix(12)
    if parameter.elementsEqual("parameterkey".utf8) { return parameter.dropLast(3) }
    return key.suffix(5).elementsEqual(".name".utf8) ? key.dropLast(4) : []
  }

  /// The text that a key is given; empty for one that names a secret, `nil` where it is no key.
  private func value(behindKeyAt end: Int, _ limit: Int) -> Range<Int>? {
    var sign = byte(end) == Self.backslash ? end + 1 : end
    if byte(sign).map(SecretReference.isQuote) ?? false { sign += 1 }
    guard sign < bytes.endIndex else { return nil }
    sign = afterSpaces(sign)
    let isColon = byte(sign) == UInt8(ascii: ":")
    guard isColon || byte(sign) == UInt8(ascii: "=") else { return nil }
    // `"a" => "word"`
    let isArrow = !isColon && byte(sign + 1) == UInt8(ascii: ">")
    let written = afterSpaces(isArrow ? sign + 2 : sign + 1)
    let content = isColon ? content(behindPropertiesAt: written) : written
    guard let start = content, let first = byte(start) else { return nil }
    if quoted(at: start) != nil { return literal(at: start) ?? start..<start }
    let isForm = reference.endOfForm(at: start, before: bytes.endIndex) != nil
    guard isForm || !"[{".utf8.contains(first) else { return nil }
    let (ending, isReference) = reference.value(
      at: start, before: max(limit, start), holdsSpaces: isColon)
    guard !isReference, ending > start else { return start..<start }
    let last = bytes[start..<ending].lastIndex { $0 != SecretReference.space } ?? start
    return start..<(last + 1)
  }

  /// Where the braces or the element begin that the byte stands in.
  private func start(ofGroupAround index: Int) -> Int {
    let limit = max(0, index - SecretReference.longest)
    var (start, depth) = (index, 0)
    while start > limit {
      switch bytes[start - 1] {
      case UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: "]"): depth += 1
      case UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "["):
        if depth == 0 { return start }
        depth -= 1
      case UInt8(ascii: ";"), UInt8(ascii: "<"): if depth == 0 { return start }
      default: break
      }
      start -= 1
    }
    return start
  }

  /// Where they end.
  private func end(ofGroupAround index: Int) -> Int {
    let limit = min(bytes.endIndex, index + SecretReference.longest)
    var depth = 0
    for end in index..<limit {
      switch bytes[end] {
      case UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: "]"):
        if depth == 0 { return end }
        depth -= 1
      case UInt8(ascii: ";"), UInt8(ascii: ">"): if depth == 0 { return end }
      default: break
      }
    }
    return limit
  }
}
