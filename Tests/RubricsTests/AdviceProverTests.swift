import FactModel
import Rubrics
import SourceModel
import Testing

/// A rubric whose criterion is met by a file, and whose advice writes one.
@Suite struct AdviceProverTests {
  private func faults(
    path: String = "a-met", hint: String = "a-hint", proof: String? = nil
  ) async throws -> [String] {
    var files = SmallRubric(criteria: [SmallCriterion(id: "a")]).files
    let index = try #require(files.firstIndex { $0.name == "criteria/s1/a.yml" })
    let text = String(decoding: files[index].bytes, as: UTF8.self).replacing(
      "snippet: {path: a.yml, language: yaml, text: \"a: 1\"}",
      with: """
        snippet: {path: \(path), language: yaml, text: "a: 1"}
            proof: \(proof ?? "{files: {\(hint): words}}")
        """)
    files[index].bytes = Array(text.utf8)
    let (rubric, diagnostics) = RubricLoader.load(files)
    guard let rubric else { return diagnostics.map(\.description) }
    let assessor = ExampleAssessor(rubric) { example in
      Facts(documents: example.files.map { Document(.runbook, place: Place($0.path, line: 1)) })
    }
    let prover = AdviceProver(assessor)
    #expect(prover.count == 1)
    return await prover.faults().map(\.description)
  }

  @Test func `Advice that helps has no fault`() async throws {
    #expect(try await faults() == [])
  }

  @Test func `Advice that does not help is told with what came of it`() async throws {
    let found = try await faults(path: "b")
    #expect(found.count == 1)
    let expected =
      "criteria/s1/a.yml:26:12: error: found unmet after the advice is followed, expected met; "
      + "with\n--- a-hint\nwords\n--- b\na: 1"
    #expect(found.first?.hasPrefix(expected) == true, "\(found)")
  }

  @Test func `A proof for which other advice is given is told`() async throws {
    let found = try await faults(hint: "elsewhere")
    #expect(
      found.first?.hasSuffix("error: found other advice given: Write it.") == true, "\(found)")
  }

  @Test func `A proof that is met before is told`() async throws {
    let found = try await faults(proof: "{files: {a-hint: words, a-met: words}}")
    #expect(
      found.first?.hasSuffix(
        "error: found met before the advice is followed, expected unmet or partial") == true,
      "\(found)")
  }

  @Test func `A job without forms, and keys that no proof has, are faults of the rubric`()
    async throws
  {
    let found = try await faults(
      proof: "{job: [], jobs: [{name: a, starts: change, commands: [make]}]}")
    #expect(found.contains { $0.contains("expected the rubric to have `advice/jobs.yml`") })
    #expect(found.contains { $0.contains("found the key `job`") })
  }
}
