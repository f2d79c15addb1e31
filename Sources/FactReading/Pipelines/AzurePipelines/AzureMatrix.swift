import SourceModel

/// The matrix of a job.
///
/// https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/jobs-job-strategy
struct AzureMatrix {
  /// One choice of values.
  struct Variant {
    /// Its name; `nil` where the job is not split.
    var label: String?
    /// The variables that it sets, by their names in lower case.
    var values: [String: String] = [:]
  }

  /// A job is split into at most this many.
  private static let variantLimit = 12

  private let choices: [Variant]

  init(_ matrix: PipelineValue?) {
    choices = (matrix?.entries ?? []).map { entry in
      let values = entry.value.variables.map { ($0.key.lowercased(), $0.value) }
      return Variant(
        label: entry.key, values: Dictionary(values, uniquingKeysWith: { $1 }))
    }
  }

  /// Where a job runs more than once at a time.
  static func fanOut(_ strategy: PipelineValue?) -> Place? {
    if let parallel = strategy?.entry("parallel"), let text = parallel.value.text, text != "1" {
      return parallel.place
    }
    guard let matrix = strategy?.entry("matrix"), strategy?["maxParallel"]?.text != "1" else {
      return nil
    }
    return matrix.value.text != nil || matrix.value.entries.count > 1 ? matrix.place : nil
  }

  /// The choices to tell apart: those of variables by which the environment is named, or that are
  /// commands.
  ///
  /// A matrix over versions stays one job; one over environments is a job for each.
  func variants(namedIn job: PipelineValue) -> [Variant] {
    let names = Set(choices.flatMap(\.values.keys))
    guard choices.count > 1, choices.count <= Self.variantLimit,
      names.contains(where: { isTold($0, in: job) })
    else { return [Variant()] }
    return choices
  }

  private func isTold(_ name: String, in job: PipelineValue) -> Bool {
    let macro = "$(\(name))"
    let environment = job["environment"]?["name"] ?? job["environment"]
    if environment?.text?.lowercased().contains(macro) == true { return true }
    return (job["steps"]?.items ?? []).contains { step in
      let texts = ["script", "bash", "pwsh", "powershell"].compactMap {
        step[$0]?.text?.lowercased()
      }
      return texts.contains { text in
        text.split(separator: "\n").contains { line in
          let line = line.trimmingSpaces
          return line.hasPrefix(macro) || isWord(name) && Self.names(what: line, macro)
        }
      }
    }
  }

  /// Programs whose last word is the name of what they run.
  private static let runners: Set<Substring> = [
    "npm", "yarn", "pnpm", "make", "just", "task", "rake", "nx", "gradle", "./gradlew", "mvn",
    "tox", "nox", "invoke", "bazel",
  ]

  /// Whether a command names what it runs by the variable: `npm run $(task)`.
  private static func names(what line: String, _ macro: String) -> Bool {
    guard line.hasSuffix(macro), let program = line.split(separator: " ").first else {
      return false
    }
    return runners.contains(program)
  }

  /// Whether the values of a variable are words and no versions.
  private func isWord(_ name: String) -> Bool {
    choices.allSatisfy { choice in
      choice.values[name]?.contains(where: \.isNumber) != true
    }
  }
}
