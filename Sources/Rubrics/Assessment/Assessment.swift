package import FactModel
package import SourceModel

/// What the program says of a repository; the only thing that reports see.
package struct Assessment: Hashable, Sendable {
  /// The rubric that was applied.
  package var rubric: RubricIdentity
  /// What was assessed.
  package var repository: RepositorySummary
  /// The other repositories of the team that were assessed with it.
  package var companions: [RepositorySummary] = []
  /// The kind of project.
  package var kind: ProjectKind
  /// Why it is taken for that, with what shows it.
  package var kindReason: Phrase
  /// The places that show the kind.
  package var kindEvidence: [Place]
  /// The highest stage reached, `v3`; `v0` where the first is not; waivers and attestations counted.
  package var stage: String
  /// The highest stage reached by what the files show alone.
  package var strictStage: String
  /// The score over all stages, waivers and attestations counted.
  package var score: Score
  /// The score over all stages, nothing waived.
  package var strictScore: Score
  /// The verdict in one or two sentences.
  package var summary: Phrase
  /// The path in five words.
  package var milestones: [Milestone]
  /// The stages in order.
  package var stages: [StageResult]
  /// The score of each area in the rubric's order; `nil` where nothing applies.
  package var areas: [GroupScore]
  /// The score of each effect in the rubric's order; `nil` where nothing applies.
  package var effects: [GroupScore]
  /// Every criterion once, in the rubric's order.
  package var criteria: [CriterionResult]
  /// The rungs of the infrastructure ladder that the tree shows, in order.
  package var ladder: [Rung]
  /// The orchestration capabilities that the tree shows, in order.
  package var orchestration: [OrchestrationCapability]
  /// What the next rung would bring, and what it would need first; `nil` where nothing is said.
  package var outlook: Outlook?
  /// What shows each rung and capability, by its raw name.
  package var evidenceOf: [String: [Evidence]]
  /// The technologies found, by category and name, each once.
  package var technologies: [Technology]
  /// The way to the next stage; `nil` at the last one that applies.
  package var next: NextStage?
  /// The criteria that were waived.
  package var waived: [Waiver]
  /// The criteria that were attested.
  package var attested: [Attestation]
  /// Whether what the team asks holds, in the order asked; empty where nothing is asked.
  package var gate: [GateCheck]
  /// How it differs from a former assessment, where one was given.
  package var comparison: Comparison?
  /// What could not be read, and other faults.
  package var warnings: [Diagnostic]

  /// Makes an assessment; what a report shows beside the verdict may be left out.
  package init(
    rubric: RubricIdentity, repository: RepositorySummary, kind: ProjectKind, kindReason: Phrase,
    kindEvidence: [Place] = [], stage: String, strictStage: String? = nil, score: Score,
    strictScore: Score, summary: Phrase,
    milestones: [Milestone] = [], stages: [StageResult] = [], areas: [GroupScore] = [],
    effects: [GroupScore] = [], criteria: [CriterionResult] = [], ladder: [Rung] = [],
    orchestration: [OrchestrationCapability] = [], outlook: Outlook? = nil,
    evidenceOf: [String: [Evidence]] = [:],
    technologies: [Technology] = [], next: NextStage? = nil, waived: [Waiver] = [],
    attested: [Attestation] = [], gate: [GateCheck] = [], comparison: Comparison? = nil,
    warnings: [Diagnostic] = []
  ) {
    self.rubric = rubric
    self.repository = repository
    self.kind = kind
    self.kindReason = kindReason
    self.kindEvidence = kindEvidence
    self.stage = stage
    self.strictStage = strictStage ?? stage
    self.score = score
    self.strictScore = strictScore
    self.summary = summary
    self.milestones = milestones
    self.stages = stages
    self.areas = areas
    self.effects = effects
    self.criteria = criteria
    self.ladder = ladder
    self.orchestration = orchestration
    self.outlook = outlook
    self.evidenceOf = evidenceOf
    self.technologies = technologies
    self.next = next
    self.waived = waived
    self.attested = attested
    self.gate = gate
    self.comparison = comparison
    self.warnings = warnings
  }
}

/// What the next rung of the infrastructure ladder is for a team.
package struct Outlook: Hashable, Sendable {
  /// What is said, in one or two sentences.
  package var text: Phrase
  /// The ids of the criteria that come first.
  package var first: [String]

  /// Makes an outlook.
  package init(text: Phrase, first: [String] = []) {
    self.text = text
    self.first = first
  }
}

/// Which rubric was applied.
package struct RubricIdentity: Hashable, Sendable {
  /// Its name, `v1-v5`.
  package var name: String
  /// Its version.
  package var version: String

  /// Makes an identity.
  package init(name: String, version: String) {
    self.name = name
    self.version = version
  }
}

/// What was assessed.
package struct RepositorySummary: Hashable, Sendable {
  /// The path as the user gave it, or the folder's name; never an absolute path of the machine.
  package var path: String
  /// The commit, in full.
  package var commit: String?
  /// The branch.
  package var branch: String?
  /// How many files were looked at.
  package var files: Int
  /// The folder that stands for it in places; `nil` where it was assessed alone.
  package var folder: String?
  /// Its folder from the one in which the program is run; `nil` where it lies elsewhere.
  package var origin: RelativePath? = RelativePath("")
  /// The folder of the repository whose rubric judges it; `nil` for one that the call vouches for.
  package var rubric: RelativePath?
  /// How many files the team leaves out.
  package var excluded: Int
  /// Other repositories of the team, by their names or addresses.
  package var related: [String]
  /// The file that stands for the whole where something has no place of its own: the README, or the
  /// first there is.
  package var front: RelativePath?

  /// Makes a summary.
  package init(
    path: String, commit: String? = nil, branch: String? = nil, files: Int = 0,
    excluded: Int = 0, related: [String] = [], front: RelativePath? = nil
  ) {
    self.path = path
    self.commit = commit
    self.branch = branch
    self.files = files
    self.excluded = excluded
    self.related = related
    self.front = front
  }

  /// The file of a tree that stands for the whole.
  package static func front(of paths: some Sequence<RelativePath>) -> RelativePath? {
    let readme = paths.lazy.filter { path in
      path.depth == 0 && path.name.lowercased().hasPrefix("readme")
    }.min()
    return readme ?? paths.min()
  }
}

/// One word of the path: git, CI/CD, CI/CD split, rollback, monitoring.
package struct Milestone: Hashable, Sendable {
  /// Its id, `ci-cd-split`.
  package var id: String
  /// Its title.
  package var title: Phrase
  /// How far the team is.
  package var status: Status
  /// The criteria that it stands for.
  package var criteria: [String]

  /// Makes a milestone.
  package init(id: String, title: Phrase, status: Status, criteria: [String]) {
    self.id = id
    self.title = title
    self.status = status
    self.criteria = criteria
  }
}

/// How a criterion is met.
package enum Status: String, Hashable, Sendable, CaseIterable {
  /// Met.
  case met
  /// Half met.
  case partial
  /// Not met.
  case unmet
  /// It does not apply.
  case notApplicable = "n/a"
}

/// How far the team is in one stage.
package struct StageResult: Hashable, Sendable {
  /// Its id, `v3`.
  package var id: String
  /// Its title.
  package var title: Phrase
  /// The question that it answers.
  package var question: Phrase
  /// Met weight of the applicable weight.
  package var score: Score
  /// Whether it and all below it are reached.
  package var isReached: Bool
  /// Whether any criterion of it applies.
  package var isApplicable: Bool
  /// The required criteria that are not met.
  package var missing: [String]

  /// Makes a stage's result.
  package init(
    id: String, title: Phrase, question: Phrase, score: Score, isReached: Bool, isApplicable: Bool,
    missing: [String]
  ) {
    self.id = id
    self.title = title
    self.question = question
    self.score = score
    self.isReached = isReached
    self.isApplicable = isApplicable
    self.missing = missing
  }
}

/// The score of an area or an effect.
package struct GroupScore: Hashable, Sendable {
  /// Its id, `deploy`.
  package var id: String
  /// Its title.
  package var title: Phrase
  /// The score; `nil` where no criterion of it applies.
  package var score: Score?

  /// Makes a score.
  package init(id: String, title: Phrase, score: Score?) {
    self.id = id
    self.title = title
    self.score = score
  }
}

/// What was found about one criterion.
package struct CriterionResult: Hashable, Sendable {
  /// The criterion's id.
  package var id: String
  /// Its title.
  package var title: Phrase
  /// The question that it asks.
  package var question: Phrase
  /// Its stage's id.
  package var stage: String
  /// Its area's id.
  package var area: String
  /// Its effect's id.
  package var effect: String
  /// Its weight.
  package var weight: Int
  /// Whether the stage needs it.
  package var isRequired: Bool
  /// Whether the files show that it is met.
  package var status: Status
  /// Why, in one sentence.
  package var reason: Phrase
  /// What shows it; for a criterion that is not met, what speaks against it.
  package var evidence: [Evidence]
  /// What the program looked for.
  package var lookedFor: [Phrase]
  /// How to meet it in this repository; `nil` where it is met or does not apply.
  package var advice: ChosenAdvice?
  /// What the team says of it.
  package var standing: Standing

  /// Makes a result.
  package init(
    id: String, title: Phrase, question: Phrase, stage: String, area: String, effect: String,
    weight: Int, isRequired: Bool, status: Status, reason: Phrase, evidence: [Evidence] = [],
    lookedFor: [Phrase] = [], advice: ChosenAdvice? = nil, standing: Standing = .found
  ) {
    self.id = id
    self.title = title
    self.question = question
    self.stage = stage
    self.area = area
    self.effect = effect
    self.weight = weight
    self.isRequired = isRequired
    self.status = status
    self.reason = reason
    self.evidence = evidence
    self.lookedFor = lookedFor
    self.advice = advice
    self.standing = standing
  }
}

/// The piece of a criterion's advice that fits the repository.
package struct ChosenAdvice: Hashable, Sendable {
  /// How to do it.
  package var how: Phrase
  /// Where it would go in this repository.
  package var at: Place?
  /// Something to paste.
  package var snippet: Snippet?

  /// Makes a piece of advice.
  package init(how: Phrase, at: Place? = nil, snippet: Snippet? = nil) {
    self.how = how
    self.at = at
    self.snippet = snippet
  }
}

/// A place that shows something.
package struct Evidence: Hashable, Sendable {
  /// Where; `nil` for the history.
  package var place: Place?
  /// The words that show it, one line.
  package var excerpt: String
  /// What it shows, in one clause.
  package var what: Phrase

  /// Makes evidence.
  package init(place: Place?, excerpt: String, what: Phrase) {
    self.place = place
    self.excerpt = excerpt
    self.what = what
  }
}

/// A technology found in the tree.
package struct Technology: Hashable, Sendable {
  /// Its name.
  package var name: String
  /// Its category.
  package var category: String
  /// Where it was seen first.
  package var place: Place

  /// Makes a technology.
  package init(name: String, category: String, place: Place) {
    self.name = name
    self.category = category
    self.place = place
  }
}
