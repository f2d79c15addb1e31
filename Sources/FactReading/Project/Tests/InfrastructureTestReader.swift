import FactModel
import SourceModel

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

  var endings: Set<String>? { ["yml", "yaml", "hcl", "json", "rego", "sentinel"] }

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
    if name.hasSuffix(".tftest.hcl") || name.hasSuffix(".tofutest.hcl")
      || name.hasSuffix(".tftest.json")
    {
      return .module
    }
    // https://www.openpolicyagent.org/docs/policy-testing
    if name.hasSuffix("_test.rego") || name.hasSuffix(".sentinel") { return .policy }
    let isYAML = path.fileExtension == "yaml" || path.fileExtension == "yml"
    guard isYAML else { return nil }
    // https://helm.sh/docs/topics/chart_tests/ and helm-unittest's tests beside the templates.
    if folders.suffix(2) == ["templates", "tests"] || name.contains("_test.") { return .chart }
    if folders.last == "tests", name == "test.yml" || name == "test.yaml" { return .suite }
    return nil
  }

  /// The line that shows a test, comments left out.
  private static func line(of form: Form, in file: SourceFile) -> Int? {
    switch form {
    case .molecule, .suite: line(in: file, .hash) { !$0.isEmpty }
    case .policy:
      line(in: file, file.path.fileExtension == "rego" ? .hash : .hcl) {
        $0.hasPrefix("test_") || $0.contains("rule {")
      }
    case .chart:
      line(in: file, .hash) { code in
        code.contains("asserts:")
          || code.contains("helm.sh/hook") && code.contains("test")
            && !code.contains("delete-policy")
      }
    case .module:
      line(in: file, .hcl) { $0.hasPrefix("run \"") || $0.hasPrefix("\"run\"") }
    }
  }

  private static func line(
    in file: SourceFile, _ style: CodeStyle, where shows: (String) -> Bool
  ) -> Int? {
    var lines = CodeLines(file.bytes, style, keepsStrings: true)
    while lines.advance() {
      let code = String(decoding: lines.code, as: UTF8.self).trimmingSpaces
      if shows(code) { return lines.number }
    }
    return nil
  }
}
