/// The readers of pipelines, one for each vendor.
package enum PipelineReaders {
  /// All readers, in the order in which their pipelines are reported.
  package static let all: [any PipelineReader] = [
    GitHubActionsReader(),
    GitLabCIReader(),
    CircleCIReader(),
    BitbucketPipelinesReader(),
    JenkinsReader(),
    TravisReader(),
    DroneReader(.drone),
    DroneReader(.woodpecker),
    CloudBuildReader(),
    BuildkiteReader(),
    AppVeyorReader(),
    CirrusReader(),
    // It takes any YAML file of the root that looks like its own, so the others come first.
    AzurePipelinesReader(),
  ]
}
