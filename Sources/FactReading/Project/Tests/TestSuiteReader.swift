import FactModel
import SourceModel

/// Finds automated tests: files by the conventions of their ecosystem that hold at least one test.
struct TestSuiteReader: FileReader {
  private let byEnding: [String: [TestConvention]]

  init() {
    var byEnding: [String: [TestConvention]] = [:]
    for convention in TestConvention.all {
      for ending in convention.endings { byEnding[ending, default: []].append(convention) }
    }
    self.byEnding = byEnding
  }

  func wants(_ path: RelativePath) -> Bool {
    conventions(of: path).contains { $0.covers(path) }
  }

  private func conventions(of path: RelativePath) -> [TestConvention] {
    byEnding[path.fileExtension] ?? []
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var facts = FileFacts()
    for convention in conventions(of: file.path) where convention.covers(file.path) {
      guard let line = Self.firstTest(in: file.bytes, convention) else { continue }
      facts.testSuites.append(
        TestSuite(
          ecosystem: convention.ecosystem, kind: Self.kind(of: file.path),
          place: file.place(line: line)))
    }
    return facts
  }

  /// The line of the first test that is code and no comment.
  static func firstTest(in bytes: [UInt8], _ convention: TestConvention) -> Int? {
    // Without the words of any sign there is no need to look at the lines.
    let needles = NeedleSet(convention.signs.map { String(decoding: $0.text, as: UTF8.self) })
    let mayHold = convention.signs.contains { $0.text.count < 3 || $0.text.contains(0x22) }
    guard mayHold || needles.isAny(in: bytes) else { return nil }
    var lines = CodeLines(bytes, convention.style)
    while lines.advance() {
      let code = lines.code
      guard !code.isEmpty, convention.signs.contains(where: { $0.stands(in: code) }) else {
        continue
      }
      return lines.number
    }
    return nil
  }

  private static func kind(of path: RelativePath) -> String {
    let words = path.text.nameWords
    let far: Set<String> = [
      "e2e", "integration", "acceptance", "cypress", "playwright", "system", "functional", "smoke",
    ]
    return words.contains(where: far.contains) ? "end-to-end" : "unit"
  }
}

/// Finds tests of infrastructure: Molecule, policies, charts, modules, cookbooks.
struct InfrastructureTestReader: FileReader {
  private enum Form {
    case molecule, policy, chart, module, suite

    var kind: String {
      switch self {
      case .molecule: "molecule"
      case .policy: "policy"
      case .chart: "chart"
      case .module: "module"
      case .suite: "end-to-end"
      }
    }
  }

  func wants(_ path: RelativePath) -> Bool { Self.form(of: path) != nil }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var facts = FileFacts()
    guard let form = Self.form(of: file.path), let line = Self.line(of: form, in: file) else {
      return facts
    }
    facts.testSuites.append(
      TestSuite(ecosystem: "infrastructure", kind: form.kind, place: file.place(line: line)))
    return facts
  }

  private static func form(of path: RelativePath) -> Form? {
    let name = path.name
    let folders = path.folder.parts
    switch name {
    case "molecule.yml", "molecule.yaml": return .molecule
    case "kitchen.yml", ".kitchen.yml", "kitchen.yaml", "chainsaw-test.yaml", "kuttl-test.yaml",
      "goss.yaml", "container-structure-test.yaml", "inspec.yml", "test-infra.yaml":
      return .suite
    default: break
    }
    // https://developer.hashicorp.com/terraform/language/tests
    if name.hasSuffix(".tftest.hcl") || name.hasSuffix(".tofutest.hcl") { return .module }
    // https://www.openpolicyagent.org/docs/policy-testing
    if name.hasSuffix("_test.rego") || name.hasSuffix(".sentinel") { return .policy }
    let isYAML = path.fileExtension == "yaml" || path.fileExtension == "yml"
    guard isYAML else { return nil }
    // https://helm.sh/docs/topics/chart_tests/ and helm-unittest's tests beside the templates.
    if folders.suffix(2) == ["templates", "tests"] || name.contains("_test.") { return .chart }
    if folders.last == "tests", name == "test.yml" || name == "test.yaml" { return .suite }
    return nil
  }

  private static func line(of form: Form, in file: SourceFile) -> Int? {
    switch form {
    case .molecule, .suite: return 1
    case .policy: return file.firstLine(holding: "test_") ?? file.firstLine(holding: "rule")
    case .chart:
      return file.firstLine(holding: "helm.sh/hook") ?? file.firstLine(holding: "asserts:")
    case .module: return file.firstLine(holding: "run \"")
    }
  }
}
