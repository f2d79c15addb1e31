/// What a tool, a step or a piece of configuration does for the team.
///
/// The catalogue maps tools to these; the rubric asks for them. The set is closed on purpose: a new
/// capability is a new question that the rubric can ask.
package enum Capability: String, Hashable, Sendable, CaseIterable {
  // Build and check
  /// Compiles, packages or bundles the project.
  case builds
  /// Installs the project's dependencies.
  case installs
  /// Builds a container image.
  case buildsImage = "builds-image"
  /// Runs automated tests.
  case tests
  /// Runs a linter or a static analyser.
  case lints
  /// Checks or applies a format.
  case formats
  /// Checks types.
  case checksTypes = "checks-types"
  /// Runs all checks that plugins add to a build.
  case runsChecks = "runs-checks"
  /// Measures or uploads test coverage.
  case measuresCoverage = "measures-coverage"
  /// Scans for vulnerabilities or secrets.
  case scans
  /// Validates configuration: lint of charts, schemas, policies.
  case validates
  /// Plans, synthesises or renders infrastructure without changing it.
  case plans
  /// Caches dependencies or layers.
  case caches
  /// Keeps the repository tidy: stale bots, labelers, greetings.
  case housekeeping
  /// Writes release notes or changelogs.
  case writesNotes = "writes-notes"
  /// Checks before a commit, or on its message.
  case checksCommits = "checks-commits"
  /// Opens updates of dependencies.
  case updatesDependencies = "updates-dependencies"
  /// Configures a formatter or linter.
  case configuresStyle = "configures-style"
  /// Writes an editor's basic style down (`.editorconfig`).
  case configuresEditor = "configures-editor"
  /// Describes the development or run environment.
  case describesEnvironment = "describes-environment"

  // Deliver
  /// Publishes a package to a registry or store.
  case publishes
  /// Pushes a container image.
  case publishesImage = "publishes-image"
  /// Publishes a chart, module or configuration bundle.
  case publishesChart = "publishes-chart"
  /// Makes a release at the code host, with notes or assets.
  case releases
  /// Says how a release is made, without making it (a release tool's configuration).
  case configuresRelease = "configures-release"
  /// Keeps a build artifact for a later job.
  case storesArtifact = "stores-artifact"
  /// Deploys to an environment.
  case deploys
  /// Puts static pages up, often the documentation of something else.
  case hostsPages = "hosts-pages"
  /// Opens a request whose merge makes the release.
  case opensReleaseRequest = "opens-release-request"
  /// Hands a new version to a deployer: a GitOps repository, a deploy job or tool elsewhere.
  case handsOver = "hands-over"
  /// Describes how a platform runs the project (platform manifest).
  case configuresPlatform = "configures-platform"
  /// Describes infrastructure or deployment as code.
  case describesInfrastructure = "describes-infrastructure"
  /// Describes a deployment recipe (Capistrano, Deployer).
  case describesRecipe = "describes-recipe"
  /// Deploys from the tree by itself: a GitOps controller or a hosting platform.
  case pullsFromTree = "pulls-from-tree"
  /// Goes back to a former version.
  case rollsBack = "rolls-back"
  /// Goes back by itself when a rollout fails.
  case rollsBackByItself = "rolls-back-by-itself"
  /// Changes which release runs: by a link, or by how many copies of one there are.
  case switchesRelease = "switches-release"
  /// Chooses how new replaces old: canary, blue-green, traffic split, rolling with parameters.
  case choosesStrategy = "chooses-strategy"
  /// Replaces the running version by a way of its own, which nobody had to choose.
  case replacesByDefault = "replaces-by-default"
  /// Keeps the desired state: an orchestrator, a controller, a platform.
  case keepsState = "keeps-state"
  /// Says how many copies are kept running.
  case keepsCount = "keeps-count"
  /// Keeps data on volumes that outlive what uses them.
  case keepsData = "keeps-data"
  /// Checks a deployment: waits for the rollout, smoke tests.
  case verifies
  /// Starts containers.
  case runsContainer = "runs-container"
  /// Runs or installs what the pipeline built: a package, an image, a binary.
  case runsBuilt = "runs-built"
  /// Brings what another job of the pipeline built.
  case fetchesArtifact = "fetches-artifact"
  /// Installs the project's own programs where later commands find them.
  case installsOwn = "installs-own"
  /// Makes a throw-away cluster for tests.
  case makesTestCluster = "makes-test-cluster"
  /// Sets where the next commands deploy to (login to a cluster, a cloud, a registry).
  case authenticates
  /// Applies versioned database changes.
  case migrates
  /// Talks to a database of the project's own.
  case usesDatabase = "uses-database"
  /// Decides features by flags.
  case flags
  /// Takes secrets from a store.
  case managesSecrets = "manages-secrets"
  /// Shows that the running program is given secrets.
  case needsSecrets = "needs-secrets"

  // Operate
  /// Checks health from outside the process.
  case checksHealth = "checks-health"
  /// Offers a health route or library.
  case offersHealth = "offers-health"
  /// Exposes or collects metrics.
  case metrics
  /// Watches visitors of a site: analytics, real-user monitoring.
  case webAnalytics = "web-analytics"
  /// Structures or ships logs.
  case logs
  /// Traces requests.
  case traces
  /// Raises alerts.
  case alerts
  /// Pings a watcher, or sends log lines to people.
  case pings
  /// Tracks errors.
  case tracksErrors = "tracks-errors"
  /// Shows dashboards.
  case dashboards
  /// States service objectives.
  case objectives
  /// Points from alerts to runbooks.
  case runbooks
  /// Bounds resources or scales them.
  case boundsResources = "bounds-resources"
  /// Tests under load.
  case testsLoad = "tests-load"
  /// Injects faults into a running system.
  case injectsFaults = "injects-faults"
  /// Backs up or restores.
  case backsUp = "backs-up"

  // What the project is
  /// Serves requests (web framework, server library).
  case serves
  /// Builds a static site or a front end.
  case buildsSite = "builds-site"
  /// Parses a command line, or packages a desktop or mobile program.
  case isProgram = "is-program"
  /// Marks what users install into something of theirs: an operator, a hook.
  case isExtension = "is-extension"
  /// Finds or registers services by name.
  case discoversServices = "discovers-services"
}
