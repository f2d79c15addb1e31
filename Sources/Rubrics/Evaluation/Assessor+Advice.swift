import FactModel
import SourceModel

extension Assessor {
  /// The piece of advice that fits the repository.
  func advice(_ criterion: Criterion, _ table: inout FactTable) -> ChosenAdvice? {
    for piece in criterion.advice {
      if let condition = piece.condition, !table.finding(condition).holds { continue }
      var site: Place?
      for query in piece.sites where site == nil {
        site = Self.inOrder(table.finding(.some(query)).evidence).lazy.compactMap(\.place).first
      }
      return chosen(piece, at: site, &table)
    }
    return nil
  }

  private func chosen(
    _ piece: Criterion.Advice, at site: Place?, _ table: inout FactTable
  ) -> ChosenAdvice {
    var advice = ChosenAdvice(how: piece.how, at: site, snippet: nil)
    let facts = table.view.facts
    switch piece.snippet {
    case nil: return advice
    case .text(let snippet):
      return Self.fitted(advice, snippet, among: facts.files)
    case .steps(let commands):
      let pipeline = facts.pipelines.first { $0.place.path == site?.path }
      advice.snippet = writer(for: pipeline, &table).map { writer in
        Snippet(
          language: writer.form.language,
          text: writer.steps(commands, start: Self.start(of: pipeline)))
      }
      return advice
    case .job(let job):
      let pipeline = facts.pipelines.first { $0.place.path == site?.path }
      guard let writer = writer(for: pipeline, &table) else { return advice }
      return Self.fitted(advice, job, by: writer, among: facts)
    }
  }

  // MARK: - Jobs

  /// The writer for the vendor of the pipeline that the advice points at, or else the usual one.
  private func writer(for pipeline: Pipeline?, _ table: inout FactTable) -> JobWriter? {
    guard let pipeline else { return table.usualWriter(usualWriter) }
    return writer(vendor: pipeline.vendor)
  }

  /// The writer for the vendor of most of the team's jobs; where there are none, for the vendor that
  /// the files tell.
  private func usualWriter(_ facts: Facts) -> JobWriter? {
    guard facts.pipelines.isEmpty else {
      var counts: [String: Int] = [:]
      for pipeline in facts.pipelines { counts[pipeline.vendor, default: 0] += pipeline.jobs.count }
      return writer(vendor: counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key)
    }
    let form = rubric.forms.forms.first { form in
      facts.files.contains { file in form.hosts.contains { $0.matches(file) } }
    }
    return (form ?? rubric.forms.forms.first).map { JobWriter(form: $0) }
  }

  private func writer(vendor: String?) -> JobWriter? {
    let forms = rubric.forms
    return (forms[vendor] ?? forms[nil] ?? forms.forms.first).map { JobWriter(form: $0) }
  }

  /// What starts a job of the pipeline, as far as its commands depend on it.
  private static func start(of pipeline: Pipeline?) -> JobSketch.Start {
    let events = Set((pipeline?.triggers ?? []).map(\.event))
    return events.isSubset(of: [.tag, .release]) && !events.isEmpty ? .tag : .main
  }

  /// A job goes into the file of its place or of its name where that is there, and becomes a whole
  /// file elsewhere.
  private static func fitted(
    _ advice: ChosenAdvice, _ job: JobSketch, by writer: JobWriter, among facts: Facts
  ) -> ChosenAdvice {
    var fitted = advice
    let language = writer.form.language
    guard writer.form.vendor != nil else {
      fitted.snippet = Snippet(language: language, text: writer.part([job]))
      return fitted
    }
    let path = writer.path(of: job)
    let ownPipelines = facts.pipelines.filter { $0.vendor == writer.form.vendor }
    if let site = advice.at?.path, ownPipelines.contains(where: { $0.place.path == site }),
      job.start == .change || !writer.form.hasFilePerPipeline
    {
      fitted.snippet = Snippet(path: site.text, language: language, text: writer.part([job]))
    } else if !writer.form.hasFilePerPipeline, let own = ownPipelines.first?.place.path {
      fitted.snippet = Snippet(path: own.text, language: language, text: writer.part([job]))
    } else {
      let whole = Snippet(path: path, language: language, text: writer.file([job]))
      return Self.fitted(advice, whole, among: facts.files)
    }
    return fitted
  }

  // MARK: - Files

  /// The advice for a tree that may hold the file of its snippet already.
  ///
  /// A part of a file goes into the file of its place where that stands in the same folder, and
  /// gets its head in a file of its own. A file that is there is pointed at, under the name that
  /// it has, rather than made anew.
  static func fitted(
    _ advice: ChosenAdvice, _ snippet: Snippet, among files: [RelativePath]
  ) -> ChosenAdvice {
    var snippet = snippet
    var fitted = advice
    let head = snippet.head
    snippet.head = nil
    if let path = snippet.path {
      if head != nil, let site = advice.at?.path.text, folder(of: site) == folder(of: path) {
        snippet.path = site
      } else if let file = files.first(where: { key($0.text) == key(path) }) {
        snippet.path = file.text
        if advice.at?.path != file {
          fitted.at = Place(file)
          fitted.how = Phrase(
            "\(advice.how.english) `\(file.text)` is there already: change it accordingly.",
            "\(advice.how.korean) `\(file.text)` 파일이 이미 있으므로 그 파일을 알맞게 고칩니다.")
        }
      } else if let head {
        snippet.text = head + snippet.text
      }
    }
    fitted.snippet = snippet
    return fitted
  }

  private static func folder(of path: String) -> Substring {
    path.lastIndex(of: "/").map { path[..<$0] } ?? ""
  }

  /// A path by which spellings of one file are equal.
  private static func key(_ path: String) -> String {
    let lowered = path.lowercased()
    return lowered.hasSuffix(".yaml") ? lowered.dropLast(4) + "yml" : lowered
  }
}
