import FactModel
import SourceModel

/// Finds scenarios of Gherkin, which runners of many ecosystems run.
///
/// https://cucumber.io/docs/gherkin/reference/
struct FeatureReader: FileReader {
  private static let signs: [CodeSign] = [.start("Scenario"), .start("Example:")]

  /// The ecosystems by the manifests that tell them; `package.json` comes last, since servers of all
  /// kinds build their front ends by it.
  private static let manifests: [(name: String, ecosystem: String)] = [
    ("Gemfile", "ruby"), ("pom.xml", "jvm"), ("build.gradle", "jvm"), ("build.gradle.kts", "jvm"),
    ("pyproject.toml", "python"), ("requirements.txt", "python"), ("setup.py", "python"),
    ("composer.json", "php"), ("go.mod", "go"), ("package.json", "javascript"),
  ]

  var endings: Set<String>? { ["feature"] }

  func wants(_ path: RelativePath) -> Bool { path.fileExtension == "feature" }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var facts = FileFacts()
    var lines = CodeLines(file.bytes, .plain)
    while lines.advance() {
      let code = lines.code
      guard Self.signs.contains(where: { $0.stands(in: code) }) else { continue }
      let kind = TestSuiteReader.kind(of: file.path)
      let place = file.place(line: lines.number)
      let ecosystem = Self.ecosystem(of: file.path, context)
      facts.testSuites = [TestSuite(ecosystem: ecosystem, kind: kind, place: place)]
      return facts
    }
    return facts
  }

  /// What may run the scenarios: Behave, whose hooks stand beside them, or else what the nearest
  /// manifest tells.
  private static func ecosystem(of path: RelativePath, _ context: ReadingContext) -> String {
    // https://behave.readthedocs.io/en/latest/gherkin/
    let hooks = "environment.py"
    if context.has(hooks, in: path.folder) || context.has(hooks, in: path.folder.folder) {
      return "python"
    }
    return context.memory.scenarioEcosystem(in: path.folder, or: "ruby") { folder in
      manifests.first { context.has($0.name, in: folder) }?.ecosystem
    }
  }
}
