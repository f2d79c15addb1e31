import FactModel
import Rubrics
import SourceModel
import Testing

/// Numbers that look random and are the same in every run.
struct FixedNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// A small rubric of one stage, with what a repository has of it.
struct OpenStage: CustomTestStringConvertible {
  var seed: UInt64
  var criteria: [SmallCriterion] = []
  var statuses: [String: Status] = [:]
  var reachedAt: Int

  var testDescription: String { "seed \(seed)" }

  init(seed: UInt64) {
    self.seed = seed
    var numbers = FixedNumbers(seed: seed)
    reachedAt = Int.random(in: 30...100, using: &numbers)
    for index in 0..<Int.random(in: 1...9, using: &numbers) {
      let criterion = SmallCriterion(
        id: "c\(index)", weight: Int.random(in: 1...5, using: &numbers),
        isRequired: Int.random(in: 0..<5, using: &numbers) == 0,
        effort: ["hour", "day", "week"].randomElement(using: &numbers) ?? "day")
      criteria.append(criterion)
      statuses[criterion.id] =
        [Status.met, .partial, .unmet, .unmet, .unmet, .notApplicable]
        .randomElement(using: &numbers)
    }
  }

  func ids(_ status: Status) -> [String] {
    criteria.map(\.id).filter { statuses[$0] == status }
  }

  var facts: Facts {
    RubricsTests.facts(met: ids(.met), partial: ids(.partial), none: ids(.notApplicable))
  }

  /// The work of some criteria, and what they bring in halves of their weights.
  func cost(of ids: [String]) -> (effort: Int, gain: Int) {
    let efforts = ["hour": 1, "day": 3, "week": 8]
    return criteria.filter { ids.contains($0.id) }.reduce((0, 0)) { sum, criterion in
      let gain = statuses[criterion.id] == .partial ? criterion.weight : 2 * criterion.weight
      return (sum.0 + (efforts[criterion.effort] ?? 0), sum.1 + gain)
    }
  }

  /// Whether the stage would be reached with these met too.
  func isReached(with ids: [String]) -> Bool {
    let applicable = criteria.filter { statuses[$0.id] != .notApplicable }
    func isMet(_ criterion: SmallCriterion) -> Bool {
      statuses[criterion.id] == .met || ids.contains(criterion.id)
    }
    let whole = applicable.reduce(0) { $0 + 2 * $1.weight }
    let part = applicable.reduce(0) { sum, criterion in
      if isMet(criterion) { return sum + 2 * criterion.weight }
      return sum + (statuses[criterion.id] == .partial ? criterion.weight : 0)
    }
    return applicable.allSatisfy { isMet($0) || !$0.isRequired }
      && Score(part: part, of: whole) >= Score(tenths: 10 * reachedAt)
  }

  /// The least work of all sets that reach the stage, and the most that such a set brings.
  var best: (effort: Int, gain: Int)? {
    let open = ids(.partial) + ids(.unmet)
    var best: (effort: Int, gain: Int)?
    for mask in 0..<(1 << open.count) {
      let chosen = open.indices.filter { mask >> $0 & 1 == 1 }.map { open[$0] }
      guard isReached(with: chosen) else { continue }
      let cost = cost(of: chosen)
      if let known = best, (known.effort, -known.gain) <= (cost.effort, -cost.gain) { continue }
      best = cost
    }
    return best
  }
}

@Suite struct NextStepsTests {
  @Test func `The way to the next stage is the cheapest there is`() throws {
    var ways = 0
    for seed in 0..<UInt64(120) {
      let stage = OpenStage(seed: seed)
      let assessment = try #require(assess(stage.criteria, stage.facts, reachedAt: stage.reachedAt))
      let isApplicable = stage.ids(.notApplicable).count < stage.criteria.count
      guard isApplicable, !stage.isReached(with: []) else {
        #expect(assessment.next == nil, "\(stage)")
        continue
      }
      ways += 1
      let next = try #require(assessment.next, "\(stage)")
      let steps = next.steps.map(\.criterion)
      let best = try #require(stage.best, "\(stage)")
      let cost = stage.cost(of: steps)
      #expect(Set(steps).count == steps.count, "\(stage)")
      #expect(stage.isReached(with: steps), "\(stage)")
      #expect(cost.effort == best.effort, "\(stage)")
      #expect(cost.gain == best.gain, "\(stage)")
    }
    #expect(ways > 60)
  }

  @Test func `Whoever takes the steps reaches the stage`() throws {
    for seed in 0..<UInt64(40) {
      let stage = OpenStage(seed: seed)
      let before = try #require(assess(stage.criteria, stage.facts, reachedAt: stage.reachedAt))
      guard let next = before.next else { continue }
      let taken = next.steps.map(\.criterion)
      let facts = facts(
        met: stage.ids(.met) + taken, partial: stage.ids(.partial), none: stage.ids(.notApplicable))
      let after = try #require(assess(stage.criteria, facts, reachedAt: stage.reachedAt))
      #expect(after.stage == next.stage, "\(stage)")
      #expect(after.next == nil, "\(stage)")
    }
  }

  private let stages = [
    SmallCriterion(id: "a", stage: "s1", weight: 5),
    SmallCriterion(id: "long", stage: "s2", weight: 5, isRequired: true, effort: "week"),
    SmallCriterion(id: "big", stage: "s2", weight: 4, effort: "day"),
    SmallCriterion(id: "small", stage: "s2", weight: 3, effort: "day"),
    SmallCriterion(id: "quick", stage: "s2", weight: 1, effort: "hour"),
    SmallCriterion(id: "z", stage: "s3", weight: 5),
  ]

  @Test func `Required steps come first, then the least work, then the most gain`() throws {
    let assessment = try #require(assess(stages, facts(met: ["a"]), reachedAt: 100))
    let next = try #require(assessment.next)
    #expect(next.stage == "s2")
    #expect(next.steps.map(\.criterion) == ["long", "quick", "big", "small"])
    #expect(next.steps.map(\.effort) == [.week, .hour, .day, .day])
    // Of all that applies: 5 + 13 + 5.
    #expect(next.steps.map(\.gain.description) == ["21.7", "4.3", "17.4", "13"])
  }

  /// 241 of 402 halves are shown as 60, and half a point is enough for that.
  @Test func `What is rounded up to the stage's score is asked for no more`() throws {
    func pieces(_ count: Int, _ letter: String) -> [SmallCriterion] {
      (0..<count).map { SmallCriterion(id: "\(letter)\($0)", weight: $0 == 0 ? 4 : 5) }
    }
    let met = pieces(24, "m")
    let criteria =
      met + [
        SmallCriterion(id: "half", effort: "hour"), SmallCriterion(id: "other", effort: "week"),
      ] + pieces(16, "u") + [SmallCriterion(id: "last")]
    let assessment = try #require(
      assess(criteria, facts(met: met.map(\.id), partial: ["half", "other"])))
    #expect(assessment.stages.first?.score.description == "59.7")
    #expect(assessment.next?.steps.map(\.criterion) == ["half"])
  }

  @Test func `The next stage is the lowest that is not reached`() throws {
    let assessment = try #require(
      assess(stages, facts(met: ["long", "big", "small", "quick", "z"]), reachedAt: 60))
    #expect(assessment.stage == "v0")
    #expect(assessment.next?.stage == "s1")
    #expect(assessment.next?.steps.map(\.criterion) == ["a"])
  }

  @Test func `The way through hundreds of criteria is found as well`() throws {
    let criteria = (0..<280).map { index in
      SmallCriterion(id: "c\(index)", weight: 5, effort: index % 2 == 0 ? "hour" : "week")
    }
    let next = try #require(assess(criteria, facts(), reachedAt: 50)?.next)
    #expect(next.steps.map(\.effort) == Array(repeating: Effort.hour, count: 140))
    #expect(Set(next.steps.map(\.criterion)).count == 140)
  }

  @Test func `At the last stage there is no next one`() throws {
    let all = stages.map(\.id)
    #expect(try #require(assess(stages, facts(met: all))).next == nil)
    let quick = all.filter { $0 != "quick" }
    #expect(try #require(assess(stages, facts(met: quick))).next == nil)
  }

  @Test func `A step says why, how and where in this repository`() throws {
    let criteria = [SmallCriterion(id: "a", weight: 2)]
    let plain = try #require(assess(criteria, facts())?.next?.steps.first)
    #expect(plain.title.english == "Title a")
    #expect(plain.why.english == "It helps. (calms)")
    #expect(plain.how.english == "Write it.")
    #expect(plain.at == nil)
    let hinted = try #require(assess(criteria, facts(hint: ["a"]))?.next?.steps.first)
    #expect(hinted.how.english == "Use the hint.")
    #expect(hinted.at == Place(RelativePath("a-hint"), line: 4))
    #expect(hinted.snippet == Snippet(path: "a.yml", language: "yaml", text: "a: 1"))
  }
}
