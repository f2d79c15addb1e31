import SourceModel

/// Reads the tasks of a Rakefile, by the lines that Ruby's habits write.
enum RakefileReader {
  private struct Open {
    /// The name that stands before those of tasks inside; `nil` for other blocks.
    var namespace: String?
    /// The index of the task whose body it is.
    var task: Int?
  }

  /// The tasks in the order of the file.
  static func targets(in text: String) -> [BuildTarget] {
    var targets: [BuildTarget] = []
    var open: [Open] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let words = line.trimmed
      guard !words.hasPrefix("#") else { continue }
      if words == "end" || words.hasPrefix("end ") {
        _ = open.popLast()
        continue
      }
      let prefix = open.compactMap(\.namespace).map { $0 + ":" }.joined()
      var block = Open()
      if let name = argument(of: "namespace", in: words) {
        block.namespace = name.name
      } else if let task = argument(of: "task", in: words) ?? argument(of: "multitask", in: words) {
        targets.append(
          BuildTarget(
            name: prefix + task.name, dependencies: dependencies(in: task.rest), commands: [],
            position: Position(line: index + 1, column: 1)))
        block.task = targets.count - 1
      } else if let library = library(words) {
        targets.append(
          BuildTarget(
            name: prefix + library.name, dependencies: [],
            commands: ShellScript.parse(
              library.command, startingAt: Position(line: index + 1, column: 1)
            ).commands, position: Position(line: index + 1, column: 1)))
        block.task = nil
      }
      if let task = open.last(where: { $0.task != nil })?.task ?? block.task,
        let call = shell(line, index + 1)
      {
        targets[task].commands += call
      }
      if opensBlock(words) { open.append(block) }
    }
    return targets
  }

  private static func opensBlock(_ words: Substring) -> Bool {
    if words.hasSuffix(" do") || words.hasSuffix("|") && words.contains(" do |") { return true }
    let openers = ["if ", "unless ", "def ", "case ", "begin", "while ", "class ", "module "]
    return openers.contains(where: words.hasPrefix)
  }

  /// The first argument of a method, `task :name`, `task name: :other`, `task 'name' => …`.
  private static func argument(
    of method: String, in words: Substring
  ) -> (name: String, rest: Substring)? {
    guard words.hasPrefix(method) else { return nil }
    let rest = words.dropFirst(method.count)
    guard rest.first == " " || rest.first == "(" else { return nil }
    let text = rest.drop { $0 == " " || $0 == "(" || $0 == ":" || $0 == "\"" || $0 == "'" }
    let name = text.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" || $0 == ":" }
    let tail = text[name.endIndex...]
    let trimmedName = name.hasSuffix(":") ? name.dropLast() : name
    return trimmedName.isEmpty ? nil : (String(trimmedName), tail)
  }

  /// `=> [:a, :b]`, `: :spec`, `%w[a b]`.
  private static func dependencies(in rest: Substring) -> [String] {
    var text = rest
    if let arrow = text.firstRange(of: "=>") { text = text[arrow.upperBound...] }
    if let block = text.firstRange(of: " do") { text = text[..<block.lowerBound] }
    if text.hasPrefix(","), rest.firstRange(of: "=>") == nil { return [] }
    let isWordList = text.contains("%w")
    return text.split { " ,[](){}".contains($0) }.compactMap { word in
      let isName = word.hasPrefix(":") || word.hasPrefix("\"") || word.hasPrefix("'") || isWordList
      let name = word.drop { ":\"'".contains($0) }.prefix { !"\"'".contains($0) }
      guard isName, !name.isEmpty, word != "%w" else { return nil }
      return String(name)
    }
  }

  /// Tasks that libraries define: the name, and the command that they run.
  private static func library(_ words: Substring) -> (name: String, command: String)? {
    let known = [
      ("RSpec::Core::RakeTask.new", "spec", "rspec"), ("Rake::TestTask.new", "test", "rake test"),
      ("Minitest::TestTask.create", "test", "rake test"),
      ("Cucumber::Rake::Task.new", "cucumber", "cucumber"),
      ("RuboCop::RakeTask.new", "rubocop", "rubocop"),
    ]
    for (call, name, command) in known where words.hasPrefix(call) {
      let rest = words.dropFirst(call.count).drop { " (:\"'".contains($0) }
      let given = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      let isKeyword = given == "do" || given.isEmpty
      return (isKeyword ? name : String(given), command)
    }
    return nil
  }

  /// The commands of `sh "…"`, `system "…"`, or backquotes in a line.
  private static func shell(_ line: Substring, _ number: Int) -> [ShellCommand]? {
    let words = line.trimmed
    for method in ["sh", "system", "exec"] where words.hasPrefix(method) {
      let rest = words.dropFirst(method.count)
      guard rest.first == " " || rest.first == "(" else { continue }
      let quoted = rest.drop { $0 == " " || $0 == "(" }
      guard let quote = quoted.first, quote == "\"" || quote == "'" else { continue }
      let content = quoted.dropFirst()
      guard let close = content.firstIndex(of: quote) else { continue }
      let column = line[..<content.startIndex].unicodeScalars.count + 1
      return ShellScript.parse(
        String(content[..<close]), startingAt: Position(line: number, column: column)
      ).commands
    }
    return nil
  }
}
