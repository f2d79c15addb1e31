import Catalogue
import FactModel

/// A command with all that decides what it means, so that it is looked up once.
struct CommandQuestion: Hashable {
  /// Its words.
  let words: [String]
  /// The program of the image that runs it.
  let program: String?
  /// The variables that the catalogue asks for.
  let environment: [String: String]

  /// Makes the question of a step.
  ///
  /// - Parameter asked: the variables that the catalogue asks for.
  init(_ step: Step, asked: [NamePattern]) {
    words = step.words
    program = Self.program(ofImageIn: step.wrappers)
    environment =
      step.environment.isEmpty
      ? [:] : step.environment.filter { name, _ in asked.contains { $0.matches(name) } }
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
