import SourceModel

/// The parameters that are known where a text stands, by their names.
///
/// https://tekton.dev/docs/pipelines/variables/
struct TektonScope: Sendable {
  /// How long a text with its parameters filled in may be.
  private static let lengthLimit = 100_000

  private var values: [String: [String]] = [:]
  private var arrays: Set<String> = []

  /// How the vendor's placeholders look.
  static let marks = PlaceholderMarks(
    openings: [
      "$(params.", "$(params[", "$(inputs.", "$(outputs.", "$(workspaces.", "$(tasks.",
      "$(context.", "$(results.", "$(step.", "$(steps.", "$(tt.", "$(credentials.", "$(resources.",
    ], closing: ")")

  /// The names of declared parameters with their defaults, then what is passed, filled in already.
  init(declared: PipelineValue? = nil, passed: PipelineValue? = nil, in outer: TektonScope? = nil) {
    for item in declared?.items ?? [] {
      guard let name = item["name"]?.text, let value = item["default"] else { continue }
      set(name, value)
    }
    for item in passed?.items ?? [] {
      guard let name = item["name"]?.text, let value = item["value"] else { continue }
      set(name, outer?.filled(value) ?? value)
    }
  }

  private mutating func set(_ name: String, _ value: PipelineValue) {
    switch value.content {
    case .text(let text, _): values[name] = [text]
    case .list(let items):
      values[name] = items.compactMap(\.text)
      arrays.insert(name)
    case .map(let entries):
      for entry in entries { values["\(name).\(entry.key)"] = entry.value.text.map { [$0] } }
    case .reference: return
    }
  }

  /// The value of a parameter.
  func text(_ name: String) -> String? { values[name]?.joined(separator: " ") }

  /// The value with the parameters in it filled in, as far as they are known.
  func filled(_ value: PipelineValue, depth: Int = 32) -> PipelineValue {
    guard depth > 0, !values.isEmpty else { return value }
    var result = value
    switch value.content {
    case .text(let text, let isNull):
      let full = filled(text)
      result.content = .text(full, isNull: isNull)
      result.chunk?.text = full
    case .list(let items):
      result.content = .list(items.flatMap { expanded($0, depth: depth - 1) })
    case .map(let entries):
      result.content = .map(
        entries.map { entry in
          PipelineValue.Entry(
            key: entry.key, place: entry.place, value: filled(entry.value, depth: depth - 1))
        })
    case .reference: break
    }
    return result
  }

  /// The items that stand for one of a list: `$(params.arguments[*])`.
  private func expanded(_ item: PipelineValue, depth: Int) -> [PipelineValue] {
    guard let text = item.text, text.hasPrefix("$("), text.hasSuffix("[*])"),
      let name = Self.name(in: text.dropFirst(2).dropLast(4)), arrays.contains(name)
    else { return [filled(item, depth: depth)] }
    return (values[name] ?? []).prefix(500).map { word in
      var made = item
      made.content = .text(word, isNull: false)
      made.chunk?.text = word
      return made
    }
  }

  /// The text with the parameters in it filled in.
  func filled(_ text: String) -> String {
    guard text.contains("$("), text.utf8.count < Self.lengthLimit else { return text }
    var result = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "$(") {
      result += rest[..<start.lowerBound]
      let inner = rest[start.upperBound...]
      guard let end = inner.firstIndex(of: ")"), let name = Self.name(in: inner[..<end]),
        let value = self.text(name), result.utf8.count < Self.lengthLimit
      else {
        result += "$("
        rest = inner
        continue
      }
      result += value
      rest = inner[inner.index(after: end)...]
    }
    return result + rest
  }

  /// The name of the parameter in `params.name`, `inputs.params.name`, `params["name"]`.
  private static func name(in text: some StringProtocol) -> String? {
    for start in ["inputs.params.", "tt.params.", "params."] where text.hasPrefix(start) {
      let name = text.dropFirst(start.count)
      return String(name.hasSuffix("[*]") ? name.dropLast(3) : name)
    }
    for start in ["inputs.params[", "params["] where text.hasPrefix(start) {
      return String(text.dropFirst(start.count).filter { $0 != "\"" && $0 != "'" && $0 != "]" })
    }
    return nil
  }
}
