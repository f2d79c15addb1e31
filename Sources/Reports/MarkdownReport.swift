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
    for cut in MarkdownCut.allCases {
      let text = Self.joined(lines(cut))
      if text.utf8.count <= options.byteLimit { return text }
    }
    return ""
  }

  private func lines(_ cut: MarkdownCut) -> [String] {
    func kept(_ lines: [String], before end: MarkdownCut) -> [String] { cut < end ? lines : [] }
    let notice = cut == .nothing ? [] : [wording.shortened(cut), ""]
    return verdict + kept(changes + stages + next, before: .steps)
      + kept(infrastructure, before: .infrastructure) + kept(team, before: .steps) + notice
      + kept(evidence(cut), before: .criteria) + kept(warnings(50), before: .warnings)
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
    let name = MarkdownText.escaped(assessment.name)
    let stage = MarkdownText.escaped(assessment.stage)
    let score = MarkdownText.escaped(gateText.score)
    let figures = ["**\(wording.score) \(score)**", wording.kind(assessment.kind)] + strip
    return ["## \(name): \(stage)\(title ?? "")", "", figures.joined(separator: " · "), ""]
      + gate + [words(assessment.summary), ""] + rubric
  }

  /// Whose rubric it is, where the repository brought it.
  private var rubric: [String] {
    let text = TeamText(assessment.repository, options.language).rubric
    return text.map { [MarkdownText.escaped($0), ""] } ?? []
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
      let name = "\(MarkdownText.escaped(stage.id)) \(words(stage.title))"
      return "| \(name) | \(score) | \(status) | \(missing) |"
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
    return ["### \(MarkdownText.escaped(wording.nextHeading(next.stage)))", ""] + steps + [""]
  }

  /// The ladder and the orchestration with the places that show them, and what comes next.
  private var infrastructure: [String] {
    let lines = wording.infrastructure(of: assessment).map { heading, shown in
      let items = shown.map { key, name -> String in
        guard let place = assessment.evidenceOf[key]?.first?.place else { return name }
        return "\(name) (" + MarkdownText.code(place.pathAndLine) + ")"
      }
      return "**\(heading)**: \(items.joined(separator: ", "))"
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
    let head = snippet.path.map { ["", "  " + MarkdownText.code($0)] } ?? []
    return head + ["", "  \(mark)\(MarkdownText.info(snippet.language))"]
      + PlainText.pasted(snippet.text).map { "  \($0)" } + ["  \(mark)", ""]
  }

  /// The criteria with the evidence that is left.
  private func evidence(_ cut: MarkdownCut) -> [String] {
    let isOpen = options.detail == .full ? " open" : ""
    return assessment.stages.filter(\.isApplicable).flatMap { stage -> [String] in
      let results = assessment.criteria.filter { $0.stage == stage.id }
      let name = "\(MarkdownText.escaped(stage.id)) \(words(stage.title))"
      return [
        "<details\(isOpen)><summary>\(name): \(wording.evidence)</summary>",
        "",
      ] + results.flatMap { lines(of: $0, cut) } + ["", "</details>", ""]
    }
  }

  private func lines(of result: CriterionResult, _ cut: MarkdownCut) -> [String] {
    let mark = result.isRequired ? " ★" : ""
    let head =
      "- \(Wording.sign(result.status)) `\(result.id)`\(mark) \(words(result.title)): "
      + words(result.reason)
    let standing = gateText.standing(result).map { ["  - " + MarkdownText.escaped($0)] } ?? []
    return [head] + standing
      + result.evidence.prefix(cut.evidence(of: result.status)).map { evidence in
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
      + assessment.warnings.prefix(limit).map {
        "- " + MarkdownText.code($0.line(in: options.language))
      }
      + ["", "</details>", ""]
  }
}

/// What is left out of a report that would be too long, the least important first: each leaves out
/// what those before it do, too.
enum MarkdownCut: Int, CaseIterable, Comparable {
  /// Nothing.
  case nothing
  /// Places beyond the first of what is met.
  case evidenceOfMet
  /// Places beyond the first of all criteria.
  case evidence
  /// The list of criteria.
  case criteria
  /// The ladder, the orchestration and what comes next there.
  case infrastructure
  /// Warnings.
  case warnings
  /// All but the verdict.
  case steps

  static func < (left: MarkdownCut, right: MarkdownCut) -> Bool { left.rawValue < right.rawValue }

  /// How many places are shown of a criterion with a status.
  func evidence(of status: Status) -> Int {
    self == .nothing || (self == .evidenceOfMet && status != .met) ? .max : 1
  }
}

/// Makes text harmless in Markdown, whatever the repository calls its files.
enum MarkdownText {
  /// Plain words: nothing in them is markup, a formula, a mention, HTML, an address or a number that
  /// becomes a link, or a command of a comment.
  ///
  /// https://github.github.com/gfm/#autolinks-extension-
  /// https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls
  /// https://docs.gitlab.com/user/project/quick_actions/
  static func escaped(_ text: String) -> String {
    let isCommand = text.unicodeScalars.first { !$0.properties.isWhitespace } == "/"
    return (isCommand ? "\u{200B}" : "") + words(text)
  }

  private static func words(_ text: String) -> String {
    var former: Unicode.Scalar?
    var letters = 0
    // How much of `GH-` stands before.
    var mark = 0
    return PlainText.harmless(text).writing { scalar in
      defer {
        former = scalar
        letters = scalar == "w" ? letters + 1 : 0
        mark = Self.lengthOfMark(behind: mark, scalar)
      }
      switch scalar {
      case "0"..."9" where mark == 3 || former.map(Self.refers) ?? false:
        return "\u{200B}" + String(scalar)
      case "/" where former == ":": return "\u{200B}/"
      case "." where letters >= 3: return "\u{200B}."
      case "<": return "&lt;"
      case ">": return "&gt;"
      case "&": return "&amp;"
      case "\\", "`", "*", "_", "[", "]", "|", "~", "#", "$": return "\\" + String(scalar)
      case "@": return "@\u{200B}"
      default: return nil
      }
    }
  }

  /// Whether a number behind the sign becomes a link to an issue, a request, a label and the like.
  ///
  /// https://docs.gitlab.com/user/markdown/#gitlab-specific-references
  private static func refers(_ sign: Unicode.Scalar) -> Bool {
    "#!$%&~".unicodeScalars.contains(sign)
  }

  /// How much of `GH-` there is with the next character.
  private static func lengthOfMark(behind length: Int, _ scalar: Unicode.Scalar) -> Int {
    switch scalar {
    case "G", "g": 1
    case "H", "h": length == 1 ? 2 : 0
    case "-": length == 2 ? 3 : 0
    default: 0
    }
  }

  /// Words of a rubric, in which backticks make code; what is in them and around them is harmless.
  static func prose(_ text: String) -> String {
    let pieces = text.unicodeScalars.split(separator: "`", omittingEmptySubsequences: false)
      .map { String($0) }
    var result = escaped(pieces[0])
    var rest = pieces.dropFirst()
    while let piece = rest.popFirst() {
      guard let after = rest.popFirst() else { return result + "\\`" + words(piece) }
      result += piece.isEmpty ? "\\`\\`" : code(piece)
      result += words(after)
    }
    return result
  }

  /// A code span that holds the text, also where it has backticks; usable in tables.
  static func code(_ text: String) -> String {
    let text = PlainText.harmless(text)
    let mark = String(repeating: "`", count: longestRun(in: text) + 1)
    let scalars = text.unicodeScalars
    let pad = scalars.first == "`" || scalars.last == "`" ? " " : ""
    return mark + pad + text + pad + mark
  }

  /// The language of a fenced block, as much of it as is a name.
  ///
  /// https://github.github.com/gfm/#info-string
  static func info(_ language: String) -> String {
    let signs = "-_+.".unicodeScalars
    return language.writing { scalar in
      let isName = scalar.isASCII && scalar.properties.isAlphabetic || signs.contains(scalar)
      return isName || ("0"..."9").contains(scalar) ? nil : ""
    }
  }

  /// The marks of a fenced block that can hold the text.
  static func fence(for text: String) -> String {
    String(repeating: "`", count: max(3, longestRun(in: text) + 1))
  }

  private static func longestRun(in text: String) -> Int {
    var longest = 0
    var run = 0
    for scalar in text.unicodeScalars {
      run = scalar == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}
