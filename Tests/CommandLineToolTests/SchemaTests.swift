import BuiltInRubrics
import CommandLineTool
import FactModel
import Syntax
import TestSupport
import Testing

/// The schemas that the program prints fit what it reads and writes.
@Suite struct SchemaTests {
  private static func schema(_ name: String) throws -> Node {
    let text = try #require(BuiltInRubrics.schemas.first { $0.name == name }?.text)
    let tree = JSON.parse(Array(text.utf8), dialect: .strict)
    #expect(tree.faults.isEmpty)
    return try #require(tree.documents.first)
  }

  private static func document(_ bytes: [UInt8]) throws -> Node {
    try #require(YAML.parse(bytes, manner: .strict).documents.first)
  }

  @Test func theCommandListsAndPrintsThem() async {
    let list = await ToolRun("schema")
    #expect(list.output == "catalogue\nconfig\ncriterion\nreport\nrubric\n")
    for name in list.output.split(separator: "\n") {
      let run = await ToolRun("schema", String(name))
      #expect(run.status == .fine)
      #expect(JSON.parse(Array(run.output.utf8), dialect: .strict).faults.isEmpty)
      #expect(run.output.contains("https://json-schema.org/draft/2020-12/schema"))
    }
    let wrong = await ToolRun("schema", "reprot")
    #expect(wrong.status == .wrongUse)
    #expect(wrong.errors.contains("did you mean `report`?"))
  }

  @Test func everyFileOfTheRubricFits() throws {
    let checks = try Dictionary(
      uniqueKeysWithValues: ["rubric", "criterion", "catalogue"].map {
        ($0, SchemaCheck(try Self.schema($0)))
      })
    var seen: [String: Int] = [:]
    for file in BuiltInRubrics.files where !file.name.hasPrefix("advice/") {
      let name =
        file.name.hasPrefix("criteria/")
        ? "criterion" : file.name.hasPrefix("catalogue/") ? "catalogue" : "rubric"
      seen[name, default: 0] += 1
      let faults = try #require(checks[name]).faults(try Self.document(file.bytes))
      #expect(faults.isEmpty, "\(file.name)")
    }
    #expect(seen["criterion"] == 48)
    #expect(seen["rubric"] == 1)
  }

  @Test func configurationsFit() throws {
    let check = SchemaCheck(try Self.schema("config"))
    let whole = """
      kind: service
      exclude: ["examples/**"]
      include: [vendor/own/**]
      min-stage: v3
      min-score: {overall: 60, v3: 70.5}
      paths: {"ci/*.yml": gitlab-ci}
      related: [example/infra]
      rubric: .devops/rubric.yml
      waivers: [{criterion: source.owners, reason: one team, until: 2027-01-31}]
      attested:
        - {criterion: operate.runbooks, evidence: the wiki, by: Ada, date: 2026-11-02, until: 2027-05-02}
      """
    #expect(check.faults(try Self.document(Array(whole.utf8))).isEmpty)
    for wrong in [
      "kind: shop", "waiver: []", "waivers: [{criterion: a, reason: b}]", "min-score: 101",
      "min-score: {}",
      "exclude: src", "attested: [{criterion: a, evidence: b, by: c, date: d, until: e, note: f}]",
    ] {
      #expect(!check.faults(try Self.document(Array(wrong.utf8))).isEmpty, "\(wrong)")
    }
  }

  @Test func reportsFit() async throws {
    let check = SchemaCheck(try Self.schema("report"))
    try await TestFolder.with { outer in
      let folder = try outer.folder("shop")
      try folder.fillWithService()
      try folder.write(
        ".devops-assess.yml",
        """
        waivers: [{criterion: source.owners, reason: one team, until: 2099-01-31}]
        attested:
          - {criterion: operate.runbooks, evidence: the wiki, by: Ada, date: 2020-01-02, until: 2099-01-31}
        """)
      let first = await ToolRun(folder.path, "--format", "json")
      try folder.write("former.json", first.output)
      for words in [
        ["--format", "json"], ["--format", "json", "--lang", "ko", "--min-stage", "v5"],
        ["--format", "json", "--baseline", folder.path + "/former.json", "--kind", "library"],
      ] {
        let run = await ToolRun(words: [folder.path] + words, environment: [:])
        let report = try #require(
          JSON.parse(Array(run.output.utf8), dialect: .strict).documents.first)
        #expect(check.faults(report).isEmpty)
        #expect(report["waived"]?.items.count == 1)
      }
    }
  }

  /// The values that a schema lists are those of the program.
  @Test func valuesAreThoseOfTheProgram() throws {
    let catalogue = try Self.schema("catalogue")
    let criterion = try Self.schema("criterion")
    func values(_ node: Node?) -> [String] {
      (node?["enum"] ?? node?["oneOf"]?.items.first?["enum"])?.texts ?? []
    }
    #expect(
      values(catalogue["$defs", "capabilities"]) == Capability.allCases.map(\.rawValue))
    #expect(values(catalogue["$defs", "rungs"]) == Rung.allCases.map(\.rawValue))
    #expect(values(criterion["$defs", "kinds"]) == ProjectKind.allCases.map(\.rawValue))
    #expect(
      values(criterion["$defs", "facts"]) == Vocabulary.collections.map(\.name).sorted())
  }
}
