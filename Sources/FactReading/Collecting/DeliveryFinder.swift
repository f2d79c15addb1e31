import Catalogue
import FactModel
import SourceModel

/// How many environments and channels beyond the first that each step delivers to are looked at in all
/// pipelines together.
struct DeliveryAllowance {
  private var left = 20_000
  private(set) var isExceeded = false

  /// The goals that are looked at: the first one always.
  mutating func allowed(_ goals: [DeliveryGoal]) -> ArraySlice<DeliveryGoal> {
    guard goals.count > 1 else { return goals[...] }
    let allowed = goals.prefix(left + 1)
    left -= allowed.count - 1
    if allowed.count < goals.count { isExceeded = true }
    return allowed
  }
}

/// Finds what a pipeline brings to users and environments, and on whose decision.
struct DeliveryFinder {
  let judged: PipelineJudgement
  let others: JudgedPipelines
  private let branches: PushedBranches
  private let isStartedByPeople: Bool
  private let goals: DeliveryGoals
  private let versionInput: Place?
  private var titles = DeliveryTitles()

  /// - Parameter promoted: branches that requests from integration branches bring forward.
  init(pipeline: PipelineJudgement, others: JudgedPipelines, promoted: Set<String> = []) {
    judged = pipeline
    self.others = others
    branches = PushedBranches(pipeline.pipeline, promoted: promoted)
    isStartedByPeople = others.areStartedByPeople(before: pipeline.pipeline)
    goals = DeliveryGoals(pipeline.pipeline)
    versionInput = pipeline.pipeline.versionInput
  }

  /// What is asked of a job for each of its steps, worked out once.
  private struct DeliveringJob {
    let job: Job
    /// The job as reports name it, `path#job`.
    let label: String
    let goals: JobGoals
    let independence: DeliveryIndependence
    let decision: DeliveryDecision
    /// The last step that stops what others start.
    let lastStop: Int
  }

  /// Deliveries, each once.
  private struct Distinct {
    private(set) var all: [Delivery] = []
    private var known: Set<DeliveryIdentity> = []

    mutating func add(_ deliveries: [Delivery]) {
      for delivery in deliveries where known.insert(DeliveryIdentity(delivery)).inserted {
        all.append(delivery)
      }
    }
  }

  /// The deliveries, job by job; the same tool with the same goal counts once in a job.
  mutating func deliveries(_ allowance: inout DeliveryAllowance) -> [Delivery] {
    var found: [Delivery] = []
    for index in judged.pipeline.jobs.indices {
      let job = judged.pipeline.jobs[index]
      guard job.environment?.action != .stop else { continue }
      let delivering = DeliveringJob(
        job: job, label: "\(judged.pipeline.place.path)#\(job.id)",
        goals: JobGoals(goals, in: job),
        independence: DeliveryIndependence(judged: judged, others: others, job: index),
        decision: DeliveryDecision(
          judged: judged, branches: branches, isStartedByPeople: isStartedByPeople, job: index),
        lastStop: job.steps.lastIndex {
          $0.words.contains("down") || $0.words.contains("stop")
        } ?? -1)
      found += deliveries(of: delivering, &allowance)
    }
    return found
  }

  private mutating func deliveries(
    of delivering: DeliveringJob, _ allowance: inout DeliveryAllowance
  ) -> [Delivery] {
    let job = delivering.job
    var found = Distinct()
    var prepared = Distinct()
    var isOnTestCluster = false
    for (at, step) in job.steps.enumerated() {
      isOnTestCluster = isOnTestCluster || step.uses.contains { $0.gives(.makesTestCluster) }
      guard !step.staysOnTheMachine else { continue }
      for use in step.uses {
        guard !isDecidedBehind(use) else { continue }
        guard !(isOnTestCluster && use.rungs.contains(.kubernetes)) else { continue }
        for reach in reaches(of: use, in: job) {
          // What scripts of the tests publish is for the tests.
          guard reach != .publishes || !step.place.path.isAside else { continue }
          guard reach != .images || !step.publishesImageForChecks else { continue }
          let brought = deliveries(reach, by: use, step, at, of: delivering, &allowance)
          if step.onlyPrepares { prepared.add(brought) } else { found.add(brought) }
        }
      }
      if ownMachines.contains(judged.pipeline.vendor) || job.isOnOwnMachine,
        at >= delivering.lastStop,
        let use = step.containersLeftRunning(in: job, &titles)
      {
        found.add(deliveries(.deploys, by: use, step, at, of: delivering, &allowance))
      }
      if let use = step.unknownDeployment(in: job, isFollowed: job.isFollowed(at), &titles) {
        found.add(deliveries(.deploys, by: use, step, at, of: delivering, &allowance))
      }
    }
    // A folder that is made on the server shows the deployment only where nothing else does.
    if found.all.contains(where: { $0.reach == .deploys }) { return found.all }
    prepared.add(found.all)
    return prepared.all
  }

  /// Vendors whose jobs run on machines of the team, which stay when the job is over.
  private let ownMachines: Set<String> = ["jenkins", "teamcity", "bamboo", "gocd"]

  /// Whether it only hands over to a deployer whose own pipeline in the tree says what comes of it:
  /// one that nothing else starts, or that waits for people.
  private func isDecidedBehind(_ use: ToolUse) -> Bool {
    use.gives(.handsOver) && others.decide(behind: use.tool, beside: judged.pipeline)
  }

  /// How far the use of a tool reaches; nothing where it delivers nothing.
  private func reaches(of use: ToolUse, in job: Job) -> [Delivery.Reach] {
    let publishesImages = use.gives(.publishesImage) || use.gives(.publishesChart)
    let kept: [Delivery.Reach] = job.isForRequestsOnly || !publishesImages ? [] : [.images]
    // What deploys may first push the image that it deploys.
    if use.gives(.deploys) { return [.deploys] + kept }
    if use.gives(.handsOver) { return [.handsOver] }
    if use.gives(.publishes) || use.gives(.releases) {
      return job.isForRequestsOnly ? [] : [.publishes]
    }
    return kept
  }

  private mutating func deliveries(
    _ reach: Delivery.Reach, by use: ToolUse, _ step: Step, _ at: Int,
    of delivering: DeliveringJob, _ allowance: inout DeliveryAllowance
  ) -> [Delivery] {
    let goals = allowance.allowed(delivering.goals.goals(of: step, at: at, reach, &titles))
    let apart = delivering.independence.apart(of: step, reach)
    return goals.map { goal in
      let decided = delivering.decision.decision(of: step, reach, environment: goal.name)
      return Delivery(
        reach: reach, apart: apart.value, decision: decided.value, environment: goal.name,
        isProduction: goal.isProduction,
        versionInput: reach == .publishes || reach == .images ? nil : versionInput,
        tool: use.tool, isPages: use.gives(.hostsPages),
        hasArtifact: !use.gives(.releases) || use.gives(.publishes) || step.attachesFiles,
        job: delivering.label, place: step.place,
        excerpt: use.excerpt, apartPlace: apart.place, decisionPlace: decided.place)
    }
  }
}

extension Pipeline {
  /// Words of inputs that name something beside the version.
  private static let besides: Set<String> = [
    "additional", "extra", "push", "alias", "skip", "latest", "prefix", "suffix", "name", "repo",
    "repository", "registry", "type",
  ]

  /// Where a person may say which version to deliver.
  fileprivate var versionInput: Place? {
    let words: Set<String> = [
      "version", "tag", "ref", "sha", "commit", "revision", "image", "release", "build",
      "artifact", "branch", "imagetag", "gitref", "commitish", "digest", "versions",
    ]
    return triggers.lazy.filter { $0.event == .manual || $0.event == .api }
      .flatMap(\.inputs)
      .first { (input: PipelineInput) -> Bool in
        let name = input.name.nameWords
        return input.isUsed && name.contains(where: words.contains)
          && !name.contains(where: Self.besides.contains)
      }?.place
  }
}

extension ToolUse {
  /// Whether the tool does this here.
  func gives(_ capability: Capability) -> Bool { capabilities.contains(capability) }
}

extension Job {
  /// How many of its rules are asked about deliveries, and how many bytes these may have; real ones are some
  /// dozens of a line each, and a thousand jobs may share them.
  private static let (ruleLimit, ruleSize) = (200, 10_000)

  /// The rules that say where its deliveries go and who decides on them.
  var deliveryRules: [Condition] {
    conditions.prefix(Self.ruleLimit).filter { $0.text.utf8.count <= Self.ruleSize }
  }

  /// Whether the command at an index calls a script or target whose steps come behind it.
  func isFollowed(_ index: Int) -> Bool {
    index + 1 < steps.count && steps[index + 1].via.last == steps[index].place
      && steps[index + 1].via.count > steps[index].via.count
  }
}

extension Step {
  /// Whether a release that it makes has files, and not only notes.
  fileprivate var attachesFiles: Bool {
    if let action {
      let names: Set<String> = [
        "files", "artifacts", "assets", "file", "asset", "asset_paths", "globs",
      ]
      return action.inputs.contains { names.contains($0.name.lowercased()) && !$0.value.isEmpty }
    }
    // `gh release create v1 dist/*`: operands behind the tag.
    let operands = zip(words, words.dropFirst()).filter { before, word in
      !word.hasPrefix("-") && !Self.flagsOfNotes.contains(before)
    }
    return operands.count > 3 || words.contains("upload")
  }

  /// Flags of release commands whose value is no file of the release.
  private static let flagsOfNotes: Set<String> = [
    "--notes", "-n", "--title", "-t", "--target", "--notes-file", "-F", "--repo", "-R",
    "--notes-start-tag", "--discussion-category", "--message", "-m",
  ]

  /// Whether the image that it pushes is one in which the pipeline's own jobs run: named for tests,
  /// tagged for the pipeline, or built by a recipe in the vendor's folder.
  fileprivate var publishesImageForChecks: Bool {
    let folders: Set<String> = [".circleci", ".gitlab", ".github", ".ci", "ci"]
    let recipe = action?.input("file") ?? action?.input("dockerfile") ?? ""
    if recipe.split(separator: "/").dropLast().contains(where: { folders.contains(String($0)) }) {
      return true
    }
    let images = ImageFinder.images(of: self)
    return !images.isEmpty
      && images.allSatisfy { image in
        let last = image.repository.split(separator: "/").last.map(String.init) ?? ""
        let words = (image.tag ?? "").nameWords + last.nameWords
        return image.tag == "ci" || words.contains("tests") || words.contains("e2e")
      }
  }

  /// Whether what it does reaches no further than the machine of the job.
  var staysOnTheMachine: Bool {
    let local = ["localhost", "127.0.0.1", "0.0.0.0", "host.docker.internal"]
    let inputs = action?.inputs.map(\.value) ?? []
    return judged.allSatisfy { words in
      (words + inputs).contains { text in local.contains { text.contains($0) } }
    }
      && !uses.contains {
        $0.gives(.deploys) && $0.rungs.contains(.server) && wrappers.contains("ssh")
      }
  }

  /// Whether its command makes a folder or sets rights before something is brought there.
  fileprivate var onlyPrepares: Bool {
    let ssh = words.first == "ssh" ? words.dropFirst().filter { !$0.hasPrefix("-") } : words[...]
    let command =
      words.first == "ssh" ? ssh.dropFirst().joined(separator: " ") : words.joined(separator: " ")
    let first = command.split(separator: " ").first.map(String.init) ?? ""
    return ["mkdir", "chmod", "chown", "ls", "echo"].contains(first)
      && !command.contains("&&") && !command.contains(";")
  }

  /// Containers that a job named for the deployment starts in the background, where none behind it
  /// stops them.
  fileprivate func containersLeftRunning(
    in job: Job, _ titles: inout DeliveryTitles
  ) -> ToolUse? {
    guard let use = uses.first(where: { $0.gives(.runsContainer) && !$0.gives(.tests) }),
      words.contains("-d") || words.contains("--detach") || words.dropFirst().first == "start",
      [job.id, job.name, job.stage, name].contains(where: { text in
        text.map { titles[$0].isForDeployment } ?? false
      })
    else { return nil }
    return ToolUse(
      tool: use.tool, name: use.name, category: "deployment", capabilities: [.deploys],
      rungs: [.server], origin: .command, confidence: .inferred, place: place,
      excerpt: Excerpt.command(of: self))
  }

  /// A command that nobody knows and whose name says that it deploys.
  ///
  /// What stands elsewhere is judged by its name: `./deploy.sh production`, or any program in a job
  /// that is named for the deployment and says its environment.
  fileprivate func unknownDeployment(
    in job: Job, isFollowed: Bool, _ titles: inout DeliveryTitles
  ) -> ToolUse? {
    guard uses.isEmpty, action == nil, !isFollowed, let program = words.first,
      !program.contains("$("), !program.contains("=")
    else { return nil }
    let name = ProgramName.key(of: program)
    let isNamed = name.nameWords.contains { $0 == "deploy" || $0 == "deployer" }
    let isJob =
      job.environment?.action == .start && program.contains("/")
      && [job.id, job.name, job.stage].contains { text in
        text.map { titles[$0].isForDeployment } ?? false
      }
    // `./shop deploy`: a program of the tree with a command of that name.
    let isAsked = program.contains("/") && words.dropFirst().first == "deploy"
    guard isNamed || isAsked || isJob, !Self.noise.contains(name) else { return nil }
    return ToolUse(
      tool: "deploy-script", name: name, category: "deployment", capabilities: [.deploys],
      origin: .command, confidence: .inferred, place: place,
      excerpt: Excerpt.command(of: self))
  }

  private static let noise: Set<String> = [
    "echo", "printf", "cat", "ls", "cd", "chmod", "mkdir", "export", "set", "test", "[", "source",
  ]
}

extension String {
  /// The words of a name in lower case: `deployToProd`, `deploy_to-prod` are `deploy`, `to`, `prod`.
  var nameWords: [String] {
    guard utf8.allSatisfy({ $0 < 0x80 }) else {
      // The mark of a text that was cut is part of no word.
      let isCut = hasSuffix("…") && dropLast().utf8.allSatisfy { $0 < 0x80 }
      return isCut ? String(dropLast()).nameWords : wordsOfCharacters
    }
    var words: [String] = []
    var word: [UInt8] = []
    var wasLower = false
    for byte in utf8 {
      let isUpper = byte >= 0x41 && byte <= 0x5A
      let isLower = byte >= 0x61 && byte <= 0x7A
      let isPart = isUpper || isLower || (byte >= 0x30 && byte <= 0x39)
      if !isPart || (isUpper && wasLower), !word.isEmpty {
        words.append(String(decoding: word, as: UTF8.self))
        word.removeAll(keepingCapacity: true)
      }
      if isPart { word.append(byte.lowercasedASCII) }
      wasLower = isLower
    }
    if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    return words
  }

  /// The same for names in any writing.
  private var wordsOfCharacters: [String] {
    var words: [String] = []
    var word = ""
    var wasLower = false
    for character in self {
      guard character.isLetter || character.isNumber else {
        if !word.isEmpty { words.append(word) }
        (word, wasLower) = ("", false)
        continue
      }
      if character.isUppercase, wasLower {
        words.append(word)
        word = ""
      }
      word += character.lowercased()
      wasLower = character.isLowercase
    }
    if !word.isEmpty { words.append(word) }
    return words
  }
}
