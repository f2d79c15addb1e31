import Catalogue
import FactModel
import FactReading
import SourceModel
import TestSupport
import Testing

@Suite struct CatalogueVariableTests {
  @Test(arguments: [
    ([:], true),
    (["VALIDATE_ALL_CODEBASE": "true"], true),
    (["VALIDATE_YAML": "true"], false),
    (["VALIDATE_YAML": "true", "VALIDATE_GITLEAKS": "true"], true),
    (["VALIDATE_GITLEAKS": "false"], false),
  ])
  func `The variables of a step say what it checks`(_ variables: [String: String], _ scans: Bool) {
    #expect(capabilities("super-linter/super-linter", variables).contains(.scans) == scans)
  }

  @Test(arguments: [
    ([:], true), (["ENABLE": "YAML,REPOSITORY"], true), (["ENABLE": "YAML"], false),
    (["ENABLE_LINTERS": "YAML_YAMLLINT,REPOSITORY_GITLEAKS"], true),
  ])
  func `Linters that are chosen by variables`(_ variables: [String: String], _ scans: Bool) {
    #expect(capabilities("oxsecurity/megalinter", variables).contains(.scans) == scans)
  }

  // One variable holds for all steps but the one that says otherwise.
  @Test func `The variables of a workflow hold for its steps`() async {
    let text = """
      on: push
      env: {OTHER: a, VALIDATE_YAML: true}
      jobs:
        a:
          steps:
            - {uses: super-linter/super-linter@v7}
            - {uses: super-linter/super-linter@v7, env: {VALIDATE_GITLEAKS: true}}
            - {uses: super-linter/super-linter@v7}
      """
    let facts = await SmallRepository([".github/workflows/a.yml": text]).facts
    let scans = facts.pipelines.flatMap(\.jobs).flatMap(\.steps).map { step in
      step.uses.contains { $0.capabilities.contains(.scans) }
    }
    #expect(scans == [false, true, false])
  }

  private func capabilities(_ name: String, _ variables: [String: String]) -> CaseSet<Capability> {
    let uses = BuiltInKnowledge.catalogue.uses(
      ofAction: ActionUse(kind: .step, name: name), environment: variables,
      at: Place(RelativePath("a.yml"), .start))
    return uses.reduce(into: []) { $0.formUnion($1.capabilities) }
  }
}
