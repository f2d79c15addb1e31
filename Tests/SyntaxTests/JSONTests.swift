import SourceModel
import Syntax
import Testing

@Suite struct JSONTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var text: String
    var dialect: JSON.Dialect = .strict
    var tree: String
    var faults: [String] = []

    var testDescription: String { "\(dialect) \(JSON.quoted(text))" }
  }

  static let strict: [Row] = [
    Row(text: "null", tree: "null"),
    Row(text: " \"a\" ", tree: "\"a\""),
    Row(text: "[]", tree: "[]"),
    Row(text: "{}", tree: "{}"),
    Row(text: "[1.10, -0, 1E+2, true]", tree: "[1.10, -0, 1E+2, true]"),
    Row(text: "{\"a\": {\"b\": [{}, []]}}", tree: "{\"a\": {\"b\": [{}, []]}}"),
    Row(text: "{\"a\": 1, \"a\": 2}", tree: "{\"a\": 1, \"a\": 2}"),
    Row(text: #""\"\\\/\b\f\n\r\t""#, tree: #""\"\\/\u0008\u000c\n\r\t""#),
    Row(text: #""\u00e9\uD83D\uDE00\u0000""#, tree: #""é😀\u0000""#),
    Row(text: "\u{FEFF}[1]", tree: "[1]"),
    Row(text: "[\"\u{7F}\"]", tree: #"["\u007f"]"#),
    Row(
      text: #""a\uD83Db""#, tree: "\"a\u{FFFD}b\"",
      faults: ["1:3 warning: half of a surrogate pair stands for no character"]),
    Row(text: "", tree: "", faults: ["1:1 expected a value, found the end of the text"]),
    Row(
      text: "{\"a\": 1,}", tree: "{\"a\": 1}",
      faults: ["1:8 a comma before `}` is not allowed in JSON"]),
    Row(
      text: "[1,\n 2,\n]", tree: "[1, 2]",
      faults: ["2:3 a comma before `]` is not allowed in JSON"]),
    Row(text: "[1 2]", tree: "[1]", faults: ["1:4 expected `,` or `]`, found `2`"]),
    Row(text: "[1,,2]", tree: "[1]", faults: ["1:4 expected a value, found `,`"]),
    Row(
      text: "{\"é\": 1, b: 2}", tree: "{\"é\": 1}",
      faults: ["1:10 expected a key in double quotes, found `b`"]),
    Row(
      text: "{'a': 1}", tree: "{}",
      faults: ["1:2 expected a key in double quotes or `}`, found `'`"]),
    Row(
      text: "{\"a\" 1}", tree: "{}", faults: ["1:6 expected `:` after the key, found `1`"]),
    Row(
      text: "{\n  // why\n}", tree: "{}", faults: ["2:3 comments are not allowed in JSON"]),
    Row(
      text: "[{\"a\": [1, {\"b\"", tree: "[{\"a\": [1, {}]}]",
      faults: ["1:16 expected `:` after the key, found the end of the text"]),
    Row(text: "[1] x", tree: "[1]", faults: ["1:5 expected the end of the text, found `x`"]),
    Row(
      text: "[truth]", tree: "[]", faults: ["1:2 expected a value, did you mean `true`?"]),
    Row(
      text: "[012]", tree: "[]", faults: ["1:2 a number cannot start with a needless 0"]),
    Row(text: "[-]", tree: "[]", faults: ["1:3 expected a digit, found `]`"]),
    Row(text: "[1.]", tree: "[]", faults: ["1:4 expected a digit after the point, found `]`"]),
    Row(text: "[+1]", tree: "[]", faults: ["1:2 expected a digit, found `+`"]),
    Row(text: "[NaN]", tree: "[]", faults: ["1:2 expected a digit, found `N`"]),
    Row(text: "[\"a", tree: "[]", faults: ["1:2 the string has no closing quote"]),
    Row(text: "[\"a\n\"]", tree: "[]", faults: ["1:2 the string has no closing quote"]),
    Row(
      text: "[\"a\tb\"]", tree: "[]",
      faults: ["1:4 expected a tab in a string to be written as an escape"]),
    Row(text: #"["\x41"]"#, tree: "[]", faults: ["1:3 unknown escape in a string"]),
    Row(
      text: #"["\u12"]"#, tree: "[]",
      faults: ["1:3 expected four hexadecimal digits after `\\u`"]),
  ]

  static let written: [Row] = [
    Row(
      text: "// top\n{ /* a */ \"a\": [1, 2,], // b\n}", dialect: .withComments,
      tree: "{\"a\": [1, 2]}"),
    Row(text: "[1] // end", dialect: .withComments, tree: "[1]"),
    Row(
      text: "[1 /* open", dialect: .withComments, tree: "[1]",
      faults: ["1:4 the comment has no closing `*/`"]),
    Row(
      text: "[,]", dialect: .withComments, tree: "[]",
      faults: ["1:2 expected a value, found `,`"]),
    Row(
      text: "{a: 1}", dialect: .withComments, tree: "{}",
      faults: ["1:2 expected a key in double quotes or `}`, found `a`"]),
    Row(
      text: "{a: 'it\\'s', $b_1: \"x\", 'c': .5, Ünï: 5.,}", dialect: .json5,
      tree: "{a: 'it's', $b_1: \"x\", 'c': .5, Ünï: 5.}"),
    Row(
      text: "[+1, -0xFf, Infinity, -Infinity, NaN, 1e3]", dialect: .json5,
      tree: "[+1, -0xFf, Infinity, -Infinity, NaN, 1e3]"),
    Row(
      text: "['a\\\n  b\\x41\\v\\0\\q']", dialect: .json5, tree: #"['a  bA\u000b\u0000q']"#),
    Row(text: "\u{A0}[\u{3000}1\u{2028}]\u{B}", dialect: .json5, tree: "[1]"),
    Row(text: "{\\u0061b: 1}", dialect: .json5, tree: "{ab: 1}"),
    Row(
      text: "{1a: 1}", dialect: .json5, tree: "{}",
      faults: ["1:2 expected a key in double quotes or `}`, found `1`"]),
    Row(
      text: "[0x]", dialect: .json5, tree: "[]",
      faults: ["1:4 expected a hexadecimal digit, found `]`"]),
    Row(text: "[.]", dialect: .json5, tree: "[]", faults: ["1:3 expected a digit, found `]`"]),
    Row(
      text: "['\\1']", dialect: .json5, tree: "[]",
      faults: ["1:3 unknown escape in a string"]),
  ]

  @Test(arguments: strict + written)
  func textIsReadUpToTheFirstFault(_ row: Row) {
    let tree = JSON.parse(Array(row.text.utf8), dialect: row.dialect)
    #expect(JSONOutline.text(tree) == row.tree)
    #expect(JSONOutline.faults(tree.faults) == row.faults)
  }

  @Test func positionsCountScalars() {
    let text = "{\r\n  \"é😀\": \"x\", \"b\":\n[\n1,{}]}"
    let tree = JSON.parse(Array(text.utf8), dialect: .strict)
    #expect(
      JSONOutline.places(tree) == [
        "1:1 {}", "2:3 é😀", "2:9 x", "2:14 b", "3:1 []", "4:1 1", "4:3 {}",
      ])
  }

  @Test func bytesThatAreNotUTF8AreReplacedAndReported() {
    let text = Array("[\"a".utf8) + [0xC3, 0x28] + Array("\",\n1]".utf8)
    for (dialect, mark) in [(JSON.Dialect.strict, ""), (.json5, "warning: ")] {
      let tree = JSON.parse(text, dialect: dialect)
      #expect(JSONOutline.text(tree) == "[\"a\u{FFFD}(\", 1]")
      let message = "1:4 \(mark)the text is not UTF-8: unexpected byte 0xC3"
      #expect(JSONOutline.faults(tree.faults) == [message])
    }
  }

  @Test func nestingHasALimit() {
    for (depth, isRead) in [(1_000, true), (1_001, false), (200_000, false)] {
      let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
      let tree = JSON.parse(Array(text.utf8), dialect: .strict)
      #expect(tree.isRejected == !isRead)
    }
    let open = String(repeating: "{\"a\":", count: 1_001)
    let faults = JSON.parse(Array(open.utf8), dialect: .strict).faults
    #expect(JSONOutline.faults(faults) == ["1:5001 nested deeper than 1000 levels"])
  }

  struct Quoting: Sendable, CustomTestStringConvertible {
    var text: String
    var quoted: String

    init(_ text: String, _ quoted: String) { (self.text, self.quoted) = (text, quoted) }

    var testDescription: String { quoted }
  }

  @Test(arguments: [
    Quoting("plain é", "\"plain é\""),
    Quoting("\"\\/", #""\"\\/""#),
    Quoting("\n\r\t\u{0}\u{1B}[31m", #""\n\r\t\u0000\u001b[31m""#),
    Quoting("\u{7F}\u{9B}\u{85}", #""\u007f\u009b\u0085""#),
    Quoting("\u{202E}\u{2028}\u{2066}\u{FEFF}", #""\u202e\u2028\u2066\ufeff""#),
    Quoting("\r\n", #""\r\n""#),
  ])
  func controlCharactersAreEscaped(_ row: Quoting) {
    #expect(JSON.quoted(row.text) == row.quoted)
    let tree = JSON.parse(Array(row.quoted.utf8), dialect: .strict)
    #expect(tree.documents.first?.text == row.text)
  }
}
