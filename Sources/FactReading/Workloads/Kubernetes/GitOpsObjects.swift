import FactModel
import SourceModel
import Syntax

/// Reads what Argo CD, Flux and Helm controllers are told to deploy.
///
/// https://argo-cd.readthedocs.io/en/stable/operator-manual/application.yaml
/// https://fluxcd.io/flux/components/helm/helmreleases/
enum GitOpsObjects {
  private static let flux = NamedTool("flux", "Flux", "deployment")

  /// Reads what an object deploys into the sheet.
  static func read(_ object: KubernetesObject, into sheet: inout FactSheet) {
    if object.group.hasSuffix("fluxcd.io") || object.group == "argoproj.io" {
      noteEnvironment(in: object.name, at: object.place, into: &sheet)
    }
    switch object.kind {
    case "Application", "ApplicationSet": readApplication(object, into: &sheet)
    case "HelmRelease": readRelease(object, into: &sheet)
    case "HelmChart": readChart(object, into: &sheet)
    case "Kustomization": readKustomization(object, into: &sheet)
    case "OCIRepository": readRepository(object, into: &sheet)
    case "PackageInstall": readPackage(object, into: &sheet)
    default: return
    }
  }

  /// A name that ends or begins with that of an environment, `shop-production`.
  private static func noteEnvironment(
    in name: String, at place: Place, into sheet: inout FactSheet
  ) {
    guard EnvironmentName.isPlain(name), let canonical = EnvironmentName.canonical(name) else {
      return
    }
    sheet.environment(canonical, at: place)
  }

  // MARK: - Argo CD

  private static func readApplication(_ object: KubernetesObject, into sheet: inout FactSheet) {
    guard object.group == "argoproj.io" else { return }
    for source in sources(of: object) {
      if let chart = source["chart"] {
        note(chart: chart, version: source.entry("targetRevision"), in: source, &sheet)
      }
      if source["chart"] == nil, let branch = source["targetRevision"], let name = branch.text {
        noteEnvironment(in: name, at: sheet.place(branch), into: &sheet)
      }
      readImages(of: source, into: &sheet)
      guard let helm = source["helm"] else { continue }
      if let values = helm["valuesObject"] { ValuesReading.readReleased(values, into: &sheet) }
      if let text = helm["values"] { ValuesReading.readReleased(text: text, into: &sheet) }
    }
    for element in elements(of: object) {
      for key in ["env", "environment", "stage", "cluster", "name"] {
        guard let value = element[key], let name = value.text else { continue }
        sheet.environment(name, at: sheet.place(value))
      }
    }
  }

  /// Images that an application puts over those of a kustomization or a chart.
  ///
  /// https://argo-cd.readthedocs.io/en/stable/user-guide/kustomize/
  /// https://argo-cd.readthedocs.io/en/stable/user-guide/helm/#helm-parameters
  private static func readImages(of source: Node, into sheet: inout FactSheet) {
    let images = source["kustomize", "images"]?.items ?? []
    let overrides = images.compactMap { node in
      node.filledText.flatMap { ImageOverride($0, at: sheet.place(node)) }
    }
    if !overrides.isEmpty, let path = source["path"]?.text,
      let folder = RelativePath("").appending(path)
    {
      sheet.facts.kustomizations.append(
        Kustomization(path: sheet.file.path, over: folder, images: overrides))
    }
    for parameter in source["helm", "parameters"]?.items ?? [] {
      guard let name = parameter["name"]?.text, let value = parameter["value"],
        name.nameWords.suffix(2) == ["image", "tag"], let tag = value.filledText
      else { continue }
      sheet.facts.images.append(
        ImageText(repository: "", tag: tag, digest: nil)
          .reference(.deployed, at: sheet.place(value)))
    }
  }

  /// What an application of Argo CD is made from.
  static func sources(of object: KubernetesObject) -> [Node] {
    let isSet = object.kind == "ApplicationSet"
    guard let spec = isSet ? object.spec?["template", "spec"] : object.spec else { return [] }
    return (spec["source"].map { [$0] } ?? []) + (spec["sources"]?.items ?? [])
  }

  // https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-List/
  private static func elements(of object: KubernetesObject) -> [Node] {
    (object.spec?["generators"]?.items ?? []).flatMap { $0["list", "elements"]?.items ?? [] }
  }

  // MARK: - Flux

  private static func readRelease(_ object: KubernetesObject, into sheet: inout FactSheet) {
    guard let spec = object.spec else { return }
    if let chart = spec["chart", "spec"] {
      let name = chart["chart"] ?? object.node["metadata", "name"]
      if let name { note(chart: name, version: chart.entry("version"), in: chart, &sheet) }
    } else if spec["chart", "repository"] != nil, let chart = spec["chart"],
      let name = chart["name"]
    {
      // The form of Flux 1: https://fluxcd.io/legacy/helm-operator/references/helmrelease-custom-resource/
      note(chart: name, version: chart.entry("version"), in: chart, &sheet)
    }
    if let values = spec["values"] { ValuesReading.readReleased(values, into: &sheet) }
    if let entry = remediation(in: spec["upgrade"]) {
      sheet.use(flux, [.rollsBackByItself], rungs: [.kubernetes], at: sheet.place(entry.key))
    }
    if let test = spec["test"], test["enable"]?.lenientFlag == true {
      sheet.use(flux, [.verifies], at: sheet.place(of: "enable", in: test))
    }
  }

  /// The remediation of a failed upgrade, where it goes back.
  ///
  /// Its strategy is `rollback` where none is named, and it is done at the end only with retries or
  /// when asked for: https://fluxcd.io/flux/components/helm/helmreleases/#upgrade-remediation
  private static func remediation(in upgrade: Node?) -> Node.Entry? {
    guard let entry = upgrade?.entry("remediation"), entry.value.isMapping else { return nil }
    let strategy = entry.value["strategy"]?.text ?? "rollback"
    guard strategy == "rollback" else { return nil }
    let isLast = entry.value["remediateLastFailure"]?.lenientFlag
    let retries = entry.value["retries"]?.integer ?? 0
    return isLast ?? (retries != 0 || entry.value["strategy"] != nil) ? entry : nil
  }

  private static func readChart(_ object: KubernetesObject, into sheet: inout FactSheet) {
    guard let spec = object.spec, let chart = spec["chart"] else { return }
    note(chart: chart, version: spec.entry("version"), in: spec, &sheet)
  }

  private static func readKustomization(_ object: KubernetesObject, into sheet: inout FactSheet) {
    guard object.group == "kustomize.toolkit.fluxcd.io", let spec = object.spec else { return }
    let waits = spec.entry("wait").flatMap { $0.value.lenientFlag == true ? $0 : nil }
    let checks = spec.entry("healthChecks").flatMap { $0.value.items.isEmpty ? nil : $0 }
    if let entry = waits ?? checks {
      sheet.use(flux, [.verifies], at: sheet.place(entry.key))
    }
    if let path = spec["path"], let text = path.text,
      let name = EnvironmentPath.inFolders(of: RelativePath("\(text)/x"))
    {
      sheet.environment(name, at: sheet.place(path))
    }
  }

  // https://carvel.dev/kapp-controller/docs/latest/packaging/#packageinstall
  private static func readPackage(_ object: KubernetesObject, into sheet: inout FactSheet) {
    guard let package = object.spec?["packageRef"], let name = package["refName"] else { return }
    let version = package["versionSelection"]?.entry("constraints")
    note(chart: name, version: version, in: package, &sheet)
  }

  private static func readRepository(_ object: KubernetesObject, into sheet: inout FactSheet) {
    guard let spec = object.spec, let url = spec["url"], let address = url.text else { return }
    sheet.sight(.chart(address), at: sheet.place(url))
    guard let reference = spec["ref"] else { return }
    var image = ImageText(
      repository: address, tag: reference["tag"]?.text, digest: reference["digest"]?.text
    ).reference(.deployed, at: sheet.place(reference))
    if let range = reference["semver"]?.text {
      (image.tag, image.pinning) = (range, ChartVersion.pinning(range))
    }
    sheet.facts.images.append(image)
  }

  // MARK: - Both

  private static func note(
    chart: Node, version: Node.Entry?, in node: Node, _ sheet: inout FactSheet
  ) {
    guard let name = chart.filledText else { return }
    let isLocal = name.hasPrefix("./") || name.hasPrefix("../") || name.hasPrefix("/")
    sheet.sight(.chart(name), at: sheet.place(chart))
    // A chart in the tree is of the version that the tree is of.
    guard !isLocal else { return }
    let place = version.map { sheet.place($0.value) } ?? sheet.place(chart)
    sheet.facts.images.append(
      ChartVersion.reference(name, version: version?.value.text, at: place))
  }

  /// What rules may want to know of an object that a controller acts on.
  static func settings(
    of object: KubernetesObject, in sheet: FactSheet
  ) -> [String: Located<String>] {
    guard let spec = object.spec else { return [:] }
    let paths: [(String, [String])] = [
      ("chart", ["source", "chart"]), ("chart", ["chart", "spec", "chart"]),
      ("version", ["source", "targetRevision"]), ("version", ["chart", "spec", "version"]),
      ("repository", ["source", "repoURL"]), ("repository", ["url"]),
      ("path", ["source", "path"]), ("path", ["path"]),
      ("namespace", ["destination", "namespace"]), ("suspend", ["suspend"]),
    ]
    var result: [String: Located<String>] = [:]
    for (name, path) in paths {
      let node = path.reduce(spec as Node?) { node, key in node?[key] }
      if let node, let text = node.text { result[name] = Located(text, at: sheet.place(node)) }
    }
    if let entry = spec["syncPolicy"]?.entry("automated") {
      result["automated"] = Located("true", at: sheet.place(entry.key))
    }
    return result
  }
}
