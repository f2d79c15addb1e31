import Testing

@testable import FactReading

@Suite struct DeliveryGoalTests {
  private func goals(_ count: Int) -> [DeliveryGoal] {
    (0..<count).map { DeliveryGoal(name: "e\($0)", isProduction: false) }
  }

  @Test func `Each step keeps its first goal when no more are looked at`() {
    var allowance = DeliveryAllowance()
    for _ in 0..<200 { #expect(allowance.allowed(goals(101)).count == 101) }
    #expect(!allowance.isExceeded)
    #expect(allowance.allowed(goals(1)).count == 1)
    #expect(!allowance.isExceeded)
    #expect(allowance.allowed(goals(3)).map(\.name) == ["e0"])
    #expect(allowance.isExceeded)
  }

  @Test func `Titles tell the same however many stand between`() {
    var titles = DeliveryTitles()
    for _ in 0..<2 {
      for number in 0..<20 {
        let title = titles["deploy to staging \(number) (prod)"]
        #expect(title.text == "deploy to staging \(number) (prod)")
        #expect(title.environment == "staging")
        #expect(title.isForDeployment && !title.isForTests)
        #expect(titles["e2e nightly"].channel == "nightly")
        #expect(titles["e2e nightly"].isForTests)
      }
    }
  }
}
