import FactModel
import Rubrics
import SourceModel

/// The report for a browser: one file that needs no network and says everything without its script.
///
/// A policy in the page lets only its own style and script work, by their digests.
/// https://www.w3.org/TR/CSP3/#meta-element
struct HTMLReport {
  let assessment: Assessment
  let options: ReportOptions
  let wording: Wording
  let labels: HTMLWording

  init(_ assessment: Assessment, _ options: ReportOptions) {
    self.assessment = assessment
    self.options = options
    wording = Wording(language: options.language)
    labels = HTMLWording(language: options.language)
  }

  /// The report.
  var text: String { document.text + "\n" }

  var gateText: GateText { GateText(assessment: assessment, language: options.language) }

  func words(_ phrase: Phrase) -> HTMLMarkup { .prose(phrase.text(in: options.language)) }

  private static let policy =
    "default-src 'none'; style-src '\(SHA256.source(of: HTMLStyle.text))'; "
    + "script-src '\(SHA256.source(of: HTMLScript.text))'; base-uri 'none'; form-action 'none'"

  private var document: HTMLMarkup {
    """
    <!DOCTYPE html>
    <html lang="\(options.language.rawValue)">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="\(HTMLMarkup(own: Self.policy))">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="generator" content="devops-assess \(options.version)">
    <title>\(assessment.repositories.map(\.path).joined(separator: " + ")): \(assessment.stage) – \(labels.title)</title>
    <style>\(HTMLMarkup(own: HTMLStyle.text))</style>
    </head>
    <body>
    <a class="skip" href="#report">\(labels.skip)</a>
    \(header)
    <main id="report" tabindex="-1">
    \(HTMLMarkup(sections))
    </main>
    \(footer)
    <p id="said" class="quiet" role="status"></p>
    <script>\(HTMLMarkup(own: HTMLScript.text))</script>
    </body>
    </html>
    """
  }

  private var sections: [HTMLMarkup] {
    switch options.detail {
    case .verdict: [verdict]
    case .summary, .full:
      [verdict, path, next, changes, profile, infrastructure, criteria, statements, technologies]
        + [warnings]
    }
  }

  /// A part of the page with its heading.
  func section(_ id: HTMLMarkup, _ title: String, _ content: HTMLMarkup) -> HTMLMarkup {
    """
    <section id="\(id)" aria-labelledby="\(id)-title">
    <h2 id="\(id)-title">\(title)</h2>
    \(content)
    </section>
    """
  }

  // MARK: - Around the report

  private var header: HTMLMarkup {
    """
    <header class="top">
    <div>\(HTMLMarkup(assessment.repositories.map(line)))</div>
    <p class="product">devops-assess</p>
    </header>
    """
  }

  /// A repository with what was read of it.
  private func line(_ repository: RepositorySummary) -> HTMLMarkup {
    let origin = [repository.branch, repository.commit.map { String($0.prefix(8)) }]
      .compactMap { $0 }.joined(separator: " @ ")
    let about = [origin, labels.files(repository.files)].filter { !$0.isEmpty }
      .joined(separator: " · ")
    return """
      <p class="repository"><strong translate="no">\(repository.path)</strong> \
      <span class="muted">\(about)</span></p>
      """
  }

  private var footer: HTMLMarkup {
    let isTeam = assessment.repositories.count > 1
    let commit = assessment.repositories.compactMap { repository in
      repository.commit.map { " · \(isTeam ? "\(repository.path) " : "")\($0)" }
    }.joined()
    return """
      <footer><p>devops-assess \(options.version) · \(labels.rubric(assessment.rubric))\(commit)</p>\
      </footer>
      """
  }

  // MARK: - Verdict

  private var verdict: HTMLMarkup {
    let title = assessment.stages.last { $0.id == assessment.stage }
    let kind = assessment.kindReason.text(in: options.language)
    return """
      <section class="verdict" aria-labelledby="verdict-title">
      <div class="score">\(HTMLPicture.ring(assessment.score, assessment.stage, tone: "big"))\
      </div>
      <div class="said">
      <h1 id="verdict-title"><span class="stage-id">\(assessment.stage)</span>\
       \(title.map { words($0.title) } ?? .none)</h1>
      <p class="figures"><strong>\(wording.score) \(gateText.score)</strong>\
       <span class="muted">\(wording.kind(assessment.kind)): \(.prose(kind))</span></p>
      <p class="summary">\(words(assessment.summary))</p>\(rubric)
      \(gate)
      \(milestones)
      </div>
      </section>
      """
  }

  /// Whose rubric it is, where the repository brought it.
  private var rubric: HTMLMarkup {
    guard let text = TeamText(assessment.repository, options.language).rubric else { return .none }
    return "\n<p class=\"note\">\(text)</p>"
  }

  private var gate: HTMLMarkup {
    guard let verdict = gateText.verdict else { return .none }
    let status: Status = gateText.holds ? .met : .unmet
    return """
      <p class="gate \(tone(status))"><span aria-hidden="true">\(Wording.sign(status))</span> \
      \(.prose(verdict))</p>
      """
  }

  private var milestones: HTMLMarkup {
    let items = assessment.milestones.map { milestone -> HTMLMarkup in
      """
      <li class="chip \(tone(milestone.status))">\(words(milestone.title)) \(sign(milestone.status))\
      </li>
      """
    }
    return """
      <ul class="chips" aria-label="\(labels.milestones)">
      \(HTMLMarkup(items))
      </ul>
      """
  }

  // MARK: - Pieces

  /// The sign of a status with its word for those who do not see it.
  func sign(_ status: Status) -> HTMLMarkup {
    """
    <span class="sign" aria-hidden="true">\(Wording.sign(status))</span>\
    <span class="quiet">\(wording.status(status))</span>
    """
  }

  /// The class that gives a status its colour.
  func tone(_ status: Status) -> HTMLMarkup {
    switch status {
    case .met: "met"
    case .partial: "partial"
    case .unmet: "unmet"
    case .notApplicable: "other"
    }
  }

  /// A place in the tree.
  func at(_ place: Place) -> HTMLMarkup {
    "<code class=\"place\" translate=\"no\">\(place.pathAndLine)</code>"
  }

  /// The id of a criterion's part of the page.
  func anchor(_ criterion: String) -> HTMLMarkup {
    HTMLMarkup(
      own: "c-"
        + criterion.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") ? $0 : "-" })
  }

  /// A link to a criterion, by its title.
  func link(_ criterion: String) -> HTMLMarkup {
    guard let result = assessment.criteria.first(where: { $0.id == criterion }) else {
      return "<code>\(criterion)</code>"
    }
    return "<a href=\"#\(anchor(criterion))\">\(words(result.title))</a>"
  }

  /// Something to paste, with its file and a button that only the script can serve.
  func snippet(_ snippet: Snippet, _ title: String, id: HTMLMarkup) -> HTMLMarkup {
    let path = snippet.path.map { path -> HTMLMarkup in
      "<code translate=\"no\">\(path)</code>"
    }
    return """
      <figure class="snippet">
      <figcaption>\(path ?? "\(snippet.language)")\
      <button type="button" hidden data-copy="\(id)" data-done="\(labels.copied)" \
      data-failed="\(labels.copyFailed)" aria-label="\(labels.copyLabel(title))">\(labels.copy)\
      </button></figcaption>
      <pre tabindex="0" role="group" aria-label="\(labels.snippetLabel(title))" translate="no">\
      <code id="\(id)">\(.pasted(snippet.text))</code></pre>
      </figure>
      """
  }
}
