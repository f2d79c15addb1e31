import FactModel
import SourceModel

/// Reads Bicep, line by line: what is declared, and the properties that say how it is run.
///
/// https://learn.microsoft.com/azure/azure-resource-manager/bicep/file
struct BicepReader: FileReader {
  private static let endings: Set<String> = ["bicep", "bicepparam"]

  var endings: Set<String>? { Self.endings }

  func wants(_ path: RelativePath) -> Bool {
    Self.endings.contains(path.fileExtension)
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var sheet = FactSheet(file, context)
    let unset = BicepLines.unsetParameters(of: file)
    var lines = BicepLines()
    var allowed: [Located<String>] = []
    var isListing = false
    for (index, line) in file.lines.enumerated() {
      let text = lines.code(of: line)
      let place = file.place(line: index + 1)
      guard !text.isEmpty else { continue }
      if text.hasPrefix("@allowed(") { (allowed, isListing) = ([], true) }
      if isListing { allowed += BicepLines.quoted(in: text).map { Located($0, at: place) } }
      if text.hasSuffix("])") { isListing = false }
      if text.hasPrefix("param ") {
        readParameter(text, allowed, at: place, into: &sheet)
        allowed = []
      }
      readDeclaration(text, at: place, into: &sheet)
      readProperty(text, unset, at: place, into: &sheet)
    }
    // Tests of modules are called `main.test.bicep` by habit; nothing is deployed by them.
    let isTest = file.path.stem.hasSuffix(".test") || file.path.stem.hasSuffix(".tests")
    if !isTest { sheet.environmentOfFile(beside: ["main", "params", "parameters"]) }
    return sheet.facts
  }

  private func readDeclaration(_ text: String, at place: Place, into sheet: inout FactSheet) {
    let words = text.split(separator: " ", omittingEmptySubsequences: true)
    guard words.count > 3, let quoted = BicepLines.quoted(in: text).first else { return }
    let name = String(words[1])
    switch words[0] {
    case "resource":
      let type = String(quoted.prefix { $0 != "@" })
      // What exists is only looked at.
      guard type.contains("/"), words[3] != "existing", !text.contains(" if (false)") else {
        return
      }
      sheet.resource("bicep", type, name: name, at: place)
      sheet.sight(.resource(type), at: place)
      if AzureSettings.runsContainers(type) {
        sheet.facts.workloads.append(
          Workload(platform: .platform, kind: type, name: name, place: place))
      }
    case "module":
      sheet.resource("bicep", "module", name: quoted, at: place)
      let isRemote = quoted.hasPrefix("br") && quoted.contains(":") || quoted.hasPrefix("ts:")
      if isRemote { sheet.sight(.resource(quoted), at: place) }
    default: return
    }
  }

  /// - Parameter unset: the parameters that leave off what they set unless somebody passes more.
  private func readProperty(
    _ text: String, _ unset: Set<String>, at place: Place, into sheet: inout FactSheet
  ) {
    guard let colon = text.firstIndex(of: ":") else { return }
    let key = text[..<colon].filter { $0 != "'" && $0 != " " }
    let rest = String(text[text.index(after: colon)...]).trimmingSpaces
    let isOpen = rest == "{" || rest == "["
    let value = rest.filter { $0 != "'" }
    if key == "image", !value.isEmpty, !isOpen {
      let isText = rest.hasPrefix("'")
      let image = ImageText(isText ? value : "${\(value)}")
      sheet.facts.images.append(image.reference(.deployed, at: place))
    }
    guard unset.isEmpty || !Self.isUnset(rest, unset) else { return }
    let capabilities = AzureSettings.meaning(of: key, isOpen ? nil : value)
    if !capabilities.isEmpty { sheet.use(AzureSettings.tool, capabilities, at: place) }
  }

  /// Whether a value is such a parameter, or nothing where that is not passed:
  /// `limit != -1 ? limit : null`.
  private static func isUnset(_ value: String, _ unset: Set<String>) -> Bool {
    if unset.contains(value) { return true }
    guard value.hasSuffix(": null") || value.hasSuffix(": ''") else { return false }
    return value.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
      .contains { unset.contains(String($0)) }
  }

  /// The values that a parameter for the environment allows, or the one that it has.
  private func readParameter(
    _ text: String, _ allowed: [Located<String>], at place: Place, into sheet: inout FactSheet
  ) {
    let name = text.split(separator: " ").dropFirst().first?.lowercased() ?? ""
    if sheet.file.path.fileExtension == "bicepparam", let set = BicepLines.parameter(in: text) {
      let capabilities = AzureSettings.meaning(of: set.name, set.value)
      if !capabilities.isEmpty { sheet.use(AzureSettings.tool, capabilities, at: place) }
    }
    guard name.contains("env") || name.contains("stage") else { return }
    for value in allowed { sheet.environment(value.value, at: value.place) }
    if sheet.file.path.fileExtension == "bicepparam",
      let value = BicepLines.quoted(in: text).first
    {
      sheet.environment(value, at: place)
    }
  }
}

/// Takes comments out of Bicep's lines.
struct BicepLines {
  private var isInComment = false
  private var isInText = false

  /// The code of the next line; nothing where it is a comment or lies in a long text.
  mutating func code(of line: Substring) -> String {
    let text = line.trimmingSpaces
    if isInText {
      if text.contains("'''") { isInText = false }
      return ""
    }
    if isInComment {
      if text.contains("*/") { isInComment = false }
      return ""
    }
    if text.hasPrefix("//") { return "" }
    if text.hasPrefix("/*") {
      isInComment = !text.contains("*/")
      return ""
    }
    if let opening = text.firstRange(of: "'''"), !text[opening.upperBound...].contains("'''") {
      isInText = true
    }
    return text.firstRange(of: " //").map { text[..<$0.lowerBound].trimmingSpaces } ?? text
  }

  /// The name of a parameter and its value or default, without quotes; `nil` where it has none.
  static func parameter(in text: String) -> (name: String, value: String)? {
    guard text.hasPrefix("param "), let equals = text.firstRange(of: " = "),
      let name = text.split(separator: " ", maxSplits: 2).dropFirst().first
    else { return nil }
    return (String(name), text[equals.upperBound...].filter { $0 != "'" }.trimmingSpaces)
  }

  /// The parameters whose defaults switch off what is set by them.
  ///
  /// https://learn.microsoft.com/azure/azure-resource-manager/bicep/parameters#default-value
  static func unsetParameters(of file: SourceFile) -> Set<String> {
    guard file.contains("param ") else { return [] }
    var lines = BicepLines()
    var unset: Set<String> = []
    for line in file.lines {
      if let parameter = parameter(in: lines.code(of: line)), AzureSettings.isOff(parameter.value) {
        unset.insert(parameter.name)
      }
    }
    return unset
  }

  /// The texts in single quotes.
  static func quoted(in text: String) -> [String] {
    let parts = text.split(separator: "'", omittingEmptySubsequences: false)
    return parts.indices.compactMap { $0 % 2 == 1 ? String(parts[$0]) : nil }
  }
}
