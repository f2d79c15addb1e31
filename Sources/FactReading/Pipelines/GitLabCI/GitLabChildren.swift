import SourceModel

/// What child pipelines are made of, kept for the jobs that start the same one.
struct GitLabChildren {
  /// The file of a child pipeline.
  struct Child {
    var configuration: GitLabConfiguration
    var workflow: GitLabWorkflow
    /// How many values it holds; where they are very many, at least so many.
    var weight: Int
  }

  /// How many values are kept.
  private static let valueLimit = 300_000

  private var known = KeptValues<RelativePath, Child>(room: Self.valueLimit)

  /// The child pipeline of a file; `nil` where it is no configuration.
  mutating func child(_ path: RelativePath, context: ReadingContext) -> Child? {
    if let child = known[path] { return child }
    guard let configuration = GitLabConfiguration(path, context: context) else { return nil }
    let weight = configuration.root.weight(upTo: Self.valueLimit)
    let child = Child(
      configuration: configuration, workflow: GitLabWorkflow(configuration, context: context),
      weight: weight)
    known.keep(child, of: path, size: weight)
    return child
  }
}
