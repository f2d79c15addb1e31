import FactModel
import SourceModel
import Syntax

/// `$[[ inputs.name ]]`.
///
/// https://docs.gitlab.com/ci/inputs/
enum GitLabInputs {
  /// The inputs that a header declares, and whether the configuration behind it uses them.
  static func declared(
    in header: Node, _ root: PipelineValue, _ document: PipelineDocument
  ) -> [PipelineInput] {
    var used: Set<String> = []
    root.visitTexts { text in
      guard text.contains("$[[") else { return }
      for part in text.split(separator: "inputs.", omittingEmptySubsequences: false).dropFirst() {
        let name = part.utf8.prefix { $0.isNamePart }
        used.insert(String(decoding: name, as: UTF8.self))
      }
    }
    return (header["spec", "inputs"]?.entries ?? []).compactMap { entry in
      guard let name = entry.key.text else { return nil }
      return PipelineInput(
        name: name, summary: entry.value["description"]?.text ?? "",
        options: entry.value["options"]?.texts ?? [], place: document.place(entry.key),
        isUsed: used.contains(name))
    }
  }

  /// The text with the inputs replaced whose value is known; functions behind `|` are left out.
  ///
  /// - Parameter room: how many bytes the values may still have, below zero where they had more.
  static func interpolated(
    _ text: String, _ values: [String: String], _ room: inout Int
  ) -> String {
    guard text.contains("$[[") else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index...].starts(with: "$[[".utf8), let end = end(of: bytes, from: index + 3)
      else {
        result.append(bytes[index])
        index += 1
        continue
      }
      let inner = String(decoding: bytes[(index + 3)..<end], as: UTF8.self)
      let name = (inner.split(separator: "|").first ?? "").trimmingSpaces
      let value = name.hasPrefix("inputs.") ? values[String(name.dropFirst(7))] : nil
      room -= value?.utf8.count ?? 0
      if let value, room >= 0 {
        result += value.utf8
      } else {
        result += bytes[index..<(end + 2)]
      }
      index = end + 2
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func end(of bytes: [UInt8], from start: Int) -> Int? {
    let close = UInt8(ascii: "]")
    // An input's name is short; a far-off end is none.
    let limit = min(bytes.count - 1, start + 200)
    guard start < limit else { return nil }
    return (start..<limit).first { bytes[$0] == close && bytes[$0 + 1] == close }
  }
}

extension GitLabConfiguration {
  /// Whether a person who starts the pipeline is asked for something.
  var asksPerson: Bool {
    !inputs.isEmpty || keywords["variables"]?.entries.contains(where: \.value.isAskedFor) == true
  }

  /// What a person who starts the pipeline may say: variables that are described, and inputs.
  ///
  /// https://docs.gitlab.com/ci/pipelines/#prefill-variables-in-manual-pipelines
  func personInputs(of jobs: [Job]) -> [PipelineInput] {
    let asked = (keywords["variables"]?.entries ?? []).filter(\.value.isAskedFor)
    guard !asked.isEmpty else { return inputs }
    var used: Set<String> = []
    for entry in root.entries where entry.key != "variables" {
      entry.value.visitTexts { used.formUnion(Self.variables(in: $0)) }
    }
    for value in keywords["variables"]?.variables.values.sorted() ?? [] {
      used.formUnion(Self.variables(in: value))
    }
    // Scripts see the variables too.
    for step in jobs.flatMap(\.steps) where !step.via.isEmpty {
      for word in step.words { used.formUnion(Self.variables(in: word)) }
    }
    return inputs
      + asked.map { entry in
        PipelineInput(
          name: entry.key, summary: entry.value["description"]?.text ?? "",
          options: entry.value["options"]?.texts ?? [], place: entry.place,
          isUsed: used.contains(entry.key))
      }
  }

  /// The names behind `$` and `${`, whatever the shell does with the value.
  private static func variables(in text: String) -> [String] {
    guard text.contains("$") else { return [] }
    return text.split(separator: "$", omittingEmptySubsequences: false).dropFirst().map { part in
      let name = part.utf8.drop { $0 == UInt8(ascii: "{") }
        .prefix { $0.isNamePart && $0 != UInt8(ascii: "-") }
      return String(decoding: name, as: UTF8.self)
    }
  }
}

extension PipelineValue {
  /// Whether it is a variable that the page for starting a pipeline shows.
  fileprivate var isAskedFor: Bool { isMap && (self["description"] ?? self["options"]) != nil }
}

/// How many bytes of inputs the texts of all included files may still take in.
struct GitLabInputRoom: Sendable {
  /// Real configurations take some thousand.
  private static let limit = 4 << 20
  /// Below zero from where inputs are left as they are written.
  private var left = Self.limit

  /// A configuration with the inputs put into its texts, as far as the limit lets them; where it ends is told.
  mutating func filled(
    _ root: PipelineValue, with values: [String: String], _ warnings: inout [Diagnostic]
  ) -> PipelineValue {
    let isFirst = left >= 0
    let filled = root.mappingTexts { GitLabInputs.interpolated($0, values, &left) }
    if isFirst, left < 0 {
      warnings.append(
        Diagnostic(
          .warning,
          Phrase(
            "found inputs that put more than \(Self.limit) bytes into the files that are included; "
              + "from here on they are left as they are written",
            "포함하는 파일에 넣는 입력값이 모두 \(Self.limit)바이트보다 커서 여기부터는 넣지 않았습니다"),
          at: root.place))
    }
    return filled
  }
}
