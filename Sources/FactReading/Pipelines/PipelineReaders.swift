import SourceModel

/// The readers of pipelines, one for each vendor.
package enum PipelineReaders {
  /// All readers, in the order in which their pipelines are reported.
  package static let all: [any PipelineReader] = [
    GitHubActionsReader(),
    // https://forgejo.org/docs/latest/user/actions/ and https://docs.gitea.com/usage/actions/overview
    GitHubActionsReader(
      vendor: "forgejo-actions", folder: RelativePath(".forgejo/workflows")),
    GitHubActionsReader(vendor: "gitea-actions", folder: RelativePath(".gitea/workflows")),
    GitLabCIReader(),
    CircleCIReader(),
    BitbucketPipelinesReader(),
    JenkinsReader(),
    TravisReader(),
    DroneReader(.drone),
    DroneReader(.woodpecker),
    CloudBuildReader(),
    BuildkiteReader(),
    TeamCityReader(),
    SpinnakerReader(),
    OctopusReader(),
    ShipitReader(),
    AppVeyorReader(),
    CirrusReader(),
    SemaphoreReader(),
    CodefreshReader(),
    GoCDReader(),
    BambooReader(),
    HarnessReader(),
    ConcourseReader(),
    TektonReader(),
    ArgoReader(),
    ProwReader(),
    ZuulReader(),
    // It takes any YAML file of the root that looks like its own, so the others come first.
    AzurePipelinesReader(),
    CodePipelineReader(),
    CloudDeployReader(),
    AmplifyReader(),
    HerokuCIReader(),
  ]

  /// The vendors whose hosts let a team choose where the pipeline's file stands.
  ///
  /// A file that somebody says to be one of theirs is read wherever it is; others have one place.
  package static let placeable = [
    "appveyor", "azure-pipelines", "buildkite", "circleci", "concourse", "drone", "gitlab-ci",
    "jenkins", "woodpecker",
  ]
}
