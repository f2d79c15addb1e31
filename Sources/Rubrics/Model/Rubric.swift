package import SourceModel

/// What a team is judged by: stages with criteria, and the texts that explain them.
package struct Rubric: Sendable {
  /// A stage of the path.
  package struct Stage: Hashable, Sendable {
    /// Its id, `v3`.
    package let id: String
    /// Its title.
    package let title: Phrase
    /// The question that it answers.
    package let question: Phrase
  }

  /// An area of the life cycle.
  package struct Area: Hashable, Sendable {
    /// Its id, `deploy`.
    package let id: String
    /// Its title.
    package let title: Phrase
  }

  /// A reason to do any of it.
  package struct Effect: Hashable, Sendable {
    /// Its id, `automation`.
    package let id: String
    /// Its title.
    package let title: Phrase
    /// What it buys, in one clause.
    package let why: Phrase
  }

  /// One word of the path, and what it stands for.
  package struct Landmark: Hashable, Sendable {
    /// Its id, `ci-cd`.
    package let id: String
    /// Its title.
    package let title: Phrase
    /// The ids of its criteria.
    package let criteria: [String]
  }

  /// What the next rung of the infrastructure ladder is for a team, or why it can wait.
  package struct Outlook: Hashable, Sendable {
    /// When it is said.
    package let condition: FactCondition
    /// The criteria that must be met before it pays.
    package let needs: [String]
    /// What is said where they are met; `nil` for nothing, and the next outlook is looked at.
    package let says: Phrase?
    /// What is said where one is not; the criteria follow.
    package let tooEarly: Phrase?
  }

  /// Name and version.
  package let identity: RubricIdentity
  /// The score in percent from which a stage counts as reached.
  package let reachedAt: Int
  /// The stages, lowest first.
  package let stages: [Stage]
  /// The areas in the order of the life cycle.
  package let areas: [Area]
  /// The effects.
  package let effects: [Effect]
  /// The milestones.
  package let milestones: [Landmark]
  /// What comes next on the infrastructure ladder; the first that fits is said.
  package let outlooks: [Outlook]
  /// The criteria, stage by stage.
  package let criteria: [Criterion]
  /// How the jobs of its advice are written for each vendor.
  package let forms: PipelineForms
  /// The words of its advice that depend on the repository.
  package let words: AdviceWords

  /// A criterion by its id.
  package func criterion(_ id: String) -> Criterion? {
    criteria.first { $0.id == id }
  }
}
