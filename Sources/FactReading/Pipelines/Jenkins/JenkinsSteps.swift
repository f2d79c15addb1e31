import FactModel
import SourceModel

extension JenkinsBuilder {
  /// Takes what statements run into a job; stages of scripted pipelines become jobs of their own.
  mutating func walk(
    _ statements: [GroovyStatement], into job: inout Job, _ setting: JenkinsSetting
  ) {
    guard setting.depth < Self.depthLimit, !setting.situations.isEmpty,
      takes(statements)
    else { return }
    var setting = setting
    setting.depth += 1
    let statements = statements.map(\.withoutParameters)
    let lastFailure = statements.lastIndex { [$0].fails }
    let failsLater = setting.failsLater
    setting.decided.formUnion(statements.decidedStatuses)
    for (index, statement) in statements.enumerated() {
      setting.failsLater = failsLater || lastFailure.map { $0 > index } ?? false
      if statement.opens("if") || statement.opens("else") {
        choice(statement, into: &job, setting)
      } else if statement.opens("try") {
        attempt(statement, before: statements[(index + 1)...], into: &job, setting)
      } else {
        step(statement, into: &job, setting)
      }
    }
  }

  /// `if (…) { … } else { … }`: each block under the rule before it.
  private mutating func choice(
    _ statement: GroovyStatement, into job: inout Job, _ setting: JenkinsSetting
  ) {
    var current = setting
    let fails = [statement].fails
    var rest = statement.parts[...]
    while let part = rest.popFirst() {
      switch part {
      case .name("if", _):
        guard case .parens(let rule, _)? = rest.first else { continue }
        rest = rest.dropFirst()
        command(in: rule, isDecided: fails, into: &job, setting)
        let parts = rule.flatMap(\.parts)
        current = setting.under(JenkinsRule(expression: parts, in: source))
        // Without braces, the rest is what the rule guards.
        if let first = rest.first, case .block = first { continue }
        let guarded = GroovyStatement(
          parts: Array(rest), position: rest.first?.position ?? statement.position,
          range: statement.range)
        if !rest.isEmpty { walk([guarded], into: &job, current) }
        return
      case .name("else", _):
        current = setting
      case .block(let block, _): walk(block, into: &job, current)
      case .name, .text, .sign, .parens, .list: continue
      }
    }
  }

  private mutating func step(
    _ statement: GroovyStatement, into job: inout Job, _ setting: JenkinsSetting
  ) {
    guard let call = statement.call else { return }
    if let name = statement.assigned, call.name == "docker.build" || call.name == "docker.image" {
      imageVariables.insert(name)
    }
    let isDecided = statement.assigned.map { setting.decided.contains($0) } ?? false
    switch call.name {
    case "sh", "bat", "powershell", "pwsh":
      shell(call, isDecided: isDecided, into: &job, setting)
    case "stage": scriptedStage(call, into: &job, setting)
    case "pipeline": if let block = call.blocks.first { declarative(block, setting) }
    case "parallel": branches(call, into: &job, setting)
    case "input": job.gate = job.gate ?? Gate(.approval, at: source.place(call.position))
    case "echo", "println", "print", "error", "sleep", "milestone", "properties", "load", "import",
      "library", "cron", "readFile", "fileExists", "checkout", "git", "deleteDir", "cleanWs",
      "unstable", "isUnix", "pwd", "throw", "assert":
      return
    default:
      // `steps.sh` of a library's class, `agentSh` of an object of a library: shell text all the same.
      if function(call.name) == nil, call.isShell, call.text("script") != nil {
        shell(call, isDecided: isDecided, into: &job, setting)
      } else {
        other(call, statement, into: &job, setting)
      }
    }
  }

  /// A command in the shell of the node.
  ///
  /// - Parameter isDecided: whether the build fails by a status that the command returns.
  mutating func shell(
    _ call: GroovyCall, isDecided: Bool, into job: inout Job, _ setting: JenkinsSetting
  ) {
    guard let text = call.text("script") else { return }
    let shell: String? =
      switch call.name {
      case "powershell", "pwsh": "pwsh"
      default: nil
      }
    let chunk = source.chunk(text)
    job.steps += follower.steps(
      of: ShellText(
        name: call.argument("label")?.text?.text, chunks: [chunk], shell: shell,
        folder: setting.folder, environment: setting.environment,
        ignoresFailure: setting.ignoresFailure || call.returnsStatus && !isDecided,
        conditions: conditions(of: job, setting), wrappers: setting.wrappers))
  }

  /// The rules that came since the job began.
  private func conditions(of job: Job, _ setting: JenkinsSetting) -> [Condition] {
    Array(setting.conditions.dropFirst(job.conditions.count))
  }

  /// A stage of a scripted pipeline.
  private mutating func scriptedStage(
    _ call: GroovyCall, into job: inout Job, _ setting: JenkinsSetting
  ) {
    guard let body = call.blocks.first, jobs.count < Self.jobLimit else { return }
    var setting = setting
    let known = Set(setting.secrets)
    setting.secrets += job.secrets.filter { !known.contains($0) }
      .prefix(max(0, Self.secretLimit - known.count))
    var stage = newJob(call.text("name")?.text ?? "stage", at: call.position, setting)
    let count = jobs.count
    walk(body, into: &stage, setting)
    // A stage that only holds others is none itself.
    guard jobs.count == count || !stage.steps.isEmpty || stage.gate != nil else { return }
    jobs.append(stage)
    latest = [stage.id]
  }

  /// `parallel`: branches beside each other.
  private mutating func branches(
    _ call: GroovyCall, into job: inout Job, _ setting: JenkinsSetting
  ) {
    var setting = setting
    setting.fanOut = source.place(call.position)
    job.fanOut = job.fanOut ?? setting.fanOut
    let needed = latest
    var ends: [String] = []
    for argument in call.arguments {
      guard case .block(let block, _)? = argument.parts.first else { continue }
      latest = needed
      walk(block, into: &job, setting)
      if latest != needed { ends += latest }
    }
    latest = ends.isEmpty ? needed : ends
  }

  /// A step of a plugin or a library, a function of the file, or a block.
  private mutating func other(
    _ call: GroovyCall, _ statement: GroovyStatement, into job: inout Job,
    _ setting: JenkinsSetting
  ) {
    if let function = function(call.name), calls < Self.callLimit,
      activeFunctions.insert(call.name).inserted
    {
      follow(function, call, into: &job, setting)
      activeFunctions.remove(call.name)
      return
    }
    if callClosure(call, into: &job, setting) { return }
    note(call, statement, in: &job)
    if let action = action(of: call, statement), follower.takesStep() {
      job.steps.append(
        Step(
          action: action, environment: setting.environment, ignoresFailure: setting.ignoresFailure,
          conditions: conditions(of: job, setting), place: source.place(call.position)))
    }
    job.steps += passedCommands(by: call, in: job, setting)
    let inner = inside(call, in: setting)
    // The closure may be passed in the parentheses too: `node('linux', { … })`.
    let passed = call.arguments.compactMap { argument -> [GroovyStatement]? in
      guard case .block(let block, _)? = argument.parts.first, argument.parts.count == 1 else {
        return nil
      }
      return block
    }
    for block in call.blocks + passed { walk(block, into: &job, inner) }
  }

  /// The commands that a step of a library is given to run: `buildGo(testScript: 'make test')`.
  ///
  /// Names of steps that run commands on other machines, or send them, begin as their plugins' do.
  private mutating func passedCommands(
    by call: GroovyCall, in job: Job, _ setting: JenkinsSetting
  ) -> [Step] {
    let name = call.name.lowercased()
    guard !["ssh", "email", "mail", "step"].contains(where: name.hasPrefix) else { return [] }
    return call.arguments.flatMap { argument -> [Step] in
      guard let label = argument.label?.lowercased(), Self.isOfCommands(label),
        let text = argument.parts.text
      else { return [] }
      return follower.steps(
        of: ShellText(
          chunks: [source.chunk(text)], folder: setting.folder, environment: setting.environment,
          ignoresFailure: setting.ignoresFailure, conditions: conditions(of: job, setting),
          wrappers: setting.wrappers))
    }
  }

  /// Whether an argument of that name holds commands of a shell.
  private static func isOfCommands(_ label: String) -> Bool {
    let endings = ["script", "command", "commands", "cmd"]
    return endings.contains(where: label.hasSuffix) && !label.hasSuffix("groovyscript")
  }

  /// What holds in the block of a call.
  private func inside(_ call: GroovyCall, in setting: JenkinsSetting) -> JenkinsSetting {
    var setting = setting
    switch call.name {
    case "dir":
      let folder = call.text("path")?.text
      setting.folder = folder.flatMap { folder in
        folder.contains("$") || folder.hasPrefix("/") ? nil : setting.folder?.appending(folder)
      }
    case "catchError", "warnError":
      setting.ignoresFailure = setting.ignoresFailure || call.keepsResult
    case "podTemplate": setting.images = Array(podImages(of: call).prefix(Self.imageLimit))
    case "withEnv":
      var own: [String: String] = [:]
      for text in call.arguments.first?.parts.texts ?? [] {
        guard let equal = text.text.firstIndex(of: "=") else { continue }
        own[String(text.text[..<equal])] = String(text.text[text.text.index(after: equal)...])
      }
      setting.environment = follower.joined(
        setting.environment, with: own, at: source.place(call.position))
    default: break
    }
    return setting
  }

  /// Secrets, images, caches and what is kept.
  private func note(_ call: GroovyCall, _ statement: GroovyStatement, in job: inout Job) {
    let place = source.place(call.position)
    switch call.name {
    case _ where call.argument("configurations")?.holdsSeveral == true:
      // https://github.com/jenkins-infra/pipeline-library: a list is built side by side.
      job.fanOut = job.fanOut ?? place
    case "archiveArtifacts", "archive", "stash": job.artifacts.append(place)
    case "cache": job.caches.append(place)
    case "docker.withRegistry":
      let logins = call.arguments.dropFirst().compactMap(\.parts.text)
      add(logins.map { Located($0.text, at: source.place($0.position)) }, to: &job)
    case "recordCoverage", "publishCoverage", "cobertura", "jacoco":
      job.coverageReports.append(place)
    case "docker.image" where call.followUps.contains { $0.name == "inside" }:
      if let image = call.text("image") {
        job.images.append(Located(image.text, at: source.place(image.position)))
      }
    default: break
    }
    let labels: Set = ["credentialsId", "credentials", "tokenCredentialId", "credentialId"]
    let asks = call.name.hasPrefix("with") || call.name == "sshagent" || call.name == "wrap"
    guard asks else {
      for argument in call.arguments where labels.contains(argument.label ?? "") {
        add(
          argument.parts.texts.map { Located($0.text, at: source.place($0.position)) }, to: &job)
      }
      return
    }
    var secrets: [Located<String>] = []
    var pending = call.arguments
    if call.name == "sshagent", let first = pending.first, first.label == nil {
      secrets += first.parts.texts.map { Located($0.text, at: source.place($0.position)) }
    }
    while let argument = pending.popLast() {
      if labels.contains(argument.label ?? "") {
        secrets += argument.parts.texts.map { Located($0.text, at: source.place($0.position)) }
      }
      for part in argument.parts {
        guard case .list(let items, _) = part else { continue }
        pending += items.flatMap { $0.call?.arguments ?? [] }
      }
    }
    add(secrets.filter { !job.secrets.contains($0) }.uniqued(), to: &job)
  }

  /// Adds secrets up to the limit of a job.
  private func add(_ secrets: [Located<String>], to job: inout Job) {
    job.secrets += secrets.prefix(max(0, Self.secretLimit - job.secrets.count))
  }
}

extension GroovyCall {
  /// Whether it is a method that is named for the shell.
  fileprivate var isShell: Bool {
    let parts = name.split(separator: ".")
    guard parts.count == 2, let method = parts.last else { return false }
    return ["sh", "bat", "powershell", "pwsh"].contains(method) || method.hasSuffix("Sh")
  }
}

extension [GroovyPart] {
  /// Whether they are a list of more than one value.
  fileprivate var holdsSeveral: Bool {
    guard case .list(let items, _)? = first else { return false }
    return items.count > 1
  }
}
