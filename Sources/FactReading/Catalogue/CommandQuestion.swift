import Catalogue
import FactModel

/// What was looked up before.
struct KnownCommands {
  /// What the commands mean.
  var matches: [CommandQuestion: [ToolMatch]] = [:]
  /// The variables of the latest step, those of a whole job as a rule, and the ones asked for.
  private var latest: (all: [String: String], asked: [String: String]) = ([:], [:])

  /// Nothing yet.
  init() {}

  /// The variables of a step that the catalogue asks for.
  mutating func environment(of step: Step, asked: [NamePattern]) -> [String: String] {
    if step.environment != latest.all {
      let held = step.environment.filter { name, _ in asked.contains { $0.matches(name) } }
      latest = (step.environment, held)
    }
    return latest.asked
  }
}

/// A command with all that decides what it means, so that it is looked up once.
struct CommandQuestion: Hashable {
  /// Its words.
  let words: [String]
  /// The program of the image that runs it.
  let program: String?
  /// The variables that the catalogue asks for.
  let environment: [String: String]

  /// Makes the question of a command of a step.
  ///
  /// - Parameter environment: the variables that the catalogue asks for.
  init(_ words: [String], of step: Step, environment: [String: String]) {
    self.words = words
    program = Self.program(ofImageIn: step.wrappers)
    self.environment = environment
  }

  /// The program that an image is named for and starts with: `trivy` for `docker run
  /// aquasec/trivy:0.67.2 fs .`, whose command is only what the program gets.
  private static func program(ofImageIn wrappers: [String]) -> String? {
    guard let label = wrappers.last else { return nil }
    let words = label.split(separator: " ")
    guard words.count > 2, words[words.count - 2] == "run" else { return nil }
    return ProgramName.program(ofImage: words[words.count - 1])
  }
}
