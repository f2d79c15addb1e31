import FactModel
import Reports
import SourceModel

/// What is wrong with a call.
struct UsageError: Error, Hashable {
  /// What was found and what was expected.
  var message: String
}

/// The words of a call, taken apart.
struct Arguments: Hashable {
  /// The command.
  var command = Command.assess
  /// The words that are no options.
  var operands: [String] = []
  /// The language that the surroundings ask for.
  var surroundings: Language?
  /// The values of options by their names; a switch has an empty one.
  private var values: [String: [String]] = [:]

  /// Reads the words behind the program's name.
  ///
  /// Short and long options, `--option=value` and `--option value`, letters joined (`-qf json`);
  /// `--` ends the options.
  init(_ words: [String]) throws(UsageError) {
    var rest = words[...]
    var areOptionsOver = false
    var isFirstPlain = true
    while let word = rest.popFirst() {
      if areOptionsOver || word == "-" || !word.hasPrefix("-") {
        operands.append(word)
      } else if word == "--" {
        areOptionsOver = true
        // What follows the mark is a path, whatever it is called.
        isFirstPlain = !operands.isEmpty
      } else if word.hasPrefix("--") {
        try takeLong(word, &rest)
      } else {
        try takeLetters(word, &rest)
      }
    }
    if let first = operands.first, isFirstPlain, let command = Command(rawValue: first) {
      self.command = command
      operands.removeFirst()
    }
    for option in CommandOption.all where has(option.name) && !option.commands.contains(command) {
      let known = CommandOption.all.filter { $0.commands.contains(command) }.map { "--\($0.name)" }
      throw UsageError(
        message: "found `--\(option.name)` with `\(command.rawValue)`, which does not take it, "
          + "expected one of \(known.joined(separator: ", "))")
    }
  }

  /// The last value of an option.
  func value(_ name: String) -> String? { values[name]?.last }

  /// All values of an option.
  func allValues(_ name: String) -> [String] { values[name] ?? [] }

  /// The language of reports: as the call says, or else the surroundings.
  var language: Language { value("lang").flatMap(Language.init) ?? surroundings ?? .english }

  /// The kind of project that the call says.
  var kind: ProjectKind? { value("kind").flatMap(ProjectKind.init) }

  /// Whether a switch is set.
  func has(_ name: String) -> Bool { values[name] != nil }

  private mutating func takeLong(
    _ word: String, _ rest: inout ArraySlice<String>
  ) throws(UsageError) {
    let parts = word.dropFirst(2).split(
      separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    guard let option = CommandOption.all.first(where: { $0.name == name }) else {
      let names = CommandOption.all.map(\.name)
      let hint = Suggestion.nearest(to: name, among: names).map { ", did you mean `--\($0)`?" }
      throw UsageError(
        message: "found the option `--\(name)`\(hint ?? ""), expected one of "
          + names.map { "--\($0)" }.joined(separator: ", "))
    }
    if option.value == nil, parts.count == 2 {
      throw UsageError(message: "found a value for `--\(name)`, expected none")
    }
    try take(option, parts.count == 2 ? String(parts[1]) : nil, &rest)
  }

  private mutating func takeLetters(
    _ word: String, _ rest: inout ArraySlice<String>
  ) throws(UsageError) {
    var letters = word.dropFirst()
    while let letter = letters.popFirst() {
      guard let option = CommandOption.all.first(where: { $0.letter == letter }) else {
        let known = CommandOption.all.compactMap(\.letter).map { "-\($0)" }
        throw UsageError(
          message: "found the option `-\(letter)`, expected one of "
            + known.joined(separator: ", "))
      }
      guard option.value != nil, !letters.isEmpty else {
        try take(option, nil, &rest)
        continue
      }
      let value = letters.first == "=" ? letters.dropFirst() : letters
      return try take(option, String(value), &rest)
    }
  }

  private mutating func take(
    _ option: CommandOption, _ given: String?, _ rest: inout ArraySlice<String>
  ) throws(UsageError) {
    guard let name = option.value else {
      values[option.name, default: []].append("")
      return
    }
    guard let value = given ?? rest.popFirst(), !value.isEmpty else {
      throw UsageError(message: "found no value for `--\(option.name)`, expected \(name)")
    }
    guard option.choices.isEmpty || option.choices.contains(value) else {
      let hint = Suggestion.nearest(to: value, among: option.choices)
        .map { ", did you mean `\($0)`?" }
      throw UsageError(
        message: "found `\(value)` for `--\(option.name)`\(hint ?? ""), expected one of "
          + option.choices.joined(separator: ", "))
    }
    guard option.isRepeatable || values[option.name] == nil else {
      throw UsageError(message: "found `--\(option.name)` twice, expected it once")
    }
    values[option.name, default: []].append(value)
  }
}
