import FactModel
import SourceModel
import TestSupport
import Testing

/// In which order overlays, patches and commands are put over workloads.
@Suite struct OverlayTests {
  private static func deployment(_ name: String, _ image: String) -> String {
    """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: \(name)}
    spec: {template: {spec: {containers: [{name: web, image: "\(image)"}]}}}
    """
  }

  /// The images of `base/web.yaml` under kustomizations by their folders.
  private func images(
    of image: String = "shop:latest", under kustomizations: [String: String], run: String = "make"
  ) async -> [String] {
    var files = [
      "base/web.yaml": Self.deployment("web", image),
      ".github/workflows/a.yml": "on: push\njobs: {a: {steps: [{run: '\(run)'}]}}\n",
    ]
    for (folder, text) in kustomizations { files["\(folder)/kustomization.yaml"] = text }
    return await SmallRepository(files).facts.workloads
      .filter { $0.place.path.text == "base/web.yaml" }.flatMap(\.images).map(\.text)
  }

  @Test func `What is named before a file leads to it first`() async {
    let tag = "resources: [../base/web.yaml]\nimages: [{name: shop, newTag: 1.0.0}]\n"
    let before = await images(under: ["a": "resources: [../b, ../base/web.yaml]\n", "b": tag])
    #expect(before == ["shop:1.0.0", "shop:latest"])
    let behind = await images(under: ["a": "resources: [../base/web.yaml, ../b]\n", "b": tag])
    #expect(behind == ["shop:latest", "shop:1.0.0"])
    let between = await images(under: [
      "a": "resources: [../b, ../base/web.yaml, ../c]\n", "b": tag,
      "c": "resources: [../base/web.yaml]\nimages: [{name: shop, newTag: 2.0.0}]\n",
    ])
    #expect(between == ["shop:1.0.0", "shop:latest", "shop:2.0.0"])
  }

  @Test(arguments: [
    ("[{name: shop, newName: a}, {name: a, newTag: 1.0.0}, {name: a, newTag: 2.0.0}]", "a:2.0.0"),
    ("[{name: a, newTag: 1.0.0}, {name: shop, newName: a}]", "shop:latest"),
    ("[{name: shop, newName: a}, {name: a, newName: shop}, {name: shop, newTag: 2.x}]", "shop:2.x"),
    ("[{name: shop, newTag: 2.0.0}, {name: shop, newTag: 1.0.0}, {name: b}]", "shop:1.0.0"),
  ])
  func `Entries of images follow on each other`(_ entries: String, _ image: String) async {
    let found = await images(under: ["base": "resources: [web.yaml]\nimages: \(entries)\n"])
    #expect(found == [image])
  }

  @Test func `Components come before the kustomization and commands behind it`() async {
    let component = "kind: Component\nimages: [{name: shop, newTag: 1.0.0}]\n"
    let base =
      "resources: [web.yaml]\ncomponents: [../part]\n"
      + "images: [{name: shop, newTag: 2.0.0}]\n"
    let own = await images(under: ["base": base, "part": component])
    #expect(own == ["shop:2.0.0"])
    let command = await images(
      under: ["base": base, "part": component],
      run: "kustomize edit set image shop:3.0.0 && cd base && kustomize edit set image shop:4.0.0")
    #expect(command == ["shop:4.0.0"])
    let other = await images(
      under: ["base": base, "part": component],
      run: "kustomize edit set image shop:3.0.0 && cd part && kustomize edit set image shop:4.0.0")
    #expect(other == ["shop:3.0.0"])
  }

  @Test(arguments: [
    ("{kind: Deployment}", "{kind: Deployment, name: web}", "shop:2.0.0"),
    ("{kind: Deployment, name: web}", "{kind: Deployment}", "shop:2.0.0"),
    ("{kind: Deployment}", "{kind: Deployment, name: other}", "shop:1.0.0"),
    ("{kind: StatefulSet}", "{kind: StatefulSet, name: web}", "shop:latest"),
  ])
  func `Patches with and without a name keep their order`(
    _ first: String, _ second: String, _ image: String
  ) async {
    func patch(_ target: String, _ tag: String) -> String {
      let path = "/spec/template/spec/containers/0/image"
      let text = "[{op: replace, path: \(path), value: \"shop:\(tag)\"}]"
      return "  - {target: \(target), patch: '\(text)'}\n"
    }
    let patches = patch(first, "1.0.0") + patch(second, "2.0.0")
    let found = await images(under: ["base": "resources: [web.yaml]\npatches:\n\(patches)"])
    #expect(found == [image])
  }

  @Test func `A tool is off in the folders below its configuration`() async {
    let gems = "source 'https://rubygems.org'\ngem 'newrelic_rpm'\n"
    let facts = await SmallRepository([
      "shop/Gemfile": gems, "shop/engines/a/Gemfile": gems, "shop-admin/Gemfile": gems,
      "Gemfile": gems,
      "shop/config/newrelic.yml": "common: {distributed_tracing: {enabled: false}}\n",
    ]).facts
    let tracing = facts.uses.filter { $0.capabilities.contains(.traces) }.map(\.place.path.text)
    #expect(Set(tracing) == ["Gemfile", "shop-admin/Gemfile"])
    #expect(facts.uses.contains { $0.place.path.text == "shop/engines/a/Gemfile" })
  }
}
