import SourceModel
import Syntax

/// How many jobs the pipelines of a tree may have together, and how many values the files that are kept while
/// pipelines are made of them: thousands of files may hold a thousand jobs each.
///
/// Pipelines are read one after the other.
struct PipelineAllowance: Sendable {
  /// How many jobs are read, as many as there may be commands; large trees have a few thousand.
  fileprivate static let jobLimit = 20_000
  /// How many values are kept; large trees have some ten thousand.
  fileprivate static let valueLimit = 300_000

  /// How many jobs were read.
  var jobs = 0
  fileprivate var values = 0
  private var toldOfJobs = false
  private var toldOfValues = false

  init() {}

  /// Whether one more may be read, and the first time that it may not what a report says.
  fileprivate mutating func takesJobs(at path: RelativePath) -> (Bool, Diagnostic?) {
    guard jobs >= Self.jobLimit else { return (true, nil) }
    defer { toldOfJobs = true }
    return (false, toldOfJobs ? nil : Self.warning(Self.jobLimit, "jobs", "작업이", at: path))
  }

  /// The same of the values of one more file.
  fileprivate mutating func takesValues(at path: RelativePath) -> (Bool, Diagnostic?) {
    guard values >= Self.valueLimit else { return (true, nil) }
    defer { toldOfValues = true }
    return (false, toldOfValues ? nil : Self.warning(Self.valueLimit, "values", "값이", at: path))
  }

  private static func warning(
    _ limit: Int, _ english: String, _ korean: String, at path: RelativePath
  ) -> Diagnostic {
    Diagnostic(
      .warning,
      Phrase(
        "found more than \(limit) \(english) in all pipelines; from here on none is read",
        "모든 파이프라인의 \(korean) \(limit)개보다 많아서 여기부터는 읽지 않았습니다"),
      at: Place(path))
  }
}

extension ReadingContext {
  /// Whether pipelines may still have jobs; the first file that may not have any is noted.
  func mayHaveJobs(_ path: RelativePath) -> Bool {
    let (isAllowed, warning) = memory.pipelines { $0.takesJobs(at: path) }
    if let warning { memory.note(warning) }
    return isAllowed
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
    let (isAllowed, warning) = memory.pipelines { $0.takesValues(at: path) }
    if let warning { memory.note(warning) }
    return isAllowed
  }

  /// Counts the values of a file that is kept.
  func noteKept(_ document: PipelineDocument) {
    var count = 0
    for node in document.documents { node.visit { _ in count += 1 } }
    let values = count
    memory.pipelines { $0.values += values }
  }
}
