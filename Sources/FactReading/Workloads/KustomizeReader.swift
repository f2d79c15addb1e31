import FactModel
import SourceModel
import Syntax

/// Reads Kustomize's files: overlays, images and charts.
///
/// https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
struct KustomizeReader: FileReader {
  private static let tool = NamedTool("kustomize", "Kustomize", "deployment")

  func wants(_ path: RelativePath) -> Bool {
    path.name == "kustomization.yaml" || path.name == "kustomization.yml"
      || path.name == "Kustomization"
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var sheet = FactSheet(file, context, isTemplate: file.contains("{{"))
    let tree = YAML.parse(file.bytes, manner: .tolerant)
    if !sheet.isTemplate {
      sheet.facts.warnings += tree.faults.map { $0.diagnostic(in: file.path) }
    }
    guard let root = tree.documents.first, root.isMapping else { return sheet.facts }
    let place = sheet.place(root.entries.first?.key ?? root)
    sheet.use(Self.tool, [.describesInfrastructure], rungs: [.kubernetes], at: place)
    if let name = EnvironmentPath.inFolders(of: file.path) {
      sheet.environment(name, at: sheet.file.place(line: 1))
    }
    for image in root["images"]?.items ?? [] { read(image: image, into: &sheet) }
    for chart in root["helmCharts"]?.items ?? [] { read(chart: chart, into: &sheet) }
    readRemotes(in: root, into: &sheet)
    InlinePatches.read(in: root, into: &sheet)
    return sheet.facts
  }

  private func read(image: Node, into sheet: inout FactSheet) {
    guard let name = image["newName"]?.filledText ?? image["name"]?.filledText else { return }
    let tag = image.entry("newTag")
    let digest = image.entry("digest")
    // A new name alone leaves the version to the manifest.
    guard tag != nil || digest != nil else { return }
    let place = sheet.place((digest ?? tag)?.key ?? image)
    let text = ImageText(
      repository: name, tag: tag?.value.filledText, digest: digest?.value.filledText)
    sheet.facts.images.append(text.reference(.deployed, at: place))
    sheet.sight(.image(name), at: place)
  }

  private func read(chart: Node, into sheet: inout FactSheet) {
    guard let name = chart["name"], let text = name.filledText else { return }
    sheet.sight(.chart(text), at: sheet.place(name))
    guard chart["repo"] != nil else { return }
    let version = chart["version"]
    sheet.facts.images.append(
      ChartVersion.reference(text, version: version?.text, at: sheet.place(version ?? name)))
    if let values = chart["valuesInline"] { ValuesReading.readReleased(values, into: &sheet) }
  }

  /// Configuration from elsewhere, judged by its address.
  private func readRemotes(in root: Node, into sheet: inout FactSheet) {
    let lists = ["resources", "bases", "components"].compactMap { root[$0] }
    for item in lists.flatMap(\.items) {
      guard let address = item.text, address.contains("://") || address.contains("github.com/")
      else { continue }
      sheet.sight(.chart(address), at: sheet.place(item))
    }
  }
}
