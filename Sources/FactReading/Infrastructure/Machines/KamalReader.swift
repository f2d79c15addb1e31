import FactModel
import SourceModel
import Syntax

/// Reads Kamal's files, one for the service and one for each destination.
///
/// https://kamal-deploy.org/docs/configuration/overview/
struct KamalReader: ContentReader {
  private static let tool = NamedTool("kamal", "Kamal", "deployment")

  func mayRead(_ file: SourceFile) -> Bool {
    file.path.folder.name == "config" && file.isNamed("deploy")
      && (file.contains("servers:") || file.contains("service:") || file.contains("proxy:"))
  }

  func read(_ root: Node, into sheet: inout FactSheet) {
    guard root.isMapping, root["kind"] == nil else { return }
    if let name = EnvironmentPath.inName(of: sheet.file.path, beside: ["deploy"]) {
      sheet.environment(name, at: sheet.file.place(line: 1))
    }
    // What all destinations share may name no machines.
    let isShared = root["service"] != nil && root["image"] != nil
    guard isShared || root["servers"] != nil || root["proxy"] != nil else { return }
    readImages(of: root, into: &sheet)
    let check = root["proxy"]?.entry("healthcheck") ?? root.entry("healthcheck")
    if let check, check.value.isMapping {
      sheet.use(Self.tool, [.checksHealth], at: sheet.place(check.key))
    }
    // https://kamal-deploy.org/docs/configuration/booting/
    if let boot = root.entry("boot"), boot.value["limit"] != nil {
      sheet.use(Self.tool, [.choosesStrategy], at: sheet.place(boot.key))
    }
    readLogging(of: root, into: &sheet)
    readBounds(of: root, into: &sheet)
    readVolumes(of: root, into: &sheet)
    sheet.readVariables(root["env", "clear"] ?? root["env"])
  }

  /// The service's image takes the commit as its tag.
  ///
  /// https://kamal-deploy.org/docs/configuration/overview/#version
  private func readImages(of root: Node, into sheet: inout FactSheet) {
    if let image = root["image"], let text = image.filledText {
      var reference = ImageText(text).reference(.deployed, at: sheet.place(image))
      if reference.pinning == .absent { reference.pinning = .filled }
      reference.isOwn = true
      sheet.facts.images.append(reference)
    }
    for accessory in root["accessories"]?.entries ?? [] {
      sheet.facts.images += sheet.deployedImages(accessory.value["image"])
    }
  }

  private func readLogging(of root: Node, into sheet: inout FactSheet) {
    guard let driver = root["logging"]?.entry("driver"), let name = driver.value.filledText,
      !["json-file", "none", "local", "db", "journald"].contains(name)
    else { return }
    let tool = NamedTool("logging-driver", "Docker logging driver", "logs")
    sheet.use(tool, [.logs], at: sheet.place(driver.key))
  }

  /// Volumes of the service, and folders of the machine that accessories keep their data in.
  ///
  /// https://kamal-deploy.org/docs/configuration/accessories/
  private func readVolumes(of root: Node, into sheet: inout FactSheet) {
    let parts = [root] + (root["accessories"]?.entries.map(\.value) ?? [])
    for part in parts {
      guard let kept = part.entry("volumes") ?? part.entry("directories"),
        kept.value.isFilledCollection
      else { continue }
      sheet.use(Self.tool, [.keepsData], at: sheet.place(kept.key))
      return
    }
  }

  private func readBounds(of root: Node, into sheet: inout FactSheet) {
    let roles = root["servers"]?.entries ?? []
    let accessories = root["accessories"]?.entries ?? []
    for part in roles + accessories {
      guard let place = sheet.place(ofAny: ["memory", "cpus"], in: part.value["options"]) else {
        continue
      }
      sheet.use(Self.tool, [.boundsResources], at: place)
      return
    }
  }
}
