import FactModel
import SourceModel

extension Pipeline {
  /// Tests that run behind a deployment, in its job or in one that waits for it, verify it.
  ///
  /// Programs among the build's output, and containers of an image that was built before, are what
  /// was built; so is a command of the project's own behind its installation in the same job. Tests
  /// behind an artifact that another job built are tests of it.
  ///
  /// A job that is named for smoke tests tries what something else deployed, unless a delivery of the
  /// pipeline waits for it and nothing before it says that it deploys.
  mutating func markVerification(_ commands: Set<String>) {
    func behind(_ isOne: (Job) -> Bool) -> Set<String> {
      self.jobs(behind: Set(jobs.filter(isOne).map(\.id)))
    }
    let behindDeliveries = behind { $0.steps.contains(where: \.deploys) }
    let behindSaid = behind(\.saysDeployment)
    let beforeDeliveries = self.jobs(
      before: Set(jobs.filter { $0.steps.contains(where: \.deploys) }.map(\.id)))
    let behindImages = behind { $0.steps.contains(where: \.buildsImage) }
    let built = BuiltImages(jobs)
    let behindBuilds = behind { job in
      job.steps.contains { step in step.uses.contains { $0.gives(.storesArtifact) } }
        && job.steps.contains { step in step.uses.contains { $0.gives(.builds) } }
    }
    for index in jobs.indices {
      let id = jobs[index].id
      let triesOther = !beforeDeliveries.contains(id) || behindSaid.contains(id)
      var isBehind = behindDeliveries.contains(id) || jobs[index].isSmokeTest && triesOther
      var hasImage = behindImages.contains(id)
      var hasInstalled = false
      var hasBuilt = false
      let isBehindBuild = behindBuilds.contains(id)
      var hasArtifact = false
      let lastDecision = jobs[index].steps.lastIndex(where: \.decidesByOutcome)
      let lastDeployment = jobs[index].steps.lastIndex(where: \.deploys)
      for at in jobs[index].steps.indices {
        let step = jobs[index].steps[at]
        if hasImage, step.runsContainer, !built.areOther(than: step) {
          jobs[index].steps[at].markContainer()
        }
        hasImage = hasImage || step.buildsImage
        if isBehindBuild, hasArtifact { jobs[index].steps[at].markTests(.runsBuilt) }
        hasArtifact = hasArtifact || step.uses.contains { $0.gives(.fetchesArtifact) }
        if isBehind || step.isSmokeTest { jobs[index].steps[at].markTests(.verifies) }
        let isActedOn = lastDecision.map { $0 > at } ?? false
        let isIgnored = step.ignoresFailure && !isActedOn
        let isBefore = !isBehind && lastDeployment.map { $0 > at } ?? false
        if isIgnored || !isBehind && step.asksItsOwnMachine || isBefore && step.asksAnAddress {
          jobs[index].steps[at].checksNoDeployment()
        }
        let isPolled = isActedOn && step.ignoresFailure && step.asksAnAddress
        if isBehind, step.waitsForHealth || step.runsSmokeTest || isPolled {
          jobs[index].steps[at].uses.append(step.check)
        }
        let runsOwn = hasInstalled && step.uses.isEmpty && step.calls(commands)
        let asksOwn = hasBuilt && !jobs[index].isFollowed(at) && step.asksProgramAtRoot
        if step.runsBuiltProgram || runsOwn || asksOwn {
          jobs[index].steps[at].uses.append(step.builtProgram)
        }
        hasBuilt = hasBuilt || step.uses.contains { $0.gives(.builds) }
        hasInstalled = hasInstalled || step.uses.contains { $0.gives(.installsOwn) }
        isBehind = isBehind || step.deploys
      }
    }
  }
}

/// The names of the images that a pipeline builds.
private struct BuiltImages {
  private var names: Set<String> = []
  /// Whether some are not known, as a variable says them.
  private var isOpen = false

  init(_ jobs: [Job]) {
    for step in jobs.lazy.flatMap(\.steps) where step.buildsImage {
      // Services of Compose run by their own names.
      guard !step.words.contains("compose"), step.words.first != "docker-compose" else { continue }
      let tags = step.tags.map(Self.name)
      isOpen = isOpen || tags.isEmpty || tags.contains { $0.contains("$") }
      names.formUnion(tags)
    }
  }

  /// Whether a step runs a container of an image that none of these is: one of others.
  func areOther(than step: Step) -> Bool {
    guard !isOpen else { return false }
    let prefixes = Step.containerRuns.map { $0 + " " }
    for wrapper in step.wrappers {
      guard let prefix = prefixes.first(where: wrapper.hasPrefix) else { continue }
      let image = Self.name(String(wrapper.dropFirst(prefix.count)))
      return !image.contains("$") && !names.contains(image)
    }
    return false
  }

  /// The name without version and digest.
  private static func name(_ image: String) -> String {
    let plain = image.prefix { $0 != "@" }
    guard let colon = plain.lastIndex(of: ":"), !plain[colon...].contains("/") else {
      return String(plain)
    }
    return String(plain[..<colon])
  }
}

extension Step {
  /// The names that it gives an image: `-t app:1`, `--tag=app:1`, the `tags` of an action.
  fileprivate var tags: [String] {
    let input = action?.input("tags") ?? ""
    var tags = input.firstItems { ",\n ".contains($0) }.map(String.init)
    for (index, word) in words.enumerated() {
      if ["-t", "--tag"].contains(word), index + 1 < words.count { tags.append(words[index + 1]) }
      if word.hasPrefix("--tag=") { tags.append(String(word.dropFirst("--tag=".count))) }
    }
    return tags
  }
}

extension Job {
  /// Whether its name says that it tries what was deployed.
  fileprivate var isSmokeTest: Bool { name.nameWords.contains("smoke") }

  /// Whether it has an environment or a name that says that it deploys, however it does so.
  fileprivate var saysDeployment: Bool {
    let words: Set<String> = [
      "deploy", "deploys", "deployment", "release", "rollout", "promote",
    ]
    return environment?.action == .start || name.nameWords.contains(where: words.contains)
  }
}

extension Step {
  /// Whether it decides by the outcome of those before it: polling ends the script with a failure, or
  /// the step has a rule about another.
  fileprivate var decidesByOutcome: Bool {
    words.first == "exit" && words.last != "0" || conditions.contains { $0.subject == .outcome }
  }

  /// Whether it starts containers and fails where they do not become healthy.
  ///
  /// https://docs.docker.com/reference/cli/docker/compose/up/
  fileprivate var waitsForHealth: Bool {
    words.contains("--wait") && uses.contains { $0.gives(.runsContainer) } && !ignoresFailure
  }

  /// Whether it runs a script whose name says that it tries what was deployed.
  fileprivate var runsSmokeTest: Bool {
    uses.isEmpty && !ignoresFailure && !["echo", "cat", "printf", "chmod"].contains(words.first)
      && words.contains { word in
        let file = RelativePath(word)
        return !file.fileExtension.isEmpty && file.stem.nameWords.contains("smoke")
      }
  }

  /// Whether it asks what answers on the machine of the job, where a container for tests may run.
  fileprivate var asksItsOwnMachine: Bool { staysOnTheMachine && !wrappers.contains("ssh") }

  /// Whether it asks an address and sends or keeps nothing.
  fileprivate var asksAnAddress: Bool {
    ["curl", "wget"].contains(words.first) && !words.contains(where: Self.sends.contains)
  }

  private static let sends: Set<String> = [
    "-X", "--request", "-d", "--data", "-F", "--form", "-T", "--upload-file", "-O", "--json",
  ]

  fileprivate mutating func checksNoDeployment() {
    for index in uses.indices where !uses[index].gives(.deploys) {
      uses[index].capabilities.remove(.verifies)
    }
  }

  /// A check of what was deployed.
  fileprivate var check: ToolUse {
    ToolUse(
      tool: "deployment-check", name: words.first ?? "", category: "test",
      capabilities: [.verifies], origin: .command, confidence: .inferred, place: place,
      excerpt: Excerpt.command(of: self))
  }

  /// Whether it deploys or hands a version over.
  fileprivate var deploys: Bool { uses.contains { $0.gives(.deploys) || $0.gives(.handsOver) } }

  /// Whether it builds an image.
  fileprivate var buildsImage: Bool { uses.contains { $0.gives(.buildsImage) } }

  /// The commands that start a container of the image behind them.
  fileprivate static let containerRuns = ["docker run", "podman run", "nerdctl run"]

  /// Whether it starts containers, or a command in one.
  fileprivate var runsContainer: Bool {
    uses.contains { $0.gives(.runsContainer) }
      || wrappers.contains { wrapper in
        Self.containerRuns.contains(where: wrapper.hasPrefix)
          || wrapper.hasPrefix("docker compose run")
      }
  }

  /// Notes that the containers are of an image that was built before.
  fileprivate mutating func markContainer() {
    for index in uses.indices where uses[index].gives(.runsContainer) {
      uses[index].capabilities.insert(.runsBuilt)
    }
    guard !uses.contains(where: { $0.gives(.runsBuilt) }) else { return }
    uses.append(builtProgram)
  }

  /// Whether its name says that it tries what was deployed.
  fileprivate var isSmokeTest: Bool {
    let words = name?.nameWords ?? []
    return words.contains("smoke")
  }

  /// Whether it runs one of the commands.
  fileprivate func calls(_ commands: Set<String>) -> Bool {
    words.first.map(commands.contains) ?? false
  }

  /// Notes what its tests do beside testing the code.
  fileprivate mutating func markTests(_ capability: Capability) {
    for index in uses.indices where uses[index].gives(.tests) {
      uses[index].capabilities.insert(capability)
    }
  }

  /// Whether it asks a program among the build's output what it is: `target/release/app --version`.
  fileprivate var runsBuiltProgram: Bool {
    guard let program = words.first, uses.isEmpty, words.count >= 2 else { return false }
    let outputs = ["target/", "dist/", "build/", "bin/", "out/", "./result/"]
    let variables: Set<String> = ["$BIN", "${BIN}", "$BINARY", "${BINARY}", "$EXE", "${EXE}"]
    let isOutput = outputs.contains { program.hasPrefix($0) || program.hasPrefix("./" + $0) }
    return (isOutput && asksWhatItIs) || variables.contains(program)
  }

  /// Whether it asks a program in the folder of the project what it is, behind a build: `./app -v`.
  fileprivate var asksProgramAtRoot: Bool {
    guard let program = words.first, program.hasPrefix("./"), uses.isEmpty else { return false }
    let name = program.dropFirst(2)
    return !name.contains("/") && !name.contains(".") && !Self.buildTools.contains(String(name))
      && asksWhatItIs
  }

  /// Programs that come with the source.
  private static let buildTools: Set<String> = [
    "gradlew", "mvnw", "sbtx", "sbt", "mill", "configure", "bootstrap", "bazelisk", "pants",
  ]

  private var asksWhatItIs: Bool {
    let questions: Set<String> = ["--version", "--help", "-V", "-v", "version", "help"]
    return words.dropFirst().contains(where: questions.contains)
  }

  fileprivate var builtProgram: ToolUse {
    ToolUse(
      tool: "built-program", name: words.first ?? "", category: "test", capabilities: [.runsBuilt],
      origin: .command, confidence: .inferred, place: place,
      excerpt: Excerpt.command(of: self))
  }
}
