import FactModel
import SourceModel

/// Where a delivery goes: an environment or channel, and whether that is production.
struct DeliveryGoal: Hashable {
  var name: String?
  var isProduction: Bool

  /// The goals of a step: one, or several where a person chooses from a list.
  static func goals(
    of step: Step, in job: Job, of pipeline: Pipeline, _ reach: Delivery.Reach
  ) -> [DeliveryGoal] {
    switch reach {
    case .deploys, .handsOver, .pulls, .configured:
      let names = environments(of: step, in: job, of: pipeline)
      guard !names.isEmpty else {
        // What requests bring to an environment that is there already is no review application.
        return job.isForRequestsOnly
          ? [DeliveryGoal(name: inSecrets(of: step) ?? "review", isProduction: false)]
          : [DeliveryGoal(name: nil, isProduction: true)]
      }
      return names.map {
        DeliveryGoal(name: $0, isProduction: !job.isForRequestsOnly && meansProduction($0))
      }
    case .publishes, .images:
      let channel = Channel.named(by: step, in: job, of: pipeline)
      // Charts bear the version that stands in their files, whatever starts the job; so do images
      // whose tag is one.
      let isVersioned =
        reach == .publishes || step.uses.contains { $0.gives(.publishesChart) }
        || ImageFinder.images(of: step).contains { $0.pinning == .version }
      let isForProduction =
        job.environment.map { $0.action == .start && EnvironmentName.isProduction($0.name) }
        ?? false
      // What requests bring out is tried before it is merged, also where a person may start it.
      let isTrial =
        !job.events.isDisjoint(with: Trigger.Event.requests)
        && job.events.isSubset(of: Trigger.Event.requests.union([.manual]))
      let isStable =
        channel == nil && !isTrial
        && (isVersioned || isForProduction || !job.events.isDisjoint(with: [.tag, .release])
          || job.events == [.manual])
      return [DeliveryGoal(name: channel, isProduction: isStable)]
    }
  }

  /// Whether a name means production: by the word, or because it names no other usual environment.
  private static func meansProduction(_ name: String) -> Bool {
    if let canonical = EnvironmentName.canonical(name) { return canonical == "production" }
    let words = name.nameWords
    let others: Set<String> = ["review", "preview", "pr", "ephemeral", "feature", "branch", "ci"]
    if words.contains(where: others.contains) { return false }
    return !words.contains {
      EnvironmentName.isEnvironment($0) && !EnvironmentName.isProduction($0)
    }
  }

  private static func environments(
    of step: Step, in job: Job, of pipeline: Pipeline
  ) -> [String] {
    if let environment = job.environment, environment.action == .start {
      return chosen(environment.name, in: pipeline)
    }
    if let input = step.action?.inputs.first(where: { isEnvironmentInput($0.name) }),
      !input.value.isEmpty
    {
      return chosen(input.value, in: pipeline)
    }
    if let list = step.action?.inputs.first(where: { $0.name.nameWords == ["environments"] }) {
      let names = list.value.split { "\n, ".contains($0) }.map { String($0) }
      if !names.isEmpty, !names.contains(where: Placeholder.isIn) { return names }
    }
    if let name = inWords(of: step) { return [name] }
    let named =
      [job.id, job.name, step.name ?? "", job.stage ?? ""] + [pipeline.name]
      + [pipeline.place.path.stem]
    for text in named {
      if let name = text.nameWords.first(where: { EnvironmentName.isPlain($0) }) { return [name] }
    }
    if let name = inBrackets(step.name ?? "") { return [name] }
    let isForTests = [job.id, job.name].contains { text in
      text.nameWords.contains { $0 == "test" || $0 == "tests" || $0 == "e2e" }
    }
    if isForTests { return ["test"] }
    return inBranches(of: job, of: pipeline)
  }

  /// The environments that the branches are named for, where a rule or trigger asks for such alone.
  private static func inBranches(of job: Job, of pipeline: Pipeline) -> [String] {
    let rules = job.conditions.filter { rule in
      rule.subject == .branch && !rule.text.contains("!") && !rule.text.contains("||")
    }
    if let name = rules.lazy.flatMap(\.text.nameWords).first(where: EnvironmentName.isPlain) {
      return [name]
    }
    let branches = pipeline.triggers.filter { $0.event == .push }.flatMap(\.branches)
    guard job.events.isSubset(of: [.push, .manual]) else { return [] }
    let names = branches.compactMap { $0.nameWords.first(where: EnvironmentName.isPlain) }
    return names.count == branches.count ? names : []
  }

  /// The environment that a name says in brackets: `Deploy (test)`.
  private static func inBrackets(_ name: String) -> String? {
    guard let opening = name.lastIndex(of: "("), name.hasSuffix(")") else { return nil }
    let word = name[name.index(after: opening)...].dropLast().trimmingSpaces
    return EnvironmentName.isEnvironment(word) ? word.lowercased() : nil
  }

  /// The environment of a project, account or host that a variable or secret of the step is named
  /// for: `${{ secrets.TEST_PROJECT }}`.
  private static func inSecrets(of step: Step) -> String? {
    let things = ["project", "account", "host", "server", "cluster", "subscription", "namespace"]
    let values = step.environment.sorted { $0.key < $1.key }.map { $0.key + " " + $0.value }
    for text in values + step.words.dropFirst() + (step.action?.inputs.map(\.value) ?? [])
    where text.contains("$") {
      let words = text.nameWords
      guard words.contains(where: things.contains) else { continue }
      let found = words.first { word in
        EnvironmentName.isPlain(word) || word == "test" || word == "tst"
      }
      if let found { return found }
    }
    return nil
  }

  private static func isEnvironmentInput(_ name: String) -> Bool {
    let words = name.nameWords
    return words.contains("environment") || words == ["env"] || words == ["deploy", "env"]
      || words == ["target", "env"] || words == ["stage"] || words == ["env", "name"]
  }

  /// How many environments a person may choose from, as far as each is told.
  private static let optionLimit = 300

  /// The name, or the options of the input that fills it in.
  private static func chosen(_ name: String, in pipeline: Pipeline) -> [String] {
    guard Placeholder.isIn(name) else { return [lead(of: name)] }
    let inputs = pipeline.triggers.flatMap(\.inputs)
    if let input = inputs.first(where: { !$0.options.isEmpty && name.contains("." + $0.name) }) {
      return Array(input.options.prefix(optionLimit))
    }
    // Words beside the placeholder say more than the placeholder: `production-${{ … }}`.
    if let word = outsidePlaceholders(name).nameWords.first(where: EnvironmentName.isEnvironment) {
      return [word]
    }
    if name.contains("inputs.") { return [] }
    return [lead(of: name)]
  }

  /// `review/$BRANCH` is `review`, `production/eu` stays.
  private static func lead(of name: String) -> String {
    guard let slash = name.firstIndex(of: "/"), name[slash...].contains("$") else { return name }
    return String(name[..<slash])
  }

  private static func outsidePlaceholders(_ text: String) -> String {
    var depth = 0
    var kept = ""
    for character in text {
      switch character {
      case "{": depth += 1
      case "}": depth = max(0, depth - 1)
      default: if depth == 0 { kept.append(character) }
      }
    }
    return kept
  }

  /// An environment among the words of a command or in the variables that are set for it.
  private static func inWords(of step: Step) -> String? {
    let cuts: Set<Character> = ["/", "=", ",", ":", ".", "@"]
    for word in step.words.dropFirst() {
      for part in word.split(whereSeparator: cuts.contains) where part.count <= 30 {
        // The flag that asks for an environment names none: `serverless deploy --stage live`.
        if part == "--stage" { continue }
        if EnvironmentName.isPlain(String(part)) { return String(part) }
      }
    }
    for (name, value) in step.environment.sorted(by: { $0.key < $1.key }) {
      let words = name.nameWords
      let asks = ["env", "environment", "stage", "target", "workspace"]
      if asks.contains(where: words.contains), EnvironmentName.isEnvironment(value) {
        return value
      }
    }
    return nil
  }
}

/// Release channels beside the stable one.
enum Channel {
  private static let names: Set<String> = [
    "nightly", "edge", "canary", "beta", "alpha", "rc", "next", "snapshot", "snapshots", "preview",
    "prerelease", "insider", "insiders", "unstable", "testpypi", "dev", "test", "staging",
    "experimental", "daily", "weekly",
  ]

  /// Whether a tag or channel is beside the stable version by its name.
  static func isBesideStable(_ name: String) -> Bool {
    name.nameWords.contains(where: names.contains) && !name.nameWords.contains { $0 == "latest" }
  }

  /// The channel that a publishing step, its job or pipeline is named for.
  static func named(by step: Step, in job: Job, of pipeline: Pipeline) -> String? {
    let plain: Set<String> = [
      "nightly", "edge", "canary", "beta", "alpha", "snapshot", "snapshots", "prerelease",
      "insider",
      "insiders", "testpypi", "daily", "weekly", "unstable",
    ]
    let titles = [job.id, job.name, step.name ?? "", pipeline.name, pipeline.place.path.stem]
    for title in titles {
      if let word = title.nameWords.first(where: plain.contains) { return word }
    }
    let values = (step.action?.inputs ?? []).map(\.value) + step.words.dropFirst()
    if values.contains(where: { $0.contains("test.pypi.org") || $0 == "testpypi" }) {
      return "testpypi"
    }
    for (word, next) in zip(step.words, step.words.dropFirst()) {
      let isChannel = word == "--tag" || word == "--channel" || word == "--dist-tag"
      if isChannel, names.contains(next.lowercased()) { return next.lowercased() }
    }
    return nil
  }
}
