import Catalogue
import FactModel

/// What was looked up before.
struct KnownCommands {
  /// What the commands mean.
  var matches: [CommandQuestion: [ToolMatch]] = [:]
  /// The variables that are asked for among those of the latest step.
  private var latest = LatestVariables<[String: String]>()

  /// Nothing yet.
  init() {}

  /// The variables of a step that the catalogue asks for.
  mutating func environment(of step: Step, asked: [NamePattern]) -> [String: String] {
    latest.value(of: step.environment) { all in
      all.filter { name, _ in asked.contains { $0.matches(name) } }
    }
  }
}

/// What names in a file mean that were looked up before.
struct KnownSightings {
  /// Commands and starts of programs.
  var commands: [Sighting.Subject: [ToolMatch]] = [:]
  /// Variables.
  var variables = KnownVariables()
}

/// What variables of running programs mean, each looked up once among all that one program is given.
struct KnownVariables {
  /// What the latest program is given.
  private var environment: [String: String] = [:]
  /// What its variables mean.
  private var matches: [String: [ToolMatch]] = [:]

  /// Nothing yet.
  init() {}

  /// What a variable means beside the others.
  mutating func matches(
    of name: String, among environment: [String: String], _ make: () -> [ToolMatch]
  ) -> [ToolMatch] {
    if environment != self.environment { matches = [:] }
    // The same dictionary is quickly found to be equal, another one with the same content is not.
    self.environment = environment
    // The catalogue takes them in any case.
    let name = name.loweredASCII
    if let known = matches[name] { return known }
    let made = make()
    matches[name] = made
    return made
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
