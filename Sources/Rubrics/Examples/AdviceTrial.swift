import SourceModel

/// The repository of a proof before and after advice is followed, for one vendor.
struct AdviceTrial {
  private static let slot = "{snippet}"

  let piece: Criterion.Advice
  let proof: AdviceProof
  private let form: PipelineForm?

  /// Makes a trial.
  init(_ piece: Criterion.Advice, _ proof: AdviceProof, form: PipelineForm?) {
    self.piece = piece
    self.proof = proof
    self.form = form
  }

  /// The files alone, which tell what the words in the jobs mean.
  var repositoryWithoutJobs: CriterionExample {
    var example = proof.example
    example.files = filled(with: nil)
    return example
  }

  /// The repository to which the advice is given.
  func repository(_ writer: (PipelineForm) -> JobWriter) -> CriterionExample {
    repository(jobs: Self.jobs(proof.jobs, following: []), files: filled(with: nil), writer)
  }

  /// The repository that follows it; `nil` where its proof has no place for the snippet.
  ///
  /// - Parameters:
  ///   - source: The snippet as the rubric has it, with the words of the repository.
  ///   - snippet: The snippet as it is given.
  ///   - writer: Writes jobs with the words of the repository.
  func repository(
    following source: SnippetSource?, writing snippet: Snippet,
    _ writer: (PipelineForm) -> JobWriter
  ) -> CriterionExample? {
    switch source {
    case nil: return nil
    case .job(let job):
      return repository(
        jobs: Self.jobs(proof.jobs, following: []) + [job], files: filled(with: nil), writer)
    case .steps(let commands):
      guard takesCommands else { return nil }
      return repository(
        jobs: Self.jobs(proof.jobs, following: commands), files: filled(with: nil), writer)
    case .text(let source):
      if proof.example.files.contains(where: { $0.text.contains(Self.slot) }) {
        return repository(
          jobs: Self.jobs(proof.jobs, following: []), files: filled(with: source.text), writer)
      }
      if let path = snippet.path ?? source.path {
        var example = repository(
          jobs: Self.jobs(proof.jobs, following: []), files: filled(with: nil), writer)
        example.add(snippet.text, to: path)
        return example
      }
      guard takesCommands else { return nil }
      return repository(
        jobs: Self.jobs(proof.jobs, following: [source.text]), files: proof.example.files, writer)
    }
  }

  private var takesCommands: Bool {
    proof.jobs.contains { job in job.commands.contains { $0.hasPrefix(Self.slot) } }
  }

  private func repository(
    jobs: [JobSketch], files: [CriterionExample.File], _ writer: (PipelineForm) -> JobWriter
  ) -> CriterionExample {
    var example = proof.example
    example.files = files
    for file in form.map({ writer($0).files(jobs) }) ?? [] {
      example.add(file.text, to: file.path)
    }
    return example
  }

  /// The jobs with commands at the slot among theirs.
  private static func jobs(_ jobs: [JobSketch], following commands: [String]) -> [JobSketch] {
    jobs.map { job in
      var filled = job
      filled.commands = job.commands.flatMap { lines(at: $0, following: commands) }
      return filled
    }
  }

  private static func lines(at text: String, following new: [String]) -> [String] {
    guard let former = former(at: text) else { return [text] }
    guard new.isEmpty else { return new }
    return former.isEmpty ? [] : [former]
  }

  /// The files with a text at their slot lines, or with what these hold before.
  private func filled(with text: String?) -> [CriterionExample.File] {
    proof.example.files.map { file in
      var filled = file
      let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
      let new = text?.withoutLineEnd.split(separator: "\n", omittingEmptySubsequences: false)
      filled.text = lines.flatMap { line in
        let indent = line.prefix { $0 == " " || $0 == "\t" }
        return Self.lines(
          at: String(line.dropFirst(indent.count)), following: (new ?? []).map(String.init)
        ).map { $0.isEmpty ? "" : indent + $0 }
      }.joined(separator: "\n")
      return filled
    }
  }

  /// What stands at a slot before the advice is followed: what comes behind `{snippet}`; `nil`
  /// where the text is no slot.
  private static func former(at text: String) -> String? {
    guard text.hasPrefix(slot) else { return nil }
    return String(text.dropFirst(slot.count).drop { $0 == " " })
  }
}

extension CriterionExample {
  /// Writes a file, behind the text that it has.
  fileprivate mutating func add(_ text: String, to path: String) {
    let path = RelativePath(path)
    if let index = files.firstIndex(where: { $0.path == path }) {
      files[index].text += text
    } else {
      files.append(File(path: path, text: text))
    }
  }
}
