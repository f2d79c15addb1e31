import FactModel
import SourceModel
import Syntax

/// Reads BOSH's deployment manifests.
///
/// https://bosh.io/docs/manifest-v2/
struct BOSHReader: ContentReader {
  private static let tool = NamedTool("bosh", "BOSH", "infrastructure")

  func mayRead(_ file: SourceFile) -> Bool {
    file.contains("instance_groups:") && file.contains("releases:")
  }

  func read(_ root: Node, into sheet: inout FactSheet) {
    guard let groups = root.entry("instance_groups"), groups.value.isSequence,
      root["releases"]?.isSequence == true
    else { return }
    let capabilities: CaseSet<Capability> = [.describesInfrastructure, .keepsState, .keepsCount]
    sheet.use(Self.tool, capabilities, rungs: [.virtualMachine], at: sheet.place(groups.key))
    // https://bosh.io/docs/manifest-v2/#update
    if let update = root.entry("update"), update.value.isFilledCollection {
      sheet.use(Self.tool, [.choosesStrategy], at: sheet.place(update.key))
      // The director stops where instances are not running within the time.
      if let watch = update.value.entry("update_watch_time") {
        sheet.use(Self.tool, [.verifies, .checksHealth], at: sheet.place(watch.key))
      }
    }
    let parts = groups.value.items
    if let place = sheet.place(ofAny: ["persistent_disk", "persistent_disk_type"], inAny: parts) {
      sheet.use(Self.tool, [.keepsData], at: place)
    }
  }
}
