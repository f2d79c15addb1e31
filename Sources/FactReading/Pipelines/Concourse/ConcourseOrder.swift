import FactModel
import SourceModel

/// What starts each job and which jobs it waits for, told by the versions that it gets.
///
/// https://concourse-ci.org/docs/steps/get/
struct ConcourseOrder {
  /// How a job starts.
  struct Start {
    var events: Set<Trigger.Event>
    var conditions: [Condition]
    var isManual: Bool
  }

  private struct Input {
    var resource: String
    var isTrigger: Bool
    var passed: [String]
  }

  /// How many rules of versions a job keeps.
  private static let conditionLimit = 50

  /// What the inputs of one job say of its start.
  private struct Own {
    var isManual: Bool
    var events: Set<Trigger.Event>
    var conditions: [Condition] = []
    /// The jobs through which what starts it must have passed.
    var passed: [String] = []
  }

  private var inputs: [String: [Input]] = [:]
  private var own: [String: Own] = [:]
  /// The resources whose new versions start a job, in order.
  private(set) var triggering: [String] = []
  private var starts: [String: Start] = [:]
  /// How many steps between jobs may still be gone; each job could be passed by all others.
  private var budget = 1_000_000

  init(jobs: [PipelineValue], resources: [String: ConcourseResource]) {
    var names: [String] = []
    for job in jobs.prefix(PipelineReading.entryLimit) {
      guard let name = job["name"]?.text, inputs[name] == nil else { continue }
      names.append(name)
      let found = Self.inputs(in: job["plan"])
      inputs[name] = found
      own[name] = Self.own(found, resources)
    }
    var seen: Set<String> = []
    for name in names {
      for input in inputs[name] ?? [] where input.isTrigger && input.passed.isEmpty {
        if seen.insert(input.resource).inserted { triggering.append(input.resource) }
      }
    }
    for name in names { starts[name] = resolvedStart(of: name) }
  }

  func start(of job: String) -> Start {
    starts[job] ?? Start(events: [.manual], conditions: [], isManual: true)
  }

  /// The jobs through which the versions that the job gets must have passed.
  func needs(of job: String) -> [String] {
    (inputs[job] ?? []).flatMap(\.passed).filter { inputs[$0] != nil && $0 != job }.uniqued()
  }

  /// What the inputs of a job say of its start.
  private static func own(
    _ inputs: [Input], _ resources: [String: ConcourseResource]
  ) -> Own {
    let triggers = inputs.filter(\.isTrigger)
    guard !triggers.isEmpty else { return Own(isManual: true, events: [.manual]) }
    var own = Own(isManual: false, events: [], passed: triggers.flatMap(\.passed).uniqued())
    for name in triggers.filter(\.passed.isEmpty).map(\.resource).uniqued() {
      own.events.insert(resources[name]?.event ?? .upstream)
      if let condition = resources[name]?.condition { own.conditions.append(condition) }
    }
    return own
  }

  /// The events behind the triggers of a job and of those before it.
  private mutating func resolvedStart(of name: String) -> Start {
    var start = Start(events: [], conditions: [], isManual: own[name]?.isManual ?? false)
    var pending = [name]
    var seen: Set<String> = [name]
    var rules: Set<Place> = []
    while let job = pending.popLast() {
      guard let own = own[job] else { continue }
      start.events.formUnion(own.events)
      for condition in own.conditions where start.conditions.count < Self.conditionLimit {
        if rules.insert(condition.place).inserted { start.conditions.append(condition) }
      }
      budget -= 1 + own.passed.count + own.conditions.count
      guard budget > 0 else { break }
      pending += own.passed.filter { inputs[$0] != nil && seen.insert($0).inserted }
    }
    if start.events.isEmpty { start.events = [.upstream] }
    if start.events != [.tag] { start.conditions = [] }
    return start
  }

  /// Whether new versions start the job; a variable, which a pipeline is set with, may say so.
  ///
  /// https://concourse-ci.org/docs/vars/
  private static func isTrigger(_ value: PipelineValue?) -> Bool {
    guard let value else { return false }
    if let flag = value.flag { return flag }
    // The second is how it was written before.
    return value.isMap || ["((", "{{"].contains { value.text?.contains($0) == true }
  }

  /// The `get` steps of a plan, those inside other steps too.
  private static func inputs(in plan: PipelineValue?) -> [Input] {
    var found: [Input] = []
    var pending = (plan?.items ?? []).reversed().map { ($0, 0) }
    while let (step, depth) = pending.popLast(), found.count < 2000 {
      if let name = step["get"]?.text {
        found.append(
          Input(
            resource: step["resource"]?.text ?? name, isTrigger: isTrigger(step["trigger"]),
            passed: step["passed"]?.texts ?? []))
      }
      guard depth < ConcourseBuilder.depthLimit else { continue }
      for key in ["do", "in_parallel", "aggregate", "try"] {
        guard let inner = step[key] else { continue }
        pending += ConcoursePlan.steps(of: inner).reversed().map { ($0, depth + 1) }
      }
    }
    return found
  }
}
