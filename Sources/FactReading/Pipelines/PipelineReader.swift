package import FactModel
package import SourceModel

/// Reads the pipelines of one CI vendor.
///
/// A reader parses its vendor's files and resolves what stands in the same repository: includes,
/// templates, reusable workflows, composite actions. Commands are handed to the `StepFollower`, which
/// reads shell text and follows local scripts and build targets.
package protocol PipelineReader: Sendable {
  /// The vendor's id, `github-actions`.
  var vendor: String { get }
  /// The endings of the files in which its pipelines start, as `RelativePath.fileExtension` gives
  /// them; `nil` where any may be one.
  ///
  /// Only files of these are shown to `isPipeline`, and hidden ones without an ending.
  var endings: Set<String>? { get }
  /// Whether a pipeline of this vendor starts in the file, judged by its path.
  func isPipeline(_ path: RelativePath) -> Bool
  /// The pipelines that start in these files, with the faults found on the way.
  ///
  /// - Parameter paths: all files of the repository for which `isPipeline` holds, in order.
  func pipelines(in paths: [RelativePath], context: ReadingContext) -> PipelineReading
}

extension PipelineReader {
  /// Files of any ending.
  package var endings: Set<String>? { nil }
}

/// What a pipeline reader found.
package struct PipelineReading: Sendable {
  /// Live pipelines.
  package var pipelines: [Pipeline]
  /// Faults.
  package var warnings: [Diagnostic]
  /// Files that are parts of pipelines, though they look like the project's infrastructure.
  package var parts: Set<RelativePath>

  /// Makes a reading.
  package init(
    pipelines: [Pipeline] = [], warnings: [Diagnostic] = [], parts: Set<RelativePath> = []
  ) {
    self.pipelines = pipelines
    self.warnings = warnings
    self.parts = parts
  }

  /// Reads YAML files that stand for themselves, one after the other, and keeps their faults.
  ///
  /// - Parameter pipelines: the live pipelines of one file.
  init(
    yaml paths: [RelativePath], context: ReadingContext,
    _ pipelines: (SourceFile, PipelineDocument) -> [Pipeline]
  ) {
    self.init()
    for path in paths {
      guard let file = context.read(path) else { continue }
      let document = PipelineDocument(yaml: file)
      warnings += document.warnings
      self.pipelines += pipelines(file, document)
    }
  }
}
