import FactModel
import Rubrics
import SourceModel

/// Where the team stands, what comes next, and what has changed.
extension HTMLReport {
  // MARK: - The path

  /// The stages as a way that is walked: behind, here, ahead.
  var path: HTMLMarkup {
    let items = assessment.stages.map(stop)
    return section(
      "path", labels.path,
      """
      <ol class="path">
      \(HTMLMarkup(items))
      </ol>
      """)
  }

  private func stop(_ stage: StageResult) -> HTMLMarkup {
    let (tone, said) = standing(of: stage)
    let isHere = stage.id == assessment.stage
    let here: HTMLMarkup = isHere ? " <span class=\"here\">\(labels.youAreHere)</span>" : .none
    let score: HTMLMarkup =
      stage.isApplicable
      ? "<span class=\"number\">\(stage.score.description)</span> " : .none
    let current: HTMLMarkup = isHere ? " aria-current=\"step\"" : .none
    return """
      <li class="\(tone)"\(current)>
      <div class="node">\(HTMLPicture.ring(stage.isApplicable ? stage.score : Score(tenths: 0), stage.id, tone: ""))\
      </div>
      <div class="stop"><h3><span class="quiet">\(stage.id) </span>\(words(stage.title))</h3>
      <p class="standing">\(score)\(said)\(here)</p>
      <p class="question">\(words(stage.question))</p>
      \(missing(stage))</div>
      </li>
      """
  }

  private func standing(of stage: StageResult) -> (tone: HTMLMarkup, said: String) {
    guard stage.isApplicable else { return ("other", wording.skipped) }
    if stage.isReached { return ("met", "✓ " + wording.reached) }
    guard stage.id == assessment.next?.stage else { return ("unmet", "✗ " + wording.notReached) }
    return ("partial", "→ " + labels.nextStage)
  }

  private func missing(_ stage: StageResult) -> HTMLMarkup {
    guard stage.isApplicable, !stage.isReached, !stage.missing.isEmpty else { return .none }
    let items = stage.missing.map { id -> HTMLMarkup in "<li>\(link(id))</li>" }
    return """
      <p class="label">\(wording.missingRequired)</p>
      <ul class="missing">\(HTMLMarkup(items, by: ""))</ul>
      """
  }

  // MARK: - Next steps

  /// The steps to the next stage.
  var next: HTMLMarkup {
    guard let next = assessment.next else {
      return section("next", labels.next, "<p class=\"lead\">\(wording.lastStage)</p>")
    }
    let steps = next.steps.enumerated().map { step($1, number: $0 + 1) }
    return section(
      "next", wording.nextHeading(next.stage),
      """
      <ol class="steps">
      \(HTMLMarkup(steps))
      </ol>
      """)
  }

  private func step(_ step: NextStep, number: Int) -> HTMLMarkup {
    let title = step.title.text(in: options.language)
    let isRequired = assessment.criteria.contains { $0.id == step.criterion && $0.isRequired }
    let place = step.at.map { place -> HTMLMarkup in
      "<p class=\"goes\"><span class=\"label\">\(labels.location)</span> \(at(place))</p>"
    }
    let pasted = step.snippet.map { snippet($0, title, id: "snippet-\(number)") }
    return """
      <li class="card" id="step-\(number)">
      <h3>\(.prose(title))</h3>
      <ul class="chips">
      <li class="chip \(isRequired ? "need" : "plain")">\(isRequired ? "★ " : "")\
      \(isRequired ? labels.required : labels.recommended)</li>
      <li class="chip plain">\(wording.effort(step.effort))</li>
      <li class="chip plain">\(labels.gain(step.gain))</li>
      <li class="chip plain"><a href="#\(anchor(step.criterion))">\(step.criterion)</a></li>
      </ul>
      <p class="why">\(words(step.why))</p>
      <p>\(words(step.how))</p>
      \(place ?? .none)
      \(pasted ?? .none)
      </li>
      """
  }

  // MARK: - Changes

  /// What differs from the former assessment.
  var changes: HTMLMarkup {
    let lines = gateText.changes
    guard let head = lines.first else { return .none }
    let items = lines.dropFirst().map { line -> HTMLMarkup in "<li>\(.prose(line))</li>" }
    return section(
      "baseline", labels.baseline,
      """
      <p class="lead">\(.prose(head))</p>
      <ul class="lines">
      \(HTMLMarkup(items))
      </ul>
      """)
  }
}
