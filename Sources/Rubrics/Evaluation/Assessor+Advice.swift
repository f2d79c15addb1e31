import FactModel
import SourceModel

extension Assessor {
  /// The piece of advice that fits the repository.
  func advice(_ criterion: Criterion, _ table: FactTable) -> ChosenAdvice? {
    table.budget.asker = criterion.place
    for piece in criterion.advice {
      if let condition = piece.condition, !table.holds(condition) { continue }
      var site: Place?
      for query in piece.sites where site == nil {
        site = self.site(of: query, for: piece, table)
      }
      return chosen(piece, at: site, table)
    }
    return nil
  }

  /// Where a piece of advice is to be followed.
  ///
  /// Commands go behind or instead of the line that runs, which may stand in a script; of several
  /// lines it is the one that is most like them.
  private func site(
    of query: FactQuery, for piece: Criterion.Advice, _ table: FactTable
  ) -> Place? {
    guard case .steps(let commands) = piece.snippet,
      Vocabulary.collections[query.collection].name == "runs"
    else { return Self.firstPlace(of: table.finding(.some(query)).evidence, table) }
    let indices = table.indices(fitting: query)
    guard !indices.isEmpty else { return nil }
    let meanings = table.meanings(of: rubric.words)
    let wanted = Set(
      commands.flatMap { meanings.filled($0).split(whereSeparator: \.isWhitespace) })
    let items = table.items(of: query.collection)
    let attribute = Vocabulary.collections[query.collection].index(of: "words")
    func likeness(_ index: Int) -> Int {
      guard let attribute, case .texts(let words) = items[index][attribute] else { return 0 }
      table.budget.spend(20 * words.count)
      guard !table.budget.isOverrun else { return 0 }
      return Set(words.map { Substring($0) }).intersection(wanted).count
    }
    let found = indices.map { (index: $0, likeness: likeness($0)) }
    let signs = found.enumerated().sorted {
      ($1.element.likeness, $0.offset) < ($0.element.likeness, $1.offset)
    }
    .lazy.compactMap { items[$0.element.index].signs().last }
    return Self.firstPlace(of: signs, table)
  }

  /// The advice for the repository in which its place stands.
  private func chosen(
    _ piece: Criterion.Advice, at site: Place?, _ table: FactTable
  ) -> ChosenAdvice {
    let member = table.team.member(holding: site)
    let folder = table.team.members[member].folder
    var advice = chosen(piece, at: site?.taken(from: folder), in: member, table)
    advice.at = advice.at?.placed(in: folder)
    if let path = advice.snippet?.path {
      advice.snippet?.path = RelativePath(path).placed(in: folder).text
    }
    table.budget.spend(10 * (advice.snippet?.text.utf8.count ?? 0))
    if table.budget.isOverrun { advice.snippet = nil }
    return advice
  }

  private func chosen(
    _ piece: Criterion.Advice, at site: Place?, in member: Int, _ table: FactTable
  ) -> ChosenAdvice {
    let facts = table.team.members[member].facts
    guard let source = piece.snippet else {
      return ChosenAdvice(how: piece.how, at: site, snippet: nil)
    }
    let meanings = table.part(of: member).meanings(of: rubric.words)
    var advice = ChosenAdvice(how: filled(piece.how, meanings), at: site, snippet: nil)
    switch source {
    case .text(let snippet):
      return Self.fitted(advice, filled(snippet, meanings), among: facts.files)
    case .steps(let commands):
      let pipeline = facts.pipelines.first { $0.place.path == site?.path }
      let isScript = site.map { Self.isScript($0.path) } ?? false
      let found =
        isScript && pipeline == nil
        ? rubric.forms[nil].map { self.writer($0, meanings: meanings) }
        : self.writer(for: pipeline, in: member, table)
      guard let writer = found, Self.mayWrite(commands, by: writer, table.budget) else {
        return advice
      }
      advice.snippet = Snippet(
        language: writer.form.language,
        text: writer.steps(commands, start: Self.start(of: pipeline)))
      return advice
    case .job(let job):
      let pipeline = facts.pipelines.first { $0.place.path == site?.path }
      guard let writer = writer(for: pipeline, in: member, table),
        Self.mayWrite(job.commands, by: writer, table.budget)
      else { return advice }
      return Self.fitted(advice, job, by: writer, among: facts)
    }
  }

  /// Whether the budget allows for writing commands, each of which fills templates of the form anew; its
  /// other texts are filled a few times.
  private static func mayWrite(
    _ commands: [String], by writer: JobWriter, _ budget: StepBudget
  ) -> Bool {
    budget.spend((4 + commands.count) * writer.form.cost)
    return !budget.isOverrun
  }

  // MARK: - Words

  /// A text with the words of the repository; as it is where one of them has no value.
  private func filled(_ phrase: Phrase, _ meanings: WordMeanings) -> Phrase {
    func filled(_ text: String) -> String {
      guard text.contains("{") else { return text }
      return SlotTemplate(text, knowing: rubric.words.names).filledWhole(meanings.values) ?? text
    }
    return Phrase(filled(phrase.english), filled(phrase.korean))
  }

  /// A snippet with the words of the repository; lines with a word that has no value are left out.
  func filled(_ snippet: Snippet, _ meanings: WordMeanings) -> Snippet {
    func filled(_ text: String) -> String {
      guard text.contains("{") else { return text }
      return SlotTemplate(text, knowing: rubric.words.names).filled(meanings.values)
    }
    return Snippet(
      path: snippet.path.map(filled), language: snippet.language, text: filled(snippet.text),
      otherPath: snippet.otherPath.map(filled), head: snippet.head.map(filled))
  }

  // MARK: - Jobs

  /// The writer for the vendor of the pipeline that the advice points at, or else the usual one.
  private func writer(
    for pipeline: Pipeline?, in member: Int, _ table: FactTable
  ) -> JobWriter? {
    guard
      let form = pipeline.map({ form(vendor: $0.vendor) })
        ?? table.usualForm(in: member, { usualForm($0, table.budget) })
    else { return nil }
    return writer(form, meanings: table.part(of: member).meanings(of: rubric.words))
  }

  /// A writer for one of the rubric's forms.
  func writer(_ form: PipelineForm, meanings: WordMeanings) -> JobWriter {
    JobWriter(form: form, among: rubric.forms, meanings: meanings)
  }

  /// The form for the vendor of most of the team's jobs; where there are none, for the vendor that
  /// the files tell.
  private func usualForm(_ facts: Facts, _ budget: StepBudget) -> PipelineForm? {
    guard facts.pipelines.isEmpty else {
      var counts: [String: Int] = [:]
      for pipeline in facts.pipelines { counts[pipeline.vendor, default: 0] += pipeline.jobs.count }
      return form(vendor: counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key)
    }
    let form = rubric.forms.forms.first { form in
      facts.files.contains { file in
        var steps = 0
        let limit = budget.left
        let isHost = form.hosts.contains { $0.matches(file.text, &steps, limit: limit) }
        budget.spend(steps)
        return isHost
      }
    }
    return form ?? rubric.forms.usual
  }

  private func form(vendor: String?) -> PipelineForm? {
    let forms = rubric.forms
    return forms[vendor] ?? forms[nil] ?? forms.usual
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
    let ownPipelines = facts.pipelines.filter { $0.vendor == writer.form.vendor }
    if let site = advice.at?.path, ownPipelines.contains(where: { $0.place.path == site }),
      job.start == .change || !writer.form.hasFilePerPipeline
    {
      fitted.snippet = Snippet(path: site.text, language: language, text: writer.part([job]))
    } else if !writer.form.hasFilePerPipeline, let own = ownPipelines.first?.place.path {
      fitted.snippet = Snippet(path: own.text, language: language, text: writer.part([job]))
    } else {
      let environment = job.environment.map(writer.filled)
      let more = [environment, job.name, "new"].compactMap {
        $0.map { "\(job.workflow)-\($0)" }
      }
      let names = [job.workflow, job.name] + more
      let free = names.first { name in
        file(called: writer.path(of: job.renamed(name)), among: facts.files) == nil
      }
      let named = job.renamed(free ?? job.workflow)
      let whole = Snippet(
        path: writer.path(of: named), language: language, text: writer.file([named]))
      return Self.fitted(advice, whole, among: facts.files)
    }
    return fitted
  }

  /// Whether commands stand in the file as they are.
  private static func isScript(_ path: RelativePath) -> Bool {
    ["sh", "bash", "", "mk"].contains(path.fileExtension)
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
    let taken = snippet.path.flatMap { file(called: $0, among: files) } != nil
    if taken, let other = snippet.otherPath { snippet.path = other }
    snippet.otherPath = nil
    if let path = snippet.path {
      if head != nil, let site = advice.at?.path.text, folder(of: site) == folder(of: path) {
        snippet.path = site
      } else if let file = file(called: path, among: files) {
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

  /// The file of a path, in any spelling.
  private static func file(called path: String, among files: [RelativePath]) -> RelativePath? {
    let wanted = key(path)
    let size = wanted.utf8.count
    // Only a path of the same size, or with the longer ending, can be spelled so.
    return files.first { file in
      [size, size + 1].contains(file.text.utf8.count) && key(file.text) == wanted
    }
  }

  /// A path by which spellings of one file are equal.
  private static func key(_ path: String) -> String {
    let lowered = path.lowercased()
    return lowered.hasSuffix(".yaml") ? lowered.dropLast(4) + "yml" : lowered
  }
}
