import Rubrics
import SourceModel
import Testing

/// A change of a right rubric, and what the loader says of it.
struct FaultyRubric: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var old: String
  var new: String
  var faults: [String]

  /// Puts other text into the criterion's file.
  init(_ old: String, _ new: String, _ faults: String...) {
    testDescription = new
    self.old = old
    self.new = new
    self.faults = faults
  }

  private static let at = "criteria/s1/a.yml"

  static let all: [FaultyRubric] = [
    FaultyRubric(
      "weight: 1", "weight: 6",
      "\(at):5:9: error: found `6`, expected a whole number from 1 to 5"),
    FaultyRubric(
      "weight: 1", "wieght: 1",
      "\(at):1:1: error: found no `weight`, expected a criterion to have it",
      "\(at):5:1: error: found the key `wieght`, expected one of applies, area, effect, effort, "
        + "examples, id, looked-for, met, next, not-for, partial, question, required, says, "
        + "stage, title, weight, why (did you mean `weight`?)"),
    FaultyRubric(
      "id: a\n", "id: b\n",
      "\(at):1:5: error: found the id `b`, expected `a` as the file is named"),
    FaultyRubric(
      "stage: s1", "stage: s2",
      "\(at):2:8: error: found the stage `s2`, expected `s1` (did you mean `s1`?)"),
    FaultyRubric(
      "area: odd", "area: ood",
      "\(at):3:7: error: found the area `ood`, expected one of even, odd (did you mean `odd`?)"),
    FaultyRubric(
      "effort: day", "effort: month",
      "\(at):7:9: error: found the effort `month`, expected one of day, hour, week"),
    FaultyRubric(
      "required: false", "required: maybe",
      "\(at):6:11: error: found `maybe`, expected `false` or `true`"),
    FaultyRubric(
      "{en: it is there, ko: 있음}", "{en: it is there}",
      "\(at):17:8: error: found no `ko`, expected a text to have it"),
    FaultyRubric(
      "{en: it is there, ko: 있음}", "{en: It is there., ko: 있음}",
      "\(at):17:13: error: found a full stop at the end, expected none"),
    FaultyRubric(
      "{en: it is there, ko: 있음}", "there",
      "\(at):17:8: error: found `there`, expected a text, a mapping"),
    FaultyRubric(
      "met: {some: documents,", "met: {some: document,",
      "\(at):14:13: error: found the collection `document`, expected one of blemishes, "
        + "configured, deliveries, dependencies, documents, environments, files, history, images, "
        + "jobs, ladder, manifests, orchestration, project, resources, runs, runtimes, scripts, tests, tools, triggers, workloads "
        + "(did you mean `documents`?)"),
    FaultyRubric(
      "met: {some: documents, where: {path: a-met}}", "met: {some: documents, where: {pat: a-met}}",
      "\(at):14:32: error: found the attribute of `documents` `pat`, expected one of kind, path, "
        + "tells (did you mean `path`?)"),
    FaultyRubric(
      "met: {some: documents, where: {path: a-met}}",
      "met: {some: deliveries, where: {apart: own-triger}}",
      "\(at):14:40: error: found the value `own-triger`, expected one of guarded-stage, "
        + "guarded-step, never, own-trigger, separate-job (did you mean `own-trigger`?)"),
    FaultyRubric(
      "met: {some: documents, where: {path: a-met}}",
      "met: {some: deliveries, where: {production: yes please}}",
      "\(at):14:45: error: found `yes please`, expected `false` or `true` for `production`"),
    FaultyRubric(
      "met: {some: documents, where: {path: a-met}}",
      "met: {some: history, where: {commits: {like: \"2*\"}}}",
      "\(at):14:46: error: found `like` for `commits`, expected a whole number"),
    FaultyRubric(
      "met: {some: documents, where: {path: a-met}}",
      "met: {soem: documents, where: {path: a-met}}",
      "\(at):14:7: error: found the condition `soem`, expected one of all, any, at-least, every, "
        + "kind, none, not, some (did you mean `some`?)"),
    FaultyRubric(
      "met: {some: documents, where: {path: a-met}}",
      "met: {some: documents, none: tools}",
      "\(at):14:6: error: found none and some in one condition, expected one of them"),
    FaultyRubric(
      "met: {some: documents, where: {path: a-met}}", "met: {every: documents}",
      "\(at):14:6: error: found no `where`, expected `every` to have it"),
    FaultyRubric(
      "met: {some: documents, where: {path: a-met}}", "met: {at-least: 2}",
      "\(at):14:6: error: found no `of`, expected `at-least` to have it"),
    FaultyRubric(
      "met: {some: documents, where: {path: a-met}}", "met: {kind: servic}",
      "\(at):14:13: error: found the kind `servic`, expected one of infrastructure, library, other, "
        + "service, site, tool (did you mean `service`?)"),
    FaultyRubric(
      "met: {some: documents, where: {path: a-met}}", "met: {all: []}",
      "\(at):14:12: error: found an empty list, expected a list of conditions"),
    FaultyRubric(
      "partial: {some: documents, where: {path: a-partial}}\n", "",
      "\(at):17:3: error: found the key `partial`, expected one of cases, met, unmet",
      "\(at):28:26: error: found the status `partial` in a criterion without `partial`"),
    FaultyRubric(
      "  - {name: half, status: partial, files: {\"a-partial\": a}}\n", "",
      "\(at):28:3: error: found no example with the status `partial`, expected at least one"),
    FaultyRubric(
      "files: {\"a-met\": a}}", "files: {\"../a-met\": a}}",
      "\(at):28:40: error: found the path `../a-met`, expected one relative to the root"),
    FaultyRubric(
      "files: {\"a-met\": a}}", "at: \"a-mat:1\", files: {\"a-met\": a}}",
      "\(at):28:36: error: found the file `a-mat`, expected `a-met` (did you mean `a-met`?)"),
    FaultyRubric(
      "- how: {en: \"Write it.\", ko: \"쓰십시오.\"}", "- {how: {en: A, ko: 가}, when: {some: tools}}",
      "\(at):26:27: error: found `when` in the last advice, expected it to fit always"),
  ]

  /// Faults inside of tests, advice and examples.
  static let details: [FaultyRubric] = [
    FaultyRubric(
      "  partial: {en: half of it is there, ko: 절반만 있음}\n", "",
      "\(at):17:3: error: found no `partial`, expected `says` to have it"),
    FaultyRubric(
      "looked-for: [{en: it, ko: 그것}]", "looked-for: []",
      "\(at):20:13: error: found an empty list, expected a list of texts"),
    FaultyRubric(
      "  otherwise: {en: it is not asked, ko: 묻지 않음}\n", "",
      "\(at):12:3: error: found no `otherwise`, expected `applies` to have it"),
    FaultyRubric(
      met,
      "met: " + String(repeating: "{not: ", count: 16) + "{some: files}"
        + String(repeating: "}", count: 16),
      "\(at):14:102: error: found conditions more than 16 deep, expected fewer"),
    FaultyRubric(
      met, "met: {some: documents, where: {}}",
      "\(at):14:31: error: found an empty mapping, expected attributes with tests"),
    FaultyRubric(
      met, "met: {some: documents, where: {path: {lik: a}}}",
      "\(at):14:39: error: found the key `lik`, expected one of all, at-least, at-most, like, not "
        + "(did you mean `like`?)"),
    FaultyRubric(
      met, "met: {some: documents, where: {path: {not: {not: a}}}}",
      "\(at):14:44: error: found `not` within `not`, expected a value"),
    FaultyRubric(
      met, "met: {some: documents, where: {path: {like: \"[a\"}}}",
      "\(at):14:45: error: found the pattern `[a`, which matches nothing"),
    FaultyRubric(
      met, "met: {some: deliveries, where: {apart: {like: \"x-*\"}}}",
      "\(at):14:47: error: found the pattern `x-*`, which matches none of guarded-stage, "
        + "guarded-step, never, own-trigger, separate-job"),
    FaultyRubric(
      met, "met: {some: documents, where: {path: 3}}",
      "\(at):14:38: error: found `3`, expected a text for `path`"),
    FaultyRubric(
      met, "met: {some: history, where: {commits: many}}",
      "\(at):14:39: error: found `many`, expected a whole number for `commits`"),
    FaultyRubric(
      met, "met: {at-least: 0, of: documents}",
      "\(at):14:17: error: found `0`, expected a whole number from 1 to 1000000"),
    FaultyRubric(
      met, "met: {at-least: 2, of: documents, distinct: knd}",
      "\(at):14:45: error: found the attribute of `documents` `knd`, expected one of kind, path, "
        + "tells (did you mean `kind`?)"),
    FaultyRubric(
      "- when: {some: documents, where: {path: a-hint}}\n    at:", "- at:",
      "\(at):22:5: error: found advice without `when` before other advice, expected it to be the "
        + "last"),
    FaultyRubric(
      "language: yaml", "langauge: yaml",
      "\(at):25:14: error: found no `language`, expected a snippet to have it",
      "\(at):25:28: error: found the key `langauge`, expected one of head, language, other-path, path, text "
        + "(did you mean `language`?)"),
    FaultyRubric(
      "status: met,", "status: mte,",
      "\(at):28:3: error: found no example with the status `met`, expected at least one",
      "\(at):28:27: error: found the status `mte`, expected one of met, n/a, partial, unmet "
        + "(did you mean `met`?)"),
    FaultyRubric(
      "status: met,", "status: met, history: {comits: 3},",
      "\(at):28:42: error: found the key `comits`, expected one of commits, default-branch, examined, people, "
        + "release-request, repository, reviewed, tags (did you mean `commits`?)"),
    FaultyRubric(
      "status: met,", "status: met, kind: libary,",
      "\(at):28:38: error: found the kind `libary`, expected one of infrastructure, library, "
        + "other, service, site, tool (did you mean `library`?)"),
    FaultyRubric(
      "status: met,", "status: met, at: a-met,",
      "\(at):28:36: error: found `a-met`, expected a place as `path:line`"),
    FaultyRubric(
      "files: {\"a-met\": a}}", "files: [a-met]}",
      "\(at):28:39: error: found a list, expected paths with texts"),
  ]

  private static let met = "met: {some: documents, where: {path: a-met}}"

  /// The files with the change.
  var files: [(name: String, bytes: [UInt8])] {
    SmallRubric(criteria: [SmallCriterion(id: "a")]).files.map { file in
      let text = String(decoding: file.bytes, as: UTF8.self)
      guard file.name == Self.at else { return file }
      return (file.name, Array(text.replacing(old, with: new, maxReplacements: 1).utf8))
    }
  }
}

@Suite struct RubricLoaderTests {
  @Test func `A right rubric has no fault`() {
    let (rubric, faults) = RubricLoader.load(SmallRubric(criteria: [SmallCriterion(id: "a")]).files)
    #expect(faults.map(\.description) == [])
    #expect(rubric?.criteria.map(\.id) == ["a"])
    #expect(rubric?.identity == RubricIdentity(name: "small", version: "2"))
  }

  @Test(arguments: FaultyRubric.all + FaultyRubric.details)
  func `A fault is told with its place and the nearest right word`(_ sample: FaultyRubric) {
    let (rubric, faults) = RubricLoader.load(sample.files)
    #expect(faults.map(\.description) == sample.faults)
    #expect(rubric == nil)
  }

  private func faults(
    _ change: (inout [(name: String, bytes: [UInt8])]) -> Void
  ) -> [String] {
    var files = SmallRubric(criteria: [SmallCriterion(id: "a.one"), SmallCriterion(id: "a.two")])
      .files
    change(&files)
    return RubricLoader.load(files).diagnostics.map(\.description)
  }

  @Test func `The set and the criteria's files name each other`() {
    #expect(
      faults { $0.removeAll { $0.name == "criteria/s1/a.two.yml" } } == [
        "small.yml:5:103: error: found no file `criteria/s1/a.two.yml`, expected one for `a.two`"
      ])
    #expect(
      faults { $0.append(("criteria/s1/a.twi.yml", $0[2].bytes)) } == [
        "criteria/s1/a.twi.yml:1:5: error: found the id `a.two`, expected `a.twi` as the file is "
          + "named",
        "criteria/s1/a.twi.yml:1:1: error: found a file for `a.twi`, expected the set to list it "
          + "(did you mean `a.two`?)",
      ])
    #expect(
      faults { $0[2].name = "criteria/s2/a.two.yml" } == [
        "criteria/s2/a.two.yml:2:8: error: found the stage `s1`, expected `s2` as the folder is "
          + "named",
        "small.yml:5:103: error: found no file `criteria/s1/a.two.yml`, expected one for `a.two`",
      ])
  }

  @Test func `A rubric has one set file and its own layout`() {
    #expect(
      faults { $0.removeFirst() } == [
        "error: found no set file, expected one such as `v1-v5.yml` at the top"
      ])
    #expect(
      faults { $0.append(("other.yml", $0[0].bytes)) } == [
        "small.yml:1:1: error: found a second set file beside `other.yml`, expected one"
      ])
    #expect(
      faults { $0.append(("rules/a.yml", [])) } == [
        "rules/a.yml:1:1: error: found a file outside the rubric's layout, "
          + "expected `criteria/STAGE/CRITERION.yml`"
      ])
    #expect(faults { $0.append(("catalogue/a.yml", [])) } == [])
    #expect(faults { $0.append(("notes.md", [])) } == [])
  }

  @Test func `A text that is empty, doubled or no YAML is told`() {
    let path = "criteria/s1/a.two.yml"
    #expect(
      faults { $0[2].bytes = [] } == ["\(path):1:1: error: found an empty file, expected a mapping"]
    )
    #expect(
      faults { $0[2].bytes += Array("\n---\na: 1\n".utf8) } == [
        "\(path):32:1: error: found 2 documents, expected one"
      ])
    #expect(
      faults { $0[2].bytes += Array("\nid: a.two\n".utf8) } == [
        "\(path):31:1: error: the key `id` is repeated"
      ])
    #expect(faults { $0[2].bytes = Array("id: [a\n".utf8) }.first?.hasPrefix(path) == true)
  }
}
