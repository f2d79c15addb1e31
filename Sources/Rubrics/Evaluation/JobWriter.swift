import SourceModel

/// Writes jobs as a vendor has them.
struct JobWriter {
  let form: PipelineForm

  /// The path of the file that a job of its own goes into.
  func path(of job: JobSketch) -> String {
    form.path.filled(["workflow": [job.workflow]])
  }

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
    return commands.map { step($0, words) }.joined(separator: "\n") + "\n"
  }

  // MARK: - Values

  private func fileValues(_ jobs: [JobSketch]) -> [String: [String]] {
    var values: [String: [String]] = [:]
    for job in jobs {
      for (slot, text) in form.starts[job.start] ?? [:] {
        if values[slot]?.contains(text) != true { values[slot, default: []].append(text) }
      }
    }
    values["workflow"] = jobs.first.map { [$0.workflow] }
    values["jobs"] = jobs.map { form.job.filled(jobValues($0)) }
    return values
  }

  private func jobValues(_ job: JobSketch) -> [String: [String]] {
    let start = form.starts[job.start] ?? [:]
    let words = words(of: job.start)
    let tools = job.toolchain.flatMap { form.toolchains[$0] } ?? [:]
    var values = start.merging(tools) { $1 }.mapValues { [$0] }
    values["name"] = [job.name]
    values["environment-name"] = job.environment.map { [$0] }
    values["need"] = job.needs.map { [$0] }
    values["secret"] = job.secrets
    values["secret-id"] = job.secrets.map { secret in
      String(secret.lowercased().map { $0 == "_" ? "-" : $0 })
    }
    values["permission"] = job.permissions
    values["commands"] = job.commands.map { step($0, words) }
    for part in form.parts {
      values[part.name] =
        part.text.filledWhole(values).map { (values[part.name] ?? []) + [$0] }
        ?? values[part.name]
    }
    return values
  }

  private func words(of start: JobSketch.Start) -> [String: [String]] {
    form.words.merging(form.starts[start] ?? [:]) { $1 }.mapValues { [$0] }
  }

  private func step(_ command: String, _ words: [String: [String]]) -> String {
    let text = SlotTemplate(command).filled(words)
    let template = isPlain(text) ? form.command : form.block
    return template.filled(["command": [text]])
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
