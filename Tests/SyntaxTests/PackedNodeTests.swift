import Syntax
import Testing

@Suite struct PackedNodeTests {
  private static func unpacked(_ text: String) -> Node? {
    var text = text
    return text.withUTF8 { PackedNode.node($0) }
  }

  @Test(arguments: [
    "a: 1", "[]", "{}", "- a\n- - b\n  - {c: d, e: [f, \"g\\n\"]}",
    "a: |\n  one\n\n  two\nb: >\n  x\n  y",
    "'it''s': \"\\u00e9 \\u65e5\"", "a: !Sub ${b}\nc: !!str 1", "~", "a: &x {b: c}\nd: *x",
  ])
  func aTreeComesBackAsItWas(_ yaml: String) throws {
    let node = try #require(YAML.parse(Array(yaml.utf8), manner: .strict).documents.first)
    #expect(Self.unpacked(PackedNode.text(of: node)) == node)
  }

  @Test func aTextThatIsNoTreeIsRefused() throws {
    let node = try #require(
      YAML.parse(Array("a: [b, {c: d}]".utf8), manner: .strict).documents.first)
    let text = PackedNode.text(of: node)
    for count in 0..<text.count { #expect(Self.unpacked(String(text.prefix(count))) == nil) }
    #expect(Self.unpacked(text + "a") == nil)
    #expect(Self.unpacked("[1.1:99999999999999999999:") == nil)
    #expect(Self.unpacked(String(repeating: "[1.1:1:", count: 100_000)) == nil)
    #expect(Self.unpacked("z1.1:1:a") == nil)
    #expect(Self.unpacked("a.1:1:a") == nil)
  }
}
