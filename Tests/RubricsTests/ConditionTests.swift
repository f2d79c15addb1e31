import FactModel
import Rubrics
import SourceModel
import Testing

/// A condition over three images and a service, whether it holds, and the lines that show why.
struct ConditionCase: Sendable, CustomTestStringConvertible {
  var condition: String
  var holds: Bool
  var lines: [Int]
  var testDescription: String { condition }

  init(_ condition: String, _ holds: Bool, _ lines: Int...) {
    self.condition = condition
    self.holds = holds
    self.lines = lines
  }

  /// Images at line 1 (digest, own), 2 (moving, own) and 3 (version, not own).
  static let all: [ConditionCase] = [
    ConditionCase("{some: images}", true, 1, 2, 3),
    ConditionCase("{some: images, where: {own: true}}", true, 1, 2),
    ConditionCase("{some: images, where: {own: true, pinning: moving}}", true, 2),
    ConditionCase("{some: images, where: {pinning: filled}}", false),
    ConditionCase("{some: workloads}", false),
    ConditionCase("{none: workloads}", true),
    ConditionCase("{none: images, where: {pinning: filled}}", true),
    ConditionCase("{none: images, where: {pinning: moving}}", false, 2),
    ConditionCase("{every: images, where: {role: deployed}}", true, 1, 2, 3),
    ConditionCase(
      "{every: images, of: {own: true}, where: {pinning: [digest, version]}}", false, 2),
    ConditionCase("{every: images, of: {own: false}, where: {pinning: version}}", true, 3),
    // Of nothing it cannot be said that all of it passes.
    ConditionCase("{every: workloads, where: {probed: true}}", false),
    ConditionCase("{every: images, of: {pinning: filled}, where: {own: true}}", false),
    ConditionCase("{at-least: 2, of: images, where: {own: true}}", true, 1, 2),
    ConditionCase("{at-least: 3, of: images, where: {own: true}}", false, 1, 2),
    ConditionCase("{at-least: 3, of: images, distinct: pinning}", true, 1, 2, 3),
    ConditionCase("{at-least: 2, of: images, distinct: role}", false, 1, 2, 3),
    ConditionCase("{at-least: 2, of: images, distinct: own}", true, 1, 2, 3),
    ConditionCase("{all: [{some: images, where: {own: true}}, {none: workloads}]}", true, 1, 2),
    ConditionCase(
      "{all: [{some: images, where: {pinning: moving}}, {some: workloads}]}", false),
    ConditionCase(
      "{all: [{some: images, where: {pinning: digest}}, {none: images, where: {own: false}}]}",
      false, 3),
    ConditionCase(
      "{any: [{some: workloads}, {some: images, where: {pinning: digest}}]}", true, 1),
    ConditionCase("{any: [{some: workloads}, {none: images, where: {own: true}}]}", false, 1, 2),
    ConditionCase("{not: {some: images, where: {pinning: moving}}}", false, 2),
    ConditionCase("{not: {some: workloads}}", true),
    ConditionCase("{not: {none: images, where: {pinning: moving}}}", true, 2),
    ConditionCase("{kind: service}", true),
    ConditionCase("{kind: [library, service]}", true),
    ConditionCase("{kind: [library, tool]}", false),
    ConditionCase("{not: {kind: [library, tool]}}", true),
    // What is asked of another kind of project says nothing about this one.
    ConditionCase("{all: [{kind: library}, {none: images}]}", false),
    ConditionCase("{all: [{kind: service}, {none: images}]}", false, 1, 2, 3),
    // Tests of values.
    ConditionCase("{some: images, where: {repository: \"ghcr.io/acme/a\"}}", true, 1),
    ConditionCase("{some: images, where: {repository: {like: \"ghcr.io/acme/*\"}}}", true, 1, 2),
    ConditionCase("{some: images, where: {repository: {like: [\"*/*/a\", nginx]}}}", true, 1, 3),
    ConditionCase("{some: images, where: {pinning: {not: moving}}}", true, 1, 3),
    ConditionCase("{some: images, where: {pinning: {not: [moving, version]}}}", true, 1),
    ConditionCase("{some: images, where: {repository: {not: {like: \"*/**\"}}}}", true, 3),
    ConditionCase(
      "{some: images, where: {repository: {like: \"*/**\", not: \"ghcr.io/acme/a\"}}}", true, 2),
    ConditionCase("{some: history, where: {commits: {at-least: 2}}}", true),
    ConditionCase("{some: history, where: {commits: {at-least: 3}}}", false),
    ConditionCase("{some: history, where: {commits: {at-most: 2, at-least: 2}}}", true),
    ConditionCase("{some: history, where: {commits: 2}}", true),
    ConditionCase("{some: history, where: {repository: true}}", true),
    ConditionCase("{some: tools, where: {gives: [tests, lints]}}", true, 5),
    ConditionCase("{some: tools, where: {gives: {all: [tests, lints]}}}", false),
    ConditionCase("{some: tools, where: {gives: {all: [tests, builds]}}}", true, 5),
  ]
}

@Suite struct ConditionTests {
  private static let path = RelativePath("a.yml")

  private var facts: Facts {
    func image(
      _ repository: String, _ pinning: ImageReference.Pinning, isOwn: Bool, _ line: Int
    ) -> ImageReference {
      ImageReference(
        text: repository, repository: repository, tag: nil, pinning: pinning, role: .deployed,
        isOwn: isOwn, place: Place(Self.path, line: line))
    }
    return Facts(
      project: Project(kind: .service, reason: Phrase("said", "말함")),
      history: HistoryFact(isRepository: true, commits: 2, people: 1),
      images: [
        image("ghcr.io/acme/a", .digest, isOwn: true, 1),
        image("ghcr.io/acme/b", .moving, isOwn: true, 2),
        image("nginx", .version, isOwn: false, 3),
      ],
      uses: [
        ToolUse(
          tool: "make", name: "Make", capabilities: [.builds, .tests], origin: .file,
          place: Place(Self.path, line: 5), excerpt: "Makefile")
      ])
  }

  @Test(arguments: ConditionCase.all)
  func `A condition holds or not, and shows by which facts`(_ sample: ConditionCase) throws {
    let small = SmallRubric(criteria: [SmallCriterion(id: "a", met: sample.condition)])
    #expect(RubricLoader.load(small.files).diagnostics.map(\.description) == [])
    let rubric = try #require(small.rubric)
    let assessment = Assessor(rubric).assessment(
      of: facts, repository: RepositorySummary(path: "acme"))
    let result = try #require(assessment.criteria.first)
    #expect(result.status == (sample.holds ? .met : .unmet))
    let lines = result.evidence.compactMap { $0.place.map { Int($0.position.line) } }
    #expect(lines == sample.lines)
    #expect(result.reason.english == (sample.holds ? "it is there" : "it is not there"))
  }
}
