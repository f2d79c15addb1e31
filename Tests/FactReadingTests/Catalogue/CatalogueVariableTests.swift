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

  private func capabilities(_ name: String, _ variables: [String: String]) -> CaseSet<Capability> {
    let uses = BuiltInKnowledge.catalogue.uses(
      ofAction: ActionUse(kind: .step, name: name), environment: variables,
      at: Place(RelativePath("a.yml"), .start))
    return uses.reduce(into: []) { $0.formUnion($1.capabilities) }
  }
}
