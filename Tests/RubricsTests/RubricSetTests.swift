import Rubrics
import SourceModel
import Testing

/// A change of a right set file, and what the loader says of it.
struct FaultySet: Sendable, CustomTestStringConvertible {
  var old: String
  var new: String
  var faults: [String]
  var testDescription: String { new.isEmpty ? "without \(old)" : new }

  /// Puts other text into the set file.
  init(_ old: String, _ new: String, _ faults: String...) {
    self.old = old
    self.new = new
    self.faults = faults
  }

  static let all: [FaultySet] = [
    FaultySet(
      "reached-at: 60", "reached-at: 0",
      "small.yml:3:13: error: found `0`, expected a whole number from 1 to 100"),
    FaultySet(
      "reached-at: 60", "reached-at: most",
      "small.yml:3:13: error: found `most`, expected a whole number from 1 to 100"),
    FaultySet(
      "name: small", "nmae: small",
      "small.yml:1:1: error: found the key `nmae`, expected one of areas, effects, milestones, "
        + "name, outlooks, reached-at, stages, version (did you mean `name`?)",
      "small.yml:1:1: error: found no `name`, expected a rubric to have it"),
    FaultySet(
      "name: small", "name: \"\"", "small.yml:1:7: error: found an empty text, expected words"),
    FaultySet(
      "criteria: [b]}", "criteria: [b, a]}",
      "small.yml:6:99: error: found `a` twice, expected it once",
      "small.yml:6:99: error: found no file `criteria/s2/a.yml`, expected one for `a` "
        + "(did you mean `b`?)"),
    FaultySet(
      "{id: s2,", "{id: s1,",
      "small.yml:6:10: error: found `s1` twice, expected it once",
      "criteria/s2/b.yml:2:8: error: found the stage `s2`, expected `s1` (did you mean `s1`?)",
      "small.yml:6:96: error: found no file `criteria/s1/b.yml`, expected one for `b` "
        + "(did you mean `a`?)"),
    // It stands in files of other programs, a line each.
    FaultySet(
      "{id: even, title", "{id: \"even\\nscore=100\", title",
      "small.yml:7:50: error: found `even\nscore=100`, expected a name without line ends and the marks of HTML and Markdown",
      "criteria/s2/b.yml:3:7: error: found the area `even`, expected `odd`"),
    FaultySet(
      "{id: even, title: {en: Even, ko: 짝}}", "{id: odd, title: {en: Even, ko: 짝}}",
      "small.yml:7:50: error: found `odd` twice, expected it once",
      "criteria/s2/b.yml:3:7: error: found the area `even`, expected `odd`"),
    FaultySet(
      "{en: Odd, ko: 홀}", "{en: Odd}",
      "small.yml:7:26: error: found no `ko`, expected a text to have it"),
    FaultySet(
      ", why: {en: calms, ko: 평온함}", "",
      "small.yml:8:11: error: found no `why`, expected an effect to have it"),
    FaultySet(
      "why: {en: calms, ko: 평온함}", "why: {en: calms, ko: 평온함.}",
      "small.yml:8:70: error: found a full stop at the end, expected none"),
    FaultySet(
      "{en: \"Stage s1\", ko: \"단계\"}", "Stage",
      "small.yml:5:21: error: found `Stage`, expected a text, a mapping"),
    FaultySet(
      "criteria: [a, b]}", "criteria: [a, c]}",
      "small.yml:9:64: error: found the criterion `c`, expected one of a, b (did you mean `a`?)"),
    FaultySet(
      "criteria: [a, b]}", "criteria: []}",
      "small.yml:9:60: error: found an empty list, expected a list of criteria"),
    FaultySet(
      "milestones: [{id: all,", "milestones: [{id: [all],",
      "small.yml:9:19: error: found a list, expected a text"),
  ]

  /// The files with the change.
  var files: [(name: String, bytes: [UInt8])] {
    var files = SmallRubric(criteria: [
      SmallCriterion(id: "a"), SmallCriterion(id: "b", stage: "s2", weight: 2),
    ]).files
    let text = String(decoding: files[0].bytes, as: UTF8.self)
    files[0].bytes = Array(text.replacing(old, with: new, maxReplacements: 1).utf8)
    return files
  }
}

@Suite struct RubricSetTests {
  @Test(arguments: FaultySet.all)
  func `A fault of the set is told with its place`(_ sample: FaultySet) {
    let (rubric, faults) = RubricLoader.load(sample.files)
    #expect(faults.map(\.description) == sample.faults)
    #expect(rubric == nil)
  }

  @Test func `The criteria keep the order of the set, whatever the order of the files`() throws {
    let small = SmallRubric(criteria: [
      SmallCriterion(id: "z"), SmallCriterion(id: "b", stage: "s2"), SmallCriterion(id: "a"),
    ])
    let rubric = try #require(RubricLoader.load(small.files.reversed()).rubric)
    #expect(rubric.criteria.map(\.id) == ["z", "a", "b"])
    #expect(rubric.stages.map(\.id) == ["s1", "s2"])
  }
}
