import FactModel
import SourceModel
import Syntax

/// The matrix of a job.
///
/// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstrategymatrix
struct ActionsMatrix {
  /// One choice of values.
  struct Variant {
    /// What tells it from the others; `nil` where the job is not split.
    var label: String?
    /// The values by their names in lower case.
    var values: [String: ActionsValue] = [:]
  }

  /// A job is split into at most this many.
  private static let variantLimit = 12

  /// The node to point at where the job runs more than once at a time.
  let fanOut: Node?
  private let axes: [(name: String, values: [Node])]
  private let additions: [Node]

  init(_ strategy: Node?) {
    let matrix = strategy?["matrix"]
    axes = (matrix?.entries ?? []).compactMap { entry in
      guard let name = entry.key.text, name != "include", name != "exclude" else { return nil }
      return (name.lowercased(), entry.value.items)
    }
    additions = matrix?["include"]?.items ?? []
    let isComputed =
      matrix?.text != nil || (matrix?.entries ?? []).contains { $0.value.text != nil }
    let isWide = isComputed || additions.count > 1 || axes.contains { $0.values.count > 1 }
    let isSerial = strategy?["max-parallel"]?.integer == 1
    fanOut = isWide && !isSerial ? strategy?.entry("matrix")?.key : nil
  }

  /// The choices to tell apart: those of the values by which the environment or the call is named.
  ///
  /// A matrix over versions stays one job; one over environments is a job for each.
  func variants(namedIn job: Node) -> [Variant] {
    let texts = [job["environment"]?.text, job["environment"]?["name"]?.text].compactMap { $0 }
    let passed = job["uses"] == nil ? [] : job["with"]?.entries.compactMap(\.value.text) ?? []
    let names = Self.names(in: texts + passed) + commandNames(in: job)
    guard !names.isEmpty else { return [Variant()] }
    let choices = names.count == 1 ? choices(of: names[0]) : additionChoices(of: names)
    guard !choices.isEmpty, choices.count <= Self.variantLimit else { return [Variant()] }
    return choices.map { choice in
      let values = choice.mapValues { ActionsValue.text($0) }
      return Variant(
        label: names.compactMap { choice[$0].map { String($0.prefix(40)) } }
          .joined(separator: ", "), values: values)
    }
  }

  /// The names whose values are commands that steps run or pass on: `run: ${{ matrix.command }}`.
  private func commandNames(in job: Node) -> [String] {
    let texts = (job["steps"]?.items ?? []).flatMap { step in
      [step["run"]?.text].compactMap { $0 } + (step["with"]?.entries.compactMap(\.value.text) ?? [])
    }
    return Self.names(in: texts.filter { $0.hasPrefix("${{") && $0.hasSuffix("}}") }).filter {
      name in
      let listed = axes.first { $0.name == name }?.values.compactMap(\.text) ?? []
      return (listed + additions.compactMap { $0[name]?.text }).contains { $0.contains(" ") }
    }
  }

  /// The values of one name, from its list and from `include`.
  private func choices(of name: String) -> [[String: String]] {
    let listed = axes.first { $0.name == name }?.values.compactMap(\.text) ?? []
    let added = additions.compactMap { $0[name]?.text }
    var seen: Set<String> = []
    guard listed.isEmpty else {
      return listed.filter { seen.insert($0).inserted }.map { value in
        // What `include` says of this value comes with it.
        let more = additions.first { $0[name]?.text == value }?.variables ?? [:]
        return more.lowercasedKeys.merging([name: value]) { $1 }
      }
    }
    guard axes.isEmpty else {
      return added.filter { seen.insert($0).inserted }.map { [name: $0] }
    }
    return additions.filter { $0[name]?.text.map { seen.insert($0).inserted } ?? false }
      .map { $0.variables.lowercasedKeys }
  }

  private func additionChoices(of names: [String]) -> [[String: String]] {
    guard axes.isEmpty else { return [] }
    return additions.map { $0.variables.lowercasedKeys }
  }

  /// The names behind `matrix.` in the texts, each once.
  private static func names(in texts: [String]) -> [String] {
    var names: [String] = []
    for text in texts where text.contains("${{") {
      for part in text.lowercased().split(separator: "matrix.", omittingEmptySubsequences: false)
        .dropFirst()
      {
        let name = String(decoding: part.utf8.prefix { $0.isNamePart }, as: UTF8.self)
        if !name.isEmpty, !names.contains(name) { names.append(name) }
      }
    }
    return names
  }
}

extension [String: String] {
  fileprivate var lowercasedKeys: [String: String] {
    Dictionary(map { ($0.key.lowercased(), $0.value) }, uniquingKeysWith: { $1 })
  }
}
