import FactModel
import Rubrics
import SourceModel

/// The report for programs: one object with a fixed order, the same bytes for the same input.
struct JSONReport {
  /// The version of the form; it grows when a program that reads it would have to change.
  static let schemaVersion = 1

  private let assessment: Assessment
  private let options: ReportOptions

  init(_ assessment: Assessment, _ options: ReportOptions) {
    self.assessment = assessment
    self.options = options
  }

  /// The report.
  var text: String { value.text + "\n" }

  private func words(_ phrase: Phrase) -> JSONValue { .string(phrase.text(in: options.language)) }

  private var value: JSONValue {
    .object([
      ("schemaVersion", .number("\(Self.schemaVersion)")),
      (
        "tool",
        .object([("name", .string("devops-assess")), ("version", .string(options.version))])
      ),
      ("rubric", rubric),
      ("repository", repository),
      ("repositories", .array(assessment.repositories.map(repositoryOfTeam))),
      ("kind", .string(assessment.kind.rawValue)),
      ("kindReason", words(assessment.kindReason)),
      ("stage", .string(assessment.stage)),
      ("strictStage", .string(assessment.strictStage)),
      ("score", .number(assessment.score.description)),
      ("strictScore", .number(assessment.strictScore.description)),
      ("summary", words(assessment.summary)),
      ("milestones", .array(assessment.milestones.map(milestone))),
      ("stages", .array(assessment.stages.map(stage))),
      ("areas", groups(assessment.areas)),
      ("effects", groups(assessment.effects)),
      ("criteria", .array(assessment.criteria.map(criterion))),
      ("ladder", .strings(assessment.ladder.map(\.rawValue))),
      ("orchestration", .strings(assessment.orchestration.map(\.rawValue))),
      ("evidenceOf", evidenceOf),
      ("technologies", .array(assessment.technologies.map(technology))),
      ("next", assessment.next.map(next) ?? .null),
      ("waived", .array(assessment.waived.map(waiver))),
      ("attested", .array(assessment.attested.map(attestation))),
      ("gate", gate),
      ("baseline", assessment.comparison.map(comparison) ?? .null),
      ("warnings", .array(assessment.warnings.map(warning))),
    ])
  }

  /// The rubric; its folder where the repository brought it.
  private var rubric: JSONValue {
    var members: [(key: String, value: JSONValue)] = [
      ("name", .string(assessment.rubric.name)), ("version", .string(assessment.rubric.version)),
    ]
    if let folder = assessment.repository.rubric {
      members.append(("folder", .string(folder.text)))
    }
    return .object(members)
  }

  private var repository: JSONValue {
    .object([
      ("path", .string(assessment.repository.path)),
      ("commit", .optional(assessment.repository.commit)),
      ("branch", .optional(assessment.repository.branch)),
      ("files", .number("\(assessment.repository.files)")),
      ("excluded", .number("\(assessment.repository.excluded)")),
      ("related", .strings(assessment.repository.related)),
    ])
  }

  private func repositoryOfTeam(_ repository: RepositorySummary) -> JSONValue {
    .object([
      ("path", .string(repository.path)), ("folder", .optional(repository.folder)),
      ("commit", .optional(repository.commit)), ("branch", .optional(repository.branch)),
      ("files", .number("\(repository.files)")),
    ])
  }

  private func milestone(_ milestone: Milestone) -> JSONValue {
    .object([
      ("id", .string(milestone.id)), ("status", .string(milestone.status.rawValue)),
      ("criteria", .strings(milestone.criteria)),
    ])
  }

  private func stage(_ stage: StageResult) -> JSONValue {
    .object([
      ("id", .string(stage.id)), ("title", words(stage.title)),
      ("score", .number(stage.score.description)), ("reached", .bool(stage.isReached)),
      ("applicable", .bool(stage.isApplicable)), ("missing", .strings(stage.missing)),
    ])
  }

  private func groups(_ groups: [GroupScore]) -> JSONValue {
    .object(groups.map { ($0.id, $0.score.map { .number($0.description) } ?? .null) })
  }

  private func criterion(_ result: CriterionResult) -> JSONValue {
    .object([
      ("id", .string(result.id)), ("stage", .string(result.stage)), ("area", .string(result.area)),
      ("effect", .string(result.effect)), ("weight", .number("\(result.weight)")),
      ("required", .bool(result.isRequired)), ("status", .string(result.status.rawValue)),
      ("standing", .string(result.standing.name)),
      ("reason", words(result.reason)), ("evidence", .array(result.evidence.map(evidence))),
      ("lookedFor", .array(result.lookedFor.map(words))),
    ])
  }

  private func evidence(_ evidence: Evidence) -> JSONValue {
    .object(
      place(evidence.place) + [
        ("excerpt", .string(evidence.excerpt)), ("what", words(evidence.what)),
      ])
  }

  private func place(_ place: Place?) -> [(key: String, value: JSONValue)] {
    [
      ("path", .optional(place?.path.text)),
      ("line", place.map { .number("\($0.position.line)") } ?? .null),
      ("column", place.map { .number("\($0.position.column)") } ?? .null),
    ]
  }

  private var evidenceOf: JSONValue {
    let names = assessment.ladder.map(\.rawValue) + assessment.orchestration.map(\.rawValue)
    return .object(
      names.map { name in
        let found = assessment.evidenceOf[name] ?? []
        return (
          name,
          .array(
            found.map { evidence in
              .object([
                ("path", .optional(evidence.place?.path.text)),
                ("line", evidence.place.map { .number("\($0.position.line)") } ?? .null),
                ("what", words(evidence.what)),
              ])
            })
        )
      })
  }

  private func technology(_ technology: Technology) -> JSONValue {
    .object([
      ("name", .string(technology.name)), ("category", .string(technology.category)),
      ("path", .string(technology.place.path.text)),
      ("line", .number("\(technology.place.position.line)")),
    ])
  }

  private func next(_ next: NextStage) -> JSONValue {
    .object([
      ("stage", .string(next.stage)), ("steps", .array(next.steps.map(step))),
    ])
  }

  private func step(_ step: NextStep) -> JSONValue {
    let at = step.at.map { place in
      JSONValue.object([
        ("path", .string(place.path.text)), ("line", .number("\(place.position.line)")),
      ])
    }
    let snippet = step.snippet.map { snippet in
      JSONValue.object([
        ("path", .optional(snippet.path)), ("language", .string(snippet.language)),
        ("text", .string(snippet.text)),
      ])
    }
    return .object([
      ("criterion", .string(step.criterion)), ("title", words(step.title)),
      ("why", words(step.why)), ("effort", .string(step.effort.name)),
      ("gain", .number(step.gain.description)), ("how", words(step.how)), ("at", at ?? .null),
      ("snippet", snippet ?? .null),
    ])
  }

  private func waiver(_ waiver: Waiver) -> JSONValue {
    .object([
      ("criterion", .string(waiver.criterion)), ("reason", .string(waiver.reason)),
      ("until", .string(waiver.until)),
    ])
  }

  private func attestation(_ attestation: Attestation) -> JSONValue {
    .object([
      ("criterion", .string(attestation.criterion)), ("evidence", .string(attestation.evidence)),
      ("by", .string(attestation.by)), ("date", .string(attestation.date)),
      ("until", .string(attestation.until)),
    ])
  }

  private var gate: JSONValue {
    let text = GateText(assessment: assessment, language: options.language)
    return .object([
      ("holds", assessment.gate.isEmpty ? .null : .bool(text.holds)),
      ("verdict", .optional(text.verdict)),
      (
        "checks",
        .array(
          assessment.gate.map { check in
            .object([
              ("name", .string(check.name)), ("holds", .bool(check.holds)),
              ("says", words(check.says)), ("criteria", .strings(check.criteria)),
            ])
          })
      ),
    ])
  }

  private func comparison(_ comparison: Comparison) -> JSONValue {
    func changes(_ changes: [Comparison.Change]) -> JSONValue {
      .array(
        changes.map { change in
          .object([
            ("criterion", .string(change.criterion)),
            ("before", .optional(change.before?.rawValue)),
            ("after", .optional(change.after?.rawValue)),
            ("lostPaths", .strings(change.lostPaths)),
            ("gainedPaths", .strings(change.gainedPaths)),
          ])
        })
    }
    return .object([
      ("stage", .string(comparison.stage)), ("score", .number(comparison.score.description)),
      ("note", comparison.note.map(words) ?? .null), ("gained", changes(comparison.gained)),
      ("lost", changes(comparison.lost)), ("changed", changes(comparison.changed)),
    ])
  }

  private func warning(_ warning: Diagnostic) -> JSONValue {
    .object(
      place(warning.place) + [("message", .string(warning.told(in: options.language)))])
  }
}
