import SourceModel
import Syntax
import Testing

@Suite struct XMLTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var text: String
    /// Elements as `name(attribute=value)[children]"text"`.
    var tree: String
    var faults: [String] = []

    var testDescription: String { JSON.quoted(text) }
  }

  static let rows: [Row] = [
    Row(text: "<a/>", tree: "a"),
    Row(text: "<?xml version=\"1.0\"?>\n<!-- x -->\n<a>t</a>\n<!-- y -->", tree: "a\"t\""),
    Row(text: "<a b='1' c = \"x&amp;y\n\tz\"/>", tree: "a(b=1)(c=x&y  z)"),
    Row(
      text: "<m:a xmlns:m='u'><m:b/> x <c>y</c> z </m:a>",
      tree: "m:a(xmlns:m=u)[m:b c\"y\"]\"x  z\""),
    Row(text: "<a>&lt;&gt;&quot;&apos;&#65;&#x1F600;</a>", tree: "a\"<>\"'A😀\""),
    Row(
      text: "<a>&nbsp;&#0;&#xD800;&#99999999999;</a>", tree: "a\"&nbsp;&#0;&#xD800;&#99999999999;\""
    ),
    Row(text: "<a> <![CDATA[<b>&amp;]]> c</a>", tree: "a\"<b>&amp; c\""),
    Row(text: "<a>1\r\n2\r3</a>", tree: "a\"1\n2\n3\""),
    Row(
      text: "<!DOCTYPE a [<!ENTITY b \"]>\"><!-- ' -->\n]><a>&b;</a>", tree: "a\"&b;\""),
    Row(
      text: "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", tree: "a"),
    Row(
      text: "<a>x & y</a>", tree: "a\"x & y\"",
      faults: ["1:6 warning: `&` is to be written as `&amp;`"]),
    Row(
      text: "<a>\n  <b>\n</a>", tree: "a[b]",
      faults: ["3:1 expected `</b>` for line 2, found `</a>`"]),
    Row(text: "<a><b>t", tree: "a[b\"t\"]", faults: ["1:8 `<b>` of line 1 is not closed"]),
    Row(text: "", tree: "-", faults: ["1:1 expected an element"]),
    Row(text: "text", tree: "-", faults: ["1:1 text outside the root element"]),
    Row(text: "<a/> x", tree: "a", faults: ["1:6 text outside the root element"]),
    Row(text: "<a/><b/>", tree: "a", faults: ["1:5 a second root element"]),
    Row(text: "</a>", tree: "-", faults: ["1:1 `</a>` closes no element"]),
    Row(
      text: "<a>1 < 2</a>", tree: "a\"1\"",
      faults: ["1:7 expected the name of an element, found a space"]),
    Row(
      text: "<a b>", tree: "a", faults: ["1:5 expected `=` after the attribute's name, found `>`"]),
    Row(text: "<a b=1/>", tree: "a", faults: ["1:6 expected a value in quotes, found `1`"]),
    Row(
      text: "<a b='1'c='2'/>", tree: "a(b=1)",
      faults: ["1:9 expected white space or `>`, found `c`"]),
    Row(text: "<a b='1><c/></a>", tree: "a", faults: ["1:9 expected the closing quote, found `<`"]),
    Row(text: "<a b='1", tree: "a", faults: ["1:6 the value has no closing quote"]),
    Row(text: "<a><!-- x", tree: "a", faults: ["1:4 the comment has no end, expected `-->`"]),
    Row(
      text: "<!DOCTYPE a [", tree: "-", faults: ["1:1 the document type has no end, expected `>`"]),
  ]

  @Test(arguments: rows)
  func documentIsReadUpToTheFirstError(_ row: Row) {
    let document = XML.parse(Array(row.text.utf8))
    #expect(document.root.map(Self.outline) ?? "-" == row.tree)
    #expect(JSONOutline.faults(document.faults) == row.faults)
  }

  @Test func projectOfMavenIsRead() throws {
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <artifactId>shop</artifactId>
        <dependencies>
          <dependency>
            <groupId>org.junit.jupiter</groupId>
            <scope>test</scope>
          </dependency>
          <dependency><groupId> io.micrometer </groupId></dependency>
        </dependencies>
      </project>
      """
    let root = try #require(XML.parse(Array(text.utf8)).root)
    let dependencies = try #require(root.child("dependencies")).children("dependency")
    #expect(root.child("artifactId")?.text == "shop")
    #expect(root.attribute("xmlns") == "http://maven.apache.org/POM/4.0.0")
    #expect(
      dependencies.map { $0.child("groupId")?.text } == ["org.junit.jupiter", "io.micrometer"])
    #expect(dependencies.map(\.position) == [5, 9].map { Position(line: $0, column: 5) })
  }

  @Test func attributesHavePositionsAndLocalNames() throws {
    let root = try #require(XML.parse(Array("<a\n  é='1' x:b='2'/>".utf8)).root)
    #expect(root.attributes.map { "\($0.position)" } == ["2:3", "2:9"])
    #expect(root.attribute("b") == "2")
    #expect(root.attribute("c") == nil)
  }

  @Test func otherEncodingsAreDecoded() {
    let wide = Array("<a>é</a>".utf16).flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    #expect(XML.parse([0xFE, 0xFF] + wide).root?.text == "é")
    let head = Array("<?xml version='1.0' encoding='ISO-8859-1'?><a>".utf8)
    #expect(XML.parse(head + [0xE9] + Array("</a>".utf8)).root?.text == "é")
    let document = XML.parse(Array("<a>\n".utf8) + [0xE9] + Array("</a>".utf8))
    #expect(document.root?.text == "\u{FFFD}")
    #expect(
      JSONOutline.faults(document.faults) == [
        "2:1 warning: the text is not UTF-8: unexpected byte 0xE9"
      ])
  }

  @Test func nestingHasALimit() {
    let text = Array(String(repeating: "<a>", count: 100_000).utf8)
    #expect(
      JSONOutline.faults(XML.parse(text).faults) == ["1:769 nested deeper than 256 elements"])
  }

  private static func outline(_ element: XMLElement) -> String {
    let attributes = element.attributes.map { "(\($0.name)=\($0.value))" }.joined()
    let children = element.children.map { outline($0) }.joined(separator: " ")
    return element.name + attributes + (children.isEmpty ? "" : "[\(children)]")
      + (element.text.isEmpty ? "" : "\"\(element.text)\"")
  }
}
