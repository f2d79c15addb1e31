/// A job that advice proposes, free of any vendor: `PipelineForm` writes it down for one.
package struct JobSketch: Hashable, Sendable {
  /// What starts the job.
  package enum Start: String, Hashable, Sendable, CaseIterable {
    /// Every change: pushes to the main branch, and pull or merge requests.
    case change
    /// Pushes to the main branch alone.
    case main
    /// A version tag.
    case tag
    /// A person.
    case manual
    /// A person, who says which version is meant.
    case versionInput = "version-input"
    /// A clock, once a night.
    case schedule
  }

  /// The job's name, `test`.
  package let name: String
  /// The name of its file, where each pipeline has a file of its own.
  package internal(set) var workflow: String
  /// What starts it.
  package let start: Start
  /// The language tools that it needs, one of those of the forms.
  package let toolchain: String?
  /// The environment that it deploys to.
  package let environment: String?
  /// The names of the secrets that it reads.
  package let secrets: [String]
  /// What the host must permit beyond reading, in the words of hosts that ask: `packages: write`.
  package let permissions: [String]
  /// The job that it waits for.
  package let needs: String?
  /// What it runs; `{version}`, `{commit}` and the forms' other words stand in it.
  package internal(set) var commands: [String]

  /// The same job in a file of another name.
  func renamed(_ workflow: String) -> JobSketch {
    var renamed = self
    renamed.workflow = workflow
    return renamed
  }
}

/// Something to paste, as the rubric has it: before a vendor's dress.
package enum SnippetSource: Hashable, Sendable {
  /// A text that is the same for everyone.
  case text(Snippet)
  /// A job, written as the team's vendor has it.
  case job(JobSketch)
  /// Commands behind others of a job that is there.
  case steps([String])
}

/// A small repository in which advice holds, and which meets the criterion once it is followed.
package struct AdviceProof: Hashable, Sendable {
  /// The files; a line `{snippet}` in one is where the snippet goes, instead of what follows it
  /// on that line.
  package let example: CriterionExample
  /// The jobs, written for each vendor in turn; the command `{snippet}` is where steps go, instead
  /// of what follows it.
  package let jobs: [JobSketch]
  /// The vendors that it is tried with; empty for all.
  package let vendors: [String]
}
