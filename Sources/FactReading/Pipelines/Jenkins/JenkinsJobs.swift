import FactModel
import SourceModel
import Syntax

/// A job of the host that a file of the tree defines.
struct JenkinsJob: Sendable {
  /// How many parameters of a job are looked at.
  static let inputLimit = 100

  enum Kind: Sendable {
    /// A pipeline with triggers of its own.
    case pipeline
    /// A pipeline for each branch.
    case branches
    /// Steps that stand in the job itself.
    case freestyle
  }

  let kind: Kind
  let name: String
  let place: Place
  let source: JenkinsSource
  /// What stands in the job's braces.
  let block: [GroovyStatement]
  var triggers: [Trigger] = []
  var inputs: [PipelineInput] = []
  /// The file of the pipeline.
  var script: RelativePath?
  /// The text of the pipeline, where it stands in the job.
  var text: ShellChunk?
}

/// Finds the host's jobs in scripts of the Job DSL and in its configuration as code, as far as they
/// say what starts the pipelines of the tree, or hold steps of their own.
///
/// https://jenkinsci.github.io/job-dsl-plugin/, https://plugins.jenkins.io/configuration-as-code/
struct JenkinsJobs: Sendable {
  private static let jobLimit = 500

  private(set) var all: [JenkinsJob] = []
  private(set) var warnings: [Diagnostic] = []
  private var read: Set<RelativePath> = []

  /// The files of the pipelines that the jobs name.
  var scripts: [RelativePath] { all.compactMap(\.script).uniqued() }

  /// Whether jobs may be defined in the file, judged by its path.
  static func mayHoldJobs(_ path: RelativePath) -> Bool {
    switch path.fileExtension {
    case "dsl", "jobdsl": return true
    case "groovy":
      let words = path.text.nameWords
      return !path.text.contains("vars/") && !path.text.hasPrefix("src/")
        && words.contains { ["job", "jobs", "jobdsl", "dsl", "seed", "jenkins"].contains($0) }
    case "yml", "yaml":
      let name = path.name.lowercased()
      return name.hasPrefix("jenkins.y") || name.hasPrefix("casc") || name.contains("jcasc")
        || path.folder.parts.contains { $0 == "casc" || $0 == "jcasc" }
    default: return false
    }
  }

  /// Takes the jobs of a file.
  mutating func read(_ path: RelativePath, _ context: ReadingContext) {
    guard read.insert(path).inserted, read.count < Self.jobLimit, let file = context.read(path)
    else { return }
    if !path.fileExtension.hasPrefix("y") {
      guard file.holdsJobs else { return }
      find(in: JenkinsSource(file), context)
    } else {
      guard file.contains("jobs:") else { return }
      let document = PipelineDocument(yaml: file)
      warnings += document.warnings
      for item in document.root?.merged()["jobs"]?.items ?? [] {
        if let script = item["script"], let chunk = document.chunk(script) {
          find(in: JenkinsSource(chunk), context)
        }
        if let text = item["file"]?.text, let path = Self.file(text, from: file.path, context) {
          read(path, context)
        }
      }
    }
  }

  /// A file that a job names by its place on the host: the tree's file with that end.
  private static func file(
    _ text: String, from path: RelativePath, _ context: ReadingContext
  ) -> RelativePath? {
    let candidates = [path.folder.appending(text), RelativePath("").appending(text)]
    return candidates.compactMap { $0 }.first(where: context.files.contains)
  }

  private mutating func find(in source: JenkinsSource, _ context: ReadingContext) {
    var pending = Array(source.statements.reversed())
    while let next = pending.popLast(), all.count < Self.jobLimit {
      let statement = next.withoutParameters
      if let call = statement.call, let kind = Self.kind(call.name), let block = call.blocks.last,
        let name = call.text("name")
      {
        var job = JenkinsJob(
          kind: kind, name: name.text, place: source.place(call.position), source: source,
          block: block)
        job.read(context)
        if !job.isDisabled { all.append(job) }
        continue
      }
      for part in statement.parts {
        switch part {
        case .block(let inner, _), .parens(let inner, _): pending += inner.reversed()
        case .name, .text, .sign, .list: continue
        }
      }
    }
  }

  private static func kind(_ name: String) -> JenkinsJob.Kind? {
    switch name.withoutReceiver {
    case "job", "freeStyleJob", "mavenJob", "matrixJob": .freestyle
    case "pipelineJob", "workflowJob": .pipeline
    case "multibranchPipelineJob", "organizationFolder": .branches
    default: nil
    }
  }
}

extension JenkinsJob {
  fileprivate var isDisabled: Bool {
    block.contains { statement in
      guard let call = statement.call, call.name == "disabled" else { return false }
      return call.arguments.first?.parts.plainName != "false"
    }
  }

  /// Takes what the job says of its start and of its pipeline.
  fileprivate mutating func read(_ context: ReadingContext) {
    var pending = Array(block.reversed())
    var uses = ParameterUses(block)
    while let statement = pending.popLast() {
      guard let call = statement.call else { continue }
      switch call.name {
      case "triggers", "pipelineTriggers":
        triggers += call.blocks.joined().flatMap { inner -> [Trigger] in
          guard inner.opens("triggers"), let nested = inner.call?.blocks.first else {
            return trigger(inner).map { [$0] } ?? []
          }
          return nested.compactMap(trigger)
        }
      case "parameters":
        let left = max(0, Self.inputLimit - inputs.count)
        inputs += call.blocks.joined().prefix(left).compactMap { input($0, &uses) }
      case "scriptPath":
        script = call.text("path").flatMap { RelativePath("").appending($0.text) }
      case "script":
        if let path = call.fileFromWorkspace {
          script = RelativePath("").appending(path.text)
        } else if let chunk = call.text("script").map(source.chunk) {
          text = chunk
        }
      default:
        guard kind != .freestyle || call.name == "properties" else { continue }
        pending += call.blocks.joined().reversed()
      }
    }
    // A plain `Jenkinsfile` may be that of any repository, and is live anyway.
    if script?.text == "Jenkinsfile" || script.map({ !context.files.contains($0) }) == true {
      script = nil
    }
  }

  private func trigger(_ statement: GroovyStatement) -> Trigger? {
    guard let call = statement.call else { return nil }
    let place = source.place(statement)
    switch call.name {
    case "cron", "timer", "periodic": return Trigger(.schedule, at: place)
    case "scm", "pollSCM", "hudsonPollSCM", "githubPush", "gitlabPush", "gitlab", "bitbucketPush",
      "bitBucketTrigger":
      return Trigger(.push, at: place)
    case "githubPullRequest", "pullRequest", "ghprbTrigger", "gerrit":
      return Trigger(.pullRequest, at: place)
    case "upstream":
      let names = call.arguments.first?.parts.texts.map(\.text) ?? []
      return Trigger(
        .upstream, pipelines: names.flatMap { $0.split(separator: ",").map { $0.trimmingSpaces } },
        at: place)
    default: return nil
    }
  }

  private func input(
    _ statement: GroovyStatement, _ uses: inout ParameterUses
  ) -> PipelineInput? {
    guard let call = statement.call, call.name.hasSuffix("Param"), let name = call.text("name")
    else { return nil }
    let options = call.arguments.dropFirst().first { argument in
      if case .list? = argument.parts.first { return true }
      return false
    }?.parts.texts.map(\.text)
    return PipelineInput(
      name: name.text, options: options ?? [], place: source.place(statement),
      isUsed: uses.isUsed(name.text))
  }
}

/// Tells which parameters the scripts of a job use: they see them as variables.
private struct ParameterUses {
  /// How many bytes may be searched for all parameters of a job; behind that each counts as used.
  private var left = 4_000_000
  private let texts: [String]
  private let size: Int

  init(_ block: [GroovyStatement]) {
    var texts: [String] = []
    block.visit { part in
      if case .text(let text) = part { texts.append(text.text) }
    }
    self.texts = texts
    size = texts.reduce(0) { $0 + $1.utf8.count + 16 }
  }

  mutating func isUsed(_ name: String) -> Bool {
    guard left > 0, name.utf8.count < 1_000 else { return true }
    left -= size
    return texts.contains { $0 != name && $0.contains(name) }
  }
}

extension SourceFile {
  /// Whether the text speaks of jobs that a script defines.
  fileprivate var holdsJobs: Bool {
    contains("ipelineJob(") || contains("job(") || contains("Job(") || contains("ipelineJob '")
      || contains("job '") || contains("Job '")
  }
}

extension GroovyCall {
  /// The file that `readFileFromWorkspace('…')` is given.
  var fileFromWorkspace: GroovyText? { nested(in: ["readFileFromWorkspace"]) }

  /// What a function that is called for the first argument is given.
  func nested(in functions: Set<String>) -> GroovyText? {
    guard let parts = arguments.first?.parts, case .name(let name, _)? = parts.first,
      functions.contains(name), case .parens(let inner, _)? = parts.dropFirst().first
    else { return nil }
    return inner.first?.parts.text
  }
}

extension String {
  /// `job` of `dslFactory.job`.
  fileprivate var withoutReceiver: String { split(separator: ".").last.map(String.init) ?? self }
}
