import FactModel
package import Rubrics
import SourceModel

/// What a criterion means, and what was found about it in a repository.
package struct ExplanationReport {
  private let rubric: Rubric
  private let criterion: Criterion
  private let result: CriterionResult
  private let repository: RepositorySummary
  private let searches: [Search]
  private let gain: Gain?
  private let options: ReportOptions

  /// Makes a report.
  ///
  /// - Parameters:
  ///   - rubric: whose criterion it is.
  ///   - repository: where it was looked for; it may have brought the rubric.
  ///   - searches: where it was looked for.
  ///   - gain: what meeting it would add; `nil` where there is nothing to add.
  package init(
    _ criterion: Criterion, of rubric: Rubric, _ result: CriterionResult,
    in repository: RepositorySummary, searches: [Search], gain: Gain?, _ options: ReportOptions
  ) {
    self.repository = repository
    self.rubric = rubric
    self.criterion = criterion
    self.result = result
    self.searches = searches
    self.gain = gain
    self.options = options
  }

  /// The report.
  package var text: String {
    let wording = Wording(language: options.language)
    let paint = Paint(isOn: options.isColoured)
    func words(_ phrase: Phrase) -> String { PlainText.harmless(phrase.text(in: options.language)) }
    func wrapped(_ text: String, indent: String = "") -> [String] {
      PlainText.wrapped(text, to: options.width - indent.count).map { indent + $0 }
    }
    let mark = criterion.isRequired ? " ★" : ""
    let about =
      ([criterion.stage] + belongings.map(words) + [
        "\(wording.weight) \(criterion.weight)", wording.effort(criterion.effort),
      ]).joined(separator: ", ")
    var lines = wrapped("\(criterion.id)\(mark) \(words(criterion.texts.title))").map(paint.bold)
    lines += wrapped(about).map(paint.dim)
    lines +=
      TeamText(repository, options.language).rubric.map { wrapped(PlainText.harmless($0)) } ?? []
    lines += wrapped(words(criterion.texts.question)) + wrapped(words(criterion.texts.why)) + [""]
    let sign = paint.status(
      result.status, "\(Wording.sign(result.status)) \(wording.status(result.status))")
    let plain = "\(Wording.sign(result.status)) \(wording.status(result.status))"
    let reason = wrapped("\(plain): \(words(result.reason))")
    // The status is one or two words, so it stands at the beginning of the first line.
    lines += reason.prefix(1).map { sign + $0.dropFirst(plain.count) } + reason.dropFirst()
    if let standing = GateText.standing(result, in: options.language) {
      lines += wrapped(PlainText.harmless(standing), indent: "  ")
    }
    for evidence in result.evidence {
      let shown = PlainText.lines(of: evidence, words(evidence.what), to: options.width - 2)
      lines += shown.map { "  " + $0 }
    }
    lines += ["", "\(wording.lookedFor):"]
    for looked in criterion.texts.lookedFor {
      let item = wrapped(words(looked), indent: "    ")
      lines += item.prefix(1).map { "  - " + $0.dropFirst(4) } + item.dropFirst()
    }
    lines += ["", "\(wording.lookedAt):"]
    for search in searches {
      let line = PlainText.harmless(SearchWording(language: options.language).line(search))
      let item = wrapped(line, indent: "    ")
      lines += item.prefix(1).map { "  - " + $0.dropFirst(4) } + item.dropFirst()
    }
    if let gain {
      lines += [""] + wrapped(wording.worth(gain, of: criterion.stage))
    }
    if let advice = result.advice {
      lines += ["", "\(wording.toMeet):"] + wrapped(words(advice.how), indent: "  ")
      if let place = advice.at {
        lines.append(
          "  \(wording.at) " + PlainText.harmless(place.pathAndLine))
      }
      if let snippet = advice.snippet {
        if let path = snippet.path {
          lines.append("  " + paint.dim("── \(PlainText.harmless(path))"))
        }
        lines += PlainText.pasted(snippet.text).map { "    " + $0 }
      }
    }
    return PlainText.withoutCommands(lines.map { $0 + "\n" }.joined())
  }
}

extension ExplanationReport {
  /// The titles of what the criterion belongs to: its area and its effect.
  private var belongings: [Phrase] {
    [
      rubric.areas.first { $0.id == criterion.area }?.title
        ?? Phrase(criterion.area, criterion.area),
      rubric.effects.first { $0.id == criterion.effect }?.title
        ?? Phrase(criterion.effect, criterion.effect),
    ]
  }
}

/// The criteria of a rubric, for people who want to know it.
package struct RubricListing {
  private let rubric: Rubric
  private let language: Language

  /// Makes a listing.
  package init(_ rubric: Rubric, _ language: Language) {
    self.rubric = rubric
    self.language = language
  }

  /// One line for each criterion.
  package var list: String {
    let wording = Wording(language: language)
    return rubric.stages.flatMap { stage -> [String] in
      let head = "\(stage.id) \(stage.title.text(in: language))"
      return [head]
        + rubric.criteria.filter { $0.stage == stage.id }.map { criterion in
          let mark = criterion.isRequired ? "★" : " "
          return "  \(mark) \(PlainText.padded(criterion.id, to: 24)) \(criterion.weight)  "
            + "\(PlainText.padded(wording.effort(criterion.effort), to: 14)) "
            + criterion.texts.title.text(in: language)
        }
    }.map { PlainText.line($0) + "\n" }.joined()
  }

  /// All texts of all criteria.
  package var details: String {
    let wording = Wording(language: language)
    var lines: [String] = ["\(rubric.identity.name) \(rubric.identity.version)", ""]
    for stage in rubric.stages {
      lines += [
        "\(stage.id) \(stage.title.text(in: language)): \(stage.question.text(in: language))", "",
      ]
      for criterion in rubric.criteria where criterion.stage == stage.id {
        lines += details(criterion, wording)
      }
    }
    return lines.map { PlainText.line($0) + "\n" }.joined()
  }

  private func details(_ criterion: Criterion, _ wording: Wording) -> [String] {
    func words(_ phrase: Phrase) -> String { phrase.text(in: language) }
    let mark = criterion.isRequired ? " ★" : ""
    let reasons = criterion.texts.reasons
    var lines = [
      "\(criterion.id)\(mark)  \(words(criterion.texts.title))",
      "  \(words(criterion.texts.question))",
      "  \(words(criterion.texts.why))",
      "  \(wording.status(.met)): \(words(reasons.met))",
    ]
    if let partial = reasons.partial {
      lines.append("  \(wording.status(.partial)): \(words(partial))")
    }
    lines.append("  \(wording.status(.unmet)): \(words(reasons.unmet))")
    if !criterion.notFor.isEmpty {
      let kinds = criterion.notFor.map(wording.kind).joined(separator: ", ")
      lines.append("  \(wording.status(.notApplicable)): \(kinds)")
    }
    lines.append("  \(wording.lookedFor):")
    return lines + criterion.texts.lookedFor.map { "    - \(words($0))" } + [""]
  }
}
