import FactModel
import Foundation
import Rubrics
import SourceModel
import Testing

@testable import Reports

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct HostileReportTests {
  /// Texts that a repository may hold to do harm in a report.
  private static let texts = [
    "\u{1B}[31mred\u{1B}]0;title\u{7}", "a\nb\r\nc\td", "\u{202E}gnp.exe\u{202C}", "\u{9B}2J",
    "<script>alert(1)</script>", "</details><img src=x onerror=alert(1)>", "`</code><b>",
    "``` \n# Heading", "[click](https://evil.example)", "![x](https://evil.example/x.png)",
    "@acme/admins", "| a | b |", "*bold* _it_ ~~no~~", "\"},{\"x\":\"", "\\", "\u{2028}x\u{2029}",
    "\u{61C}\u{2066}x\u{2069}\u{FEFF}", "\u{0}", "한글 \u{1F600}", "javascript:alert(1)",
    "https://evil.example/\"onmouseover=alert(1)", "]]>", "=HYPERLINK(\"x\")", "+1", "-1",
    "\u{FF1D}cmd", " =1",
    "::error::x", "%0A::set-output name=a::b", "\u{A0}::stop-commands::x", "##[error]x",
    "##vso[task.setvariable variable=a]b", "##teamcity[buildStop]",
    // A mark behind a quote makes one character of the two, and those who read see the quote.
    "`\u{301} [a](https://evil.example) <b> @acme ``\u{301}", "a,\u{301}\"\u{301}b,\u{301}",
    "=\u{301}1", "!1 $2 %3 ~4", "$x$", "--- x",
    "]\u{301}(a", "\u{AD}\u{200B}\u{2060}\u{E0041}", "www.evil.example", "http://u@evil.example/x",
    // What takes no place, though some of it counts as letters or marks.
    "a\u{180E}b\u{3164}c\u{115F}d\u{34F}e\u{E0101}f\u{FFF9}g\u{FFFE}h\u{200D}i\u{FE0F}",
    "x\r<h1>x</h1>\r\r## All \u{1B}[31m\r```\r# a",
  ]

  /// The sample with a text in every place that a repository fills.
  private func assessment(_ text: String) -> Assessment {
    var assessment = SampleAssessment.shop
    let place = Place(RelativePath("a/\(text).yml"), line: 3)
    assessment.repository.path = text
    assessment.repository.branch = text
    assessment.repository.related = [text]
    assessment.kindReason = Phrase(text, text)
    assessment.summary = Phrase(text, text)
    for index in assessment.criteria.indices {
      assessment.criteria[index].reason = Phrase(text, text)
      assessment.criteria[index].evidence = [
        Evidence(place: place, excerpt: text, what: Phrase(text, text)),
        Evidence(place: nil, excerpt: "", what: Phrase(text, text)),
      ]
    }
    let waiver = Waiver(criterion: "a", reason: text, until: "2027-01-31", place: place)
    assessment.criteria[0].standing = .waived(waiver)
    assessment.waived = [waiver]
    let attestation = Attestation(
      criterion: "b", evidence: text, by: text, date: "2026-11-02", until: "2027-05-02",
      place: place)
    assessment.criteria[1].standing = .attested(attestation)
    assessment.attested = [attestation]
    var companion = RepositorySummary(path: text, branch: text, files: 1)
    companion.folder = text
    assessment.companions = [companion]
    assessment.comparison?.lost = [
      Comparison.Change(
        criterion: text, title: Phrase(text, text), before: .met, after: nil, lostPaths: [text],
        gainedPaths: [text])
    ]
    assessment.gate = [GateCheck(name: text, holds: false, says: Phrase(text, text))]
    assessment.technologies = [Technology(name: text, category: text, place: place)]
    if var next = assessment.next {
      for index in next.steps.indices {
        next.steps[index].at = place
        next.steps[index].snippet?.path = text
        // Lines and tabs of a snippet are its own.
        let line = String(text.unicodeScalars.filter { $0 != "\n" && $0 != "\t" })
        next.steps[index].snippet?.text = "\(line)\nx\n"
        next.steps[index].snippet?.language = text
      }
      assessment.next = next
    }
    assessment.warnings = [
      Diagnostic(.warning, Phrase(text, text), at: place, hint: Phrase(text, text))
    ]
    return assessment
  }

  private func options(
    _ width: Int? = 100, _ language: Language = .english
  ) -> ReportOptions {
    ReportOptions(language: language, detail: .full, width: width, version: "1.2.3")
  }

  @Test(arguments: texts)
  func noReportHoldsACharacterThatATerminalObeys(_ text: String) {
    let cases = ReportFormat.allCases.flatMap { format in
      Language.allCases.map { (format, $0) }
    }
    for (format, language) in cases {
      let report = format.text(of: assessment(text), options(100, language))
      // Rows of a table end as RFC 4180 says, and a space without width keeps addresses from being ones.
      let ours: [Unicode.Scalar] = format == .csv ? ["\r", "\n"] : ["\u{200B}", "\n"]
      let obeyed = report.unicodeScalars.filter { !ours.contains($0) && $0.needsEscape }
      #expect(obeyed.isEmpty, "\(format): \(obeyed.map { String($0.value, radix: 16) })")
    }
  }

  @Test(arguments: texts + ["###vso[a]b", "a ##VSO[a]b", "##[command]x"], ReportFormat.allCases)
  func noReportHoldsWhatARunnerObeys(_ text: String, _ format: ReportFormat) {
    let report = format.text(of: assessment(text), options(nil))
    for line in report.unicodeScalars.split(separator: "\n").map({ String($0) }) {
      let obeyed = line.lowercased().matches(of: /##[a-z]*\[|^\s*::.*::/)
      #expect(obeyed.isEmpty, "\(line)")
    }
  }

  @Test(arguments: ["--- x", "+++ x", "~~~ x", "^^^ +++", "a --- x"], [nil, 40] as [Int?])
  func `No line heads a group of a log, whatever its colour`(_ text: String, _ width: Int?) {
    for isColoured in [false, true] {
      let options = ReportOptions(
        detail: .full, isColoured: isColoured, width: width, version: "1.2.3")
      let report = ReportFormat.terminal.text(of: assessment(text), options)
      for line in report.split(separator: "\n") {
        let plain = String(line).replacing(/\u{1B}\[[0-9]*m/, with: "")
        #expect(!plain.contains(/^(?:---|\+\+\+|~~~|\^\^\^)[ ]/), "\(line)")
      }
    }
  }

  @Test func `The rules of SARIF quote a rubric's words as words`() {
    var assessment = SampleAssessment.shop
    assessment.criteria[0].question = Phrase("<img src=x> **b** @acme", "x")
    assessment.criteria[0].lookedFor = [Phrase("![x](y)", "x")]
    let report = ReportFormat.sarif.text(of: assessment, options())
    #expect(report.contains(##""markdown": "&lt;img src=x&gt; \\*\\*b\\*\\* @\u200bacme\n"##))
    #expect(report.contains(##"- !\\[x\\] (y)""##))
  }

  @Test(arguments: texts)
  func aTextFromARepositoryAddsNoLine(_ text: String) {
    // Folding may add lines, so nothing is folded here.
    let calm = ReportFormat.terminal.text(of: assessment("x"), options(nil))
    let report = ReportFormat.terminal.text(of: assessment(text), options(nil))
    #expect(report.utf8.count { $0 == 0x0A } == calm.utf8.count { $0 == 0x0A })
  }

  @Test(arguments: texts)
  func aTextFromARepositoryIsNoMarkupInMarkdown(_ text: String) {
    let calm = Self.prose(ReportFormat.markdown.text(of: assessment("x"), options()))
    let prose = Self.prose(ReportFormat.markdown.text(of: assessment(text), options()))
    for mark in ["<", ">", "[", "](", "*", "~", "|", "#", "@a", "\n"] {
      #expect(Self.count(mark, in: prose) == Self.count(mark, in: calm), "\(mark) in \(prose)")
    }
  }

  @Test(arguments: texts)
  func `A text from a repository is no address that becomes a link in Markdown`(_ text: String) {
    let prose = Self.prose(ReportFormat.markdown.text(of: assessment(text), options()))
    let calm = Self.prose(ReportFormat.markdown.text(of: assessment("x"), options()))
    for mark in ["://", "www."] {
      #expect(Self.count(mark, in: prose) == Self.count(mark, in: calm), "\(mark) in \(prose)")
    }
  }

  @Test(arguments: [
    ("\u{2699}\u{FE0F} Build", "\u{2699}\u{FE0F} Build"),
    ("1\u{FE0F}\u{20E3}", "1\u{FE0F}\u{20E3}"),
    ("\u{1F469}\u{200D}\u{1F4BB}", "\u{1F469}\u{200D}\u{1F4BB}"), ("a\u{200D}b", "a\\u{200d}b"),
    ("\u{0645}\u{06CC}\u{200C}\u{062E}", "\u{0645}\u{06CC}\u{200C}\u{062E}"),
    ("e\u{301}", "e\u{301}"),
  ])
  func `Signs that are joined to pictures and words stay, and those that hide do not`(
    _ text: String, _ shown: String
  ) {
    #expect(PlainText.harmless(text) == shown)
  }

  @Test(arguments: texts)
  func aTextFromARepositoryIsNoMarkupInHTML(_ text: String) throws {
    let calm = try HTMLOutline(ReportFormat.html.text(of: assessment("x"), options()))
    let report = try HTMLOutline(ReportFormat.html.text(of: assessment(text), options()))
    // Backticks in prose make code, which is the only element that a text may bring.
    let code: Set<String> = ["code", "/code"]
    #expect(
      report.tags.filter { !code.contains($0) } == calm.tags.filter { !code.contains($0) })
    #expect(report.attributeNames == calm.attributeNames)
    #expect(report.scripts == calm.scripts)
  }

  @Test(arguments: texts + ["[a](1)", "a](b", "[[a]](https://evil.example)"])
  func aTextFromARepositoryIsNoLinkInSARIF(_ text: String) {
    let report = ReportFormat.sarif.text(of: assessment(text), options())
    let messages = report.split(separator: "\n").filter { $0.contains("\"text\":") }
    #expect(messages.count >= 20)
    #expect(messages.allSatisfy { !$0.contains("](") })
  }

  @Test(arguments: texts, Language.allCases)
  func aTextFromARepositoryIsNoMarkupInXML(_ text: String, _ language: Language) {
    for format in [ReportFormat.junit, .badge] {
      let parser = XMLParser(
        data: Data(format.text(of: assessment(text), options(100, language)).utf8))
      let calm = XMLParser(
        data: Data(format.text(of: assessment("x"), options(100, language)).utf8))
      let (found, expected) = (ElementNames(), ElementNames())
      (parser.delegate, calm.delegate) = (found, expected)
      #expect(parser.parse() && calm.parse(), "\(format)")
      #expect(found.names == expected.names, "\(format)")
    }
  }

  @Test(arguments: texts, Language.allCases)
  func aTextFromARepositoryIsNoFormulaAndNoRowInCSV(_ text: String, _ language: Language) {
    let report = ReportFormat.csv.text(of: assessment(text), options(100, language))
    let calm = ReportFormat.csv.text(of: assessment("x"), options(100, language))
    let rows = Self.table(report)
    #expect(rows.map(\.count) == Self.table(calm).map(\.count))
    for field in rows.flatMap(\.self) {
      let first = field.unicodeScalars.first { $0 != " " }
      #expect(first.map { !"=+-@\u{FF1D}".unicodeScalars.contains($0) } ?? true, "\(field)")
    }
  }

  /// The fields of a table's rows.
  private static func table(_ text: String) -> [[String]] {
    var rows: [[String.UnicodeScalarView]] = [[.init()]]
    var isQuoted = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: rows[rows.count - 1].append(.init())
      case "\n" where !isQuoted: rows.append([.init()])
      default: rows[rows.count - 1][rows[rows.count - 1].count - 1].append(scalar)
      }
    }
    return rows.map { $0.map { String($0) } }
  }

  @Test(arguments: texts, Language.allCases)
  func aTextFromARepositoryIsNoCommandInALog(_ text: String, _ language: Language) {
    for width in [nil, 100] {
      let report = ReportFormat.terminal.text(of: assessment(text), options(width, language))
      for line in report.split(separator: "\n") {
        #expect(!line.drop(while: \.isWhitespace).hasPrefix("::"), "\(line)")
        #expect(!line.contains(/##([a-z]+\[|\[error)/), "\(line)")
      }
    }
  }

  @Test(arguments: texts, Language.allCases)
  func aTextFromARepositoryAddsNothingToJSON(_ text: String, _ language: Language) throws {
    func keys(_ format: ReportFormat, _ text: String) throws -> String {
      let report = format.text(of: assessment(text), options(100, language))
      return Self.outline(try JSONSerialization.jsonObject(with: Data(report.utf8)))
    }
    for format in [ReportFormat.json, .sarif, .gitlab, .shields] {
      #expect(try keys(format, text) == keys(format, "x"), "\(format)")
    }
  }

  /// The keys of a value and of all that is in it, in order.
  private static func outline(_ value: Any) -> String {
    switch value {
    case let object as [String: Any]:
      "{"
        + object.sorted { $0.key < $1.key }.map { "\($0.key):\(outline($0.value))" }
        .joined(separator: ",") + "}"
    case let list as [Any]: "[" + list.map(outline).joined(separator: ",") + "]"
    default: "."
    }
  }

  @Test(arguments: texts)
  func aSnippetStaysInItsBlock(_ text: String) throws {
    func reports(_ text: String) throws -> (markdown: String, page: HTMLOutline) {
      var assessment = SampleAssessment.shop
      assessment.next?.steps[0].snippet?.text = "before\n\(text)\nafter\n"
      return (
        ReportFormat.markdown.text(of: assessment, options()),
        try HTMLOutline(ReportFormat.html.text(of: assessment, options()))
      )
    }
    let (calm, report) = (try reports("x"), try reports(text))
    #expect(report.page.tags == calm.page.tags)
    #expect(report.page.attributeNames == calm.page.attributeNames)
    // The mark that opens the block is longer than any in the text, so that the next one like it
    // is the end.
    let lines = report.markdown.split(separator: "\n", omittingEmptySubsequences: false)
    let first = try #require(lines.firstIndex { $0.contains("before") })
    let mark = try #require(lines[first - 1].firstRange(of: "`")).lowerBound
    let fence = lines[first - 1][mark...].prefix { $0 == "`" }
    let end = try #require(
      lines[first...].firstIndex { $0.drop { $0 == " " }.hasPrefix(fence) })
    #expect(lines[end - 1].contains("after"))
  }

  @Test(arguments: ["javascript:alert(1)", "data:text/html,x", "https://wiki.example.org/a"])
  func onlyAddressesOfTheWebBecomeLinks(_ evidence: String) throws {
    let report = ReportFormat.html.text(of: assessment(evidence), options())
    let targets = report.ranges(of: "href=\"").map { range in
      String(report[range.upperBound...].prefix { $0 != "\"" })
    }
    for target in targets {
      #expect(target.hasPrefix("#") || target.hasPrefix("https://"), "\(target)")
    }
  }

  /// A Markdown text without what is escaped or stands in code.
  private static func prose(_ markdown: String) -> String {
    var rest = Array(markdown.unicodeScalars)[...]
    var prose = String.UnicodeScalarView()
    while let first = rest.popFirst() {
      if first == "\\" {
        rest = rest.dropFirst()
      } else if first == "`" {
        let marks = 1 + rest.prefix { $0 == "`" }.count
        rest = afterCode(rest.dropFirst(marks - 1), marks: marks)
      } else {
        prose.append(first)
      }
    }
    return String(prose)
  }

  private static func afterCode(
    _ text: ArraySlice<Unicode.Scalar>, marks: Int
  ) -> ArraySlice<Unicode.Scalar> {
    var rest = text
    while let first = rest.popFirst() {
      guard first == "`" else { continue }
      let run = 1 + rest.prefix { $0 == "`" }.count
      rest = rest.dropFirst(run - 1)
      if run == marks { return rest }
    }
    Issue.record("a code span without end")
    return []
  }

  private static func count(_ mark: String, in text: String) -> Int {
    Array(text.utf8).ranges(of: Array(mark.utf8)).count
  }

  @Test(arguments: texts)
  func aTextFromARepositoryStaysOneStringInJSON(_ text: String) throws {
    let report = ReportFormat.json.text(of: assessment(text), options())
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(report.utf8)) as? [String: Any])
    let repository = try #require(object["repository"] as? [String: Any])
    #expect(
      (repository["path"] as? String)?.unicodeScalars.elementsEqual(text.unicodeScalars) == true)
    let criteria = try #require(object["criteria"] as? [[String: Any]])
    #expect(criteria.count == SampleAssessment.shop.criteria.count)
    let evidence = try #require(criteria.first?["evidence"] as? [[String: Any]])
    #expect((evidence.first?["path"] as? String)?.hasSuffix(".yml") == true)
  }

  @Test(arguments: [40, 60, 80, 100], Language.allCases)
  func noLineIsWiderThanAskedFor(_ width: Int, _ language: Language) {
    let long = String(repeating: "deeply/nested/folder/한글", count: 10)
    for text in [long, String(repeating: "many short words ", count: 20), "short"] {
      for detail in [ReportOptions.Detail.verdict, .summary, .full] {
        var assessment = assessment(text)
        for index in assessment.stages.indices {
          assessment.stages[index].title = Phrase(text, text)
        }
        for index in assessment.criteria.indices {
          assessment.criteria[index].title = Phrase(text, text)
          assessment.criteria[index].lookedFor = [Phrase(text, text)]
        }
        assessment.next = assessment.next.map { next in
          NextStage(
            stage: next.stage,
            steps: next.steps.map { step in
              var step = step
              step.title = Phrase(text, text)
              return step
            })
        }
        let options = ReportOptions(
          language: language, detail: detail, width: width, version: "1.2.3")
        let report = ReportFormat.terminal.text(of: assessment, options)
        // What is pasted or followed stays whole.
        let whole = Self.wholeLines(of: assessment)
        for line in report.split(separator: "\n")
        where PlainText.width(String(line)) > width && !whole.contains(where: line.contains) {
          Issue.record("\(PlainText.width(String(line))) columns: \(line)")
        }
      }
    }
  }

  /// The places and the lines of snippets, which no width folds.
  private static func wholeLines(of assessment: Assessment) -> [String] {
    let steps = assessment.next?.steps ?? []
    let places = (assessment.criteria.flatMap(\.evidence).map(\.place) + steps.map(\.at))
      .compactMap { $0.map { "\($0.path):\($0.position.line)" } }
    return places + steps.compactMap(\.snippet?.path)
      + steps.compactMap(\.snippet).flatMap { PlainText.pasted($0.text) }.filter { !$0.isEmpty }
  }

  @Test func aPlaceThatIsTooLongStaysWhole() {
    var assessment = SampleAssessment.shop
    let path = String(repeating: "deep/", count: 40) + "ci.yml"
    let place = Place(RelativePath(path), line: 12)
    assessment.next?.steps[0].at = place
    let what = String(repeating: "many words ", count: 20)
    assessment.criteria[0].evidence = [
      Evidence(place: place, excerpt: "", what: Phrase(what, what))
    ]
    let report = ReportFormat.terminal.text(of: assessment, options(60))
    #expect(report.ranges(of: "\(path):12\n").count == 2)
    #expect(!report.contains("…"))
  }

  @Test func whatCanBePastedIsNeitherCutNorFolded() {
    var assessment = SampleAssessment.shop
    let line = "run: " + String(repeating: "deploy --flag=value ", count: 12) + "--last"
    assessment.next?.steps[0].snippet?.text = "\tindented\n\(line)\n"
    let report = ReportFormat.terminal.text(of: assessment, options(40))
    #expect(report.contains(line + "\n"))
    #expect(report.contains("\tindented\n"))
  }

  @Test(arguments: [
    ("Run `make test` in a job.", "Run `make test` in a job."),
    ("`a_b` and *c*", "`a_b` and \\*c\\*"),
    ("a lone ` <b>", "a lone \\` &lt;b&gt;"),
    ("`` empty", "\\`\\` empty"),
    // A number becomes a link, and a slash in front a command of a comment.
    ("/close #12", "\u{200B}/close \\#\u{200B}12"), (" /close", "\u{200B} /close"),
    ("see GH-12, gh-1 and GH-x", "see GH-\u{200B}12, gh-\u{200B}1 and GH-x"),
    ("`a`/b #a", "`a`/b \\#a"),
    // So does one behind other signs for GitLab, and what stands between two dollars is a formula.
    ("!1, %2, &3 and a1", "!\u{200B}1, %\u{200B}2, &amp;\u{200B}3 and a1"), ("$x$", "\\$x\\$"),
  ])
  func codeInTheRubricsWordsIsCodeInMarkdown(_ text: String, _ markdown: String) {
    #expect(MarkdownText.prose(text) == markdown)
  }
}

/// The names of the elements of a document of XML, in order.
private final class ElementNames: NSObject, XMLParserDelegate {
  private(set) var names: [String] = []

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    names.append(name + attributes.keys.sorted().map { " " + $0 }.joined())
  }
}
