import FactModel
import FactReading
import SourceModel
import Testing

/// What settings of infrastructure say over and over.
@Suite struct SettingUsesTests {
  private static func bounds(_ path: String, _ text: String) -> [ToolUse] {
    AnnotatedFile(path, text).facts(in: Array(text.utf8)).uses
      .filter { $0.capabilities.contains(.boundsResources) }
  }

  @Test func `A few settings that read alike are kept, and each that does not`() {
    let settings = Array(repeating: "  cpu = 1\n", count: 500) + ["  memory = 2\n"]
    let uses = Self.bounds(
      "main.tf", "resource \"kubernetes_pod\" \"a\" {\n" + settings.joined() + "}\n")
    #expect(Set(uses.map(\.excerpt)) == ["cpu = 1", "memory = 2"])
    #expect((10...50).contains(uses.count))
    #expect(uses.first?.place.position.line == 2)
  }

  @Test func `Settings on one line are quoted by its start`() {
    let settings = Array(repeating: "\"cpu\": 1", count: 500).joined(separator: ", ")
    let uses = Self.bounds(
      "main.tf.json", "{\"resource\": {\"kubernetes_pod\": {\"a\": {\(settings)}}}}")
    #expect(!uses.isEmpty)
    #expect(uses.allSatisfy { $0.excerpt.hasPrefix("{\"resource\": ") && $0.excerpt.count <= 120 })
  }
}
