import Catalogue
import FactReading
import SourceModel
import TestSupport
import Testing

/// A catalogue file with something wrong, and what the loader says of it.
struct FaultyCatalogue: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var text: String
  var faults: [String]

  init(_ name: String, _ text: String, _ faults: String...) {
    testDescription = name
    self.text = text
    self.faults = faults
  }

  private static let toolKeys =
    "actions, category, charts, commands, dependencies, examples, files, gives, id, images, name, "
    + "objects, resources, rungs, variables, words"

  static let all: [FaultyCatalogue] = [
    FaultyCatalogue(
      "no list", "id: spanner\n",
      "catalogue/a.yml:1:1: error: found no list, expected a list of tools"),
    FaultyCatalogue(
      "no mapping", "- spanner\n",
      "catalogue/a.yml:1:3: error: found no mapping, expected a tool"),
    FaultyCatalogue(
      "no category", "- id: spanner\n  name: Spanner\n",
      "catalogue/a.yml:1:3: error: found a tool without `id`, `name` or `category`, "
        + "expected all three"),
    FaultyCatalogue(
      "a mistyped key", "- id: a\n  name: A\n  category: test\n  comands: [a]\n",
      "catalogue/a.yml:4:3: error: found the key `comands`, expected one of \(toolKeys) "
        + "(did you mean `commands`?)"),
    FaultyCatalogue(
      "a mistyped rung", "- id: a\n  name: A\n  category: test\n  rungs: [kubernets]\n",
      "catalogue/a.yml:4:11: error: found the rung `kubernets`, expected one of cloud, "
        + "config-management, docker, kubernetes, paas, server, service-mesh, virtual-machine "
        + "(did you mean `kubernetes`?)"),
    FaultyCatalogue(
      "the same tool again", "- {id: a, name: A, category: x}\n- {id: a, name: B, category: x}\n",
      "catalogue/a.yml:2:3: error: found the tool `a` again, first at catalogue/a.yml:1:3"),
    FaultyCatalogue(
      "an entry without its name",
      "- id: a\n  name: A\n  category: x\n  commands:\n    - ecosystem: go\n",
      "catalogue/a.yml:5:7: error: found an entry without `run`, expected it to have one"),
    FaultyCatalogue(
      "the name of another kind of entry",
      "- id: a\n  name: A\n  category: x\n  commands:\n    - uses: a/b\n",
      "catalogue/a.yml:5:7: error: found the key `uses`, expected one of contains, ecosystem, "
        + "gives, lacks, run, rungs, when",
      "catalogue/a.yml:5:7: error: found an entry without `run`, expected it to have one"),
    FaultyCatalogue(
      "a name over two lines", "- id: a\n  name: A\n  category: x\n  commands: [\"a\\nb\"]\n",
      "catalogue/a.yml:4:14: error: found a tab or line end in a name, expected none"),
    FaultyCatalogue(
      "a variable over two lines",
      "- id: a\n  name: A\n  category: x\n  commands:\n    - run: a\n      when:\n"
        + "        - {env: \"A\\nB\", gives: [tests]}\n",
      "catalogue/a.yml:7:11: error: found a tab or line end in a name, expected none"),
    FaultyCatalogue(
      "a variation that asks nothing",
      "- id: a\n  name: A\n  category: x\n  commands:\n    - run: a\n      when:\n"
        + "        - gives: [tests]\n",
      "catalogue/a.yml:7:11: error: found a variation that asks nothing, expected one of flag, "
        + "unless-flag, word, from, input, is, without-input, env, without-env, except"),
    FaultyCatalogue(
      "a mistyped condition",
      "- id: a\n  name: A\n  category: x\n  commands:\n    - run: a\n      when:\n"
        + "        - flags: [-x]\n          word: [y]\n",
      "catalogue/a.yml:7:11: error: found the key `flags`, expected one of env, except, flag, from, gives, input, is, "
        + "rungs, takes, unless-flag, without-env, without-input, word (did you mean `flag`?)"),
  ]
}

@Suite struct CatalogueLoaderTests {
  @Test(arguments: FaultyCatalogue.all)
  func `A fault is told with its place and the nearest right word`(_ sample: FaultyCatalogue) {
    let (_, faults) = ToolCatalogue.load([file(sample.text)])
    #expect(faults.map(\.description) == sample.faults)
  }

  @Test func `A mistyped capability is told with all that there are`() throws {
    let text = "- id: a\n  name: A\n  category: x\n  gives: [test]\n"
    let (_, faults) = ToolCatalogue.load([file(text)])
    let fault = try #require(faults.first)
    #expect(faults.count == 1)
    #expect(fault.place?.description == "catalogue/a.yml:4:11")
    #expect(
      fault.message.english.hasPrefix("found the capability `test`, expected one of alerts, "))
    #expect(fault.hint?.english == "did you mean `tests`?")
  }

  @Test func `Of very many faults the first are told, and how many more there are`() {
    let words = (0..<150).map { "test\($0)" }.joined(separator: ", ")
    let (_, faults) = ToolCatalogue.load([
      file("- {id: a, name: A, category: x, gives: [\(words)]}\n")
    ])
    #expect(faults.count == 101)
    #expect(faults.last?.description == "error: and 50 more")
  }

  @Test(arguments: [
    "words: *w", "files: ['{a,b,c,d}{a,b,c,d}{a,b,c,d}{a,b,c,d}{a,b,c,d}.x']",
  ])
  func `No more is read of a catalogue than a limit`(_ part: String) {
    let words = (0..<1_000).map { "w\($0)" }.joined(separator: ", ")
    let tools = (0..<300).map { "- {id: b\($0), name: A, category: x, \(part)}\n" }.joined()
    let (catalogue, faults) = ToolCatalogue.load([
      file("- {id: a, name: A, category: x, words: &w [\(words)]}\n" + tools)
    ])
    #expect(faults.count == 1)
    #expect(faults.first?.message.english.hasPrefix("found more than 120000 names, ") == true)
    #expect(catalogue.tools.count < 301)
  }

  @Test func `A text that is no YAML is an error at its line`() throws {
    let (_, faults) = ToolCatalogue.load([file("- id: a\n  name: [A\n")])
    let fault = try #require(faults.first)
    #expect(fault.severity == .error)
    #expect(fault.place?.path.text == "catalogue/a.yml")
  }

  @Test func `A tool of a second file may not take a name of the first`() {
    let (catalogue, faults) = ToolCatalogue.load([
      file("- {id: a, name: A, category: x}\n"),
      file("- {id: b, name: B, category: x}\n- {id: a, name: A, category: x}\n", "catalogue/b.yml"),
    ])
    #expect(catalogue.tools.map(\.id) == ["a", "b"])
    #expect(
      faults.map(\.description) == [
        "catalogue/b.yml:2:3: error: found the tool `a` again, first at catalogue/a.yml:1:3"
      ])
  }

  @Test func `What is right beside a fault is still known`() {
    let (catalogue, faults) = ToolCatalogue.load([
      file("- {id: a, name: A}\n- {id: b, name: B, category: x}\n")
    ])
    #expect(catalogue.tools.map(\.id) == ["b"])
    #expect(faults.count == 1)
  }
}
