import FactModel
import SourceModel
import Syntax

/// Reads a chart's own description and the charts it depends on.
///
/// https://helm.sh/docs/topics/charts/#the-chartyaml-file
struct HelmChartReader: FileReader {
  private static let tool = NamedTool("helm", "Helm", "deployment")

  var endings: Set<String>? { ["yml", "yaml"] }

  func wants(_ path: RelativePath) -> Bool {
    path.name == "Chart.yaml" || path.name == "Chart.yml" || path.name == "requirements.yaml"
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    let isChart = file.path.name != "requirements.yaml"
    guard isChart || context.has("Chart.yaml", in: file.path.folder) else { return FileFacts() }
    let isTemplate = file.contains("{{")
    var sheet = FactSheet(file, context, isTemplate: isTemplate)
    let tree = YAML.parse(file.bytes, manner: .tolerant)
    if !isTemplate { sheet.facts.warnings += tree.faults.map { $0.diagnostic(in: file.path) } }
    guard let root = tree.documents.first, root.isMapping else { return sheet.facts }
    if isChart { readChart(root, into: &sheet) }
    for dependency in root["dependencies"]?.items ?? [] { read(dependency, into: &sheet) }
    return sheet.facts
  }

  private func readChart(_ root: Node, into sheet: inout FactSheet) {
    let place = sheet.place(of: "name", in: root)
    sheet.use(Self.tool, [.describesInfrastructure], rungs: [.kubernetes], at: place)
    var settings: [String: Located<String>] = [:]
    for key in ["version", "appVersion", "type"] {
      guard let value = root[key], let text = value.filledText else { continue }
      settings[key] = Located(text, at: sheet.place(value))
    }
    let name = root["name"]?.text ?? sheet.file.path.folder.name
    sheet.resource("helm", "Chart", name: name, settings: settings, at: place)
  }

  private func read(_ dependency: Node, into sheet: inout FactSheet) {
    guard let name = dependency.entry("name"), let text = name.value.filledText else { return }
    let place = sheet.place(name.key)
    sheet.sight(.chart(text), at: place)
    let repository = dependency["repository"]?.text ?? ""
    guard !repository.hasPrefix("file:"), !repository.isEmpty else { return }
    sheet.facts.images.append(
      ChartVersion.reference(
        text, version: dependency["version"]?.text,
        at: dependency["version"].map { sheet.place($0) } ?? place))
  }
}

/// Reads files of values: a chart's defaults, and those of each environment.
///
/// https://helm.sh/docs/chart_template_guide/values_files/
struct HelmValuesReader: FileReader {
  var endings: Set<String>? { ["yml", "yaml", "gotmpl"] }

  func wants(_ path: RelativePath) -> Bool {
    let name = path.name.lowercased()
    guard name.hasSuffix(".yaml") || name.hasSuffix(".yml") || name.hasSuffix(".yaml.gotmpl")
    else { return false }
    if ForeignPath.belongsToPipelines(path) { return false }
    return name.hasPrefix("values") || name.contains("values.y")
      || path.folder.name == "values" || path.folder.name == "helm-values"
      || path.folder.name == "helm_values"
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    guard ChartValues.chartFolder(of: file.path, context) == nil else { return FileFacts() }
    let isTemplate = file.contains("{{")
    var sheet = FactSheet(file, context, isTemplate: isTemplate)
    let tree = YAML.parse(file.bytes, manner: .tolerant)
    if !isTemplate { sheet.facts.warnings += tree.faults.map { $0.diagnostic(in: file.path) } }
    readEnvironment(into: &sheet)
    guard let root = tree.documents.first, root["apiVersion"] == nil || root["kind"] == nil else {
      return sheet.facts
    }
    let chart = chart(beside: file, context)
    ValuesReading.read(
      root, missingTag: missingTag(of: chart, beside: file, context),
      asked: chart == nil ? nil : AskedValues(beside: file.path, chart, context), into: &sheet)
    return sheet.facts
  }

  private func readEnvironment(into sheet: inout FactSheet) {
    let path = sheet.file.path
    let name =
      EnvironmentPath.inName(of: path, beside: ["values"]) ?? EnvironmentPath.asName(of: path)
      ?? EnvironmentPath.inFolders(of: path)
    if let name { sheet.environment(name, at: sheet.file.place(line: 1)) }
  }

  private func chart(beside file: SourceFile, _ context: ReadingContext) -> Node? {
    guard let path = file.path.folder.appending("Chart.yaml"), context.files.contains(path),
      let chart = context.read(path)
    else { return nil }
    return YAML.parse(chart.bytes, manner: .tolerant).documents.first
  }

  /// What a missing tag becomes: the version that the chart beside the file names for its program,
  /// or what a chart from elsewhere fills in.
  private func missingTag(
    of chart: Node?, beside file: SourceFile, _ context: ReadingContext
  ) -> ImageReference.Pinning {
    guard let chart else { return .filled }
    let version = chart["appVersion"]?.text
    guard let version, !version.isEmpty else {
      return usesChartVersion(beside: file, context) ? .filled : .absent
    }
    return ChartVersion.isMoving(application: version) ? .moving : .filled
  }
}

extension HelmValuesReader {
  /// Whether templates beside the values name the chart's own version, `{{ .Chart.Version }}`.
  private func usesChartVersion(beside file: SourceFile, _ context: ReadingContext) -> Bool {
    guard let folder = file.path.folder.appending("templates") else { return false }
    return context.files(below: folder).contains { path in
      context.read(path)?.contains(".Chart.Version") == true
    }
  }
}

/// Reads helmfiles: releases of charts, with their environments.
///
/// https://helmfile.readthedocs.io/en/latest/
struct HelmfileReader: FileReader {
  private static let tool = NamedTool("helmfile", "Helmfile", "deployment")

  var endings: Set<String>? { ["yml", "yaml", "gotmpl"] }

  func wants(_ path: RelativePath) -> Bool {
    let name = path.name
    guard name.hasSuffix(".yaml") || name.hasSuffix(".yml") || name.hasSuffix(".gotmpl") else {
      return false
    }
    return name.hasPrefix("helmfile") || path.folder.name == "helmfile.d"
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var sheet = FactSheet(file, context, isTemplate: true)
    for root in YAML.parse(file.bytes, manner: .tolerant).documents {
      for entry in root["environments"]?.entries ?? [] {
        guard let name = entry.key.text else { continue }
        sheet.environment(name, at: sheet.place(entry.key))
      }
      for release in root["releases"]?.items ?? [] { read(release, root, into: &sheet) }
    }
    return sheet.facts
  }

  private func read(_ release: Node, _ root: Node, into sheet: inout FactSheet) {
    guard let chart = release.entry("chart"), let name = chart.value.filledText,
      // A release that is not to be there: https://helmfile.readthedocs.io/en/latest/#configuration
      release["installed"]?.lenientFlag != false
    else { return }
    let place = sheet.place(chart.key)
    sheet.sight(.chart(name), at: place)
    sheet.use(
      Self.tool, [.describesInfrastructure, .keepsState], rungs: [.kubernetes], at: place)
    let meanings: [(key: String, gives: CaseSet<Capability>)] = [
      ("atomic", [.rollsBackByItself, .verifies]), ("wait", [.verifies]),
    ]
    for meaning in meanings {
      let entry = release.entry(meaning.key) ?? root["helmDefaults"]?.entry(meaning.key)
      guard let entry, entry.value.lenientFlag == true else { continue }
      sheet.use(Self.tool, meaning.gives, at: sheet.place(entry.key))
    }
    if !name.hasPrefix("."), !name.hasPrefix("/") {
      let version = release["version"]
      sheet.facts.images.append(
        ChartVersion.reference(
          name, version: version?.text, at: version.map { sheet.place($0) } ?? place))
    }
    for values in release["values"]?.items ?? [] where values.isMapping {
      ValuesReading.readReleased(values, into: &sheet)
    }
  }
}
