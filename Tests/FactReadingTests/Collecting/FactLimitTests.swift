import FactModel
import SourceModel
import TestSupport
import Testing

@testable import FactReading

/// What is left out of a tree that has too much of a kind is said.
@Suite struct FactLimitTests {
  @Test func `Names of environments are kept up to a limit`() {
    var file = FileFacts()
    file.environments = (0..<20_001).map { line in
      Environment(
        name: "prod", source: .configuration, isProduction: true,
        place: Place(RelativePath("a.yml"), line: line))
    }
    var facts = FileFacts()
    facts.append(file)
    #expect(facts.environments.count == 20_000)
    var tree = FileFacts()
    tree.append(facts)
    #expect(
      tree.warningsOfLimits.map(\.description) == [
        "a.yml:20000:1: warning: found more than 20000 names of environments; "
          + "the rest is left out"
      ])
  }

  @Test func `Versions of tools are kept up to a limit`() {
    var file = FileFacts()
    file.runtimes = (1...20_001).compactMap { line in
      Runtime("node", asking: "22", at: Place(RelativePath("a"), line: line))
    }
    var facts = FileFacts()
    facts.append(file)
    #expect(facts.runtimes.count == 20_000)
    #expect(
      facts.warningsOfLimits.map(\.description) == [
        "a:20001:1: warning: found more than 20000 versions of tools; the rest is left out"
      ])
  }

  @Test func `Images and files of kustomizations are kept up to limits of all together`() {
    func file(_ name: String) -> FileFacts {
      var file = FileFacts()
      let path = RelativePath("\(name)/kustomization.yaml")
      let image = ImageOverride(name: "a", repository: "b")
      let files = [RelativePath](repeating: RelativePath("d.yaml"), count: 60_000)
      file.kustomizations = [
        Kustomization(
          path: path, folder: path.folder, resources: files, components: [], patches: [],
          images: [ImageOverride](repeating: image, count: 15_000))
      ]
      return file
    }
    var facts = FileFacts()
    for name in ["a", "b", "c"] { facts.append(file(name)) }
    #expect(facts.kustomizations.map(\.images.count) == [15_000, 5_000, 0])
    #expect(facts.kustomizations.map(\.resources.count) == [60_000, 40_000, 0])
    #expect(
      facts.warningsOfLimits.map(\.description) == [
        "b/kustomization.yaml:1:1: warning: found more than 20000 images in kustomizations; "
          + "the rest is left out",
        "b/kustomization.yaml:1:1: warning: found more than 100000 files in kustomizations; "
          + "the rest is left out",
      ])
  }

  @Test func `Stages of a Dockerfile are read up to a limit`() async {
    let text = (1...102).map { "FROM a\($0)\n" }.joined()
    let facts = await SmallRepository(["Dockerfile": text, "b/Dockerfile": text]).facts
    #expect(
      facts.warnings.map(\.description).filter { $0.contains("stages") } == [
        "Dockerfile:101:1: warning: found more than 100 stages in one file; the rest is left out"
      ])
  }
}
