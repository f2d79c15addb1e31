import Reports
import Rubrics

/// Tells GitHub's runner what an assessment came to: a summary, outputs and annotations.
///
/// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
struct GitHubStep {
  /// GitHub takes 1 MiB for a step's summary; what others wrote before stands in the same file.
  private static let summaryLimit = 900 * 1024

  let console: Console

  /// Writes what the runner asks for; what it does not ask for is told.
  func tell(_ assessment: Assessment, _ options: ReportOptions) {
    let annotations = GitHubAnnotations(assessment, options)
    append("GITHUB_STEP_SUMMARY") { taken in
      var options = options
      options.byteLimit = max(0, Self.summaryLimit - taken)
      return ReportFormat.markdown.text(of: assessment, options)
    }
    append("GITHUB_OUTPUT") { _ in annotations.outputs }
    // The runner reads both outputs; the report stands alone on the standard one.
    console.errors(annotations.text)
  }

  /// Appends to the file that a variable names.
  ///
  /// - Parameter text: what is appended, made for the number of bytes that the file has.
  private func append(_ name: String, _ text: (Int) -> String) {
    guard let path = console.environment[name], !path.isEmpty else {
      console.tell("warning: found no `\(name)`, expected GitHub's runner to set it")
      return
    }
    let taken = console.size(path)
    // Whoever wrote before may have left the last line open.
    let gap = taken > 0 ? "\n" : ""
    let text = text(taken + gap.utf8.count)
    guard !text.isEmpty else {
      console.tell("warning: found no room in `\(name)`, expected some below 900 KiB")
      return
    }
    if let reason = console.append(gap + text, path) {
      console.tell("warning: could not write `\(name)`: \(reason)")
    }
  }
}
