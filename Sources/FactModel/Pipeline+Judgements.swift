extension Trigger.Event {
  /// Changes that somebody proposes or merges.
  package static let changes: Set<Trigger.Event> = [.push, .pullRequest, .mergeQueue]
  /// Changes that are not merged yet.
  package static let requests: Set<Trigger.Event> = [.pullRequest, .mergeQueue]
}

extension Capability {
  /// What is around the work and none itself.
  package static let asides: CaseSet<Capability> = [.housekeeping, .caches, .authenticates]
  /// What brings something to users or environments.
  package static let delivering: CaseSet<Capability> = [
    .deploys, .handsOver, .publishes, .publishesImage, .publishesChart, .releases,
  ]
}

extension [Job] {
  /// The events that start any of the jobs.
  package var events: Set<Trigger.Event> { reduce(into: []) { $0.formUnion($1.events) } }
}

extension Job {
  /// What all its steps do together, failures ignored or not.
  package var capabilities: CaseSet<Capability> {
    steps.reduce(into: []) { all, step in
      for use in step.uses { all.formUnion(use.capabilities) }
    }
  }

  /// Whether it runs a command that does more than talk, or something that is known to do work.
  package var doesWork: Bool {
    let talk: Set = ["echo", "printf", "sleep", "exit", "export", "cd", "true", "date", "env"]
    return !capabilities.subtracting(Capability.asides).isEmpty
      || steps.contains { step in step.words.first.map { !talk.contains($0) } ?? false }
  }

  /// Whether nothing but changes that are not merged yet starts it.
  package var isForRequestsOnly: Bool {
    !events.isEmpty && events.isSubset(of: Trigger.Event.requests)
  }
}

extension Facts {
  /// The tools at work in pipelines, step by step.
  package var pipelineUses: [ToolUse] {
    var uses: [ToolUse] = []
    for pipeline in pipelines {
      for job in pipeline.jobs {
        for step in job.steps { uses += step.uses }
      }
    }
    return uses
  }
}

extension Pipeline {
  /// The decision that each job waits for: its own, or that of a job before it.
  package var gates: [Gate?] {
    guard jobs.contains(where: { $0.gate != nil }) else { return jobs.map { _ in nil } }
    let order = JobOrder(jobs)
    let numbered = Array(zip(order.numbers, jobs))
    let gated = numbered.filter { _, job in job.gate != nil }
    return numbered.map { number, job in
      job.gate ?? gated.first { other, _ in order.job(number, waitsFor: other) }?.1.gate
    }
  }
}
