import SourceModel
import Syntax
import Testing

@Suite struct YAMLHostileTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String

    var testDescription: String { name }
  }

  /// About 20,000 lines or marks each: time that grows with the square would be noticed.
  static let texts: [Row] = {
    let count = 20_000
    func times(_ name: String, _ text: String, before: String = "", after: String = "") -> Row {
      Row(name: name, text: before + String(repeating: text, count: count) + after)
    }
    return [
      times("brackets", "["), times("braces", "{"), times("open lists", "a: [\n"),
      times("dashes", "- "), times("question marks", "? "), times("explicit keys", "? a\n"),
      times("open quotes", "a: \"x\n", after: "\""), times("colons", ": "),
      times("documents", "---\na: 1\n"), times("documents with faults", "---\na: ]\nb: 1\n"),
      times("anchors", "- &a x\n- *a\n"), times("bad entries", "a: ]\n"), times("no keys", "a\n"),
      times("one long line", "é ", before: "a: "), times("a long text", "  x\n", before: "a:\n"),
      times("empty lines", "\n", before: "a: x\n", after: "b: 1"),
      times("open template", "{{ a\n"), times("open template in a value", "{{", before: "a: "),
      times("template lines in a text", "  {{ a }}\n", before: "a: x\n"),
      times("template lines in blocks", "a: |\n  x\n{{ y }}\n"), times("tabs", "\t", after: "a: 1"),
      times("repeated keys", "a: 1\n"), times("zeros", "\0"),
      Row(
        name: "deep indentation",
        text: (0..<2_000).map { String(repeating: " ", count: $0) + "a:\n" }.joined()),
      Row(
        name: "many keys", text: (0..<count).map { "key\($0): 1\n" }.joined()),
    ]
  }()

  @Test(.ends, arguments: texts)
  func timeGrowsWithTheTextOnly(_ row: Row) {
    for manner in [YAML.Manner.strict, .tolerant] {
      let tree = YAML.parse(Array(row.text.utf8), manner: manner)
      #expect(tree.faults.count <= 102)
    }
  }

  @Test func nestingHasALimit() {
    let fine = String(repeating: "[", count: 900) + String(repeating: "]", count: 900)
    #expect(!YAML.parse(Array(fine.utf8), manner: .strict).isRejected)
    let deep = Array(String(repeating: "[", count: 100_000).utf8)
    let tree = YAML.parse(deep, manner: .tolerant)
    #expect(tree.faults.first?.message == "nested deeper than 1000 levels")
  }

  /// Each line stands for nine times what the line before it does.
  @Test func aliasesStandForABoundedNumberOfNodes() {
    var text = "a0: &a0 [x]\n"
    for index in 1..<40 {
      let aliases = Array(repeating: "*a\(index - 1)", count: 9).joined(separator: ", ")
      text += "a\(index): &a\(index) [\(aliases)]\n"
    }
    let tree = YAML.parse(Array(text.utf8), manner: .tolerant)
    var count = 0
    for document in tree.documents { document.merged().visit { _ in count += 1 } }
    #expect(count < 1_000_000)
    #expect(
      tree.faults.first?.message == "the aliases of the text stand for too many nodes or bytes")
  }

  @Test func `Aliases stand for a bounded number of bytes`() {
    let long = String(repeating: "x", count: 100_000)
    let text =
      "a: [&a \(long), &b {c: *a, \(long): 1}]\nd:\n" + String(repeating: "- *b\n", count: 1_000)
    let tree = YAML.parse(Array(text.utf8), manner: .tolerant)
    var bytes = 0
    for document in tree.documents { document.visit { bytes += $0.text?.utf8.count ?? 0 } }
    #expect(bytes > 2 << 20 && bytes < 5 << 20)
    #expect(
      tree.faults.first?.message == "the aliases of the text stand for too many nodes or bytes")
  }

  @Test(.ends) func mergedEntriesAreBounded() {
    var text = "base: &base\n"
    for index in 0..<5_000 { text += "  key\(index): 1\n" }
    for index in 0..<5_000 { text += "item\(index):\n  <<: *base\n" }
    let tree = YAML.parse(Array(text.utf8), manner: .tolerant)
    var count = 0
    for document in tree.documents { document.merged().visit { _ in count += 1 } }
    #expect(count < 2_000_000)
  }

  @Test func keysThatAreNoScalarsAreKept() {
    let text = "? {a: b}\n: 1\n[x]: 2\n? - y\n: 3\n*x : 4\n"
    let tree = YAML.parse(Array(text.utf8), manner: .tolerant)
    #expect(JSONOutline.text(tree) == "{{a: b}: 1, [x]: 2, [y]: 3, *x: 4}")
    #expect(tree.documents.first?["x"] == nil)
  }
}
