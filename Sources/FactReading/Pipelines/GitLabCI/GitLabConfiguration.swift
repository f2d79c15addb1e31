import FactModel
import SourceModel
import Syntax

/// A configuration with its local includes, ready to be read job by job.
///
/// https://docs.gitlab.com/ci/yaml/includes/
struct GitLabConfiguration {
  /// Code from elsewhere that the configuration includes.
  struct Include {
    /// `gitlab-template/Security/SAST.gitlab-ci.yml`, `group/project/file.yml`, an address.
    var name: String
    var version: String?
    var inputs: [PipelineValue.Entry]
    var place: Place
  }

  /// All files merged.
  let root: PipelineValue
  /// What the top says that is no job; there may be thousands of jobs beside it.
  let keywords: PipelineValue
  /// The jobs by name, hidden ones included.
  let jobs: [PipelineValue.Entry]
  /// How many values each job may take over from the top.
  let sharedWeight: Int
  /// The values of the top by their keys, the first of each.
  private let values: [String: PipelineValue]
  var includes: [Include] = []
  /// What the first file declares under `spec` for the person who starts the pipeline.
  var inputs: [PipelineInput] = []
  var warnings: [Diagnostic] = []

  /// How many values all jobs of a pipeline may hold together, what they take over included.
  static let valueLimit = 1_000_000

  /// What resolving may still cost.
  private struct Budget {
    /// How many jobs one may extend and how many references it may hold, at all levels together.
    var links = 500
    /// How many values may be looked at.
    var values = GitLabConfiguration.valueLimit
  }

  /// Keys at the top that are no jobs.
  ///
  /// https://docs.gitlab.com/ci/yaml/#keywords
  static let globalKeywords: Set<String> = [
    "default", "include", "stages", "types", "variables", "workflow", "image", "services", "cache",
    "before_script", "after_script", "spec",
  ]

  /// Reads a file and what it includes; `nil` where it is no configuration.
  init?(_ path: RelativePath, context: ReadingContext) {
    var loader = GitLabLoader(context: context)
    guard let root = loader.load(path, inputs: [:], active: []) else {
      guard !loader.warnings.isEmpty else { return nil }
      self.init(root: PipelineValue(.map([]), at: Place(path)))
      warnings = loader.warnings
      return
    }
    self.init(root: root)
    includes = loader.includes
    inputs = loader.inputs
    warnings = loader.warnings
  }

  private init(root: PipelineValue) {
    self.root = root
    keywords = PipelineValue(
      .map(root.entries.filter { Self.globalKeywords.contains($0.key) }), at: root.place)
    jobs = root.entries.filter { !Self.globalKeywords.contains($0.key) && $0.value.isMap }
    let shared: Set = ["default", "image", "services", "before_script", "after_script"]
    sharedWeight = root.entries.filter { shared.contains($0.key) }
      .reduce(0) { $0 + $1.value.weight(upTo: Self.valueLimit) }
    values = Dictionary(root.entries.map { ($0.key, $0.value) }) { first, _ in first }
  }

  /// A job with all that it extends.
  typealias Resolved = (job: PipelineValue, unknown: [Located<String>])

  /// A job with `extends` merged in and references resolved, and the names that it extends but
  /// that stand elsewhere.
  ///
  /// - Parameter left: how many values may be looked at.
  func resolved(_ job: PipelineValue.Entry, _ left: inout Int) -> Resolved {
    var unknown: [Located<String>] = []
    var budget = Budget(values: left)
    let extended = extended(job.value, active: [job.key], unknown: &unknown, &budget)
    let resolved = resolvingReferences(in: extended, active: [], &budget)
    left = budget.values
    return (resolved, unknown)
  }

  // https://docs.gitlab.com/ci/yaml/#extends: at most eleven levels.
  private func extended(
    _ job: PipelineValue, active: Set<String>, unknown: inout [Located<String>],
    _ budget: inout Budget
  ) -> PipelineValue {
    guard let extends = job["extends"], active.count <= 12, budget.links > 0, budget.values > 0
    else { return job }
    budget.links -= 1
    var result: PipelineValue?
    for item in extends.leaves where budget.links > 0 {
      budget.values -= 1
      guard let name = item.text, !active.contains(name) else { continue }
      guard let parent = values[name], parent.isMap else {
        let isNew = !unknown.contains { $0.value == name }
        if isNew { unknown.append(Located(name, at: item.place)) }
        budget.links -= 1
        continue
      }
      let base = extended(parent, active: active.union([name]), unknown: &unknown, &budget)
      result = Self.merged(result, base, &budget)
    }
    return Self.merged(result, job.without("extends"), &budget)
  }

  /// A value over another, where that may still be paid.
  private static func merged(
    _ below: PipelineValue?, _ over: PipelineValue, _ budget: inout Budget
  ) -> PipelineValue {
    guard let below else { return over }
    budget.values -= below.entryCount(upTo: budget.values) + over.entries.count
    return budget.values > 0 ? below.merged(with: over) : over
  }

  // https://docs.gitlab.com/ci/yaml/yaml_optimization/#reference-tags: at most ten levels.
  func resolvingReferences(in value: PipelineValue) -> PipelineValue {
    var budget = Budget()
    return resolvingReferences(in: value, active: [], &budget)
  }

  private func resolvingReferences(
    in value: PipelineValue, active: [[String]], _ budget: inout Budget
  ) -> PipelineValue {
    guard budget.values > 0 else { return value }
    budget.values -= value.ownWeight
    switch value.content {
    case .text: return value
    case .list(let items):
      // A reference to a list within a list becomes a list in a list, which scripts and rules flatten.
      let items = items.map { resolvingReferences(in: $0, active: active, &budget) }
      return PipelineValue(.list(items), at: value.place)
    case .map(let entries):
      let entries = entries.map { entry in
        PipelineValue.Entry(
          key: entry.key, place: entry.place,
          value: resolvingReferences(in: entry.value, active: active, &budget))
      }
      return PipelineValue(.map(entries), at: value.place)
    case .reference(let path):
      guard active.count < 10, budget.links > 0, !active.contains(path),
        let target = target(of: path, &budget)
      else { return PipelineValue(.list([]), at: value.place) }
      budget.links -= 1
      return resolvingReferences(in: target, active: active + [path], &budget)
    }
  }

  private func target(of path: [String], _ budget: inout Budget) -> PipelineValue? {
    guard let first = path.first, let job = values[first] else { return nil }
    var unknown: [Located<String>] = []
    let start =
      path.count > 1 ? extended(job, active: [first], unknown: &unknown, &budget) : job
    return path.dropFirst().reduce(Optional(start)) { value, key in
      budget.values -= (value?.entries.count ?? 0) / 10
      return value?[key]
    }
  }
}

extension PipelineValue {
  /// What the value counts, what it holds left out; long texts count more than once.
  fileprivate var ownWeight: Int {
    guard case .text(let text, _) = content else { return 1 }
    return 1 + text.utf8.count / 32
  }

  /// What the value counts with all that it holds, up to a limit.
  func weight(upTo limit: Int) -> Int {
    var weight = 0
    var pending = [self]
    while weight < limit, let next = pending.popLast() {
      weight += next.ownWeight
      switch next.content {
      case .text, .reference: continue
      case .list(let items): pending += items
      case .map(let entries): pending += entries.map(\.value)
      }
    }
    return weight
  }

  /// How many entries its mappings hold, those in lists left out, counted up to a limit.
  fileprivate func entryCount(upTo limit: Int) -> Int {
    var count = 0
    var pending = [self]
    while count < limit, let next = pending.popLast() {
      count += next.entries.count
      pending += next.entries.lazy.map(\.value).filter(\.isMap)
    }
    return count
  }
}

/// Reads a file and the local files that it includes.
private struct GitLabLoader {
  // https://docs.gitlab.com/ci/yaml/includes/ : at most 150 includes.
  private static let fileLimit = 150
  private static let depthLimit = 16
  /// How many values all included files may hold together; real ones hold some thousand.
  private static let valueLimit = 200_000

  let context: ReadingContext
  var includes: [GitLabConfiguration.Include] = []
  var inputs: [PipelineInput] = []
  var warnings: [Diagnostic] = []
  private var count = 0
  private var valuesLeft = Self.valueLimit
  private var inputRoom = GitLabInputRoom()
  private var isSearchCut = false

  init(context: ReadingContext) {
    self.context = context
  }

  mutating func load(
    _ path: RelativePath, inputs: [String: String], active: Set<RelativePath>
  ) -> PipelineValue? {
    guard count < Self.fileLimit, active.count < Self.depthLimit, !active.contains(path),
      valuesLeft >= 0, let file = context.read(path)
    else { return nil }
    count += 1
    let document = PipelineDocument(yaml: file)
    warnings += document.warnings
    // A header document with `spec` may stand before the configuration.
    guard let node = document.documents.last, node.isMapping else { return nil }
    var root = PipelineValue(node.merged(), in: document)
    let header = document.documents.count > 1 ? document.documents.first : nil
    if active.isEmpty, let header {
      self.inputs = GitLabInputs.declared(in: header, root, document)
    }
    let values = Self.inputs(header?["spec", "inputs"], given: inputs)
    if !values.isEmpty { root = inputRoom.filled(root, with: values, &warnings) }
    guard active.isEmpty || takes(root) else { return nil }
    guard let include = root["include"] else { return root }
    return included(include, active.union([path])).map { $0.merged(with: root) } ?? root
  }

  /// Takes what an included file holds off the limit; `false` where that is too much.
  private mutating func takes(_ root: PipelineValue) -> Bool {
    valuesLeft -= root.weight(upTo: valuesLeft + 1)
    if valuesLeft < 0 {
      warnings.append(
        Diagnostic(
          .warning,
          Phrase(
            "found included files that hold more than \(Self.valueLimit) values; "
              + "from here on none is included",
            "포함하는 파일에 값이 모두 \(Self.valueLimit)개보다 많아서 여기부터는 포함하지 않았습니다"),
          at: root.place))
    }
    return valuesLeft >= 0
  }

  /// What the includes define, the later over the earlier.
  private mutating func included(
    _ include: PipelineValue, _ active: Set<RelativePath>
  ) -> PipelineValue? {
    var found: [PipelineValue] = []
    for item in include.itemsOrSelf {
      let isNever = item["rules"]?.items.allSatisfy { $0["when"]?.text == "never" } ?? false
      if isNever { continue }
      guard let local = localPattern(item) else {
        includes += Self.remote(item)
        continue
      }
      let inputs = item["inputs"]?.variables ?? [:]
      for path in paths(matching: local, at: item.place) {
        guard let loaded = load(path, inputs: inputs, active: active) else { continue }
        found.append(loaded)
      }
    }
    return PipelineValue.merged(found)
  }

  private func localPattern(_ item: PipelineValue) -> String? {
    if let text = item.text {
      return text.hasPrefix("https://") || text.hasPrefix("http://") ? nil : text
    }
    return item["local"]?.text
  }

  // https://docs.gitlab.com/ci/yaml/includes/#use-includelocal-with-wildcard-file-paths
  private mutating func paths(matching pattern: String, at place: Place) -> [RelativePath] {
    guard let path = RelativePath("").appending(pattern) else { return [] }
    guard path.text.contains("*") else { return context.files.contains(path) ? [path] : [] }
    if let paths = context.files(matching: path) { return paths }
    if !isSearchCut {
      warnings.append(
        Diagnostic(
          .warning,
          Phrase(
            "found too many patterns of files, this and the following ones are not looked up",
            "파일 패턴이 너무 많아 이 패턴부터는 찾지 않았습니다"), at: place))
    }
    isSearchCut = true
    return []
  }

  /// Includes of other projects, templates, components and addresses.
  private static func remote(_ item: PipelineValue) -> [GitLabConfiguration.Include] {
    let inputs = item["inputs"]?.entries ?? []
    func include(_ name: String, _ version: String?) -> GitLabConfiguration.Include {
      GitLabConfiguration.Include(
        name: name, version: version, inputs: inputs, place: item.place)
    }
    if let address = item.text ?? item["remote"]?.text { return [include(address, nil)] }
    if let template = item["template"]?.text {
      return [include("gitlab-template/" + template, nil)]
    }
    if let component = item["component"]?.text {
      let parts = component.split(separator: "@", maxSplits: 1)
      let name = String(parts.first ?? "")
      let version = parts.count > 1 ? String(parts[1]) : nil
      return [include(withoutHost(name), version)]
    }
    guard let project = item["project"]?.text else { return [] }
    let files = item["file"]?.texts ?? []
    return files.map { file in
      include(project + (file.hasPrefix("/") ? "" : "/") + file, item["ref"]?.text)
    }
  }

  /// `$CI_SERVER_FQDN/group/project/name` without the host.
  private static func withoutHost(_ component: String) -> String {
    guard let slash = component.utf8.firstIndex(of: UInt8(ascii: "/")) else { return component }
    let host = component[..<slash]
    let isHost = host.hasPrefix("$") || host.contains(".")
    return isHost ? String(component[component.utf8.index(after: slash)...]) : component
  }

  private static func inputs(_ declared: Node?, given: [String: String]) -> [String: String] {
    (declared?.entries ?? []).reduce(into: given) { inputs, entry in
      guard let name = entry.key.text, inputs[name] == nil,
        let value = entry.value["default"]?.text
      else { return }
      inputs[name] = value
    }
  }
}
