import FactModel
import Rubrics
import SourceModel

extension TerminalReport {
  // MARK: - The way to the next stage

  /// The steps to the next stage, each with its place and, for the first, something to paste.
  var next: [String] {
    guard let next = assessment.next else { return [wording.lastStage, ""] }
    var lines = [paint.bold(wording.nextHeading(next.stage))]
    for (index, step) in next.steps.enumerated() {
      let isRequired = assessment.criteria.contains { $0.id == step.criterion && $0.isRequired }
      let number = "\(index + 1). "
      let indent = String(repeating: " ", count: number.count)
      lines += head(of: step, number + (isRequired ? "★ " : ""), indent)
      let why = words(step.why)
      for line in PlainText.wrapped(why, to: options.width - indent.count) {
        lines.append(indent + paint.dim(line))
      }
      for line in PlainText.wrapped(words(step.how), to: options.width - indent.count) {
        lines.append(indent + line)
      }
      if let place = step.at {
        lines.append(indent + line(of: place))
      }
      if index == 0 || options.detail == .full, let snippet = step.snippet {
        lines += snippetLines(snippet, indent)
      }
    }
    return lines + [""]
  }

  /// The title of a step with its figures behind it, or below where they do not fit.
  private func head(of step: NextStep, _ mark: String, _ indent: String) -> [String] {
    let left = options.width - PlainText.width(mark)
    let title = PlainText.wrapped(words(step.title), to: left)
    let figures = "\(step.criterion), \(wording.effort(step.effort)), +\(step.gain)"
    let lines = title.enumerated().map { ($0 == 0 ? mark : indent) + paint.bold($1) }
    let last = title.last.map(PlainText.width) ?? 0
    guard last + 2 + PlainText.width(figures) > left else {
      return lines.dropLast() + lines.suffix(1).map { $0 + "  " + paint.dim(figures) }
    }
    return lines
      + PlainText.wrapped(figures, to: options.width - indent.count).map {
        indent + paint.dim($0)
      }
  }

  /// Where something would go.
  private func line(of place: Place) -> String {
    wording.at + " " + PlainText.harmless(place.pathAndLine)
  }

  /// What can be pasted is neither cut nor folded, however wide it is.
  private func snippetLines(_ snippet: Snippet, _ indent: String) -> [String] {
    let head = snippet.path.map { indent + paint.dim("── " + PlainText.harmless($0)) }
    return (head.map { [$0] } ?? []) + PlainText.pasted(snippet.text).map { indent + "  " + $0 }
  }

  // MARK: - All criteria

  /// Every criterion with its status, its reason and what shows it.
  var criteria: [String] {
    assessment.stages.flatMap { stage -> [String] in
      let results = assessment.criteria.filter { $0.stage == stage.id }
      return PlainText.wrapped("\(stage.id) \(words(stage.title))", to: options.width).map(
        paint.bold)
        + results.flatMap(lines(of:)) + [""]
    }
  }

  private func lines(of result: CriterionResult) -> [String] {
    let sign = paint.status(result.status, Wording.sign(result.status))
    let mark = result.isRequired ? " ★" : ""
    let head = "\(PlainText.padded(result.id + mark, to: 24)) \(words(result.title))"
    // The padding behind the id is no place to fold.
    let title = PlainText.wrapped(words(result.title), to: options.width - 4)
    var lines =
      PlainText.width(head) <= options.width - 2
      ? [sign + " " + head] : [sign + " " + result.id + mark] + title.map { "    " + $0 }
    for line in PlainText.wrapped(words(result.reason), to: options.width - 4) {
      lines.append("    " + paint.dim(line))
    }
    if let standing = gateText.standing(result) {
      lines += PlainText.wrapped(PlainText.harmless(standing), to: options.width - 4).map {
        "    " + $0
      }
    }
    for evidence in result.evidence {
      lines += self.lines(of: evidence, to: options.width - 4).map { "    " + $0 }
    }
    if result.evidence.isEmpty, result.status == .unmet, !result.lookedFor.isEmpty {
      let looked = result.lookedFor.map(words).joined(separator: "; ")
      for line in PlainText.wrapped("\(wording.lookedFor): \(looked)", to: options.width - 4) {
        lines.append("    " + paint.dim(line))
      }
    }
    return lines
  }

  private func lines(of evidence: Evidence, to columns: Int) -> [String] {
    PlainText.lines(of: evidence, words(evidence.what), to: columns)
  }

  // MARK: - Beside the stages

  /// The ladder and the orchestration, where the tree shows any.
  var knowledge: [String] {
    wording.infrastructure(of: assessment).flatMap { heading, shown in
      let column = shown.map { PlainText.width($0.name) }.max() ?? 0
      return [paint.bold(heading)]
        + shown.map { key, name in
          let place = firstPlace(of: key)
          return place.isEmpty ? "  \(name)" : "  \(PlainText.padded(name, to: column))  \(place)"
        } + [""]
    } + outlook
  }

  /// What the team leaves out and, in full, what it has elsewhere.
  var team: [String] {
    let text = TeamText(assessment.repository, options.language)
    let related = options.detail == .full ? text.related : nil
    let lines = [text.excluded, related].compactMap { $0 }.flatMap {
      PlainText.wrapped(PlainText.harmless($0), to: options.width)
    }
    return lines.isEmpty ? [] : lines + [""]
  }

  /// What the next rung would bring.
  var outlook: [String] {
    guard let outlook = assessment.outlook else { return [] }
    return PlainText.wrapped(words(outlook.text), to: options.width) + [""]
  }

  /// The first place that shows a rung or capability, and how many more there are.
  private func firstPlace(of key: String) -> String {
    let places = (assessment.evidenceOf[key] ?? []).compactMap(\.place)
    guard let first = places.first else { return "" }
    let more = places.count > 1 ? " (\(wording.more(places.count - 1)))" : ""
    return PlainText.harmless(first.pathAndLine) + paint.dim(more)
  }
}
