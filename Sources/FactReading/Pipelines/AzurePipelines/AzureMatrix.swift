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
    guard choices.count > 1, choices.count <= Self.variantLimit else { return [Variant()] }
    let names = Set(choices.flatMap(\.values.keys))
    let uses = MatrixUses(in: job)
    let isTold = names.contains { name in
      uses.telling.contains(name) || uses.atEnds.contains(name) && isWord(name)
    }
    return isTold ? choices : [Variant()]
  }

  /// Whether the values of a variable are words and no versions.
  private func isWord(_ name: String) -> Bool {
    choices.allSatisfy { choice in
      choice.values[name]?.contains(where: \.isNumber) != true
    }
  }
}

/// The variables that a job names where these say what it is.
private struct MatrixUses {
  /// Programs whose last word is the name of what they run.
  private static let runners: Set<Substring> = [
    "npm", "yarn", "pnpm", "make", "just", "task", "rake", "nx", "gradle", "./gradlew", "mvn",
    "tox", "nox", "invoke", "bazel",
  ]
  /// Names of variables are shorter.
  private static let nameLimit = 200

  /// How many bytes are looked at of a job's commands with variables: those of a template are, for each job that uses
  /// it.
  private static let textLimit = 4_000

  /// Those in the name of the environment, and those that are the program of a command.
  private(set) var telling: Set<String> = []
  /// Those that name what a command runs: `npm run $(task)`.
  private(set) var atEnds: Set<String> = []

  init(in job: PipelineValue) {
    let environment = job["environment"]?["name"] ?? job["environment"]
    for part in Self.cut(environment?.text?.lowercased() ?? "").dropFirst() {
      if let name = Self.name(part) { telling.insert(name) }
    }
    var left = Self.textLimit
    for step in job["steps"]?.items ?? [] {
      for key in ["script", "bash", "pwsh", "powershell"] where left > 0 {
        guard let whole = step[key]?.text, whole.contains("$(") else { continue }
        let text = whole.beginning(ofBytes: left).lowercased()
        left -= text.utf8.count
        for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
          add(Substring(line).trimmingSpaces)
        }
      }
    }
  }

  private mutating func add(_ line: String) {
    guard line.contains("$(") else { return }
    let parts = Self.cut(line)
    if line.hasPrefix("$("), parts.count > 1, let name = Self.name(parts[1]) {
      telling.insert(name)
    }
    guard line.hasSuffix(")"), parts.count > 1, let last = parts.last,
      let name = Self.name(last), name.utf8.count + 1 == last.utf8.count,
      let program = line.split(separator: " ", maxSplits: 1).first,
      Self.runners.contains(program)
    else { return }
    atEnds.insert(name)
  }

  /// The text before the first `$(` and behind each.
  private static func cut(_ text: String) -> [Substring] {
    var parts: [Substring] = []
    var rest = text[...]
    while let mark = rest.firstRange(of: "$(") {
      parts.append(rest[..<mark.lowerBound])
      rest = rest[mark.upperBound...]
    }
    return parts + [rest]
  }

  /// What stands before the first bracket that closes.
  private static func name(_ part: Substring) -> String? {
    let name = part.utf8.prefix(nameLimit).prefix { $0 != UInt8(ascii: ")") }
    guard name.endIndex < part.endIndex, part.utf8[name.endIndex] == UInt8(ascii: ")") else {
      return nil
    }
    return String(decoding: name, as: UTF8.self)
  }
}
