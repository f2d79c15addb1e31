import FactModel
import Rubrics
import SourceModel
import Testing

@Suite struct ExampleRunnerTests {
  private func faults(_ facts: @escaping @Sendable (CriterionExample) -> Facts) async throws
    -> [String]
  {
    let files = SmallRubric(criteria: [SmallCriterion(id: "a")]).files.map { file in
      let text = String(decoding: file.bytes, as: UTF8.self)
      let placed = text.replacing("status: met, files", with: "status: met, at: \"a-met:4\", files")
      return (name: file.name, bytes: Array(placed.utf8))
    }
    let rubric = try #require(RubricLoader.load(files).rubric)
    let runner = ExampleRunner(ExampleAssessor(rubric) { facts($0) })
    #expect(runner.count == 3)
    return await runner.faults().map(\.description)
  }

  private static func documents(_ paths: [RelativePath], line: Int = 4) -> Facts {
    Facts(documents: paths.map { Document(.runbook, place: Place($0, line: line)) })
  }

  @Test func `Examples that hold have no fault`() async throws {
    #expect(try await faults { Self.documents($0.files.map(\.path)) } == [])
  }

  @Test func `An example of another status is told with what was seen`() async throws {
    #expect(
      try await faults { _ in Self.documents([RelativePath("a-partial")]) } == [
        "criteria/s1/a.yml:28:5: error: found partial (by a-partial:4) in the example `there`, "
          + "expected met",
        "criteria/s1/a.yml:30:5: error: found partial (by a-partial:4) in the example "
          + "`not there`, expected unmet",
      ])
    #expect(
      try await faults { _ in Facts() } == [
        "criteria/s1/a.yml:28:5: error: found unmet in the example `there`, expected met",
        "criteria/s1/a.yml:29:5: error: found unmet in the example `half`, expected partial",
      ])
  }

  @Test func `An example whose place is not shown is told`() async throws {
    #expect(
      try await faults { Self.documents($0.files.map(\.path), line: 9) } == [
        "criteria/s1/a.yml:28:5: error: found a-met:9 as evidence in the example `there`, "
          + "expected a-met:4"
      ])
  }
}
