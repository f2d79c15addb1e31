import FactModel
package import SourceModel

/// Reads pipelines of Jenkins, declarative and scripted.
///
/// https://www.jenkins.io/doc/book/pipeline/syntax/
package struct JenkinsReader: PipelineReader {
  /// The vendor's id.
  package let vendor = "jenkins"

  /// Makes a reader.
  package init() {}

  /// Whether the file is named as a pipeline, or stands where the host's own jobs are defined.
  package func isPipeline(_ path: RelativePath) -> Bool {
    Self.isScript(path) || JenkinsJobs.mayHoldJobs(path)
  }

  /// Whether the file is named as a pipeline: `Jenkinsfile`, `Jenkinsfile.deploy`,
  /// `deploy.jenkinsfile`, in any folder.
  private static func isScript(_ path: RelativePath) -> Bool {
    let name = path.name.lowercased()
    if name.hasSuffix(".jenkinsfile") { return true }
    guard name.hasPrefix("jenkinsfile") else { return false }
    let rest = name.dropFirst("jenkinsfile".count)
    guard let first = rest.utf8.first else { return true }
    let unused = [
      "disabled", "bak", "old", "orig", "md", "txt", "template", "tmpl", "j2", "erb", "example",
    ]
    let last = rest.split(separator: ".").last.map(String.init) ?? ""
    return ".-_".utf8.contains(first) && !unused.contains(last)
  }

  /// The pipelines with a live stage.
  package func pipelines(in paths: [RelativePath], context: ReadingContext) -> PipelineReading {
    var reading = PipelineReading()
    var library = JenkinsLibrary(context)
    var statementsLeft = JenkinsBuilder.statementLimit
    var jobs = JenkinsJobs()
    for path in paths where JenkinsJobs.mayHoldJobs(path) { jobs.read(path, context) }
    reading.warnings = jobs.warnings
    // What is named for nothing was said to be a pipeline.
    var scripts = paths.filter { Self.isScript($0) || !JenkinsJobs.mayHoldJobs($0) }
    scripts += jobs.scripts.filter { !scripts.contains($0) && context.files.contains($0) }
    for path in scripts {
      guard let file = context.read(path) else { continue }
      let source = JenkinsSource(file)
      reading.warnings += source.warnings
      var builder = JenkinsBuilder(source, library: &library, context: context)
      builder.statementsLeft = statementsLeft
      defer { statementsLeft = builder.statementsLeft }
      let starts = jobs.all.filter { $0.script == path }
      if let pipeline = builder.pipeline(vendor: vendor, starts: starts) {
        reading.pipelines.append(pipeline)
      }
    }
    for job in jobs.all {
      if let text = job.text {
        var builder = JenkinsBuilder(JenkinsSource(text), library: &library, context: context)
        builder.statementsLeft = statementsLeft
        defer { statementsLeft = builder.statementsLeft }
        guard var pipeline = builder.pipeline(vendor: vendor, starts: [job]) else { continue }
        pipeline.name = job.name
        pipeline.place = job.place
        reading.pipelines.append(pipeline)
      } else if job.kind == .freestyle {
        var builder = JenkinsFreestyle(job, context: context)
        if let pipeline = builder.pipeline(vendor: vendor) { reading.pipelines.append(pipeline) }
      }
    }
    return reading
  }
}

/// The text of a pipeline with its outline.
struct JenkinsSource: Sendable {
  let path: RelativePath
  let statements: [GroovyStatement]
  /// The faults that the outline shows; it knows too little of the language to refuse a file for them.
  let warnings: [Diagnostic]
  private let bytes: [UInt8]

  init(_ file: SourceFile) {
    path = file.path
    bytes = file.bytes
    let outline = GroovyOutline(file.bytes)
    statements = outline.statements
    warnings =
      outline.unclosed.map { position in
        let message = Phrase(
          "the bracket is open at the end of the file; what stands in it was read all the same",
          "괄호가 파일 끝까지 닫히지 않았습니다. 그 안의 내용은 그대로 읽었습니다")
        return [Diagnostic(.warning, message, at: Place(file.path, position))]
      } ?? []
  }

  /// A text within another file, whose places are those of the file.
  init(_ chunk: ShellChunk) {
    path = chunk.place.path
    let indent = String(repeating: " ", count: chunk.indent)
    let lines = chunk.text.split(separator: "\n", omittingEmptySubsequences: false)
    bytes = Array(lines.map { indent + $0 }.joined(separator: "\n").utf8)
    let line = max(1, Int(chunk.place.position.line))
    statements = GroovyOutline(bytes, startingAt: line).statements
    warnings = []
  }

  func place(_ position: Position) -> Place { Place(path, position) }

  func place(_ statement: GroovyStatement) -> Place { place(statement.position) }

  /// The statement as written, on one line.
  func excerpt(_ statement: GroovyStatement) -> String {
    String(decoding: bytes[statement.range], as: UTF8.self).onOneLine
  }

  /// The parts of an expression, on one line.
  func excerpt(_ parts: [GroovyPart]) -> String {
    var text = ""
    var isAfterSign = false
    for part in parts {
      switch part {
      case .name(let name, _):
        let isTight = text.isEmpty || name.hasPrefix(".") || text.hasSuffix("!")
        text += (isTight ? "" : " ") + name
        isAfterSign = false
      case .text(let value):
        text += (text.isEmpty || text.hasSuffix(" ") ? "" : " ") + "'" + value.text + "'"
        isAfterSign = false
      case .sign(let sign, _):
        let sign = String(UnicodeScalar(sign))
        text += (isAfterSign || text.isEmpty || sign == ":" ? "" : " ") + sign
        isAfterSign = true
      case .parens(let inner, _):
        text += "(" + inner.map { excerpt($0) }.joined(separator: ", ") + ")"
        isAfterSign = false
      case .list(let inner, _):
        text += "[" + inner.map { excerpt($0) }.joined(separator: ", ") + "]"
        isAfterSign = false
      case .block: text += " { … }"
      }
    }
    return text.onOneLine
  }

  /// The shell text of a string.
  func chunk(_ text: GroovyText) -> ShellChunk {
    ShellChunk(text: text.text, place: place(text.position), keepsLines: text.keepsLines)
  }

  /// The names and strings that the text holds.
  func visit(_ body: (GroovyPart) -> Void) { statements.visit(body) }
}

/// Builds the jobs of a pipeline: one for each stage.
struct JenkinsBuilder {
  /// How many jobs a pipeline may have.
  static let jobLimit = PipelineReading.readerLimit
  /// How deep stages and blocks are followed.
  static let depthLimit = 40
  /// How many calls of the file's own functions are followed.
  static let callLimit = 500
  /// How many statements are walked for all pipelines of a tree, those of a function each time that it
  /// is called; large trees have some ten thousand.
  static let statementLimit = 100_000
  /// So many bytes of a statement count as one more, since what it holds is looked through.
  private static let statementSize = 256

  /// How many secrets, images and caches a job may have, since all stages bear those around them; real
  /// ones have five.
  static let (secretLimit, imageLimit) = (200, 50)

  /// The file whose statements are walked: the pipeline, or one that it takes functions from.
  var source: JenkinsSource
  let context: ReadingContext
  var follower: StepFollower
  var jobs: [Job] = []
  /// The functions that the file defines.
  private let functions: [String: JenkinsFunction]
  private let library: JenkinsLibrary
  /// The block that the function at work was given.
  var closure: JenkinsClosure?
  var activeFunctions: Set<String> = []
  var calls = 0
  /// How many statements may still be walked.
  var statementsLeft = Self.statementLimit
  /// The variables that hold an image of the Docker steps.
  var imageVariables: Set<String> = []
  /// The ids of the jobs that the next stage waits for.
  var latest: [String] = []
  private var usedIDs: Set<String> = []

  init(_ source: JenkinsSource, library: inout JenkinsLibrary, context: ReadingContext) {
    self.source = source
    self.context = context
    follower = StepFollower(context: context)
    functions = JenkinsFunction.all(in: source)
    library.load(for: source, context)
    self.library = library
  }

  /// Takes the statements of a block off the limit; `false` at its end.
  mutating func takes(_ statements: [GroovyStatement]) -> Bool {
    guard statementsLeft > 0 else { return false }
    statementsLeft -= statements.reduce(1) { $0 + 1 + $1.range.count / Self.statementSize }
    if statementsLeft <= 0 {
      follower.note(
        "found that pipelines and what they call have more than \(Self.statementLimit) statements; "
          + "from here on none is read",
        "파이프라인과 거기서 부르는 함수의 문장이 \(Self.statementLimit)개보다 많아서 여기부터는 읽지 않았습니다",
        at: source.place(statements.first?.position ?? Position.start))
    }
    return true
  }

  /// The function of the tree that a call names.
  func function(_ name: String) -> JenkinsFunction? {
    functions[name] ?? library.function(name)
  }

  /// The pipeline; `nil` where it has no live stage.
  ///
  /// - Parameter starts: what the host's jobs say of how it starts, where the tree defines them.
  mutating func pipeline(vendor: String, starts: [JenkinsJob] = []) -> Pipeline? {
    let triggers = JenkinsTriggers([source] + library.loaded, starts: starts)
    let setting = JenkinsSetting(situations: triggers.situations)
    let declared = source.statements.first { statement in
      guard case .name("pipeline", _)? = statement.parts.first else { return false }
      return true
    }
    if let declared, case .block(let block, _)? = declared.parts.last {
      declarative(block, setting)
      // What stands around the pipeline runs too: before its stages, and instead of them where it
      // returns.
      scripted(source.statements.filter { $0.position != declared.position }, setting)
    } else {
      scripted(source.statements, setting)
    }
    jobs.removeAll { $0.steps.isEmpty && $0.gate == nil && $0.id == "node" }
    guard !jobs.isEmpty else { return nil }
    let events = jobs.events
    return Pipeline(
      vendor: vendor, name: source.path.text, place: Place(source.path),
      triggers: triggers.triggers.filter { events.contains($0.event) }, jobs: jobs)
  }

  private mutating func scripted(_ statements: [GroovyStatement], _ setting: JenkinsSetting) {
    latest = []
    let body = statements.filter { !JenkinsFunction.isDefinition($0) }
    var job = newJob("node", at: Position.start, setting)
    walk(body, into: &job, setting)
    jobs.insert(job, at: 0)
  }

  /// A job that waits for those before it.
  mutating func newJob(_ name: String, at position: Position, _ setting: JenkinsSetting) -> Job {
    let id = usedIDs.added(name)
    follower.beginJob()
    return Job(
      id: id, name: name, place: source.place(position), stage: name, needs: latest,
      events: Set(setting.situations.map(\.event)), conditions: setting.conditions,
      gate: setting.gate, ignoresFailure: setting.ignoresFailure, fanOut: setting.fanOut,
      caches: setting.caches, secrets: setting.secrets, images: setting.images)
  }
}

/// What holds for the stages and steps of a block.
struct JenkinsSetting: Sendable {
  /// How many rules are told, since each command bears all of them; real ones have five.
  private static let conditionLimit = 50

  var situations: Set<JenkinsSituation>
  var conditions: [Condition] = []
  var environment: [String: String] = [:]
  var folder: RelativePath? = RelativePath("")
  var secrets: [Located<String>] = []
  var images: [Located<String>] = []
  var caches: [Place] = []
  var gate: Gate?
  var fanOut: Place?
  var ignoresFailure = false
  /// Variables with the status of a command by which the build fails.
  var decided: Set<String> = []
  /// Whether a statement behind makes the build fail.
  var failsLater = false
  var wrappers: [String] = []
  var depth = 0

  /// What holds in a block under a rule.
  func under(_ rule: JenkinsRule) -> JenkinsSetting {
    var setting = self
    let left = max(0, Self.conditionLimit - conditions.count)
    setting.conditions += rule.conditions.prefix(left)
    setting.situations.formIntersection(rule.situations)
    return setting
  }
}
