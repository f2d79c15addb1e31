import SourceModel
import Syntax
import Testing

@testable import FactReading

/// Values of charts, which templates name by their paths.
@Suite struct ChartDefaultsTests {
  private static let text = """
    few: {image: {tag: a}, empty: null}
    many:
    \((0..<40).map { "  k\($0): {tag: t\($0)}" }.joined(separator: "\n"))
    \((0..<40).map { "top\($0): \($0)" }.joined(separator: "\n"))
    """

  @Test(arguments: [
    ["few", "image", "tag"], ["few", "empty"], ["few", "none", "tag"], ["many", "k39", "tag"],
    ["many", "k40", "tag"], ["many"], ["top39"], ["top39", "a"], ["top40"], [],
  ])
  func `A value is found by its path, however many stand beside it`(_ keys: [String]) throws {
    let root = try #require(
      YAML.parse(Array(Self.text.utf8), manner: .tolerant).documents.first)
    let expected = keys.reduce(Optional(root)) { node, key in node?[key] }
    #expect(ChartDefaults(root).value(at: keys) == expected)
  }

  @Test func `Only short values are put into a text, and only some`() throws {
    let values = "name: shop\nlong: \(String(repeating: "x", count: 1_001))"
    let root = try #require(
      YAML.parse(Array(values.utf8), manner: .tolerant).documents.first)
    let chart = ChartValues(
      folder: RelativePath("chart"), chart: nil, values: ChartDefaults(root))
    #expect(
      chart.substituted("{{ .Values.name }}-{{ .Values.long }}") == "shop-{{ .Values.long }}")
    let names = String(repeating: "{{ .Values.name }}", count: 501)
    #expect(
      chart.substituted(names) == String(repeating: "shop", count: 500) + "{{ .Values.name }}")
  }

  @Test func `Of equal keys the last counts, in tables too`() throws {
    let entries = ((0..<20).map { "\"k\($0)\": 1" } + ["\"k3\": 2"]).joined(separator: ", ")
    let root = try #require(
      JSON.parse(Array("{\(entries)}".utf8), dialect: .withComments).documents.first)
    #expect(ChartDefaults(root).value(at: ["k3"])?.text == "2")
  }
}
