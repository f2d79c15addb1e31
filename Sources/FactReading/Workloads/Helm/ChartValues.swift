import FactModel
import SourceModel
import Syntax

/// A chart's name and default values, to tell what its templates become.
///
/// Expressions: https://helm.sh/docs/chart_template_guide/values_files/
struct ChartValues: Sendable {
  /// The folder of the chart.
  let folder: RelativePath
  /// What `Chart.yaml` says.
  let chart: Node?
  /// The default values.
  let values: ChartDefaults

  /// How many bytes of values a text takes in, and how long one value may be: real ones are names
  /// of less than a hundred.
  private static let (filledLimit, valueLimit) = (2_000, 1_000)

  /// The chart that a file is a template of, `nil` for other files.
  static func ofTemplate(_ path: RelativePath, _ context: ReadingContext) -> ChartValues? {
    guard let folder = chartFolder(of: path, context) else { return nil }
    return context.memory.chart(in: folder) {
      let chart = file("Chart.yaml", in: folder, context)
      let values = file("values.yaml", in: folder, context)
      let read = ChartValues(
        folder: folder, chart: document(chart), values: ChartDefaults(document(values)))
      return (read, size: (chart?.bytes.count ?? 0) + (values?.bytes.count ?? 0))
    }
  }

  /// The folder above `templates` that holds a `Chart.yaml`.
  static func chartFolder(of path: RelativePath, _ context: ReadingContext) -> RelativePath? {
    var folder = path.folder
    while !folder.text.isEmpty {
      let isTemplates = folder.name == "templates"
      folder = folder.folder
      if isTemplates, context.has("Chart.yaml", in: folder) { return folder }
    }
    return nil
  }

  private static func file(
    _ name: String, in folder: RelativePath, _ context: ReadingContext
  ) -> SourceFile? {
    guard let path = folder.appending(name), context.files.contains(path) else { return nil }
    return context.read(path)
  }

  private static func document(_ file: SourceFile?) -> Node? {
    file.flatMap { YAML.parse($0.bytes, manner: .tolerant).documents.first }
  }

  /// The default at a path of keys.
  func value(at keys: [String]) -> Node? { values.value(at: keys) }

  /// The text with values of the chart put in where an expression only names one.
  func substituted(_ text: String) -> String {
    guard text.contains("{{") else { return text }
    var result = ""
    var rest = text[...]
    var left = Self.filledLimit
    while let opening = rest.firstRange(of: "{{"),
      let closing = rest[opening.upperBound...].firstRange(of: "}}")
    {
      let expression = rest[opening.upperBound..<closing.lowerBound]
      result += rest[..<opening.lowerBound]
      if let value = plainValue(of: expression), value.utf8.count <= left {
        left -= value.utf8.count
        result += value
      } else {
        result += rest[opening.lowerBound..<closing.upperBound]
      }
      rest = rest[closing.upperBound...]
    }
    return result + rest
  }

  /// The value of an expression that only names one, `.Values.image.repository | quote`.
  private func plainValue(of expression: Substring) -> String? {
    let trimmed = expression.split(separator: "|").first.map(String.init) ?? ""
    let name = trimmed.trimmingSpaces.trimmingDashes
    guard name.hasPrefix(".Values."), !name.contains(" ") else { return nil }
    let value = value(at: Self.keys(of: name.dropFirst(8)))?.filledText
    return value.flatMap { $0.utf8.count <= Self.valueLimit ? $0 : nil }
  }

  /// How exactly a tag says the version that is one expression of a value, `nil` for other tags.
  ///
  /// A chart's own version stands in for a missing one: `{{ .Values.tag | default .Chart.AppVersion }}`.
  func pinning(ofTag tag: String) -> ImageReference.Pinning? {
    let text = tag.trimmingSpaces
    guard text.hasPrefix("{{"), text.hasSuffix("}}"), text.contains(".Chart.AppVersion") else {
      return nil
    }
    let expression = text.dropFirst(2).dropLast(2)
    let version = plainValue(of: expression) ?? chart?["appVersion"]?.text ?? ""
    let isValue = expression.trimmingSpaces.trimmingDashes.drop { $0 == "$" }.hasPrefix(".Values.")
    return isValue && ChartVersion.isMoving(application: version) ? .moving : nil
  }

  /// The paths below `.Values` and `$.Values` that a line names.
  static func references(in line: String) -> [[String]] {
    var result: [[String]] = []
    var rest = line[...]
    while let found = rest.firstRange(of: ".Values.") {
      let name = rest[found.upperBound...].prefix {
        $0.isLetter || $0.isNumber || $0 == "." || $0 == "_"
      }
      result.append(keys(of: name))
      rest = rest[name.endIndex...]
    }
    return result
  }

  private static func keys(of name: Substring) -> [String] {
    name.split(separator: ".").map(String.init)
  }
}

extension String {
  /// The text without the dashes that cut white space, `{{- x -}}`.
  fileprivate var trimmingDashes: String {
    var text = self[...]
    if text.hasPrefix("-") { text = text.dropFirst() }
    if text.hasSuffix("-") { text = text.dropLast() }
    return text.trimmingSpaces
  }
}

extension FactSheet {
  /// Whether the value of a key has content: in the file, or by the chart's values that fill it.
  ///
  /// Templates put blocks in with `toYaml .Values.x` beside the key or on a line of its own.
  func isFilled(_ entry: Node.Entry) -> Bool {
    if entry.value.isFilledCollection { return true }
    guard isTemplate, !entry.value.isMapping, !entry.value.isSequence else { return false }
    let line = Int(place(entry.key.position).position.line)
    let own = lines.text(ofLine: line)
    let next = lines.text(ofLine: line + 1)
    let isPutIn = own.contains("{{") || next.hasPrefix("{{") || next.hasPrefix("<%")
    guard isPutIn else { return false }
    let around = [own, next, lines.text(ofLine: line - 1)]
    let references = around.flatMap(ChartValues.references(in:))
    guard let chart, !references.isEmpty else { return true }
    return references.contains { chart.value(at: $0)?.isFilledCollection ?? false }
  }

  /// A text with the chart's values put in.
  func resolved(_ text: String) -> String { chart?.substituted(text) ?? text }
}
