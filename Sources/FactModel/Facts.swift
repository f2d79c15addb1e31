package import SourceModel

/// Everything that a repository's files and history say, free of vendors' syntax.
package struct Facts: Sendable {
  /// What the repository is.
  package var project: Project
  /// What git tells.
  package var history: HistoryFact
  /// Every file that counts as the team's own practice, in order.
  package var files: [RelativePath]
  /// Manifests of build and package tools.
  package var manifests: [Manifest]
  /// Direct dependencies.
  package var dependencies: [Dependency]
  /// Commands that manifests keep under names.
  package var scripts: [Script] = []
  /// Versions of languages and tools that files ask for.
  package var runtimes: [Runtime] = []
  /// Automated tests, by ecosystem.
  package var testSuites: [TestSuite]
  /// Documents.
  package var documents: [Document]
  /// Live pipelines.
  package var pipelines: [Pipeline]
  /// Ways in which the project reaches users or environments.
  package var deliveries: [Delivery]
  /// Environments and channels.
  package var environments: [Environment]
  /// Workloads.
  package var workloads: [Workload]
  /// Image references that decide how deployments are versioned.
  package var images: [ImageReference]
  /// Resources of infrastructure code.
  package var resources: [CloudResource]
  /// Tools outside pipelines: dependencies, files, objects, resources, contents.
  package var uses: [ToolUse]
  /// Things tracked that should not be.
  package var blemishes: [Blemish]
  /// The rungs of the ladder with what shows them.
  package var ladder: [Rung: [Place]]
  /// The orchestration capabilities with what shows them.
  package var orchestration: [OrchestrationCapability: [Place]]
  /// What could not be read, and other faults that a reader should know of.
  package var warnings: [Diagnostic]

  /// Makes facts; everything may be filled in later.
  package init(
    project: Project = Project(kind: .other, reason: Phrase("nothing found", "찾은 것이 없음")),
    history: HistoryFact = HistoryFact(), files: [RelativePath] = [], manifests: [Manifest] = [],
    dependencies: [Dependency] = [], testSuites: [TestSuite] = [], documents: [Document] = [],
    pipelines: [Pipeline] = [], deliveries: [Delivery] = [], environments: [Environment] = [],
    workloads: [Workload] = [], images: [ImageReference] = [], resources: [CloudResource] = [],
    uses: [ToolUse] = [], blemishes: [Blemish] = [], ladder: [Rung: [Place]] = [:],
    orchestration: [OrchestrationCapability: [Place]] = [:], warnings: [Diagnostic] = []
  ) {
    self.project = project
    self.history = history
    self.files = files
    self.manifests = manifests
    self.dependencies = dependencies
    self.testSuites = testSuites
    self.documents = documents
    self.pipelines = pipelines
    self.deliveries = deliveries
    self.environments = environments
    self.workloads = workloads
    self.images = images
    self.resources = resources
    self.uses = uses
    self.blemishes = blemishes
    self.ladder = ladder
    self.orchestration = orchestration
    self.warnings = warnings
  }
}
