import SourceModel

/// Writes jobs as a vendor has them, with the words of one repository.
struct JobWriter {
  let form: PipelineForm
  let toolchains: [String: Toolchain]
  /// What the words that depend on the repository mean.
  private let meanings: WordMeanings

  /// Makes a writer for a form among the rubric's.
  init(form: PipelineForm, among forms: PipelineForms, meanings: WordMeanings) {
    self.form = form
    toolchains = forms.toolchains
    self.meanings = meanings
  }

  /// The path of the file that a job of its own goes into.
  func path(of job: JobSketch) -> String {
    form.path.filled(["workflow": [job.workflow]])
  }

  /// A text of a job with the words of the repository.
  func filled(_ text: String) -> String { meanings.filled(text) }

  /// The jobs for a file that is there.
  func part(_ jobs: [JobSketch]) -> String {
    form.jobs.filled(fileValues(jobs)) + "\n"
  }

  /// The jobs as a whole file.
  func file(_ jobs: [JobSketch]) -> String {
    form.file.filled(fileValues(jobs)) + "\n"
  }

  /// The jobs as files by their paths.
  func files(_ jobs: [JobSketch]) -> [(path: String, text: String)] {
    var paths: [String] = []
    var groups: [String: [JobSketch]] = [:]
    for job in jobs {
      let path = path(of: job)
      if groups[path] == nil { paths.append(path) }
      groups[path, default: []].append(job)
    }
    return paths.map { ($0, file(groups[$0] ?? [])) }
  }

  /// Commands as steps of a job.
  func steps(_ commands: [String], start: JobSketch.Start) -> String {
    let words = words(of: start)
    let slots = texts(form.words)
    return commands.compactMap { step($0, words, slots) }.joined(separator: "\n") + "\n"
  }

  // MARK: - Values

  private func fileValues(_ jobs: [JobSketch]) -> [String: [String]] {
    var values: [String: [String]] = [:]
    for job in jobs {
      for (slot, text) in texts(form.starts[job.start] ?? [:]) {
        if values[slot]?.contains(text) != true { values[slot, default: []].append(text) }
      }
    }
    values["workflow"] = jobs.first.map { [$0.workflow] }
    let path = jobs.first.map(path) ?? ""
    values = values.mapValues { $0.map { $0.replacing("{file}", with: path) } }
    let all = jobs.map(jobValues)
    values["jobs"] = all.map(form.job.filled)
    values["entries"] = form.entry.map { all.map($0.filled) }
    return values
  }

  private func jobValues(_ job: JobSketch) -> [String: [String]] {
    let tools = tools(for: job)
    var values = texts(form.words).merging(texts(form.starts[job.start] ?? [:])) { $1 }
      .merging(texts(tools.slots)) { $1 }.mapValues { [$0] }
    values["name"] = [job.name]
    values["environment-name"] = job.environment.map { [filled($0)] }
    values["need"] = job.needs.map { [$0] }
    let secrets = job.secrets.map(meanings.filled).filter { !$0.isEmpty }
    values["secret"] = secrets
    values["secret-id"] = secrets.map { secret in
      String(secret.lowercased().map { $0 == "_" ? "-" : $0 })
    }
    values["permission"] = job.permissions
    values["folder"] = tools.folder.map { [$0] }
    let words = words(of: job.start)
    let ofStep = texts(form.words).merging(texts(tools.slots)) { $1 }
    let commands = job.commands.compactMap { step($0, words, ofStep) }
    values["commands"] = commands
    if let folder = tools.folder, let template = form.inFolder {
      values["commands"] = [template.filled(["folder": [folder], "commands": commands])]
    }
    for part in form.parts {
      values[part.name] =
        part.text.filledWhole(values).map { (values[part.name] ?? []) + [$0] }
        ?? values[part.name]
    }
    return values
  }

  /// What the form says of the job's toolchain, and the folder where its commands run.
  private func tools(for job: JobSketch) -> (slots: [String: String], folder: String?) {
    guard var name = job.toolchain else { return ([:], nil) }
    var seen: Set<String> = []
    var folder: String?
    while seen.insert(name).inserted, let toolchain = toolchains[name] {
      // The root needs no name.
      let named = toolchain.folder.flatMap { meanings[$0] }.flatMap { $0.isEmpty ? nil : $0 }
      folder = named ?? folder
      guard let chosen = toolchain.chosenBy.flatMap({ meanings[$0] }),
        toolchains[chosen] != nil
      else { break }
      name = chosen
    }
    return (form.toolchains[name] ?? [:], folder)
  }

  /// Texts of the form with the repository's words; those of which nothing is left are left out.
  private func texts(_ slots: [String: String]) -> [String: String] {
    slots.compactMapValues { text in
      // The path of the file is known when all its jobs are.
      let filled = SlotTemplate(text).filled { $0 == "file" ? ["{file}"] : meanings.values(of: $0) }
      return filled.isEmpty ? nil : filled
    }
  }

  /// What the words of commands mean; those of the repository before those of the form.
  private func words(of start: JobSketch.Start) -> WordMeanings {
    let ofForm = texts(form.words).merging(form.starts[start] ?? [:]) { $1 }
    return WordMeanings { meanings[$0] ?? ofForm[$0] }
  }

  /// A command as a step; `nil` where it is of words that have no value here.
  private func step(
    _ command: String, _ words: WordMeanings, _ slots: [String: String]
  ) -> String? {
    // What a word of the repository means may hold a word of the form.
    let text = words.filled(words.filled(command))
    guard !text.isEmpty else { return nil }
    let template = isPlain(text) ? form.command : form.block
    return template.filled(slots.mapValues { [$0] }.merging(["command": [text]]) { $1 })
  }

  /// Whether a command can stand on the line of its step as it is.
  private func isPlain(_ command: String) -> Bool {
    guard !command.contains("\n") else { return false }
    switch form.language {
    case "yaml":
      let first = command.first ?? "'"
      return !"\"'[]{}>|*&!%#`@,?:-".contains(first) && !command.contains(": ")
        && !command.contains(" #") && !command.hasSuffix(":")
    case "groovy": return !command.contains("'") && !command.contains("\\")
    default: return true
    }
  }
}
