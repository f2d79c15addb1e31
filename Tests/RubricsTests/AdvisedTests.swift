import FactModel
import Rubrics
import SourceModel
import TestSupport
import Testing

@Suite struct AdvisedTests {
  private func assessment(_ advised: Assessor.Advised) async throws -> Assessment {
    let files = ["go.mod": "module example.com/shop\n", "main_test.go": "func TestA() {}\n"]
    let facts = await SmallRepository(files, kind: .service).facts
    return Assessor(try #require(BuiltInKnowledge.rubric), advised: advised).assessment(
      of: facts, repository: RepositorySummary(path: "shop"))
  }

  @Test func `Advice on the way alone leaves out that of all other criteria`() async throws {
    let (all, way) = (try await assessment(.all), try await assessment(.way))
    let steps = Set(try #require(way.next).steps.map(\.criterion))
    #expect(Set(way.criteria.filter { $0.advice != nil }.map(\.id)) == steps)
    let open = all.criteria.filter { $0.status == .unmet || $0.status == .partial }
    #expect(Set(all.criteria.filter { $0.advice != nil }) == Set(open))
    #expect(open.count > steps.count)
  }

  @Test func `It changes nothing else`() async throws {
    var (all, way) = (try await assessment(.all), try await assessment(.way))
    #expect(all.next?.steps.contains { $0.snippet != nil } == true)
    for index in all.criteria.indices {
      (all.criteria[index].advice, way.criteria[index].advice) = (nil, nil)
    }
    #expect(all == way)
  }
}
