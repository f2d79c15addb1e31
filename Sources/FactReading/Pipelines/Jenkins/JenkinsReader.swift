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

  /// Whether the file is named as a pipeline: `Jenkinsfile`, `Jenkinsfile.deploy`,
  /// `deploy.jenkinsfile`, in any folder.
  package func isPipeline(_ path: RelativePath) -> Bool {
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
    for path in paths {
      guard let file = context.read(path) else { continue }
      let source = JenkinsSource(file)
      reading.warnings += source.warnings
      var builder = JenkinsBuilder(source, context: context)
      if let pipeline = builder.pipeline(vendor: vendor) { reading.pipelines.append(pipeline) }
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
        let message =
          "the bracket is open at the end of the file; what stands in it was read all the same"
        return [Diagnostic(.warning, message, at: Place(file.path, position))]
      } ?? []
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
  static let jobLimit = 1000
  /// How deep stages and blocks are followed.
  static let depthLimit = 40
  /// How many calls of the file's own functions are followed.
  static let callLimit = 500

  let source: JenkinsSource
  var follower: StepFollower
  var jobs: [Job] = []
  /// The functions that the file defines.
  var functions: [String: (parameters: [String], body: [GroovyStatement])] = [:]
  var activeFunctions: Set<String> = []
  var calls = 0
  /// The variables that hold an image of the Docker steps.
  var imageVariables: Set<String> = []
  /// The ids of the jobs that the next stage waits for.
  var latest: [String] = []
  private var usedIDs: Set<String> = []

  init(_ source: JenkinsSource, context: ReadingContext) {
    self.source = source
    follower = StepFollower(context: context)
    for statement in source.statements { define(statement) }
  }

  /// Notes a function, `def deploy(target) { … }`.
  private mutating func define(_ statement: GroovyStatement) {
    guard case .block(let body, _)? = statement.parts.last, statement.parts.count >= 4,
      case .parens(let parameters, _) = statement.parts[statement.parts.count - 2],
      case .name(let name, _) = statement.parts[statement.parts.count - 3],
      case .name = statement.parts[0], statement.parts.count <= 6
    else { return }
    let names = parameters.map { parameter in
      parameter.parts.prefix { part in
        if case .sign = part { return false }
        return true
      }.last.flatMap { part -> String? in
        if case .name(let name, _) = part { return name }
        return nil
      } ?? ""
    }
    functions[name] = (names, body)
  }

  /// The pipeline; `nil` where it has no live stage.
  mutating func pipeline(vendor: String) -> Pipeline? {
    let triggers = JenkinsTriggers(source)
    let setting = JenkinsSetting(situations: triggers.situations)
    let declared = source.statements.first { statement in
      guard case .name("pipeline", _)? = statement.parts.first else { return false }
      return true
    }
    if let declared, case .block(let block, _)? = declared.parts.last {
      declarative(block, setting)
    } else {
      scripted(setting)
    }
    jobs.removeAll { $0.steps.isEmpty && $0.gate == nil && $0.id == "node" }
    guard !jobs.isEmpty else { return nil }
    let events = jobs.events
    return Pipeline(
      vendor: vendor, name: source.path.text, place: Place(source.path),
      triggers: triggers.triggers.filter { events.contains($0.event) }, jobs: jobs)
  }

  private mutating func scripted(_ setting: JenkinsSetting) {
    let body = source.statements.filter { statement in
      guard case .block? = statement.parts.last, case .name(let name, _)? = statement.parts.first,
        ["def", "void", "String", "boolean", "Boolean", "class"].contains(name)
      else { return true }
      return false
    }
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
      secrets: setting.secrets, images: setting.images)
  }
}

/// What holds for the stages and steps of a block.
struct JenkinsSetting: Sendable {
  var situations: Set<JenkinsSituation>
  var conditions: [Condition] = []
  var environment: [String: String] = [:]
  var folder: RelativePath? = RelativePath("")
  var secrets: [Located<String>] = []
  var images: [Located<String>] = []
  var gate: Gate?
  var fanOut: Place?
  var ignoresFailure = false
  var wrappers: [String] = []
  var depth = 0

  /// What holds in a block under a rule.
  func under(_ rule: JenkinsRule) -> JenkinsSetting {
    var setting = self
    setting.conditions += rule.conditions
    setting.situations.formIntersection(rule.situations)
    return setting
  }
}
