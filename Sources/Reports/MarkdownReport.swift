import FactModel
import Rubrics
import SourceModel

/// The report for a pull request or wiki, in GitHub's and GitLab's Markdown.
///
/// https://github.github.com/gfm/
struct MarkdownReport {
  private let assessment: Assessment
  private let options: ReportOptions
  private let wording: Wording

  init(_ assessment: Assessment, _ options: ReportOptions) {
    self.assessment = assessment
    self.options = options
    wording = Wording(language: options.language)
  }

  /// The report; where it would be too long, the least important is left out first, and that is told.
  var text: String {
    switch options.detail {
    case .verdict: return Self.joined(verdict)
    case .summary, .full: break
    }
    let head = verdict + changes + stages + next
    // Evidence goes first, line by line; warnings and what the team says of itself stay longest.
    for limit in [Int.max, 3, 1, 0] {
      let notice = limit == Int.max ? [] : [wording.shortened, ""]
      let details = infrastructure + team + notice + evidence(limit) + warnings(50)
      let text = Self.joined(head + details)
      if text.utf8.count <= options.byteLimit { return text }
    }
    let told = Self.joined(head + team + [wording.shortened, ""] + warnings(10))
    if told.utf8.count <= options.byteLimit { return told }
    let short = Self.joined(head + [wording.shortened, ""])
    if short.utf8.count <= options.byteLimit { return short }
    let least = Self.joined(verdict + [wording.shortened, ""])
    return least.utf8.count <= options.byteLimit ? least : ""
  }

  private static func joined(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }

  private func words(_ phrase: Phrase) -> String {
    MarkdownText.prose(phrase.text(in: options.language))
  }

  private var verdict: [String] {
    let title = assessment.stages.last { $0.id == assessment.stage }.map { " " + words($0.title) }
    let strip = assessment.milestones.map {
      "\(words($0.title)) \(Wording.sign($0.status))"
    }
    return [
      "## \(MarkdownText.escaped(assessment.name)): \(assessment.stage)\(title ?? "")",
      "",
      "**\(wording.score) \(gateText.score)** · \(wording.kind(assessment.kind)) · "
        + strip.joined(separator: " · "),
      "",
    ] + gate + [words(assessment.summary), ""]
  }

  private var gateText: GateText { GateText(assessment: assessment, language: options.language) }

  private var gate: [String] {
    guard let verdict = gateText.verdict else { return [] }
    return ["\(Wording.sign(gateText.holds ? .met : .unmet)) \(MarkdownText.prose(verdict))", ""]
  }

  /// What differs from the former assessment.
  private var changes: [String] {
    guard let head = gateText.changes.first else { return [] }
    return ["**\(MarkdownText.prose(head))**", ""]
      + gateText.changes.dropFirst().map { "- " + MarkdownText.prose($0) } + [""]
  }

  private var stages: [String] {
    let rows = assessment.stages.map { stage -> String in
      let status =
        !stage.isApplicable
        ? wording.skipped : stage.isReached ? "✓ \(wording.reached)" : "✗ \(wording.notReached)"
      let missing = stage.missing.map { "`\($0)`" }.joined(separator: ", ")
      let filled = min(10, stage.score.tenths / 100)
      let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 10 - filled)
      let score = stage.isApplicable ? "`\(bar)` \(stage.score)" : "–"
      return "| \(stage.id) \(words(stage.title)) | \(score) | \(status) | \(missing) |"
    }
    return [
      "| \(wording.stage) | \(wording.score) | \(wording.status) | \(wording.missingRequired) |",
      "|---|---:|---|---|",
    ] + rows + [""]
  }

  private var next: [String] {
    guard let next = assessment.next else { return [wording.lastStage, ""] }
    let steps = next.steps.flatMap { step -> [String] in
      var lines = [
        "- [ ] **\(words(step.title))** (`\(step.criterion)`, "
          + "\(wording.effort(step.effort)), +\(step.gain))",
        "", "  \(words(step.why))", "", "  \(words(step.how))",
      ]
      if let place = step.at {
        lines.append("")
        lines.append(
          "  → " + MarkdownText.code(place.pathAndLine))
      }
      if let snippet = step.snippet { lines += fence(snippet) }
      return lines
    }
    return ["### \(wording.nextHeading(next.stage))", ""] + steps + [""]
  }

  /// The ladder and the orchestration with the places that show them, and what comes next.
  private var infrastructure: [String] {
    let groups = [
      (wording.ladder, assessment.ladder.map(\.rawValue)),
      (wording.orchestration, assessment.orchestration.map(\.rawValue)),
    ]
    let lines = groups.filter { !$0.1.isEmpty }.map { name, shown in
      let items = shown.map { item -> String in
        guard let place = assessment.evidenceOf[item]?.first?.place else { return item }
        return "\(item) (" + MarkdownText.code(place.pathAndLine) + ")"
      }
      return "**\(name)**: \(items.joined(separator: ", "))"
    }
    let said = assessment.outlook.map { [words($0.text)] } ?? []
    return (lines + said).flatMap { [$0, ""] }
  }

  /// What the team leaves out, and what it has elsewhere.
  private var team: [String] {
    let text = TeamText(assessment.repository, options.language)
    return [text.excluded, text.related].compactMap { $0 }.flatMap {
      [MarkdownText.escaped($0), ""]
    }
  }

  private func fence(_ snippet: Snippet) -> [String] {
    let mark = MarkdownText.fence(for: snippet.text)
    let lines = snippet.text.split(separator: "\n", omittingEmptySubsequences: false)
    let shown = lines.last == "" ? lines.dropLast() : lines[...]
    let head = snippet.path.map { ["", "  " + MarkdownText.code($0)] } ?? []
    return head + ["", "  \(mark)\(snippet.language)"] + shown.map { "  \($0)" }
      + ["  \(mark)", ""]
  }

  /// The criteria, each with so many lines of evidence at most; nothing for none.
  private func evidence(_ limit: Int) -> [String] {
    guard limit > 0 else { return [] }
    let isOpen = options.detail == .full ? " open" : ""
    return assessment.stages.filter(\.isApplicable).flatMap { stage -> [String] in
      let results = assessment.criteria.filter { $0.stage == stage.id }
      return [
        "<details\(isOpen)><summary>\(stage.id) \(words(stage.title)): \(wording.evidence)</summary>",
        "",
      ] + results.flatMap { lines(of: $0, limit) } + ["", "</details>", ""]
    }
  }

  private func lines(of result: CriterionResult, _ limit: Int) -> [String] {
    let mark = result.isRequired ? " ★" : ""
    let head =
      "- \(Wording.sign(result.status)) `\(result.id)`\(mark) \(words(result.title)): "
      + words(result.reason)
    let standing = gateText.standing(result).map { ["  - " + MarkdownText.escaped($0)] } ?? []
    return [head] + standing
      + result.evidence.prefix(limit).map { evidence in
        let what = words(evidence.what)
        guard let place = evidence.place else { return "  - \(what)" }
        let at = MarkdownText.code(place.pathAndLine)
        guard !evidence.excerpt.isEmpty else { return "  - \(at) \(what)" }
        return "  - \(at) \(what): \(MarkdownText.code(evidence.excerpt))"
      }
  }

  private func warnings(_ limit: Int) -> [String] {
    guard !assessment.warnings.isEmpty else { return [] }
    return ["<details><summary>\(wording.warnings) (\(assessment.warnings.count))</summary>", ""]
      + assessment.warnings.prefix(limit).map { "- " + MarkdownText.code($0.description) }
      + ["", "</details>", ""]
  }
}

/// Makes text harmless in Markdown, whatever the repository calls its files.
enum MarkdownText {
  /// Plain words: nothing in them is markup, a mention or HTML.
  static func escaped(_ text: String) -> String {
    PlainText.harmless(text).reduce(into: "") { result, character in
      switch character {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\\", "`", "*", "_", "[", "]", "|", "~", "#":
        result += "\\" + String(character)
      case "@": result += "@\u{200B}"
      default: result.append(character)
      }
    }
  }

  /// Words of a rubric, in which backticks make code; what is in them and around them is harmless.
  static func prose(_ text: String) -> String {
    let pieces = text.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
    var result = escaped(pieces[0])
    var rest = pieces.dropFirst()
    while let piece = rest.popFirst() {
      guard let after = rest.popFirst() else { return result + "\\`" + escaped(piece) }
      result += piece.isEmpty ? "\\`\\`" : code(piece)
      result += escaped(after)
    }
    return result
  }

  /// A code span that holds the text, also where it has backticks; usable in tables.
  static func code(_ text: String) -> String {
    let text = PlainText.harmless(text)
    let mark = String(repeating: "`", count: longestRun(in: text) + 1)
    let pad = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
    return mark + pad + text + pad + mark
  }

  /// The marks of a fenced block that can hold the text.
  static func fence(for text: String) -> String {
    String(repeating: "`", count: max(3, longestRun(in: text) + 1))
  }

  private static func longestRun(in text: String) -> Int {
    var longest = 0
    var run = 0
    for character in text {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}
