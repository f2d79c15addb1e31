/// A variable with the value that it is known to have.
struct KnownValue: Hashable, Sendable {
  var name: String
  var value: String
}

/// The values that are known before a command runs, to be put into the words that say what it calls.
///
/// A vendor fills in expressions before a shell sees a text, and gives variables to the shell:
/// https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#context-availability,
/// https://docs.gitlab.com/ci/variables/where_variables_can_be_used/
struct KnownValues {
  /// What the script has said of its variables.
  var script: [KnownValue]
  /// What loops give their variables, innermost last.
  var turns: [KnownValue]
  /// What the choice of a matrix gives variables and, by their texts, expressions.
  var choice: [String: String]
  /// The variables of the step.
  var environment: [String: String]

  /// How many bytes of values the words of a command take in.
  private static let sizeLimit = 2_000
  /// How deep values name each other; those of a word itself are the first.
  private static let depthLimit = 4

  /// The words with the values put in; a word with one that is not known stays as it is.
  func words(_ words: [String]) -> [String] {
    var left = Self.sizeLimit
    var result: [String] = []
    for (index, word) in words.enumerated() {
      guard word.utf8.contains(UInt8(ascii: "$")), let text = filled(word, &left),
        Self.isPath(text, asFarAs: word)
      else {
        result.append(word)
        continue
      }
      // The shell splits a value; what stands behind an option is one word in what people write,
      // but for more options.
      let isOfOption = index > 0 && words[index - 1].hasPrefix("-") && !text.hasPrefix("-")
      result += isOfOption ? [text] : text.split(separator: " ").map(String.init)
    }
    return result.first?.isEmpty == false ? result : words
  }

  /// A folder of the machine says less about the repository than the name of its variable.
  private static func isPath(_ text: String, asFarAs word: String) -> Bool {
    !text.hasPrefix("/") && !text.hasPrefix("~") || text.utf8.first == word.utf8.first
  }

  private func filled(
    _ text: String, _ left: inout Int, depth: Int = 1, within name: String? = nil
  ) -> String? {
    guard depth <= Self.depthLimit else { return nil }
    var result = ""
    var rest = Substring(text).utf8
    while let dollar = rest.firstIndex(of: UInt8(ascii: "$")) {
      let plain = Substring(rest[..<dollar])
      // What has spaces around its variables is a text, which is read where it runs.
      guard depth > 1 || !Self.hasSpace(plain) else { return nil }
      guard let reference = Reference(rest[dollar...]),
        let value = value(of: reference.content, &left, depth: depth, within: name)
      else { return nil }
      result += plain
      result += value
      rest = rest[reference.end...]
    }
    let last = Substring(rest)
    guard depth > 1 || !Self.hasSpace(last) else { return nil }
    result += last
    return result
  }

  private static func hasSpace(_ text: Substring) -> Bool {
    text.utf8.contains { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
  }

  private func value(
    of content: Reference.Content, _ left: inout Int, depth: Int, within name: String?
  ) -> String? {
    let written: String?
    var own: String?
    switch content {
    case .expression(let text):
      written =
        choice[text] ?? (text.hasPrefix("env.") ? environment[String(text.dropFirst(4))] : nil)
    case .variable(let variable, let standard):
      let known = value(of: variable, within: name)
      written = known?.isEmpty == false ? known : standard ?? known
      own = variable
    }
    guard let written, written.utf8.count <= left, !written.utf8.contains(UInt8(ascii: "`")) else {
      return nil
    }
    left -= written.utf8.count
    guard written.utf8.contains(UInt8(ascii: "$")) else { return written }
    return filled(written, &left, depth: depth + 1, within: own)
  }

  /// The value of a variable; within one that the script made of itself, what was there before.
  private func value(of variable: String, within name: String?) -> String? {
    if variable != name, let known = script.first(where: { $0.name == variable }) {
      return known.value
    }
    return turns.last { $0.name == variable }?.value ?? choice[variable] ?? environment[variable]
  }
}

/// What stands behind a dollar sign.
private struct Reference {
  enum Content {
    /// `$NAME`, `${NAME}` and `${NAME:-standard}`.
    case variable(String, standard: String?)
    /// The text of `${{ env.NAME }}`.
    case expression(String)
  }

  /// How long an expression may be.
  private static let expressionLimit = 500

  let content: Content
  /// The index behind it.
  let end: Substring.Index

  /// Reads what begins with a dollar sign; `nil` for what the shell works out, `$(…)`, `${NAME#…}`.
  init?(_ text: Substring.UTF8View) {
    let inner = text.dropFirst()
    if inner.starts(with: "{{".utf8) {
      guard let found = Self.expression(inner.dropFirst(2)) else { return nil }
      self = found
    } else if inner.first == UInt8(ascii: "{") {
      guard let found = Self.braced(inner.dropFirst()) else { return nil }
      self = found
    } else {
      // `$@` is the target in the recipes of make; in scripts it has no value here.
      let isTarget = inner.first == UInt8(ascii: "@")
      let isArgument = inner.first?.isASCIIDigit == true
      let name =
        isTarget || isArgument ? inner.prefix(1) : inner.prefix(while: \.isWordByte)
      guard !name.isEmpty else { return nil }
      self = Reference(.variable(String(Substring(name)), standard: nil), end: name.endIndex)
    }
  }

  private init(_ content: Content, end: Substring.Index) {
    self.content = content
    self.end = end
  }

  private static func expression(_ text: Substring.UTF8View) -> Reference? {
    var index = text.startIndex
    let limited = text.prefix(expressionLimit)
    while let brace = limited[index...].firstIndex(of: UInt8(ascii: "}")) {
      let next = limited.index(after: brace)
      if next < limited.endIndex, limited[next] == UInt8(ascii: "}") {
        let inner = Substring(limited[..<brace]).trimmingSpaces
        return Reference(.expression(inner), end: limited.index(after: next))
      }
      index = next
    }
    return nil
  }

  private static func braced(_ text: Substring.UTF8View) -> Reference? {
    let name = text.prefix(while: \.isWordByte)
    var rest = text[name.endIndex...]
    guard let first = name.first else { return nil }
    if rest.first == UInt8(ascii: "}") {
      let content = Content.variable(String(Substring(name)), standard: nil)
      return Reference(content, end: rest.index(after: rest.startIndex))
    }
    if rest.first == UInt8(ascii: ":") { rest = rest.dropFirst() }
    guard rest.first == UInt8(ascii: "-"), let close = rest.firstIndex(of: UInt8(ascii: "}"))
    else { return nil }
    let standard = rest[..<close].dropFirst()
    // What takes the place of an argument tells nothing where the argument itself is not known.
    guard !first.isASCIIDigit,
      !standard.contains(where: { $0 == UInt8(ascii: "$") || $0 == UInt8(ascii: "{") })
    else { return nil }
    return Reference(
      .variable(String(Substring(name)), standard: String(Substring(standard))),
      end: rest.index(after: close))
  }
}
