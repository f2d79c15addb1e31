import Catalogue
import FactModel
import FactReading
import SourceModel
import TestSupport
import Testing

/// A command or name, and what a catalogue of a few made-up tools says of it.
struct MatchingCase: Sendable, CustomTestStringConvertible {
  var text: String
  var tools: [String]
  var testDescription: String { text }

  init(_ text: String, _ tools: String...) {
    self.text = text
    self.tools = tools
  }

  private static let text = """
    - id: crane
      name: Crane
      category: deployment
      gives: [deploys]
      commands:
        - crane lift
        - {run: crane lift undo, gives: [rolls-back]}
        - {run: "crane * plan", gives: [plans]}
        - run: crane check
          gives: [validates]
          when:
            - {flag: ["-mode=test"], gives: [tests]}
            - {flag: ["--dry-run"], takes: [validates]}
            - {unless-flag: ["--quiet"], gives: [lints]}
            - {word: ["slow-*"], gives: [testsLoad]}
            - {from: ["yard:*"], takes: [lints]}
        - {run: ./crane.sh, gives: [builds]}
    - id: other
      name: Other
      category: test
      gives: [tests]
      commands: [nut, "@acme/bolt", {run: python -m nail, gives: [lints]}]
    """

  static var catalogue: ToolCatalogue {
    ToolCatalogue.load([file(text.replacing("testsLoad", with: "tests-load"))]).0
  }

  static let commands: [MatchingCase] = [
    MatchingCase("crane lift", "crane deploys"),
    MatchingCase("crane lift ./load", "crane deploys"),
    // Flags may stand between the words, with values or without.
    MatchingCase("crane --verbose lift", "crane deploys"),
    MatchingCase("crane -n shop lift", "crane deploys"),
    MatchingCase("crane --name=shop lift", "crane deploys"),
    MatchingCase("crane -n shop --verbose lift -x", "crane deploys"),
    MatchingCase("crane --name=shop other lift"),
    MatchingCase("crane - lift"),
    MatchingCase("crane"),
    MatchingCase("crane shop lift"),
    MatchingCase("lift crane"),
    MatchingCase("echo crane lift"),
    // The pattern that says most decides.
    MatchingCase("crane lift undo deploy/api", "crane rolls-back"),
    MatchingCase("crane -n shop lift -v undo", "crane rolls-back"),
    // `*` is one word that is no flag and no flag's value.
    MatchingCase("crane staging plan", "crane plans"),
    MatchingCase("crane plan"),
    MatchingCase("crane --dir ./staging plan"),
    MatchingCase("crane -d 3 plan"),
    // Programs by their folder, version and ending.
    MatchingCase("/usr/local/bin/crane lift", "crane deploys"),
    MatchingCase("./bin/crane lift", "crane deploys"),
    MatchingCase("crane.exe lift", "crane deploys"),
    MatchingCase("crane@3.1.4 lift", "crane deploys"),
    MatchingCase("cranes lift"),
    MatchingCase("@acme/bolt@2 fast", "other tests"),
    MatchingCase("@acme/nut"),
    MatchingCase("crane.sh", "crane builds"),
    MatchingCase("./crane.sh", "crane builds"),
    MatchingCase("tools/crane.sh", "crane builds"),
    // A program that is only asked what it is does nothing.
    MatchingCase("nut", "other tests"),
    MatchingCase("nut --help"),
    MatchingCase("nut run --help"),
    MatchingCase("nut --version"),
    MatchingCase("nut version"),
    MatchingCase("nut -V"),
    MatchingCase("nut run --version", "other tests"),
    // Modules of Python are programs.
    MatchingCase("python -m nut", "other tests"),
    MatchingCase("python3.12 -m nut --fast", "other tests"),
    MatchingCase("python -m nail", "other lints"),
    MatchingCase("python nut"),
    MatchingCase("node -m nut"),
    // Flags and words change the meaning.
    MatchingCase("crane check", "crane lints validates"),
    MatchingCase("crane check -mode=test", "crane lints tests validates"),
    MatchingCase("crane check -mode test", "crane lints tests validates"),
    MatchingCase("crane check -mode other test", "crane lints validates"),
    MatchingCase("crane check --dry-run", "crane lints"),
    MatchingCase("crane check --dry-run=server", "crane lints"),
    MatchingCase("crane check --dry-run=false", "crane lints validates"),
    MatchingCase("crane check --quiet", "crane validates"),
    MatchingCase("crane check --quiet --dry-run"),
    MatchingCase("crane check --quiet slow-all", "crane tests-load validates"),
    // What is taken from a place has another place behind it.
    MatchingCase("crane check yard:a ./b", "crane validates"),
    MatchingCase("crane check yard:a -", "crane validates"),
    MatchingCase("crane check ./b yard:a", "crane lints validates"),
    MatchingCase("crane check ./b yard:a --now", "crane lints validates"),
    MatchingCase("crane check yard:a yard:b", "crane lints validates"),
    MatchingCase("crane check ./b yard:a $FLAGS", "crane lints validates"),
  ]
}

@Suite struct CatalogueMatchingTests {
  private let place = Place(RelativePath("ci.yml"), line: 3)

  private func summary(_ uses: [ToolUse]) -> [String] {
    uses.map { use in
      ([use.tool] + use.capabilities.map(\.rawValue).sorted()).joined(separator: " ")
    }
  }

  @Test(arguments: MatchingCase.commands)
  func `Words of a command tell the tools and what they do`(_ sample: MatchingCase) {
    let words = sample.text.split(separator: " ").map(String.init)
    let uses = MatchingCase.catalogue.uses(ofCommand: words, at: place)
    #expect(summary(uses) == sample.tools)
    #expect(uses.allSatisfy { $0.place == place && $0.excerpt == sample.text })
  }

  private static let actions = """
    - id: deployer
      name: Deployer
      category: deployment
      gives: [deploys]
      actions:
        - "*deploy*"
        - {uses: acme/deploy-docs, gives: [hosts-pages]}
        - uses: acme/build-push
          gives: [builds-image]
          when:
            - {input: push, gives: [publishes-image]}
            - {input: outputs, is: ["type=registry*"], gives: [publishes-image]}
            - {without-input: tags, gives: [housekeeping]}
    - id: notes
      name: Notes
      category: release
      gives: [writes-notes]
      actions: ["acme/*-docs"]
    """

  @Test(arguments: [
    ("acme/deploy", [:], ["deployer deploys"]),
    ("Acme/Helm-Deploy", [:], ["deployer deploys"]),
    ("acme/other", [:], []),
    // An action with an entry of its own is not also judged by its name.
    ("acme/deploy-docs", [:], ["deployer hosts-pages"]),
    ("acme/write-docs", [:], ["notes writes-notes"]),
    ("acme/build-push", ["tags": "a"], ["deployer builds-image"]),
    ("acme/build-push", ["tags": "a", "push": "true"], ["deployer builds-image publishes-image"]),
    ("acme/build-push", ["tags": "a", "push": "false"], ["deployer builds-image"]),
    ("acme/build-push", ["tags": "a", "push": ""], ["deployer builds-image"]),
    ("acme/build-push", ["tags": "a", "PUSH": "x"], ["deployer builds-image publishes-image"]),
    (
      "acme/build-push", ["tags": "a", "outputs": "type=image,x type=registry,y"],
      ["deployer builds-image publishes-image"]
    ),
    ("acme/build-push", ["tags": "a", "outputs": "type=docker"], ["deployer builds-image"]),
    ("acme/build-push", [:], ["deployer builds-image housekeeping"]),
  ])
  func `Names and inputs of an action tell what it does`(
    _ name: String, _ inputs: [String: String], _ expected: [String]
  ) {
    let (catalogue, faults) = ToolCatalogue.load([file(Self.actions)])
    #expect(faults == [])
    let action = ActionUse(
      kind: .step, name: name, version: "v1",
      inputs: inputs.sorted { $0.key < $1.key }.map { ActionUse.Input($0.key, $0.value, at: place) }
    )
    let uses = catalogue.uses(ofAction: action, at: place)
    #expect(summary(uses) == expected)
    #expect(uses.allSatisfy { $0.excerpt == "uses: \(name)@v1" })
  }

  @Test func `What only a pattern of names tells is inferred`() throws {
    let catalogue = ToolCatalogue.load([file(Self.actions)]).0
    func confidence(_ name: String) throws -> Confidence {
      let action = ActionUse(kind: .step, name: name)
      return try #require(catalogue.uses(ofAction: action, at: place).first).confidence
    }
    #expect(try confidence("acme/deploy") == .inferred)
    #expect(try confidence("acme/deploy-docs") == .stated)
  }

  private static let names = """
    - id: gauge
      name: Gauge
      category: metrics
      gives: [metrics]
      images: [acme/gauge, "acme/gauge-*"]
      charts: [gauge]
      dependencies: ["npm:gauge", "go:example.org/gauge*"]
      objects: ["gauge.example.org/*"]
      resources: [gauge_check]
      files:
        - gauge.yml
        - {path: "**/conf/*.ini", contains: ["[gauge]"], lacks: ["off = true"]}
    - id: valkey
      name: Valkey
      category: database
      gives: [uses-database]
      images: [valkey]
    """

  private func sighted(_ subject: Sighting.Subject) -> [String] {
    let catalogue = ToolCatalogue.load([file(Self.names)]).0
    return catalogue.uses(of: Sighting(subject, at: place, excerpt: "x")).map(\.tool)
  }

  @Test(arguments: [
    ("acme/gauge", true), ("docker.io/acme/gauge", true),
    ("registry.example.org:5000/acme/gauge", true),
    ("ghcr.io/acme/gauge-exporter", true), ("acme/gauges", false), ("other/gauge", false),
    ("ghcr.io/other/acme/gauge", false), ("valkey", true), ("docker.io/library/valkey", true),
    ("library/valkey", true), ("acme/valkey", false),
  ])
  func `An image is known whatever registry it comes from`(_ name: String, _ isKnown: Bool) {
    #expect(sighted(.image(name)).isEmpty == !isKnown)
  }

  @Test func `Charts, objects, resources and dependencies are known by their names`() {
    #expect(sighted(.chart("gauge")) == ["gauge"])
    #expect(sighted(.chart("oci://charts.example.org/stable/gauge")) == ["gauge"])
    #expect(sighted(.chart("gauges")) == [])
    #expect(sighted(.object(group: "gauge.example.org", kind: "Rule")) == ["gauge"])
    #expect(sighted(.object(group: "", kind: "Rule")) == [])
    #expect(sighted(.resource("gauge_check")) == ["gauge"])
    #expect(sighted(.resource("gauge_checks")) == [])
    let catalogue = ToolCatalogue.load([file(Self.names)]).0
    func dependency(_ ecosystem: String, _ name: String) -> [String] {
      catalogue.uses(of: Dependency(ecosystem: ecosystem, name: name, place: place)).map(\.tool)
    }
    #expect(dependency("npm", "gauge") == ["gauge"])
    #expect(dependency("npm", "Gauge") == ["gauge"])
    #expect(dependency("pypi", "gauge") == [])
    #expect(dependency("go", "example.org/gauge/v2") == ["gauge"])
  }

  @Test(arguments: [
    ("gauge.yml", "", 1), ("sub/gauge.yml", "", 1), ("gauge.yaml", "", nil),
    ("app/conf/a.ini", "; a\n[gauge]\n", 2), ("app/conf/a.ini", "[other]\n", nil),
    ("app/conf/a.ini", "[gauge]\noff = true\n", nil),
  ])
  func `A file is known by its name and, where asked, by its words`(
    _ path: String, _ text: String, _ line: Int?
  ) {
    let catalogue = ToolCatalogue.load([file(Self.names)]).0
    let uses = catalogue.uses(ofFile: RelativePath(path)) { file(text, path) }
    #expect(uses.map { Int($0.place.position.line) } == (line.map { [$0] } ?? []))
  }

  @Test func `A file that cannot be read shows nothing that its words decide`() {
    let catalogue = ToolCatalogue.load([file(Self.names)]).0
    #expect(catalogue.uses(ofFile: RelativePath("app/conf/a.ini")) { nil }.isEmpty)
    #expect(catalogue.uses(ofFile: RelativePath("gauge.yml")) { nil }.map(\.tool) == ["gauge"])
  }

  @Test func `An excerpt is one short line`() throws {
    let words = ["nut", "a\nb"] + Array(repeating: "word", count: 200)
    let use = try #require(MatchingCase.catalogue.uses(ofCommand: words, at: place).first)
    #expect(use.excerpt.hasPrefix("nut a b word"))
    #expect(use.excerpt.count <= 200)
    #expect(use.excerpt.hasSuffix("…"))
  }

  @Test(arguments: [
    ("nut --token abc run", "nut --token *** run"),
    ("nut --verbose=2 --password=abc run", "nut --verbose=2 --password=*** run"),
    ("nut --password-stdin example.org", "nut --password-stdin example.org"),
    ("nut --token $TOKEN run", "nut --token $TOKEN run"),
    ("nut https://me:abc@example.org/x", "nut https://***@example.org/x"),
    ("nut https://0123456789abcdef0123@example.org/4", "nut https://***@example.org/4"),
    ("nut git+ssh://git@example.org/x", "nut git+ssh://git@example.org/x"),
    (
      "nut https://a.example https://me:abc@b.example",
      "nut https://a.example https://***@b.example"
    ),
    ("nut -u me:abc https://example.org", "nut -u me:*** https://example.org"),
    ("nut --user me https://example.org", "nut --user me https://example.org"),
    (
      "nut glpat-" + "1a2b3c4d5e6f7g8h9i0j run", "nut glpat-*** run"
    ),
  ])
  func `An excerpt does not tell the values of secrets`(
    _ command: String, _ shown: String
  ) throws {
    let words = command.split(separator: " ").map(String.init)
    let use = try #require(MatchingCase.catalogue.uses(ofCommand: words, at: place).first)
    #expect(use.excerpt == shown)
  }
}
