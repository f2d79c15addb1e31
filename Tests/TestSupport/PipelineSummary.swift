import FactModel
package import FactReading
import SourceModel

/// What a pipeline reader found, as text: a line for each pipeline, trigger, job, step and fault.
package struct PipelineSummary: CustomStringConvertible {
  private let reading: PipelineReading

  /// Makes a summary.
  package init(_ reading: PipelineReading) {
    self.reading = reading
  }

  /// The lines, each with its end.
  package var description: String {
    let pipelines = reading.pipelines.flatMap(Self.lines(of:))
    let warnings = reading.warnings.map { "warning \($0)" }
    return (pipelines + warnings).map { $0 + "\n" }.joined()
  }

  private static func lines(of pipeline: Pipeline) -> [String] {
    let path = pipeline.place.path
    var head = "pipeline \(pipeline.vendor) \(quoted(pipeline.name)) @ \(pipeline.place)"
    if !pipeline.startsByItself { head += " only called" }
    if pipeline.confidence == .inferred { head += " inferred" }
    return [head] + pipeline.triggers.map { "  " + line(of: $0, in: path) }
      + pipeline.jobs.flatMap { job in
        ["  " + line(of: job, in: path)] + job.steps.map { "    " + line(of: $0, in: path) }
      }
  }

  private static func line(of trigger: Trigger, in path: RelativePath) -> String {
    let inputs = trigger.inputs.map { input in
      let options = input.options.isEmpty ? "" : "(" + input.options.joined(separator: "|") + ")"
      return input.name + options + (input.isUsed ? "" : " unused")
    }
    return "trigger \(trigger.event.rawValue) @ \(short(trigger.place, in: path))"
      + list("branches", trigger.branches) + list("ignored", trigger.ignoredBranches)
      + list("tags", trigger.tags) + list("paths", trigger.paths) + list("inputs", inputs)
      + list("pipelines", trigger.pipelines)
  }

  private static func line(of job: Job, in path: RelativePath) -> String {
    func at(_ place: Place) -> String { short(place, in: path) }
    var line = "job \(quoted(job.id)) @ \(at(job.place))"
    if job.name != job.id { line += " name=\(quoted(job.name))" }
    if let stage = job.stage { line += " stage=\(stage)" }
    line += list("events", Trigger.Event.allCases.filter(job.events.contains).map(\.rawValue))
    line += list("needs", job.needs)
    line += conditions(job.conditions, in: path)
    if let gate = job.gate { line += " gate=\(gate.kind.rawValue) @ \(at(gate.place))" }
    if let environment = job.environment {
      line += " environment=\(quoted(environment.name)) \(environment.action.rawValue)"
      line += " @ \(at(environment.place))"
    }
    if job.ignoresFailure { line += " ignores-failure" }
    if let place = job.fanOut { line += " fan-out @ \(at(place))" }
    line += list("caches", job.caches.map(at)) + list("artifacts", job.artifacts.map(at))
    line += list("coverage", job.coverageReports.map(at))
    line += list("secrets", job.secrets.map { "\($0.value) @ \(at($0.place))" })
    if let place = job.identity { line += " identity @ \(at(place))" }
    return line + list("images", job.images.map { "\($0.value) @ \(at($0.place))" })
  }

  private static func line(of step: Step, in path: RelativePath) -> String {
    func at(_ place: Place) -> String { short(place, in: path) }
    var line: String
    if let action = step.action {
      line = "uses \(action.kind.rawValue) \(quoted(action.name))"
      if let version = action.version { line += " version=\(quoted(version))" }
      line += list("with", action.inputs.map { "\($0.name)=\(quoted($0.value))" })
    } else {
      line = "run " + step.words.map(quoted).joined(separator: " ")
    }
    line += " @ \(at(step.place))"
    if !step.wrappers.isEmpty { line += list("wrapped", step.wrappers) }
    if let name = step.name { line += " name=\(quoted(name))" }
    line += list("via", step.via.map(at))
    line += conditions(step.conditions, in: path)
    line += list(
      "environment",
      step.environment.sorted { $0.key < $1.key }.map { "\($0.key)=\(quoted($0.value))" })
    return line + (step.ignoresFailure ? " ignores-failure" : "")
  }

  private static func conditions(_ conditions: [Condition], in path: RelativePath) -> String {
    let texts = conditions.map { condition in
      "\(condition.subject.rawValue): \(condition.text) @ \(short(condition.place, in: path))"
    }
    return list("if", texts)
  }

  private static func list(_ name: String, _ items: [String]) -> String {
    items.isEmpty ? "" : " \(name)=[\(items.joined(separator: ", "))]"
  }

  /// The place without its file, where that is the pipeline's own.
  private static func short(_ place: Place, in path: RelativePath) -> String {
    place.path == path ? "\(place.position)" : "\(place)"
  }

  /// The text as it is where it is one plain word, else between quotes and on one line.
  private static func quoted(_ text: String) -> String {
    let isPlain =
      !text.isEmpty
      && text.unicodeScalars.allSatisfy { scalar in
        scalar.isASCII && scalar.value > 0x20 && !"\"'`".unicodeScalars.contains(scalar)
      }
    guard !isPlain else { return text }
    let escaped = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\n": "\\n"
      case "\"": "\\\""
      default: String(scalar)
      }
    }
    return "\"" + escaped.joined() + "\""
  }
}
