package import FactModel
package import SourceModel

/// One thing that a team does or does not do, with what decides it and what helps.
package struct Criterion: Sendable {
  /// Its id, `deploy.rollback`.
  package let id: String
  /// Its stage's id.
  package let stage: String
  /// Its area's id.
  package let area: String
  /// Its effect's id.
  package let effect: String
  /// What it counts, 1…5.
  package let weight: Int
  /// Whether its stage needs it.
  package let isRequired: Bool
  /// How much work it is.
  package let effort: Effort
  /// The texts that people read.
  package let texts: Texts
  /// The kinds of project to which it does not apply.
  package let notFor: [ProjectKind]
  /// What must hold for it to apply, where not every project of its kinds is meant.
  package let applicability: Applicability?
  /// What makes it met.
  package let met: FactCondition
  /// What makes it half met, where it is not met.
  package let partial: FactCondition?
  /// What to do about it; the last piece fits always.
  package let advice: LateList<Advice>
  /// What it means, by examples.
  package let examples: [CriterionExample]
  /// Where it is written.
  package let place: Place

  /// The texts of a criterion that people read.
  package struct Texts: Hashable, Sendable {
    /// Its title.
    package let title: Phrase
    /// The question that it asks.
    package let question: Phrase
    /// Why to do it, in one sentence.
    package let why: Phrase
    /// The reason for each status.
    package let reasons: Reasons
    /// What the program looks for.
    package let lookedFor: [Phrase]
  }

  /// Why a criterion is met or not, in one sentence each.
  package struct Reasons: Hashable, Sendable {
    /// It is met.
    package let met: Phrase
    /// It is half met.
    package let partial: Phrase?
    /// It is not met.
    package let unmet: Phrase
    /// What is said instead where it is known which of several cases it is; the first that fits.
    package var cases: [Case] = []

    /// One case of a status.
    package struct Case: Hashable, Sendable {
      /// The status.
      package let status: Status
      /// When it is this one.
      package let condition: FactCondition
      /// What is said.
      package let says: Phrase
    }
  }

  /// When a criterion applies.
  package struct Applicability: Hashable, Sendable {
    /// What must hold.
    package let condition: FactCondition
    /// Why it does not apply where that does not hold.
    package let otherwise: Phrase
  }

  /// What to do about a criterion that is not met.
  package struct Advice: Hashable, Sendable {
    /// When it fits; `nil` for always.
    package let condition: FactCondition?
    /// Find the place where it would go; the first that finds one decides.
    package let sites: [FactQuery]
    /// How to do it.
    package let how: Phrase
    /// Something to paste.
    package let snippet: SnippetSource?
    /// Repositories for which it is right.
    package let proofs: [AdviceProof]
    /// Where it is written.
    package let place: Place
  }
}
