import FactModel
import SourceModel

/// Builds a job for each build configuration.
struct TeamCityBuilder {
  private var settings: TeamCitySettings
  private var follower: StepFollower
  private var jobs: [Job] = []
  private var triggers: [Trigger] = []
  private var ids: [String: String] = [:]
  /// The keys of builds by their ids.
  private var keysByID: [String: [String]] = [:]
  /// What the projects' parameters say for all builds.
  private var defaults = TeamCityFacts()
  /// How long names are, and how many ends of one are looked for as ids; people write five words.
  private static let (nameLimit, endLimit) = (255, 30)
  /// The builds that a build waits for, by their keys.
  private var needs: [String: [String]] = [:]

  init(_ settings: TeamCitySettings, context: ReadingContext) {
    self.settings = settings
    follower = StepFollower(context: context)
  }

  /// The pipeline; `nil` where no build does anything.
  mutating func pipeline(vendor: String) -> Pipeline? {
    var used: Set<String> = []
    for build in settings.builds {
      let id = used.added(Self.id(of: build))
      ids[build.key] = id
      keysByID[id, default: []].append(build.key)
    }
    defaults.readDefaults(settings.projectParameters)
    var keys: [String] = []
    for build in settings.builds {
      guard let job = job(build) else { continue }
      keys.append(build.key)
      jobs.append(job)
    }
    link(keys)
    guard let first = jobs.first, jobs.contains(where: { !$0.steps.isEmpty }) else { return nil }
    let paths = settings.sources.map(\.path)
    let path =
      paths.first { $0.text == ".teamcity/settings.kts" }
      ?? paths.first { $0.name == "settings.kts" } ?? first.place.path
    let events = jobs.events
    if events.contains(.manual), !triggers.contains(where: { $0.event == .manual }),
      let job = jobs.first(where: { $0.events == [.manual] })
    {
      triggers.append(Trigger(.manual, at: job.place))
    }
    return Pipeline(
      vendor: vendor, name: path.text, place: Place(path), triggers: triggers.uniqued(), jobs: jobs,
      confidence: .inferred)
  }

  private static func id(of build: TeamCityBuild) -> String {
    for entry in build.entries.reversed() where entry.name == "id" {
      if let text = entry.text ?? entry.arguments.first.flatMap({ entry.scope.text($0.parts) }) {
        return text.text
      }
    }
    return build.name
  }

  // MARK: - Order

  /// A build that another one waits for starts with it.
  private mutating func link(_ keys: [String]) {
    let indices = Dictionary(keys.enumerated().map { ($1, $0) }, uniquingKeysWith: { $1 })
    for (index, key) in keys.enumerated() {
      let waited = ((needs[key] ?? []) + (settings.chained[key] ?? [])).uniqued()
      jobs[index].needs = waited.compactMap { other in
        indices[other].flatMap { $0 == index ? nil : jobs[$0].id }
      }
    }
    var pending = keys
    var rounds = keys.count * 50
    while let key = pending.popLast(), rounds > 0 {
      rounds -= 1
      guard let index = indices[key], !jobs[index].events.isEmpty else { continue }
      for other in (needs[key] ?? []) + (settings.chained[key] ?? []) {
        guard let at = indices[other], !jobs[index].events.isSubset(of: jobs[at].events) else {
          continue
        }
        jobs[at].events.formUnion(jobs[index].events)
        pending.append(other)
      }
    }
    // What nothing starts, a person does.
    for index in jobs.indices where jobs[index].events.isEmpty { jobs[index].events = [.manual] }
  }

  /// The builds that an argument names.
  private mutating func builds(_ argument: GroovyStatement, _ entry: TeamCityEntry) -> [String] {
    var scope = entry.scope
    let found = settings.evaluate(argument, &scope)
    guard found.isEmpty else { return found }
    return entry.scope.texts(in: argument.parts).flatMap { text -> [String] in
      // `"${Build.id}"` and `RelativeId("Build")`.
      var name = text.hasPrefix("${") ? String(text.dropFirst(2).prefix { $0 != "}" }) : text
      if name.hasSuffix(".id") { name.removeLast(3) }
      if let keys = settings.reference(name, nil, entry.scope) { return keys }
      guard text.utf8.count <= Self.nameLimit else { return [] }
      let marks = text.indices.filter { text[$0] == "_" }.prefix(Self.endLimit)
      let ends = marks.map { String(text[text.index(after: $0)...]) }
      return ([text] + ends).flatMap { keysByID[$0] ?? [] }.uniqued().sorted()
    }
  }

  // MARK: - Jobs

  private mutating func job(_ build: TeamCityBuild) -> Job? {
    let entries = withTemplates(build.entries)
    guard entries.last(where: { $0.name == "paused" })?.word != "true" else { return nil }
    let id = ids[build.key] ?? build.name
    let name = entries.last { $0.name == "name" }?.text?.text ?? id
    var job = Job(id: id, name: name.onOneLine, place: build.place)
    var facts = defaults
    var off: Set<String> = []
    for entry in entries where entry.name == "disableSettings" {
      off.formUnion(entry.arguments.flatMap { entry.scope.texts(in: $0.parts) })
    }
    for entry in entries {
      switch entry.name {
      case "params": facts.readParameters(self.entries(in: entry))
      case "artifactRules":
        if let text = entry.text, !text.text.trimmingSpaces.isEmpty {
          job.artifacts.append(entry.place)
        }
      case "failureConditions":
        for line in self.entries(in: entry) where line.name == "nonZeroExitCode" {
          job.ignoresFailure = line.word == "false"
        }
      default: continue
      }
    }
    job.secrets = facts.secrets
    defaults.room = facts.room
    follower.beginJob()
    for entry in entries {
      switch entry.name {
      case "vcs": readRoots(entry, &facts)
      case "features": readFeatures(entry, into: &job, &facts, without: off)
      case "dependencies": readDependencies(entry, of: build)
      case "steps": readSteps(entry, into: &job, facts, without: off)
      default: continue
      }
    }
    for entry in entries where entry.name == "triggers" {
      for line in self.entries(in: entry) where !off.contains(line.value("id", in: &settings)) {
        readTrigger(line, into: &job, facts)
      }
    }
    if let first = facts.inputs.first {
      triggers.append(Trigger(.manual, inputs: facts.marked(by: job), at: first.place))
    }
    let isDeployment = entries.contains { $0.name == "type" && $0.word == "DEPLOYMENT" }
    if isDeployment, let type = entries.last(where: { $0.name == "type" }),
      let word = (name.nameWords + id.nameWords).first(where: EnvironmentName.isPlain)
    {
      job.environment = EnvironmentUse(word, at: type.place)
    }
    return job
  }

  /// The lines of a build with those of the templates of the tree before them.
  private mutating func withTemplates(_ entries: [TeamCityEntry]) -> [TeamCityEntry] {
    var all: [TeamCityEntry] = []
    for entry in entries where ["templates", "template"].contains(entry.name) {
      let names = entry.key == nil ? entry.arguments.map(\.parts) : [entry.statement.value]
      for parts in names {
        guard case .name(let name, _)? = parts.first,
          let made = settings.definition(name, from: entry.scope.source)
        else { continue }
        all += settings.entries(of: made, [], from: entry.scope)
      }
    }
    return all + entries
  }

  private mutating func entries(in entry: TeamCityEntry) -> [TeamCityEntry] {
    entry.block.map { settings.entries(in: $0, entry.scope.deeper) } ?? []
  }

  private mutating func readSteps(
    _ block: TeamCityEntry, into job: inout Job, _ facts: TeamCityFacts, without off: Set<String>
  ) {
    var (images, secrets) = (Set(job.images), Set(job.secrets))
    for entry in entries(in: block) where entry.call != nil {
      guard let step = TeamCityStep(entry, &settings), step.isEnabled, !off.contains(step.id) else {
        continue
      }
      job.images += step.images(facts).filter { images.insert($0).inserted }
      job.secrets += step.secrets.filter { secrets.insert($0).inserted }
      job.coverageReports += step.coverage
      job.steps += step.steps(facts, &follower)
    }
  }

  // https://www.jetbrains.com/help/teamcity/dependent-build.html
  private mutating func readDependencies(_ block: TeamCityEntry, of build: TeamCityBuild) {
    for entry in entries(in: block) {
      guard ["snapshot", "artifacts", "dependency"].contains(entry.name),
        let argument = entry.arguments.first
      else { continue }
      // Artifacts alone are those of an earlier build, which nothing starts.
      if entry.name == "artifacts" { continue }
      if entry.name == "dependency", !entries(in: entry).contains(where: { $0.name == "snapshot" })
      {
        continue
      }
      let found = builds(argument, entry).filter { $0 != build.key }
      needs[build.key, default: []] += found
    }
  }

  private mutating func readRoots(_ block: TeamCityEntry, _ facts: inout TeamCityFacts) {
    for entry in entries(in: block) {
      guard entry.name == "root", case .name(let name, _)? = entry.arguments.first?.parts.first,
        let root = settings.definition(name, from: entry.scope.source)
      else { continue }
      for line in settings.entries(of: root, [], from: entry.scope) where line.name == "branchSpec"
      {
        if let text = line.text?.text { facts.readBranches(text) }
      }
    }
  }

  // https://www.jetbrains.com/help/teamcity/adding-build-features.html
  private mutating func readFeatures(
    _ block: TeamCityEntry, into job: inout Job, _ facts: inout TeamCityFacts,
    without off: Set<String>
  ) {
    for entry in entries(in: block) {
      guard entry.value("enabled", in: &settings) != "false",
        !off.contains(entry.value("id", in: &settings))
      else { continue }
      let type = entry.value("type", in: &settings)
      switch type.isEmpty ? entry.name : type {
      case "approval", "approval-feature": job.gate = Gate(.approval, at: entry.place)
      case "matrix", "parallelTests": job.fanOut = entry.place
      case "buildCache", "gradleCache", "mavenCache", "nugetCache", "npmCache":
        job.caches.append(entry.place)
      case "pullRequests": facts.takesRequests = true
      case "provideAwsCredentials": job.identity = entry.place
      case "vcsLabeling":
        let action = ActionUse(kind: .step, name: "teamcity/vcsLabeling")
        if follower.takesStep() { job.steps.append(Step(action: action, place: entry.place)) }
      default: continue
      }
    }
  }

  // https://www.jetbrains.com/help/teamcity/configuring-build-triggers.html
  private mutating func readTrigger(
    _ entry: TeamCityEntry, into job: inout Job, _ facts: TeamCityFacts
  ) {
    guard entry.value("enabled", in: &settings) != "false" else { return }
    let filter = TeamCityFilter(entry.value("branchFilter", in: &settings))
    let rules = TeamCityFilter(entry.value("triggerRules", in: &settings))
    switch entry.name {
    case "vcs":
      let events = filter.events(facts)
      for event in [Trigger.Event.push, .pullRequest, .tag] where events.contains(event) {
        job.events.insert(event)
        triggers.append(
          Trigger(
            event, branches: event == .push ? filter.branches : [],
            ignoredBranches: event == .push ? filter.excluded : [], paths: rules.included,
            at: entry.place))
      }
      if let rule = filter.rule {
        job.conditions.append(
          Condition(events == [.tag] ? .tag : .branch, rule, at: entry.place))
      }
      if !rules.included.isEmpty {
        job.conditions.append(
          Condition(.paths, rules.included.joined(separator: ", "), at: entry.place))
      }
    case "schedule":
      job.events.insert(.schedule)
      triggers.append(Trigger(.schedule, at: entry.place))
    case "finishBuildTrigger":
      job.events.insert(.upstream)
      let names = entries(in: entry).filter { $0.key?.hasPrefix("buildType") == true }
        .flatMap { line in
          builds(
            GroovyStatement(
              parts: line.statement.value, position: line.statement.position,
              range: line.statement.range), line)
        }
      triggers.append(
        Trigger(.upstream, pipelines: names.compactMap { ids[$0] }, at: entry.place))
    case "retryBuild": return
    default:
      job.events.insert(.other)
      triggers.append(Trigger(.other, at: entry.place))
    }
  }
}

extension TeamCityEntry {
  /// The text or word that a line of the block gives a name; empty where none does.
  func value(_ name: String, in settings: inout TeamCitySettings) -> String {
    guard let block else { return "" }
    let line = settings.entries(in: block, scope.deeper).last { $0.key == name }
    return line?.text?.text ?? line?.word ?? ""
  }
}
