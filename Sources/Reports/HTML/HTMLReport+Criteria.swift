import FactModel
import Rubrics
import SourceModel

/// Every criterion with its evidence, and the controls that the script makes work.
extension HTMLReport {
  /// All criteria, stage by stage.
  var criteria: HTMLMarkup {
    let groups = assessment.stages.map { stage -> HTMLMarkup in
      let results = assessment.criteria.filter { $0.stage == stage.id }
      guard !results.isEmpty else { return .none }
      return """
        <div class="group" data-group>
        <h3>\(stage.id) \(words(stage.title))</h3>
        \(HTMLMarkup(results.map(criterion)))
        </div>
        """
    }
    return section(
      "criteria", labels.criteria,
      """
      \(controls)
      \(HTMLMarkup(groups))
      """)
  }

  private var controls: HTMLMarkup {
    let stages = assessment.stages.map { stage -> HTMLMarkup in
      """
      <option value="\(stage.id)">\(stage.id) \(stage.title.text(in: options.language))</option>
      """
    }
    return """
      <div id="filter" class="filter" role="search" aria-label="\(labels.search)" hidden>
      <p class="field"><label for="search">\(labels.search)</label>
      <input id="search" type="search" placeholder="\(labels.searchHint)" autocomplete="off" \
      spellcheck="false"></p>
      <p class="field"><label for="stage-choice">\(labels.stage)</label>
      <select id="stage-choice"><option value="">\(labels.allStages)</option>
      \(HTMLMarkup(stages))
      </select></p>
      <fieldset><legend>\(labels.status)</legend>
      \(HTMLMarkup(choices))
      </fieldset>
      <p class="field buttons"><button type="button" id="open-all">\(labels.openAll)</button>
      <button type="button" id="close-all">\(labels.closeAll)</button></p>
      <p id="count" class="muted" role="status" data-text="\(labels.shown)"></p>
      </div>
      <p id="no-match" class="lead" hidden>\(labels.noMatch)</p>
      """
  }

  private var choices: [HTMLMarkup] {
    let statuses: [(value: String, label: String)] = [
      ("unmet", wording.status(.unmet)), ("partial", wording.status(.partial)),
      ("met", wording.status(.met)), ("other", wording.status(.notApplicable)),
      ("waived", labels.waived), ("attested", labels.attested),
    ]
    let tags = assessment.criteria.map(self.tags)
    let counted = statuses.map { status in
      (status.value, status.label, tags.filter { $0.contains(status.value) }.count)
    }
    return [choice("", labels.all, tags.count)]
      + counted.filter { $0.2 > 0 }.map(choice)
  }

  private func choice(_ value: String, _ label: String, _ count: Int) -> HTMLMarkup {
    let id: HTMLMarkup = "status-\(value.isEmpty ? "all" : value)"
    return """
      <span class="choice"><input type="radio" name="status" id="\(id)" value="\(value)"\
      \(value.isEmpty ? " checked" : "")><label for="\(id)">\(label) \
      <span class="number">\(count)</span></label></span>
      """
  }

  private func tags(_ result: CriterionResult) -> [String] {
    switch result.standing {
    case .found: [tone(result.status).text]
    case .waived, .attested: [tone(result.status).text, result.standing.name]
    }
  }

  private func criterion(_ result: CriterionResult) -> HTMLMarkup {
    let isOpen: HTMLMarkup = options.detail == .full ? " open" : .none
    let star: HTMLMarkup =
      result.isRequired
      ? " <span class=\"star\" aria-hidden=\"true\">★</span><span class=\"quiet\">\(labels.required)</span>"
      : .none
    return """
      <details id="\(anchor(result.id))" class="criterion \(tone(result.status))" \
      data-criterion="\(result.id)" data-stage="\(result.stage)" \
      data-tags="\(tags(result).joined(separator: " "))"\(isOpen)>
      <summary>\(sign(result.status))<span class="head"><span class="title">\
      \(words(result.title))\(star)</span> <code class="id" translate="no">\(result.id)</code>\
      \(badge(result.standing))<span class="reason">\(words(result.reason))</span></span></summary>
      <div class="body">
      \(HTMLMarkup(body(of: result)))
      </div>
      </details>
      """
  }

  private func badge(_ standing: Standing) -> HTMLMarkup {
    switch standing {
    case .found: .none
    case .waived: " <span class=\"badge\">\(labels.waived)</span>"
    case .attested: " <span class=\"badge\">\(labels.attested)</span>"
    }
  }

  private func body(of result: CriterionResult) -> [HTMLMarkup] {
    var parts: [HTMLMarkup] = ["<p class=\"question\">\(words(result.question))</p>"]
    if let standing = gateText.standing(result) {
      parts.append("<p class=\"note\">\(standing)</p>")
    }
    if !result.evidence.isEmpty {
      parts.append(
        """
        <p class="label">\(wording.evidence)</p>
        <ul class="evidence">
        \(HTMLMarkup(result.evidence.map(line)))
        </ul>
        """)
    } else if !result.lookedFor.isEmpty {
      let looked = result.lookedFor.map { phrase -> HTMLMarkup in "<li>\(words(phrase))</li>" }
      parts.append(
        """
        <p class="label">\(wording.lookedFor)</p>
        <ul class="evidence">\(HTMLMarkup(looked, by: ""))</ul>
        """)
    }
    return parts + advice(of: result)
  }

  private func line(_ evidence: Evidence) -> HTMLMarkup {
    let place = evidence.place.map { place -> HTMLMarkup in "\(at(place)) " }
    let excerpt: HTMLMarkup =
      evidence.excerpt.isEmpty
      ? .none : "<code class=\"excerpt\" translate=\"no\">\(evidence.excerpt)</code>"
    return "<li>\(place ?? .none)<span>\(words(evidence.what))</span>\(excerpt)</li>"
  }

  /// How to meet it; what is among the next steps is told there.
  private func advice(of result: CriterionResult) -> [HTMLMarkup] {
    guard let advice = result.advice else { return [] }
    let step = assessment.next?.steps.firstIndex { $0.criterion == result.id }
    let title = result.title.text(in: options.language)
    var parts: [HTMLMarkup] = [
      "<p class=\"label\">\(wording.toMeet)</p>", "<p>\(words(advice.how))</p>",
    ]
    if let step {
      return parts + ["<p><a href=\"#step-\(step + 1)\">\(labels.toStep)</a></p>"]
    }
    if let place = advice.at {
      parts.append(
        "<p class=\"goes\"><span class=\"label\">\(labels.location)</span> \(at(place))</p>")
    }
    if let snippet = advice.snippet {
      parts.append(self.snippet(snippet, title, id: "s\(anchor(result.id))"))
    }
    return parts
  }

  /// What the team set aside or vouches for.
  var statements: HTMLMarkup {
    let items = assessment.criteria.compactMap { result -> HTMLMarkup? in
      guard let standing = gateText.standing(result) else { return nil }
      return "<li>\(link(result.id)) <code translate=\"no\">\(result.id)</code> \(standing)</li>"
    }
    guard !items.isEmpty else { return .none }
    return section(
      "statements", labels.statements,
      """
      <ul class="lines">
      \(HTMLMarkup(items))
      </ul>
      """)
  }
}
