package import SourceModel

/// A rule that limits when a job or step runs.
package struct Condition: Hashable, Sendable {
  /// What the rule looks at.
  package enum Subject: String, Hashable, Sendable {
    /// The branch.
    case branch
    /// Whether there is a tag, or which.
    case tag
    /// The event.
    case event
    /// The event, which must be one that a person starts: a release, a start by hand.
    case person
    /// The paths that changed.
    case paths
    /// The result of former steps (`failure()`, `when: on_failure`).
    case outcome
    /// Something else.
    case other
  }

  /// How many characters of a rule are kept: thousands of jobs may bear one that lists thousands of files.
  package static let textLimit = 2_000

  /// What the rule looks at.
  package var subject: Subject
  /// The rule as written, its beginning where it is very long.
  package var text: String
  /// Where it stands.
  package var place: Place

  /// Makes a condition.
  package init(_ subject: Subject, _ text: String, at place: Place) {
    self.subject = subject
    self.text = text.shortened(to: Self.textLimit)
    self.place = place
  }
}

/// A decision of a person that a job waits for.
package struct Gate: Hashable, Sendable {
  /// How the person decides.
  package enum Kind: String, Hashable, Sendable {
    /// The job is started by hand.
    case manual
    /// An approval or input step.
    case approval
    /// A promotion on the deployer's own screen, which the tree cannot show.
    case promotion
  }

  /// How the person decides.
  package var kind: Kind
  /// Where it stands.
  package var place: Place

  /// Makes a gate.
  package init(_ kind: Kind, at place: Place) {
    self.kind = kind
    self.place = place
  }
}

/// An environment named by a job.
package struct EnvironmentUse: Hashable, Sendable {
  /// What the job does to it.
  package enum Action: String, Hashable, Sendable {
    /// Deploys to it.
    case start
    /// Takes it down.
    case stop
    /// Only looks at it or prepares.
    case access
  }

  /// The name, with placeholders as written.
  package var name: String
  /// What the job does to it.
  package var action: Action
  /// Where it stands.
  package var place: Place

  /// Makes a use of an environment.
  package init(_ name: String, action: Action = .start, at place: Place) {
    self.name = name
    self.action = action
    self.place = place
  }
}
