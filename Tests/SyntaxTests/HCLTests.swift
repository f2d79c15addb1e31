import SourceModel
import Syntax
import Testing

@Suite struct HCLTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var text: String
    var outline: String
    var faults: [String] = []

    var testDescription: String { JSON.quoted(text) }
  }

  static let read: [Row] = [
    Row(text: "", outline: ""),
    Row(text: "# a\n// b\n/* c\n d */\n", outline: ""),
    Row(
      text: "resource \"aws_vpc\" main {\n  a = 1\n}\n",
      outline: "resource[aws_vpc main]@1-3(a: 1)"),
    Row(text: "a { b = 1 }", outline: "a[]@1-1(b: 1)"),
    Row(text: "a {}\r\nb {\r\n}\r\n", outline: "a[]@1-1() b[]@2-3()"),
    Row(
      text: "a {\n  b \"c\" {\n    d {}\n  }\n  e = true\n}",
      outline: "a[]@1-6(e: true, b[c]@2-4(d[]@3-3()))"),
    Row(text: "x = -1.5e3 # n\ny = null", outline: "x: -1.5e3 y: null"),
    Row(text: "x = [1, \"b\", # c\n  [2],\n]", outline: "x: [1, \"b\", [2]]"),
    Row(
      text: "x = { a = 1, \"b\" : 2\n  c = 3 }", outline: "x: {a: 1, \"b\": 2, c: 3}"),
    Row(
      text: "x = {\n  (var.k) = var.v\n  l[0] = 1\n}",
      outline: "x: {!!expression (var.k): !!expression var.v, !!expression l[0]: 1}"),
    Row(
      text: "x = \"a\\t\\\"${f(\"}\")}$${b}\\u00e9\"", outline: #"x: "a\t\"${f(\"}\")}${b}é""#),
    Row(text: "x = \"%{ if a }b%{ endif }\"", outline: #"x: "%{ if a }b%{ endif }""#),
    Row(text: "x = \"${ { a = \"}\" }[\"a\"] }\"", outline: #"x: "${ { a = \"}\" }[\"a\"] }""#),
    Row(
      text: "x = a ? [1] : [\n  2\n]\ny = 1",
      outline: "x: !!expression a ? [1] : [\\n  2\\n] y: 1"),
    Row(text: "x = [1][0]\ny = -a + 2", outline: "x: !!expression [1][0] y: !!expression -a + 2"),
    Row(
      text: "x = [for k, v in m : k\n  if v != 1]",
      outline: "x: !!expression [for k, v in m : k\\n  if v != 1]"),
    Row(
      text: "x = { # why\n  for k in m : k => k\n}",
      outline: "x: !!expression { # why\\n  for k in m : k => k\\n}"),
    Row(text: "x = { for = 1 }", outline: "x: {for: 1}"),
    Row(text: "x = <<EOT\n  a ${b}\n\"c\n EOT\ny = 1", outline: #"x: "  a ${b}\n\"c\n" y: 1"#),
    Row(text: "x = <<-EOT\n    a\n\n      b\n    EOT\n", outline: #"x: "a\n\n  b\n""#),
    Row(text: "x = <<E\nE\n", outline: #"x: """#),
    Row(
      text: "x = f(<<E\n)\nE\n, 1)\ny = 2", outline: "x: !!expression f(<<E\\n)\\nE\\n, 1) y: 2"),
    Row(text: "x = provider::a::b(1)", outline: "x: !!expression provider::a::b(1)"),
    Row(
      text: "\"x\" = 1", outline: "\"x\": 1",
      faults: ["1:1 warning: a name of an attribute stands in quotes"]),
    Row(
      text: "a\n{\n}\n", outline: "a[]@1-3()",
      faults: ["2:1 warning: the `{` of a block stands on a line of its own"]),
    Row(
      text: #"x = "\d""#, outline: #"x: "\\d""#,
      faults: ["1:6 warning: unknown escape in a string"]),
  ]

  static let refused: [Row] = [
    Row(
      text: "a {\n  b = 1\n  = 2\n  c = 3\n}\n", outline: "a[]@1-5(b: 1, c: 3)",
      faults: ["3:3 expected a block or an attribute, found `=`"]),
    Row(
      text: "a {\n  b =\n  c = 3\n}\n", outline: "a[]@1-4(c: 3)",
      faults: ["2:6 expected a value, found the end of the line"]),
    Row(
      text: "a {\n  b = \"c\n}\nd {}\n", outline: "a[]@1-3() d[]@4-4()",
      faults: ["2:7 the string has no closing quote"]),
    Row(
      text: "a \"x\" {\n  b = [1,\n\nc \"y\" {\n  d = 2\n}\n", outline: "a[x]@1-4() c[y]@4-6(d: 2)",
      faults: ["2:7 `[` has no closing `]`"]),
    Row(
      text: "}\na {}", outline: "a[]@2-2()",
      faults: ["1:1 expected a block or an attribute, found `}`"]),
    Row(
      text: "a {\n  b = 1\n", outline: "a[]@1-3(b: 1)",
      faults: ["1:1 the block `a` has no closing `}`"]),
    Row(
      text: "x = <<E\na\n", outline: "",
      faults: [
        "1:5 the heredoc has no closing `E`",
        "2:2 expected `=` or `{` after the name, found the end of the line",
      ]),
    Row(text: "/* a", outline: "", faults: ["1:1 the comment has no closing `*/`"]),
    Row(
      text: "kind: Deployment\n", outline: "",
      faults: ["1:5 expected `=` or `{` after the name, found `:`"]),
  ]

  @Test(arguments: read) func blocksAndAttributesAreRead(_ row: Row) {
    let file = HCL.parse(Array(row.text.utf8))
    #expect(Self.outline(file) == row.outline)
    #expect(JSONOutline.faults(file.faults) == row.faults)
  }

  @Test(arguments: refused) func faultyStatementCostsOnlyItself(_ row: Row) {
    let file = HCL.parse(Array(row.text.utf8))
    #expect(Self.outline(file) == row.outline)
    #expect(JSONOutline.faults(file.faults) == row.faults)
  }

  @Test(arguments: [
    "{", "[", "(", "\"${", "a {\n", "x = {a =", "x = [", "/*", "<<E\n", "}", "\"\n",
  ])
  func hostileRepetitionEnds(_ unit: String) {
    let text = "x = " + String(repeating: unit, count: 100_000)
    let file = HCL.parse(Array(text.utf8))
    #expect(!file.faults.isEmpty)
  }

  @Test func unknownEscapesDoNotEndTheReading() {
    let text = String(repeating: #"x = "\d""# + "\n", count: 50)
    let file = HCL.parse(Array(text.utf8))
    #expect(file.attributes.count == 50)
  }

  @Test func positionsCountLinesAndScalars() throws {
    let file = HCL.parse(Array("é {\n  a = \"ü\" \n  b = [\n    x ]\n}".utf8))
    let block = try #require(file.blocks.first)
    #expect(block.attributes.map { "\($0.position)" } == ["2:3", "3:3"])
    #expect(block.attributes.map { "\($0.value.position)" } == ["2:7", "3:7"])
    #expect(block.attributes.last?.value.items.map { "\($0.position)" } == ["4:5"])
  }

  @Test func faultsStandAtTheirPlacesInWhateverOrderTheyAreFound() {
    let file = HCL.parse(Array("a = 1\n\"é\\q\" = 1\n\"b\\d\" = 2\n".utf8))
    #expect(file.faults.map { "\($0.position)" } == ["2:1", "2:3", "3:1", "3:3"])
  }

  private static func outline(_ file: HCLFile) -> String {
    let attributes = file.attributes.map(outline)
    return (attributes + file.blocks.map(outline)).joined(separator: " ")
  }

  private static func outline(_ block: HCLBlock) -> String {
    let body = block.attributes.map(outline) + block.blocks.map(outline)
    let labels = block.labels.joined(separator: " ")
    let lines = "\(block.position.line)-\(block.endLine)"
    return "\(block.type)[\(labels)]@\(lines)(\(body.joined(separator: ", ")))"
  }

  private static func outline(_ attribute: HCLAttribute) -> String {
    "\(JSONOutline.text(attribute.key)): \(JSONOutline.text(attribute.value))"
  }
}
