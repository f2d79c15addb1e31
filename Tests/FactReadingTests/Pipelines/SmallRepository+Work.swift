import FactModel
import TestSupport

extension SmallRepository {
  /// A repository with one job, which runs a line.
  static func running(_ line: String, _ files: [String: String]) -> SmallRepository {
    var files = files
    files[".gitlab-ci.yml"] = "job:\n  script:\n    - \(line)\n"
    return SmallRepository(files)
  }

  /// What the commands of all pipelines do, by their words.
  var work: [String] {
    get async {
      await facts.pipelines.flatMap(\.jobs).flatMap(\.steps).compactMap { step in
        let given = Set(step.uses.flatMap { $0.capabilities.map(\.rawValue) }).sorted()
        return given.isEmpty ? nil : (step.words + ["|"] + given).joined(separator: " ")
      }
    }
  }
}
