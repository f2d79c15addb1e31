import SourceModel

/// The parameters that are known where a text stands, by their names.
///
/// https://tekton.dev/docs/pipelines/variables/
struct TektonScope: Sendable {
  /// The values, those of a list joined.
  private var values: [String: String] = [:]
  /// The items of those that are lists.
  private var lists: [String: [String]] = [:]

  /// How the vendor's placeholders look.
  static let marks = PlaceholderMarks(
    openings: [
      "$(params.", "$(params[", "$(inputs.", "$(outputs.", "$(workspaces.", "$(tasks.",
      "$(context.", "$(results.", "$(step.", "$(steps.", "$(tt.", "$(credentials.", "$(resources.",
    ], closing: ")")

  /// The names of declared parameters with their defaults, then what is passed, filled in already.
  init(
    declared: PipelineValue? = nil, passed: PipelineValue? = nil,
    _ filling: inout ParameterFilling
  ) {
    for (parameters, key) in [(declared, "default"), (passed, "value")] {
      guard let parameters else { continue }
      filling.take(parameters)
      guard !filling.isSpent else { return }
      for item in parameters.items {
        guard let name = item["name"]?.text, let value = item[key] else { continue }
        set(name, value)
      }
    }
  }

  private mutating func set(_ name: String, _ value: PipelineValue) {
    switch value.content {
    case .text(let text, _):
      values[name] = text
      if lists[name] != nil { lists[name] = [text] }
    case .list(let items):
      let texts = items.compactMap(\.text)
      lists[name] = texts
      values[name] = texts.joined(separator: " ")
    case .map(let entries):
      for entry in entries { values["\(name).\(entry.key)"] = entry.value.text }
    case .reference: return
    }
  }

  /// The value with the parameters in it filled in, as far as they are known.
  func filled(
    _ value: PipelineValue, _ filling: inout ParameterFilling, depth: Int = 32
  ) -> PipelineValue {
    guard depth > 0, !values.isEmpty else {
      filling.take(value)
      return value
    }
    var result = value
    switch value.content {
    case .text(let text, let isNull):
      let full = filled(text, at: value.place, &filling)
      result.content = .text(full, isNull: isNull)
      result.chunk?.text = full
    case .list(let items):
      result.content = .list(items.flatMap { expanded($0, &filling, depth: depth - 1) })
    case .map(let entries):
      filling.take(values: entries.count, at: value.place)
      result.content = .map(
        entries.map { entry in
          PipelineValue.Entry(
            key: entry.key, place: entry.place,
            value: filled(entry.value, &filling, depth: depth - 1))
        })
    case .reference: break
    }
    return result
  }

  /// The items that stand for one of a list: `$(params.arguments[*])`.
  private func expanded(
    _ item: PipelineValue, _ filling: inout ParameterFilling, depth: Int
  ) -> [PipelineValue] {
    guard let text = item.text, text.hasPrefix("$("), text.hasSuffix("[*])"),
      let name = Self.name(in: text.dropFirst(2).dropLast(4)), let list = lists[name]
    else { return [filled(item, &filling, depth: depth)] }
    var made: [PipelineValue] = []
    for word in list.prefix(500) {
      filling.take(values: 1, at: item.place)
      guard filling.take(word, at: item.place) else { break }
      var value = item
      value.content = .text(word, isNull: false)
      value.chunk?.text = word
      made.append(value)
    }
    return made
  }

  /// The text with the parameters in it filled in.
  private func filled(
    _ text: String, at place: Place, _ filling: inout ParameterFilling
  ) -> String {
    filling.filled(text, from: "$(", to: ")", at: place) { name in
      Self.name(in: name).flatMap { values[$0] }
    }
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
