import SourceModel
import Syntax
import Testing

@Suite struct INITests {
  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    var tree: String
    var faults: [String] = []

    var testDescription: String { name }
  }

  static let sections: [Row] = [
    Row(name: "an empty file", text: "", tree: "{}"),
    Row(
      name: "both separators", text: "[a]\nx = 1\ny: 2\nz=a=b\n",
      tree: "{a: {x: 1, y: 2, z: a=b}}"),
    Row(
      name: "comments", text: "; one\n# two\n[a] ; three [x]\n  # four\nx = 1 # part of it\n",
      tree: "{a: {x: 1 # part of it}}"),
    Row(
      name: "a repeated section stands twice", text: "[a]\nx=1\n[b]\n[a]\ny=2",
      tree: "{a: {x: 1}, b: {}, a: {y: 2}}"),
    Row(
      name: "keys of several words", text: "[a]\nthe key = the value ",
      tree: "{a: {the key: the value}}"),
    Row(name: "a key alone", text: "[a]\nflag\n", tree: "{a: {flag: }}"),
    Row(
      name: "editorconfig",
      text: "root = true\r\n\r\n[*.{js,py}]\r\nindent_style = space\r\n[[!a]*.md] # x\r\n",
      tree: "{root: true, *.{js,py}: {indent_style: space}, [!a]*.md: {}}"),
    Row(
      name: "indented lines go on, comments between them do not",
      text: "[tool:pytest]\naddopts =\n  --cov=src\n  # no\n\n  -q\ntestpaths = tests\n",
      tree: #"{tool:pytest: {addopts: \n--cov=src\n-q, testpaths: tests}}"#),
    Row(
      name: "keys that are all indented", text: "[remote \"origin\"]\n\turl = x\n\tfetch = y\n",
      tree: #"{remote \"origin\": {url: x, fetch: y}}"#),
    Row(
      name: "quoted values", text: "[a]\nx = \"1\"\ny = 'z'\nq = \"a\" \"b\"",
      tree: #"{a: {x: "1", y: 'z', q: \"a\" \"b\"}}"#),
    Row(
      name: "a section without its bracket", text: "[a\nx = 1\n", tree: "{a: {x: 1}}",
      faults: ["1:1 the section's name has no closing `]`"]),
    Row(
      name: "a value without a key", text: "[a]\n = 1\n", tree: "{a: {: 1}}",
      faults: ["2:2 warning: expected a key before the separator"]),
    Row(name: "a byte order mark", text: "\u{FEFF}[a]\nx=1", tree: "{a: {x: 1}}"),
  ]

  static let properties: [Row] = [
    Row(
      name: "three separators", text: "a=1\nb: 2\nc 3\nd = e = f\n",
      tree: "{a: 1, b: 2, c: 3, d: e = f}"),
    Row(name: "comments", text: "# a\n! b\n  # c\nx=1 # part\n", tree: "{x: 1 # part}"),
    Row(
      name: "continuation", text: "list = a, \\\n       b, \\\r\n\tc\nnext=1",
      tree: "{list: a, b, c, next: 1}"),
    Row(name: "a backslash of its own", text: "a = x\\\\\nb = y", tree: #"{a: x\\, b: y}"#),
    Row(
      name: "escapes", text: #"a\ b\:c = \u00e9\uD83D\uDE00\t.\q"#, tree: #"{a b:c: é😀\t.q}"#),
    Row(
      name: "spring", text: "management.endpoints.web.exposure.include=health,prometheus\n",
      tree: "{management.endpoints.web.exposure.include: health,prometheus}"),
    Row(name: "a value on the next line", text: "a = \\\n  b\n", tree: "{a: b}"),
    Row(name: "a key alone", text: "a\nb=\n", tree: "{a: , b: }"),
    Row(name: "an end in an escape", text: "a = \\", tree: "{a: }"),
  ]

  static let variables: [Row] = [
    Row(
      name: "env", text: "A=1\nexport B_2=x y # note\nC=a#b\n", tree: "{A: 1, B_2: x y, C: a#b}"),
    Row(
      name: "quotes", text: "A=\"x # \\\"y\\n\" # note\nB='$x\\n'\nC=\"\"",
      tree: #"{A: "x # \"y\n", B: '$x\\n', C: ""}"#),
    Row(
      name: "quotes over lines", text: "KEY=\"-----BEGIN\nabc\n-----END\"\nB=1",
      tree: #"{KEY: "-----BEGIN\nabc\n-----END", B: 1}"#),
    Row(name: "an open quote", text: "A=\"x\nB=1\n", tree: #"{A: \"x, B: 1}"#),
    Row(name: "backslashes", text: "DIR=C:\\new\\\nB=1", tree: #"{DIR: C:\\new\\, B: 1}"#),
  ]

  @Test(arguments: sections + properties + variables)
  func linesAreEntries(_ row: Row) {
    let tree = INI.parse(Array(row.text.utf8))
    #expect(JSONOutline.text(tree) == row.tree)
    #expect(JSONOutline.faults(tree.faults) == row.faults)
  }

  @Test func positionsAreThoseOfKeysAndValues() {
    let text = "top = é\n[ sec ]\n  a: \\\n\n b =   x\n"
    #expect(
      JSONOutline.places(INI.parse(Array(text.utf8))) == [
        "1:1 {}", "1:1 top", "1:7 é", "2:3 sec", "2:1 {}", "3:3 a", #"3:6 \\"#, "5:2 b", "5:8 x",
      ])
  }

  @Test func windowsTextIsDecoded() {
    let units = Array("[a]\r\nx=é\r\n".utf16)
    let bytes: [UInt8] = [0xFF, 0xFE] + units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(JSONOutline.text(INI.parse(bytes)) == "{a: {x: é}}")
  }
}
