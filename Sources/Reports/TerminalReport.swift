import FactModel
import Rubrics
import SourceModel

/// The report for a person at a terminal: text folded at its width, readable without colour.
struct TerminalReport {
  let assessment: Assessment
  let options: ReportOptions
  let wording: Wording
  let paint: Paint

  init(_ assessment: Assessment, _ options: ReportOptions) {
    self.assessment = assessment
    self.options = options
    wording = Wording(language: options.language)
    paint = Paint(isOn: options.isColoured)
  }

  /// The report.
  var text: String {
    let lines: [String]
    switch options.detail {
    case .verdict: lines = [verdictLine] + strip + rubricLine + gateLine
    case .summary: lines = head + gate + stages + missing + next + outlook + team + warnings + foot
    case .full: lines = head + gate + stages + criteria + next + knowledge + team + warnings
    }
    return PlainText.withoutCommands(lines.map { $0 + "\n" }.joined())
  }

  func words(_ phrase: Phrase) -> String { PlainText.harmless(phrase.text(in: options.language)) }

  // MARK: - Verdict

  /// `app (main @ 1234abcd)`.
  private func title(_ repository: RepositorySummary) -> String {
    var origin = repository.branch.map(PlainText.harmless) ?? ""
    if let commit = repository.commit {
      origin += (origin.isEmpty ? "" : " @ ") + commit.prefix(8)
    }
    let name = PlainText.harmless(repository.path)
    return origin.isEmpty ? name : "\(name) (\(origin))"
  }

  private var head: [String] {
    let place = assessment.repositories.map(title).joined(separator: " + ")
    let about = "\(wording.kind(assessment.kind)): \(words(assessment.kindReason))"
    let top =
      PlainText.wrapped(place, to: options.width)
      + PlainText.wrapped(about, to: options.width).map(paint.dim)
    let verdict = [verdictLine] + strip + rubricLine
    let summary = PlainText.wrapped(words(assessment.summary), to: options.width)
    return top + [""] + verdict + [""] + summary + [""]
  }

  private var verdictLine: String {
    let title = assessment.stages.last { $0.id == assessment.stage }.map { " " + words($0.title) }
    return paint.bold(assessment.stage + (title ?? "")) + "  "
      + "\(wording.score) \(gateText.score)"
  }

  /// Whose rubric it is, where the repository brought it.
  private var rubricLine: [String] {
    let text = TeamText(assessment.repository, options.language).rubric.map(PlainText.harmless)
    return text.map { PlainText.wrapped($0, to: options.width) } ?? []
  }

  var gateText: GateText { GateText(assessment: assessment, language: options.language) }

  /// Whether what the team asks holds, where it asks anything.
  private var gateLine: [String] {
    guard let verdict = gateText.verdict.map(PlainText.harmless) else { return [] }
    return PlainText.wrapped(verdict, to: options.width)
      .map { paint.status(gateText.holds ? .met : .unmet, $0) }
  }

  /// The gate, and what differs from the former assessment.
  private var gate: [String] {
    let groups = [
      gateLine,
      gateText.changes.flatMap { PlainText.wrapped(PlainText.harmless($0), to: options.width) },
    ]
    return groups.filter { !$0.isEmpty }.flatMap { $0 + [""] }
  }

  /// The milestones, on one line where they fit.
  private var strip: [String] {
    let words = assessment.milestones.map { milestone in
      "\(self.words(milestone.title)) \(Wording.sign(milestone.status))"
    }
    var statuses = assessment.milestones.map(\.status)[...]
    return PlainText.joined(words, by: "  ", to: options.width).map { line in
      defer { statuses = statuses.dropFirst(line.count) }
      return zip(statuses, line).map(paint.status).joined(separator: "  ")
    }
  }

  // MARK: - Stages

  private var stages: [String] {
    let titles = stageTitles
    let longest = titles.map(PlainText.width).max() ?? 0
    let room = roomForTitles(besideBarOf: barWidth)
    // Titles that do not fit stand above their bars.
    let isBeside = longest <= room
    return zip(assessment.stages, titles).flatMap { stage, title -> [String] in
      let above = isBeside ? [] : PlainText.wrapped(title, to: options.width)
      let name = isBeside ? PlainText.padded(title, to: longest) : ""
      guard stage.isApplicable else { return above + ["\(name)  \(paint.dim(wording.skipped))"] }
      let verdict = stage.isReached ? wording.reached : wording.notReached
      let score = String(repeating: " ", count: max(0, 5 - stage.score.description.count))
      return above + [
        "\(name)  \(bar(stage))\(score)\(stage.score)  "
          + paint.status(stage.isReached ? .met : .unmet, verdict)
      ]
    } + [""]
  }

  private var stageTitles: [String] { assessment.stages.map { "\($0.id) \(words($0.title))" } }

  /// Beside the title stand two gaps, the bar, the score and the longer of two verdicts.
  private func roomForTitles(besideBarOf columns: Int) -> Int {
    let verdicts = [wording.reached, wording.notReached].map(PlainText.width).max() ?? 0
    return options.width - columns - verdicts - 9
  }

  /// The widest bar that leaves the titles beside it.
  private var barWidth: Int {
    let longest = stageTitles.map(PlainText.width).max() ?? 0
    let fitting = [20, 14, 8].first { longest <= roomForTitles(besideBarOf: $0) }
    return fitting ?? (options.width < 70 ? 8 : 20)
  }

  private func bar(_ stage: StageResult) -> String {
    let filled = min(barWidth, max(0, stage.score.tenths * barWidth / 1000))
    return paint.status(stage.isReached ? .met : .partial, String(repeating: "█", count: filled))
      + paint.dim(String(repeating: "░", count: barWidth - filled))
  }

  private var missing: [String] {
    let open = assessment.criteria.filter { result in
      let status = result.counted.status
      return status == .unmet || status == .partial
    }
    guard !open.isEmpty else { return [wording.nothingMissing] + statements + [""] }
    return assessment.stages.flatMap { stage -> [String] in
      let ids = open.filter { $0.stage == stage.id }.map { result in
        result.id + (result.isRequired ? " ★" : "") + (result.status == .partial ? " ◐" : "")
      }
      guard !ids.isEmpty else { return [] }
      let indent = "\(stage.id) \(wording.missing): "
      // One column is kept for the comma at the end of a line.
      let left = options.width - PlainText.width(indent) - 1
      let rows = PlainText.joined(ids, by: ", ", to: left).map { $0.joined(separator: ", ") }
      let lines = rows.dropLast().map { $0 + "," } + rows.suffix(1)
      return lines.enumerated().map { index, line in
        index == 0
          ? paint.dim(indent) + line
          : String(repeating: " ", count: PlainText.width(indent)) + line
      }
    } + statements + [""]
  }

  /// What the team set aside or vouches for.
  private var statements: [String] {
    assessment.criteria.flatMap { result -> [String] in
      guard let standing = gateText.standing(result) else { return [] }
      let text = PlainText.harmless("\(result.stage) \(result.id) \(standing)")
      return PlainText.wrapped(text, to: options.width).map(paint.dim)
    }
  }

  // MARK: - Warnings

  private var warnings: [String] {
    guard !assessment.warnings.isEmpty else { return [] }
    let limit = options.detail == .full ? 50 : 3
    let told = assessment.warnings.prefix(limit)
    let shown = told.flatMap { warning in
      let message = PlainText.harmless(warning.line(in: options.language))
      let lines = PlainText.wrapped(message, to: options.width - 4)
      return lines.prefix(1).map { "  " + $0 } + lines.dropFirst().map { "    " + $0 }
    }
    let rest = assessment.warnings.count - told.count
    return ["\(wording.warnings) (\(assessment.warnings.count))"] + shown
      + (rest > 0 ? ["  " + wording.more(rest)] : []) + [""]
  }

  private var foot: [String] {
    PlainText.wrapped(wording.details("devops-assess -v"), to: options.width).map(paint.dim)
  }
}

/// Puts colour around words, or leaves them as they are.
struct Paint {
  let isOn: Bool

  private func wrap(_ text: String, _ code: String) -> String {
    isOn && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  func bold(_ text: String) -> String { wrap(text, "1") }
  func dim(_ text: String) -> String { wrap(text, "2") }

  /// In the colour of a status.
  func status(_ status: Status, _ text: String) -> String {
    switch status {
    case .met: wrap(text, "32")
    case .partial: wrap(text, "33")
    case .unmet: wrap(text, "31")
    case .notApplicable: wrap(text, "2")
    }
  }
}
