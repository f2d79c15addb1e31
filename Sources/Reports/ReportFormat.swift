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

  /// The format that a file's ending means; `nil` where it means none.
  package init?(fileName: String) {
    switch fileName.split(separator: ".").last?.lowercased() {
    case "md", "markdown": self = .markdown
    case "json": self = .json
    case "html", "htm": self = .html
    case "txt": self = .terminal
    default: return nil
    }
  }

  /// The report of an assessment, with a line end at its end.
  package func text(of assessment: Assessment, _ options: ReportOptions) -> String {
    switch self {
    case .terminal: TerminalReport(assessment, options).text
    case .markdown: MarkdownReport(assessment, options).text
    case .json: JSONReport(assessment, options).text
    case .html: HTMLReport(assessment, options).text
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
  /// The program's version.
  package var version: String

  /// Makes options; no width leaves every paragraph on one line.
  package init(
    language: Language = .english, detail: Detail = .summary, isColoured: Bool = false,
    width: Int? = 100, version: String
  ) {
    self.language = language
    self.detail = detail
    self.isColoured = isColoured
    self.width = width.map { min(Self.readable, max(40, $0)) } ?? Self.unfolded
    self.version = version
  }
}
