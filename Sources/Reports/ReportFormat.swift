package import Rubrics

/// The forms in which an assessment is written.
package enum ReportFormat: String, Hashable, Sendable, CaseIterable {
  /// For a person at a terminal.
  case terminal
  /// For a pull request or wiki.
  case markdown
  /// For programs; a contract with a version.
  case json
  /// For a browser: one file that needs no network.
  case html
  /// For code scanning.
  case sarif
  /// For viewers of tests.
  case junit
  /// For GitLab's merge requests.
  case gitlab
  /// For spreadsheets.
  case csv
  /// An image for a README.
  case badge
  /// The same for shields.io to draw.
  case shields

  /// The endings of files, with the format that each means.
  private static let byEnding: KeyValuePairs<String, ReportFormat> = [
    "md": .markdown, "markdown": .markdown, "json": .json, "html": .html, "htm": .html,
    "txt": .terminal, "sarif": .sarif,
    "xml": .junit, "csv": .csv, "svg": .badge,
  ]

  /// The endings that mean a format.
  package static var endings: [String] { byEnding.map(\.key) }

  /// The format that a file's ending means; `nil` where it means none.
  package init?(fileName: String) {
    // https://docs.github.com/en/code-security/reference/code-scanning/sarif-support-for-code-scanning
    let isSARIF = fileName.lowercased().hasSuffix(".sarif.json")
    let ending = isSARIF ? "sarif" : fileName.split(separator: ".").last?.lowercased()
    guard let format = Self.byEnding.first(where: { $0.key == ending })?.value else { return nil }
    self = format
  }

  /// Whether it tells how to meet criteria beside those that lead to the next stage.
  package var tellsAllAdvice: Bool {
    switch self {
    case .terminal, .markdown, .json, .badge, .shields: false
    case .html, .sarif, .junit, .gitlab, .csv: true
    }
  }

  /// The report of an assessment, with a line end at its end.
  package func text(of assessment: Assessment, _ options: ReportOptions) -> String {
    switch self {
    case .terminal: TerminalReport(assessment, options).text
    case .markdown: PlainText.withoutCommands(MarkdownReport(assessment, options).text)
    case .json: JSONReport(assessment, options).text
    case .html: HTMLReport(assessment, options).text
    case .sarif: SARIFReport(assessment, options).text
    case .junit: JUnitReport(assessment, options).text
    case .gitlab: GitLabReport(assessment, options).text
    case .csv: PlainText.withoutCommands(CSVReport(assessment, options).text)
    case .badge: BadgeReport(assessment, options).image
    case .shields: BadgeReport(assessment, options).endpoint
    }
  }
}

/// How a report is written.
package struct ReportOptions: Hashable, Sendable {
  /// How much is told.
  package enum Detail: Hashable, Sendable, CaseIterable {
    /// The verdict alone.
    case verdict
    /// The verdict, the stages, what is missing and the next steps.
    case summary
    /// Every criterion with its evidence.
    case full
  }

  /// The language of the texts.
  package var language: Language
  /// How much is told.
  package var detail: Detail
  /// Whether colours are used.
  package var isColoured: Bool
  /// How many columns a line of text may have; snippets and places stay whole.
  package var width: Int

  /// The width of lines that nothing folds.
  package static let unfolded = Int.max / 2
  /// Lines beyond this are hard to read, however wide the terminal is.
  private static let readable = 120
  /// How many bytes the Markdown report may have.
  package var byteLimit: Int
  /// What a wiki, a comment or a job's summary takes at most.
  package static let markdownLimit = 900 * 1024
  /// The program's version.
  package var version: String

  /// Makes options; no width leaves every paragraph on one line.
  package init(
    language: Language = .english, detail: Detail = .summary, isColoured: Bool = false,
    width: Int? = 100, byteLimit: Int = markdownLimit, version: String
  ) {
    self.byteLimit = byteLimit
    self.language = language
    self.detail = detail
    self.isColoured = isColoured
    self.width = width.map { min(Self.readable, max(40, $0)) } ?? Self.unfolded
    self.version = version
  }
}
