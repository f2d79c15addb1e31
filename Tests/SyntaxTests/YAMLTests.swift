import SourceModel
import Syntax
import Testing

@Suite struct YAMLTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var text: String
    var tree: String
    var faults: [String] = []

    init(_ text: String, _ tree: String, _ faults: String...) {
      self.text = text
      self.tree = tree
      self.faults = faults
    }

    var testDescription: String { JSON.quoted(text) }
  }

  static let scalars: [Row] = [
    Row("", ""),
    Row("# only a comment\n", ""),
    Row("---\n---\nx", " --- x"),
    Row("on: no\nversion: 1.10\nempty:\n", "{on: no, version: 1.10, empty: }"),
    Row("a: x\n  y\n\n  z # c\n", #"{a: x y\nz}"#),
    Row(#"a: "x\ty \u00e9\ud83d\ude00 \x41""#, #"{a: "x\ty é😀 A"}"#),
    Row("a: \"x \\\n  y\n\n  z\"", #"{a: "x y\nz"}"#),
    Row("a: 'it''s'", "{a: 'it's'}"),
    Row("a: |\n  x\n    y\n\n  z\n\n", #"{a: "x\n  y\n\nz\n"}"#),
    Row("a: >-\n  x\n  y\n\n  z\n    code\n", #"{a: "x y\nz\n  code"}"#),
    Row("a: |2+\n   x\n\nb: 1", #"{a: " x\n\n", b: 1}"#),
    Row("- |\n- x", #"["", x]"#),
    // A last line without a line end has none in the text either.
    Row("a: |\n  x\n  y", #"{a: "x\ny"}"#),
    Row("a: >\n  x\n  y", #"{a: "x y"}"#),
    Row("a: |+\n  x", #"{a: "x"}"#),
    Row("url: http://x.org:80/#a", "{url: http://x.org:80/#a}"),
  ]

  static let collections: [Row] = [
    Row("a:\n- 1\n- 2\nb:\n  - 3", "{a: [1, 2], b: [3]}"),
    Row("- - a\n  - b\n- c: 1\n  d: 2", "[[a, b], {c: 1, d: 2}]"),
    Row("? [x, y]\n: 1\n? z\n", "{[x, y]: 1, z: }"),
    Row(": 1", "{: 1}"),
    Row(
      "{a: 1, b, \"c\":2, ? d : 3, e: [x, y: z,]}", #"{a: 1, b: , "c": 2, d: 3, e: [x, {y: z}]}"#),
    Row("a: {\n  b: c, # d\n  e: f\n  }", "{a: {b: c, e: f}}"),
    Row("a: 1\n--- # next\nb: 2\n...\n# end\n", "{a: 1} --- {b: 2}"),
    Row("\u{FEFF}a: 1\r\nb: |\r\n  x\r\n  y\r\n", #"{a: 1, b: "x\ny\n"}"#),
    Row("# c\n\u{FEFF}a: 1", "{a: 1}"),
    Row("# c\n\u{FEFF}---\na: 1", "{a: 1}"),
    Row("a: &x [1]\nb: *x\n", "{a: [1], b: [1]}"),
    Row("&x a: 1\nb: *x", "{a: 1, b: a}"),
  ]

  static let tags: [Row] = [
    Row("- !!str 1\n- !local x\n- ! y", "[!str 1, !!local x, !! y]"),
    Row("a: !reference [.x, script]", "{a: !!reference [.x, script]}"),
    Row("a: !Sub '${x}'\nb: !Join\n  - ''\n  - [x]", "{a: !!Sub '${x}', b: !!Join ['', [x]]}"),
    Row("%TAG !e! tag:e.org,2000:\n---\n- !e!x%21 1\n- !<tag:y> 2", "[!x! 1, !y 2]"),
    Row("a: !vault |\n  x\n", #"{a: !!vault "x\n"}"#),
  ]

  @Test(arguments: scalars + collections + tags)
  func bothMannersReadTheSpecification(_ row: Row) {
    for manner in [YAML.Manner.strict, .tolerant] {
      let tree = YAML.parse(Array(row.text.utf8), manner: manner)
      #expect(JSONOutline.text(tree) == row.tree)
      #expect(JSONOutline.faults(tree.faults) == [])
    }
  }

  @Test func textsInUTF16AreRead() {
    let bytes: [UInt8] = [0xFF, 0xFE, 0x61, 0, 0x3A, 0, 0x20, 0, 0xE9, 0]
    #expect(JSONOutline.text(YAML.parse(bytes, manner: .strict)) == "{a: é}")
  }

  @Test func placesAreThoseOfTheContent() {
    let text = "é: &a\n  - !t x\n  - {k: \"v\"}\nb: |\n  y\nc: *a\n---\nd:\n"
    let tree = YAML.parse(Array(text.utf8), manner: .strict)
    #expect(
      JSONOutline.places(tree) == [
        "1:1 {}", "1:1 é", "2:3 []", "2:8 x", "3:5 {}", "3:6 k", "3:9 v", "4:1 b", "4:4 y\\n",
        "6:1 c", "6:4 []", "2:8 x", "3:5 {}", "3:6 k", "3:9 v", "8:1 {}", "8:1 d", "8:3 ",
      ])
  }

  static let refused: [Row] = [
    Row("a: 1\n b: 2", "{a: }", "1:4 a key must stand on one line"),
    Row("a:\n\tb: 1", "{a: }", "2:2 a tab is used as indentation"),
    Row("a: [x\n", "{a: [x]}", "1:4 `[` is never closed"),
    Row("a: \"x\n", "{a: }", "1:4 the quote `\"` is never closed"),
    Row("a: *x\n", "{a: }", "1:4 no anchor of this name stands before the alias"),
    Row(
      "a: 1\n---\nb: @x\n---\nc: 1\n", "{a: 1} --- {b: }",
      "3:4 a text that starts with `@` needs quotes"),
    Row("a: x: y", "{a: x}", "1:4 a block collection must start on a line of its own"),
    Row("a: 1\nb\n", "{a: 1}", "2:1 expected `:` and a space behind the key"),
    Row("a: \"\\q\"", "{a: }", "1:5 a backslash and `q` are no escape"),
    Row("a: \u{01}", "{a: \\u0001}", "1:4 unexpected control character 0x01"),
    Row("%YAML 1.2\na: 1", "", "2:1 expected `---` behind the directives"),
  ]

  @Test(arguments: refused)
  func aStrictReaderEndsAtTheFirstError(_ row: Row) {
    let tree = YAML.parse(Array(row.text.utf8), manner: .strict)
    #expect(JSONOutline.text(tree) == row.tree)
    #expect(JSONOutline.faults(tree.faults) == row.faults)
    #expect(tree.isRejected)
  }

  @Test func repeatedKeysAreToldAndTheLastOneCounts() {
    let text = Array("a: 1\nb: 2\na: 3\n".utf8)
    let strict = YAML.parse(text, manner: .strict)
    #expect(JSONOutline.text(strict) == "{a: 1, b: 2, a: 3}")
    let tolerant = YAML.parse(text, manner: .tolerant)
    #expect(JSONOutline.text(tolerant) == "{a: 3, b: 2}")
    #expect(JSONOutline.faults(tolerant.faults) == ["3:1 warning: the key `a` is repeated"])
    #expect(strict.faults == tolerant.faults)
  }

  // MARK: - Merge keys

  static let merges: [Row] = [
    Row("d: &d {a: 1, b: 2}\nx:\n  <<: *d\n  b: 3", "{d: {a: 1, b: 2}, x: {a: 1, b: 3}}"),
    Row("x: {b: 0, <<: [{a: 1}, {a: 2, b: 3, c: 4}]}", "{x: {b: 0, a: 1, c: 4}}"),
    Row("x: {<<: {a: {<<: {b: 1}}, <<: {c: 2}}}", "{x: {a: {b: 1}, c: 2}}"),
    Row("- {<<: {a: 1}, <<: {a: 2, b: 3}}", "[{a: 2, b: 3}]"),
    Row("{<<: text, '<<': {a: 1}}", "{<<: text, '<<': {a: 1}}"),
    Row("{<<: {'a': 1}, a: 2}", "{a: 2}"),
  ]

  @Test(arguments: merges)
  func mergeKeysAreResolvedWhenAsked(_ row: Row) {
    let tree = YAML.parse(Array(row.text.utf8), manner: .tolerant)
    #expect(tree.documents.map { JSONOutline.text($0.merged()) } == [row.tree])
    #expect(JSONOutline.faults(tree.faults) == [])
  }
}
