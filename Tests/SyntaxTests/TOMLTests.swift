import SourceModel
import Syntax
import Testing

@Suite struct TOMLTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var text: String
    var tree: String
    var faults: [String] = []

    var testDescription: String { JSON.quoted(text) }
  }

  static let read: [Row] = [
    Row(text: "", tree: "{}"),
    Row(text: "# only a comment", tree: "{}"),
    Row(text: "a = 1\r\nb = \"x\" # c\r\n", tree: #"{a: !integer 1, b: !string "x"}"#),
    Row(text: "a.b.c = 1\na.b.d = 2", tree: "{a: {b: {c: !integer 1, d: !integer 2}}}"),
    Row(text: "\"a.b\" . 'c d' = 1", tree: "{a.b: {c d: !integer 1}}"),
    Row(text: "[a.b]\nc = true\n[a]\nd = false", tree: "{a: {b: {c: !bool true}, d: !bool false}}"),
    Row(
      text: "[[p]]\nn = 1\n[p.q]\nx = 2\n[[p]]\n[[p.r]]\n",
      tree: "{p: [{n: !integer 1, q: {x: !integer 2}}, {r: [{}]}]}"),
    Row(
      text: "p = { version = \"1\", features = [\"a\", \"b\",], x.y = 1 }",
      tree:
        #"{p: {version: !string "1", features: [!string "a", !string "b"], x: {y: !integer 1}}}"#),
    Row(text: "a = [\n  1, # one\n\n  [2],\n]", tree: "{a: [!integer 1, [!integer 2]]}"),
    Row(
      text: "a = [0xFF, 0o17, 0b1, 1_000, +1, -0]",
      tree:
        "{a: [!integer 0xFF, !integer 0o17, !integer 0b1, "
        + "!integer 1_000, !integer +1, !integer -0]}"
    ),
    Row(text: "a = -9223372036854775808", tree: "{a: !integer -9223372036854775808}"),
    Row(
      text: "a = [1.5, 1e3, -inf, nan, 6.6_2E-3]",
      tree: "{a: [!float 1.5, !float 1e3, !float -inf, !float nan, !float 6.6_2E-3]}"),
    Row(
      text: "a = [2024-02-29, 12:30:00.5, 2024-01-01 00:00:00, 2024-01-01T00:00:00z]",
      tree: "{a: [!date-local 2024-02-29, !time-local 12:30:00.5, "
        + "!datetime-local 2024-01-01 00:00:00, !datetime 2024-01-01T00:00:00z]}"),
    Row(text: #"a = "\u00e9\U0001F600\t\"""#, tree: #"{a: !string "é😀\t\""}"#),
    Row(text: #"a = 'C:\temp'"#, tree: #"{a: !string 'C:\\temp'}"#),
    Row(
      text: "a = \"\"\"\nx \\\n   y\n\"\"z\"\"\"\"\"", tree: #"{a: !string "x y\n\"\"z\"\""}"#),
    Row(text: "a = '''\r\nx\\\r\ny'''", tree: #"{a: !string 'x\\\ny'}"#),
  ]

  static let refused: [Row] = [
    Row(
      text: "a = 1\nb = oops\nc = 3", tree: "{a: !integer 1, c: !integer 3}",
      faults: ["2:5 this is not a value; a text needs quotes"]),
    Row(
      text: "a = [\n  1,\n  nope,\n  2,\n]\nb = 2\n", tree: "{b: !integer 2}",
      faults: ["3:3 this is not a value; a text needs quotes"]),
    Row(
      text: "a = 1\na = 2", tree: "{a: !integer 1}", faults: ["2:1 `a` is defined a second time"]),
    Row(text: "[a]\n[a]\nb = 1", tree: "{a: {}}", faults: ["2:2 `a` is defined a second time"]),
    Row(
      text: "a = {}\n[a.b]\n", tree: "{a: {}}",
      faults: ["2:2 `a` already has a value that cannot be extended"]),
    Row(text: "a = []\n[[a]]\n", tree: "{a: []}", faults: ["2:3 `a` is not an array of tables"]),
    Row(
      text: "a", tree: "{}", faults: ["1:2 expected `=` after the key, found the end of the text"]),
    Row(
      text: "a =\nb = 1", tree: "{b: !integer 1}",
      faults: ["1:4 expected a value, found the end of the line"]),
    Row(text: "= 1", tree: "{}", faults: ["1:1 expected a key, found `=`"]),
    Row(text: "é = 1", tree: "{}", faults: ["1:1 expected a key, found `é`"]),
    Row(
      text: "a = 1 b = 2", tree: "{a: !integer 1}",
      faults: ["1:7 expected the end of the line, found `b`"]),
    Row(text: "[a\nb = 1", tree: "{}", faults: ["1:3 expected `]`, found the end of the line"]),
    Row(
      text: "[[a]\n", tree: "{}", faults: ["1:5 expected a second `]`, found the end of the line"]),
    Row(
      text: "a = 012", tree: "{}", faults: ["1:5 this is neither a number nor a date nor a time"]),
    Row(
      text: "a = 2023-02-29", tree: "{}",
      faults: ["1:5 this is neither a number nor a date nor a time"]),
    Row(
      text: "a = 9223372036854775808", tree: "{}",
      faults: ["1:5 this is neither a number nor a date nor a time"]),
    Row(
      text: "a = \"x\nb = 1", tree: "{b: !integer 1}",
      faults: ["1:5 the string has no closing quote"]),
    Row(text: "a = \"\"\"x", tree: "{}", faults: ["1:5 the string has no closing quotes"]),
    Row(text: #"a = "\q""#, tree: "{}", faults: ["1:6 unknown escape in a string"]),
    Row(text: #"a = "\uD800""#, tree: "{}", faults: ["1:6 the escape stands for no character"]),
    Row(text: "a = [1", tree: "{}", faults: ["1:5 the array has no closing `]`"]),
    Row(text: "a = {b = 1,}", tree: "{}", faults: ["1:12 expected a key, found `}`"]),
    Row(
      text: "a = 1\rb = 2", tree: "{a: !integer 1}",
      faults: ["1:6 a carriage return without a line feed"]),
  ]

  @Test(arguments: read + refused)
  func faultyStatementsAreLeftOut(_ row: Row) {
    let tree = TOML.parse(Array(row.text.utf8))
    #expect(JSONOutline.text(tree) == row.tree)
    #expect(JSONOutline.faults(tree.faults) == row.faults)
  }

  @Test func positionsAreThoseOfKeysAndValues() {
    let text = "\"é\".a = [ 1 ]\n[t.u]\n  k = \"v\"\n[[t.l]]\n"
    #expect(
      JSONOutline.places(TOML.parse(Array(text.utf8))) == [
        "1:1 {}", "1:1 é", "1:1 {}", "1:5 a", "1:9 []", "1:11 1", "2:2 t", "2:1 {}", "2:4 u",
        "2:1 {}", "3:3 k", "3:7 v", "4:5 l", "4:1 []", "4:1 {}",
      ])
  }

  @Test func keysAreNotNormalised() {
    let tree = TOML.parse(Array("\"\u{E9}\" = 1\n\"e\u{301}\" = 2".utf8))
    #expect(tree.faults == [])
    #expect(tree.documents.first?.entries.count == 2)
  }

  @Test(arguments: [
    Nesting(start: "a = ", level: "[", fault: "1:133 nested deeper than 128 values"),
    Nesting(start: "a = ", level: "{a=", fault: "1:389 nested deeper than 128 values"),
    Nesting(start: "[a", level: ".a", fault: "1:258 nested deeper than 128 tables"),
    Nesting(start: "a", level: ".a", end: "=1", fault: "1:257 nested deeper than 128 tables"),
  ])
  func nestingHasALimit(_ row: Nesting) {
    let levels = String(repeating: row.level, count: 100_000)
    let faults = TOML.parse(Array("\(row.start)\(levels)\(row.end)".utf8)).faults
    #expect(JSONOutline.faults(faults) == [row.fault])
  }

  struct Nesting: Sendable, CustomTestStringConvertible {
    var start: String
    var level: String
    var end = "]"
    var fault: String

    var testDescription: String { start + level }
  }
}
