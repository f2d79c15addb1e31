import FactModel
import FactReading
import SourceModel
import Testing

@Suite struct ConfigurationRobustnessTests {
  private static let files =
    CloudReaderTests.templates + PlatformReaderTests.manifests + MachineReaderTests.recipes
    + ApplicationSettingsTests.settings + MonitoringReaderTests.configurations
    + ContainerReaderTests.containers + TerraformReaderTests.resources
    + InfrastructureProgramTests.programs

  @Test(arguments: files) func filesThatEndAnywhereAreRead(_ file: AnnotatedFile) {
    let bytes = Array(file.text.utf8)
    for count in stride(from: 0, to: bytes.count, by: 5) {
      let facts = file.facts(in: Array(bytes.prefix(count)))
      let lines = 1 + bytes.prefix(count).count { $0 == UInt8(ascii: "\n") }
      #expect(FactNotes.notes(facts).keys.allSatisfy { (1...lines).contains($0) })
    }
  }

  @Test(arguments: files) func strayBytesAreRead(_ file: AnnotatedFile) {
    var bytes = Array(file.text.utf8)
    for (turn, index) in bytes.indices.enumerated() where turn % 3 == 0 {
      let byte = bytes[index]
      bytes[index] =
        [0x00, 0xFF, UInt8(ascii: "{"), UInt8(ascii: "\""), UInt8(ascii: "\n")][turn % 5]
      let facts = file.facts(in: bytes)
      let lines = 1 + bytes.count { $0 == UInt8(ascii: "\n") }
      #expect(FactNotes.notes(facts).keys.allSatisfy { (1...lines).contains($0) })
      bytes[index] = byte
    }
  }
}
