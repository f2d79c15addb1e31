import FactModel
import SourceModel
import Syntax

/// Reads Kustomize's files: overlays, images and charts.
///
/// https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
struct KustomizeReader: FileReader {
  private static let tool = NamedTool("kustomize", "Kustomize", "deployment")
  private static let names = ["kustomization.yaml", "kustomization.yml", "Kustomization"]

  var endings: Set<String>? { ["yml", "yaml", ""] }

  func wants(_ path: RelativePath) -> Bool { Self.names.contains(path.name) }

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
    var kustomization = structure(of: root, in: file.path)
    for image in root["images"]?.items ?? [] {
      if let image = override(image, into: &sheet) { kustomization.images.append(image) }
    }
    sheet.facts.kustomizations.append(kustomization)
    for count in root["replicas"]?.items ?? [] where (count["count"]?.integer ?? 0) > 0 {
      sheet.use(
        Self.tool, [.keepsCount], rungs: [.kubernetes], at: sheet.place(of: "count", in: count))
    }
    for chart in root["helmCharts"]?.items ?? [] { read(chart: chart, into: &sheet) }
    readRemotes(in: root, into: &sheet)
    InlinePatches.read(in: root, into: &sheet)
    InlinePatches.readFiles(of: root, in: file, context, into: &sheet)
    return sheet.facts
  }

  /// What stands in the tree of what it builds from.
  private func structure(of root: Node, in path: RelativePath) -> Kustomization {
    func paths(_ keys: [String]) -> [RelativePath] {
      keys.flatMap { root[$0]?.texts ?? [] }.filter { !$0.contains("://") && !$0.contains("\n") }
        .compactMap(path.folder.appending)
    }
    let patches = ["patches", "patchesJson6902"].flatMap { root[$0]?.items ?? [] }
      .compactMap { $0["path"]?.text }.compactMap(path.folder.appending)
    return Kustomization(
      path: path, folder: path.folder, resources: paths(["resources", "bases"]),
      components: paths(["components"]),
      patches: patches + paths(["patchesStrategicMerge"]), images: [])
  }

  private func override(_ image: Node, into sheet: inout FactSheet) -> ImageOverride? {
    let newName = image["newName"]?.filledText
    guard let name = image["name"]?.filledText ?? newName else { return nil }
    var result = ImageOverride(name: name, repository: newName)
    let tag = image.entry("newTag")
    let digest = image.entry("digest")
    // A new name alone leaves the version to the manifest.
    guard tag != nil || digest != nil else { return result }
    let place = sheet.place((digest ?? tag)?.key ?? image)
    let text = ImageText(
      repository: newName ?? name, tag: tag?.value.filledText, digest: digest?.value.filledText)
    result.version = text.reference(.deployed, at: place)
    sheet.sight(.image(newName ?? name), at: place)
    return result
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
