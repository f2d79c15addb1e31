import SourceModel
import Syntax

/// How many jobs the pipelines of a tree may have together, and how many values the files that are kept while
/// pipelines are made of them: thousands of files may hold a thousand jobs each.
///
/// Pipelines are read one after the other.
struct PipelineAllowance: Sendable {
  /// How many there are of something, and how many there may be.
  struct Share: Sendable {
    /// How many were read.
    var count = 0
    fileprivate let limit: Int
    /// What they are called in English and Korean.
    fileprivate let name: (english: String, korean: String)
    private var isTold = false

    fileprivate init(limit: Int, _ english: String, _ korean: String) {
      self.limit = limit
      name = (english, korean)
    }

    /// Whether another file may be read, and the first time that it may not what a report says.
    fileprivate mutating func takesFile(at path: RelativePath) -> (Bool, Diagnostic?) {
      guard count >= limit else { return (true, nil) }
      defer { isTold = true }
      return (false, isTold ? nil : warning(at: path))
    }

    private func warning(at path: RelativePath) -> Diagnostic {
      Diagnostic(
        .warning,
        Phrase(
          "found more than \(limit) \(name.english) in all pipelines; from here on none is read",
          "모든 파이프라인의 \(name.korean) \(limit)개보다 많아서 여기부터는 읽지 않았습니다"),
        at: Place(path))
    }
  }

  /// The jobs, as many as there may be commands; large trees have a few thousand.
  var jobs = Share(limit: 20_000, "jobs", "작업이")
  /// The values that are kept; large trees have some ten thousand.
  fileprivate var values = Share(limit: 300_000, "values", "값이")

  init() {}
}

extension ReadingContext {
  /// Whether pipelines may still have jobs; the first file that may not have any is noted.
  func mayHaveJobs(_ path: RelativePath) -> Bool {
    told(memory.pipelines { $0.jobs.takesFile(at: path) })
  }

  /// The same files for those who read pipelines: none is read once there are too many jobs.
  func whileJobsAreLeft() -> ReadingContext {
    let context = self
    return refusing { context.files.contains($0) && !context.mayHaveJobs($0) }
  }

  /// A file that is kept while pipelines are made of it and others; `nil` where these hold too many values.
  func document(keeping file: SourceFile) -> PipelineDocument? {
    guard mayKeep(file.path) else { return nil }
    let document = PipelineDocument(yaml: file)
    noteKept(document)
    return document
  }

  /// Whether one more file may be kept while pipelines are made; the first that may not is noted.
  func mayKeep(_ path: RelativePath) -> Bool {
    told(memory.pipelines { $0.values.takesFile(at: path) })
  }

  private func told(_ answer: (isAllowed: Bool, warning: Diagnostic?)) -> Bool {
    if let warning = answer.warning { memory.note(warning) }
    return answer.isAllowed
  }

  /// Counts the values of a file that is kept.
  func noteKept(_ document: PipelineDocument) {
    var count = 0
    for node in document.documents { node.visit { _ in count += 1 } }
    memory.pipelines { $0.values.count += count }
  }
}
