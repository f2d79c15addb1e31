import Catalogue
import FactModel
import SourceModel

/// The tasks of a build with Gradle that run tests, whatever they are called.
///
/// Scripts register them with the type `Test`: `tasks.register('integration', Test)`,
/// `task integration(type: Test)`, https://docs.gradle.org/current/userguide/java_testing.html, or as a suite
/// of tests, https://docs.gradle.org/current/userguide/jvm_test_suite_plugin.html.
struct GradleTestTasks {
  /// How many scripts of a build are looked at; large builds have a few hundred.
  private static let fileLimit = 500
  /// How long a line may be that registers a task.
  private static let lineLimit = 500

  private let context: ReadingContext
  private var names: Set<String>?

  init(_ context: ReadingContext) { self.context = context }

  /// Whether the task of a word of a command runs tests: `integration`, `:shop:integration`.
  mutating func contains(_ word: String) -> Bool {
    let all = names ?? registered
    names = all
    return word.split(separator: ":").last.map { all.contains(String($0)) } ?? false
  }

  private var registered: Set<String> {
    var names: Set<String> = []
    let scripts = context.files.filter { path in
      path.text.hasSuffix(".gradle") || path.text.hasSuffix(".gradle.kts")
    }.sorted()
    for path in scripts.prefix(Self.fileLimit) {
      guard let file = context.read(path), file.contains("Test") else { continue }
      for line in file.lines where line.utf8.count <= Self.lineLimit && line.contains("Test") {
        if !LiveFiles.isComment(line), let name = Self.task(in: line) { names.insert(name) }
      }
    }
    return names
  }

  /// The types of tasks and suites that run tests.
  private static let types: Set<Substring> = ["Test", "JvmTestSuite"]

  /// The task that runs tests and that a line registers.
  private static func task(in line: Substring) -> String? {
    let words = line.split { sign in
      !sign.isLetter && !sign.isNumber && !"_-'\"".contains(sign)
    }
    if words.first == "task", words.count > 3, words[2] == "type", types.contains(words[3]) {
      return String(words[1])
    }
    // `val integration by tasks.registering(Test::class)`
    let delegates: Set<Substring> = ["registering", "creating"]
    if words.first == "val", words.count > 5, words[2] == "by", delegates.contains(words[4]) {
      return types.contains(words[5]) ? String(words[1]) : nil
    }
    guard let at = words.firstIndex(where: { $0 == "register" || $0 == "create" }),
      at + 2 < words.count
    else { return nil }
    let (first, second) = (words[at + 1], words[at + 2])
    let name: Substring? = types.contains(first) ? second : types.contains(second) ? first : nil
    return name.flatMap(unquoted)
  }

  private static func unquoted(_ word: Substring) -> String? {
    guard let quote = word.first, quote == "'" || quote == "\"", word.last == quote,
      word.utf8.count > 2
    else { return nil }
    return String(word.dropFirst().dropLast())
  }
}

extension [Step] {
  /// Notes calls of tasks that run tests under names of their own.
  mutating func noteTestTasks(_ known: inout GradleTestTasks, by catalogue: ToolCatalogue) {
    for index in indices where self[index].mayRunTestTask {
      let step = self[index]
      var words = step.words
      var isFound = false
      for at in words.indices.dropFirst() where !words[at].hasPrefix("-") {
        let isLeftOut = ["-x", "--exclude-task"].contains(words[at - 1])
        guard !isLeftOut, known.contains(words[at]) else { continue }
        // By the usual ending of such names the catalogue knows it for one.
        words[at] += "Test"
        isFound = true
      }
      guard isFound else { continue }
      let uses = catalogue.uses(ofCommand: words, environment: step.environment, at: step.place)
      for use in uses where use.gives(.tests) {
        if let same = self[index].uses.firstIndex(where: { $0.tool == use.tool }) {
          self[index].uses[same].capabilities.formUnion(use.capabilities)
        } else {
          var use = use
          use.excerpt = Excerpt.command(step.words)
          self[index].uses.append(use)
        }
      }
    }
  }
}

extension Step {
  /// Whether it calls Gradle for tasks that are not known to run tests.
  fileprivate var mayRunTestTask: Bool {
    guard let program = words.first.map(ProgramName.key) else { return false }
    return ["gradle", "gradlew"].contains(program) && !uses.contains { $0.gives(.tests) }
  }
}
