import FactModel
import SourceModel

/// Where a delivery goes: an environment or channel, and whether that is production.
struct DeliveryGoal: Hashable {
  var name: String?
  var isProduction: Bool
}

/// Finds the goals of the deliveries of a pipeline.
struct DeliveryGoals {
  /// How many environments a person may choose from, as far as each is told.
  private static let optionLimit = 100
  /// How many inputs of a pipeline with options are looked at; hosts take a few dozen.
  private static let inputLimit = 100
  /// How many branches may be named for environments; real pipelines start on a dozen.
  private static let branchLimit = 1_000

  fileprivate let pipeline: Pipeline
  /// What a person chooses from.
  private let choices: [PipelineInput]
  /// The environments that the branches of pushes are named for, where all are.
  private let ofPushes: [String]

  init(_ pipeline: Pipeline) {
    self.pipeline = pipeline
    choices = pipeline.triggers.firstResultsOfEach(Self.inputLimit) { trigger in
      trigger.inputs.filter { !$0.options.isEmpty }
    }
    let branches = pipeline.triggers.filter { $0.event == .push }.flatMap(\.branches)
    let names = branches.prefix(Self.branchLimit)
      .compactMap { $0.nameWords.first(where: EnvironmentName.isPlain) }
    ofPushes = names.count == branches.count ? names.uniqued() : []
  }

  /// The environments that a job names itself, where it starts one.
  fileprivate func named(by job: Job) -> [String]? {
    guard let environment = job.environment, environment.action == .start else { return nil }
    return chosen(environment.name)
  }

  /// The environments that the branches are named for, where a rule or trigger asks for such alone.
  fileprivate func inBranches(of job: Job) -> [String] {
    let rules = job.deliveryRules.filter { rule in
      rule.subject == .branch && !rule.text.contains("!") && !rule.text.contains("||")
    }
    if let name = rules.lazy.flatMap(\.text.nameWords).first(where: EnvironmentName.isPlain) {
      return [name]
    }
    return job.events.isSubset(of: [.push, .manual]) ? ofPushes : []
  }

  /// The name, or the options of the input that fills it in.
  fileprivate func chosen(_ name: String) -> [String] {
    let name = name.keptName
    guard Placeholder.isIn(name) else { return [Self.lead(of: name)] }
    if let input = choices.first(where: { name.contains("." + $0.name) }) {
      return Array(input.options.prefix(Self.optionLimit))
    }
    // Words beside the placeholder say more than the placeholder: `production-${{ … }}`.
    let beside = Self.outsidePlaceholders(name)
    if let word = beside.nameWords.first(where: EnvironmentName.isEnvironment) { return [word] }
    if name.contains("inputs.") { return [] }
    return [Self.lead(of: name)]
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
}

/// Finds the goals of the deliveries of a job.
struct JobGoals {
  private let goals: DeliveryGoals
  private let pipeline: Pipeline
  private let job: Job
  /// The environments that the job names itself, where it starts one.
  private let named: [String]?
  private let ofBranches: [String]
  /// The environment that the calls around each step name.
  private let ofCalls: [String?]

  init(_ goals: DeliveryGoals, in job: Job) {
    self.goals = goals
    self.job = job
    pipeline = goals.pipeline
    named = goals.named(by: job)
    ofBranches = goals.inBranches(of: job)
    ofCalls = Self.inCalls(of: job.steps)
  }

  /// The environment that the innermost call around each step names: `npm run deploy:staging`.
  private static func inCalls(of steps: [Step]) -> [String?] {
    var around: [(call: Step, environment: String?)] = []
    var found: [String?] = []
    for (index, step) in steps.enumerated() {
      while let last = around.last, !last.call.leads(to: step) { around.removeLast() }
      let environment = around.last?.environment
      found.append(environment)
      guard index + 1 < steps.count, step.leads(to: steps[index + 1]) else { continue }
      around.append((step, inWords(of: step) ?? environment))
    }
    return found
  }

  /// The goals of the step at an index: one, or several where a person chooses from a list.
  func goals(
    of step: Step, at index: Int, _ reach: Delivery.Reach, _ titles: inout DeliveryTitles
  ) -> [DeliveryGoal] {
    switch reach {
    case .deploys, .handsOver, .pulls, .configured:
      let names = environments(of: step, at: index, &titles)
      guard !names.isEmpty else {
        // What requests bring to an environment that is there already is no review application.
        return job.isForRequestsOnly
          ? [
            DeliveryGoal(
              name: Self.inSecrets(of: step, &titles) ?? "review", isProduction: false)
          ]
          : [DeliveryGoal(name: nil, isProduction: true)]
      }
      return names.map {
        DeliveryGoal(name: $0, isProduction: !job.isForRequestsOnly && Self.meansProduction($0))
      }
    case .publishes, .images:
      let channel = Channel.named(by: step, in: job, of: pipeline, &titles)
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

  private func environments(
    of step: Step, at index: Int, _ titles: inout DeliveryTitles
  ) -> [String] {
    if let named { return named }
    if let input = step.action?.inputs.first(where: { Self.isEnvironmentInput($0.name) }),
      !input.value.isEmpty
    {
      return goals.chosen(input.value)
    }
    if let list = step.action?.inputs.first(where: { $0.name.nameWords == ["environments"] }) {
      let names = list.value.firstItems { "\n, ".contains($0) }.map { String($0).keptName }
      if !names.isEmpty, !names.contains(where: Placeholder.isIn) { return names }
    }
    if let said = Self.inWords(of: step) { return [said] }
    if let said = Self.inVariables(of: step, &titles) ?? ofCalls[index] { return [said] }
    let texts =
      [job.id, job.name, step.name, job.stage, pipeline.name, pipeline.place.path.stem]
    for text in texts.compactMap({ $0 }) {
      if let name = titles[text].environment { return [name] }
    }
    if let name = step.name.flatMap({ titles[$0].environmentInBrackets }) { return [name] }
    if titles[job.id].isForTests || titles[job.name].isForTests { return ["test"] }
    return ofBranches
  }

  /// The environment of a project, account or host that a variable or secret of the step is named
  /// for: `${{ secrets.TEST_PROJECT }}`.
  private static func inSecrets(of step: Step, _ titles: inout DeliveryTitles) -> String? {
    let found = titles.secrets.value(of: step.environment) { all in
      all.firstByName { name, value in ofThing(in: name + " " + value) }
    }
    if let found { return found }
    let values = step.words.dropFirst() + (step.action?.inputs.map(\.value) ?? [])
    return values.lazy.compactMap(ofThing).first
  }

  /// The environment of a thing that a text with a variable names.
  private static func ofThing(in text: String) -> String? {
    let things = ["project", "account", "host", "server", "cluster", "subscription", "namespace"]
    guard text.contains("$") else { return nil }
    let words = text.nameWords
    guard words.contains(where: things.contains) else { return nil }
    return words.first { word in
      EnvironmentName.isPlain(word) || word == "test" || word == "tst"
    }
  }

  private static func isEnvironmentInput(_ name: String) -> Bool {
    let words = name.nameWords
    return words.contains("environment") || words == ["env"] || words == ["deploy", "env"]
      || words == ["target", "env"] || words == ["stage"] || words == ["env", "name"]
  }

  /// What the system calls its devices: `-o UserKnownHostsFile=/dev/null` names no environment.
  private static let devices = [
    "/dev/null", "/dev/stdin", "/dev/stdout", "/dev/stderr", "/dev/fd/", "/dev/tty",
  ]

  /// What parts of a word lie between.
  private static let cuts: Set<Character> = ["/", "=", ",", ":", ".", "@"]

  /// An environment among the words of a command.
  private static func inWords(of step: Step) -> String? {
    let partLimit = 200
    for word in step.words.dropFirst() where !devices.contains(where: word.contains) {
      if let name = deployedTo(by: word) { return name }
      let parts = word.split(maxSplits: partLimit, whereSeparator: cuts.contains)
      for part in parts where part.count <= 30 {
        // The flag that asks for an environment names none: `serverless deploy --stage live`.
        if part == "--stage" { continue }
        if EnvironmentName.isPlain(String(part)) { return String(part) }
      }
    }
    return nil
  }

  /// An environment in the variables that are set for a command.
  private static func inVariables(of step: Step, _ titles: inout DeliveryTitles) -> String? {
    titles.variables.value(of: step.environment) { all in
      all.firstByName { name, value in
        let words = name.nameWords
        let asks = ["env", "environment", "stage", "target", "workspace"]
        let isAsked = asks.contains(where: words.contains) && EnvironmentName.isEnvironment(value)
        return isAsked ? value : nil
      }
    }
  }
}

extension JobGoals {
  /// The environment of a script or target that is named for the deployment to it: `deploy:demo`.
  private static func deployedTo(by word: String) -> String? {
    let start = "deploy"
    guard word.hasPrefix(start), word.utf8.count <= 40,
      let mark = word.dropFirst(start.count).first, ":-_".contains(mark)
    else { return nil }
    let name = String(word.dropFirst(start.count + 1))
    return EnvironmentName.isEnvironment(name) ? name : nil
  }
}

extension Step {
  /// Whether it is a call on the way to another step.
  fileprivate func leads(to step: Step) -> Bool {
    step.via.count > via.count && step.via[via.count] == place
  }
}

/// Release channels beside the stable one.
enum Channel {
  private static let names: Set<String> = [
    "nightly", "edge", "canary", "beta", "alpha", "rc", "next", "snapshot", "snapshots", "preview",
    "prerelease", "insider", "insiders", "unstable", "testpypi", "dev", "test", "staging",
    "experimental", "daily", "weekly",
  ]

  /// Names that say so of a job or pipeline too.
  private static let plain: Set<String> = [
    "nightly", "edge", "canary", "beta", "alpha", "snapshot", "snapshots", "prerelease",
    "insider", "insiders", "testpypi", "daily", "weekly", "unstable",
  ]

  /// Whether a word in the name of a job or pipeline is a channel's.
  static func isNamed(_ word: String) -> Bool { plain.contains(word) }

  /// Whether a tag or channel is beside the stable version by its name.
  static func isBesideStable(_ name: String) -> Bool {
    name.nameWords.contains(where: names.contains) && !name.nameWords.contains { $0 == "latest" }
  }

  /// The channel that a publishing step, its job or pipeline is named for.
  static func named(
    by step: Step, in job: Job, of pipeline: Pipeline, _ titles: inout DeliveryTitles
  ) -> String? {
    let texts = [job.id, job.name, step.name, pipeline.name, pipeline.place.path.stem]
    for text in texts.compactMap({ $0 }) {
      if let word = titles[text].channel { return word }
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
