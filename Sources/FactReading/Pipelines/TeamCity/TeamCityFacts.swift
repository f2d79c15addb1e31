import FactModel
import SourceModel

/// What a build configuration says for all of its steps and triggers.
struct TeamCityFacts: Sendable {
  /// The parameters with their values, `env.` before those that are variables.
  private(set) var parameters: [String: String] = [:]
  private(set) var secrets: [Located<String>] = []
  /// What a person may give at the start.
  private(set) var inputs: [PipelineInput] = []
  private var asked: Set<String> = []
  /// How many bytes the values of parameters may have.
  var room = 1 << 22
  /// What the branch specifications of its roots let through.
  private(set) var (seesRequestBranches, seesTags) = (false, false)
  /// Whether the host's requests are built.
  var takesRequests = false

  /// The variables that the parameters set.
  private(set) var environment: [String: String] = [:]

  /// Takes the branch specification of a root.
  mutating func readBranches(_ text: String) {
    let filter = TeamCityFilter(text)
    seesRequestBranches = seesRequestBranches || filter.asksForRequests
    seesTags = seesTags || filter.asksForTags
  }

  /// Takes the lines of `params`.
  ///
  /// https://www.jetbrains.com/help/teamcity/configuring-build-parameters.html
  mutating func readParameters(_ entries: [TeamCityEntry]) {
    for entry in entries {
      let arguments = entry.arguments
      let named = arguments.first { $0.label?.name == "name" } ?? arguments.first
      guard let named, let name = entry.scope.text(named.label?.value ?? named.parts)?.text else {
        continue
      }
      let given =
        arguments.first { $0.label?.name == "value" }
        ?? arguments.dropFirst().first { $0.label == nil }
      let value = given.flatMap { entry.scope.text($0.label?.value ?? $0.parts)?.text }
      let plain = name.hasPrefix("env.") ? String(name.dropFirst(4)) : name
      if entry.name == "password" || value?.hasPrefix("credentialsJSON:") == true {
        secrets.append(Located(plain, at: entry.place))
        continue
      }
      if let value, value.utf8.count <= room {
        room -= value.utf8.count
        parameters[name] = value
        if plain != name { environment[plain] = value }
      }
      let labels = arguments.compactMap(\.label)
      let isAsked = labels.contains { label in
        guard label.name == "display", case .name(let word, _)? = label.value.first else {
          return false
        }
        return word.lastComponent == "PROMPT"
      }
      guard isAsked || entry.name == "select" else { continue }
      let options =
        labels.first { $0.name == "options" }
        .map { entry.scope.texts(in: $0.value) } ?? []
      let summary = labels.first { $0.name == "description" }
        .flatMap { entry.scope.text($0.value)?.text }
      guard inputs.count < PipelineDocument.variableLimit else { continue }
      asked.insert(plain)
      inputs.append(
        PipelineInput(
          name: plain, summary: summary ?? "", options: options, place: entry.place))
    }
  }

  /// Takes the values of the projects' parameters.
  mutating func readDefaults(_ entries: [TeamCityEntry]) {
    var facts = TeamCityFacts()
    facts.readParameters(entries)
    room = facts.room
    parameters = facts.parameters.filter { !$0.key.hasPrefix("env.") }
  }

  /// The inputs, those that a step of the job uses marked.
  func marked(by job: Job) -> [PipelineInput] {
    let texts = job.steps.lazy.flatMap { $0.words + ($0.action?.inputs.map(\.value) ?? []) }
    let used = NameFinder.found(
      inputs.map { ["%\($0.name)%", "%env.\($0.name)%", "$\($0.name)", "${\($0.name)}"] }, in: texts
    )
    return zip(inputs, used).map { input, isUsed in
      var input = input
      input.isUsed = isUsed
      return input
    }
  }

  /// How long a text may become by what is filled in; scripts have some thousand bytes.
  private static let textLimit = 1 << 16

  /// The text with references to parameters filled in; `%%` is a plain sign.
  ///
  /// What a person gives at the start stays open.
  func filled(_ text: String) -> String {
    guard text.contains("%") else { return text }
    var result = ""
    var rest = text[...]
    while result.utf8.count <= Self.textLimit, let start = rest.firstIndex(of: "%") {
      result += rest[..<start]
      rest = rest[rest.index(after: start)...]
      if rest.first == "%" {
        result += "%"
        rest = rest.dropFirst()
        continue
      }
      let name = rest.prefix { $0.isLetter || $0.isNumber || "._-:".contains($0) }
      guard !name.isEmpty, name.endIndex < rest.endIndex, rest[name.endIndex] == "%" else {
        result += "%"
        continue
      }
      rest = rest[rest.index(after: name.endIndex)...]
      result += value(of: String(name))
    }
    return result + rest
  }

  private func value(of name: String) -> String {
    let plain = name.hasPrefix("env.") ? String(name.dropFirst(4)) : name
    if let value = parameters[name], !value.isEmpty, !value.contains("\n"), !value.contains("%"),
      !asked.contains(plain)
    {
      return value
    }
    return "%\(name)%"
  }
}

/// Rules that let branches or paths through, `+:main`, or keep them out, `-:release/*`.
///
/// https://www.jetbrains.com/help/teamcity/branch-filter.html
struct TeamCityFilter: Sendable {
  private(set) var included: [String] = []
  private(set) var excluded: [String] = []

  /// How many lines are rules, since each trigger has its own; real ones have five.
  private static let lineLimit = 100

  init(_ text: String) {
    let lines = text.split(separator: "\n", maxSplits: Self.lineLimit)
    for line in lines.prefix(Self.lineLimit) {
      let line = line.trimmingSpaces
      if line.hasPrefix("-:") {
        excluded.append(String(line.dropFirst(2)))
      } else if !line.isEmpty, !line.hasPrefix("#") {
        included.append(line.hasPrefix("+:") ? String(line.dropFirst(2)) : line)
      }
    }
  }

  private static func isAll(_ branch: String) -> Bool {
    branch == "*" || branch == "refs/heads/*" || branch == "(refs/heads/*)"
  }

  private static func isRequest(_ branch: String) -> Bool {
    branch.contains("pull/") || branch.contains("merge-requests")
      || branch.contains("pull-requests")
  }

  private static func isTag(_ branch: String) -> Bool { branch.contains("refs/tags") }

  /// The branches of pushes that are let through; empty where all are.
  var branches: [String] {
    included.contains(where: Self.isAll)
      ? [] : included.filter { !Self.isRequest($0) && !Self.isTag($0) }
  }

  /// Whether a rule lets requests through.
  var asksForRequests: Bool { included.contains(where: Self.isRequest) }

  /// Whether a rule lets tags through.
  var asksForTags: Bool { included.contains(where: Self.isTag) }

  /// What can start a build, by the branches that are let through.
  func events(_ facts: TeamCityFacts) -> Set<Trigger.Event> {
    let isOpen = included.isEmpty || included.contains(where: Self.isAll)
    let seesRequests = facts.takesRequests || facts.seesRequestBranches
    var events: Set<Trigger.Event> = []
    if isOpen || !branches.isEmpty { events.insert(.push) }
    let hidesRequests = excluded.contains { $0.hasPrefix("pull/*") || $0.hasPrefix("refs/pull/*") }
    if isOpen && seesRequests && !hidesRequests || asksForRequests {
      events.insert(.pullRequest)
    }
    if isOpen && facts.seesTags || asksForTags { events.insert(.tag) }
    return events
  }

  /// The rule that limits versions; `nil` where every branch is let through.
  var rule: String? {
    guard !included.isEmpty, !included.contains(where: Self.isAll) else { return nil }
    return "branchFilter: " + included.joined(separator: ", ")
  }
}
