/// A value of a configuration whose pieces come from several files or are filled in by parameters,
/// with its own place.
typealias PipelineValue = GitLabValue
