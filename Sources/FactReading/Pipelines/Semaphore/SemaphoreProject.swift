import SourceModel
import Syntax

/// The settings of a project, where the tree holds them: which file is first, what starts it, tasks.
///
/// https://docs.semaphoreci.com/reference/project-yaml
struct SemaphoreProject {
  /// What it starts.
  let starts: [SemaphoreStart]

  /// Reads a file; `nil` where it holds no settings of a project.
  init?(_ path: RelativePath, _ context: ReadingContext) {
    guard let file = context.read(path), file.contains("kind: Project") else { return nil }
    let document = PipelineDocument(yaml: file)
    guard let root = document.root?.merged(), root["kind"]?.text == "Project",
      let spec = root["spec"]
    else { return nil }
    var starts: [SemaphoreStart] = []
    if let repository = spec["repository"] {
      let name = repository["pipeline_file"]?.text ?? ".semaphore/semaphore.yml"
      if let path = RelativePath("").appending(name), context.files.contains(path) {
        var start = SemaphoreStart(first: path)
        if let kinds = repository["run_on"] {
          start.situations = Set(kinds.texts.compactMap(Self.situation))
        }
        starts.append(start)
      }
    }
    let tasks = (spec["tasks"]?.items ?? []) + (spec["schedulers"]?.items ?? [])
    for task in tasks.prefix(100) where task["status"]?.text?.lowercased() != "inactive" {
      guard let name = task["pipeline_file"], let text = name.text,
        let path = RelativePath("").appending(text), let called = context.read(path)
      else { continue }
      var start = SemaphoreStart(path, at: document.place(name))
      start.name = task["name"]?.text
      start.isScheduled = task["scheduled"]?.flag ?? (task["at"]?.text?.isEmpty == false)
      start.take(
        parameters: task["parameters"]?.items ?? [], usedIn: called.text, in: document)
      starts.append(start)
    }
    self.starts = starts
  }

  private static func situation(_ word: String) -> RefSituation? {
    switch word {
    case "branches": .branch
    case "tags": .tag
    case "pull_requests", "forked_pull_requests", "draft_pull_requests": .request
    default: nil
    }
  }
}
