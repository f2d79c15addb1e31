import FactModel
import SourceModel

/// A file that holds a pipeline of its own, and the pipeline that triggers it.
struct BuildkiteStart {
  var path: RelativePath
  /// The pipeline whose step triggers it, at that step; `nil` where the host starts it.
  var former: Located<String>?

  /// How long the names of files are.
  private static let nameLimit = 255
  /// How many ends of a name are looked for; people write five words.
  private static let endLimit = 30

  /// The file of the tree that holds the pipeline a trigger names, where a file beside the default one
  /// bears the end of that name: `shop-deploy-stage` is `.buildkite/pipeline.deploy-stage.yml`.
  ///
  /// The host keeps which file belongs to a name; a name alone tells it where it says so plainly.
  /// https://buildkite.com/docs/pipelines/configure/step-types/trigger-step
  static func file(of name: String, _ context: ReadingContext) -> RelativePath? {
    guard name.utf8.count <= nameLimit else { return nil }
    let name = name.lowercased()
    let ends = name.indices.filter { $0 == name.startIndex || name[name.index(before: $0)] == "-" }
      .map { name[$0...] }
    // The longest end first: it says the most.
    for end in ends.prefix(endLimit) {
      for stem in ["pipeline.\(end)", "pipeline-\(end)", "\(end)"] {
        for ending in ["yml", "yaml"] {
          let path = RelativePath(".buildkite/\(stem).\(ending)")
          if context.files.contains(path) { return path }
        }
      }
    }
    return nil
  }
}
