package import SourceModel

/// Something that runs as containers or processes under a control plane, or in Compose.
package struct Workload: Hashable, Sendable {
  /// Who runs it.
  package enum Platform: String, Hashable, Sendable, CaseIterable {
    /// Kubernetes and what extends it.
    case kubernetes
    /// Docker Compose.
    case compose
    /// Docker Swarm (a Compose file with Swarm's keys, deployed as a stack).
    case swarm
    /// Amazon ECS.
    case ecs
    /// HashiCorp Nomad.
    case nomad
    /// A platform that takes source or an image.
    case platform
  }

  /// Who runs it.
  package var platform: Platform
  /// The kind as the platform calls it, `Deployment`, `service`.
  package var kind: String
  /// The name, with placeholders as written.
  package var name: String
  /// Where it stands.
  package var place: Place
  /// The images it runs.
  package var images: [ImageReference]
  /// Where it is probed: liveness, readiness, startup, health check.
  package var probes: [Located<String>]
  /// Where CPU or memory is requested or limited.
  package var resources: Place?
  /// How new replaces old, where the file says so.
  package var strategy: Located<String>?
  /// Where the rollout is bounded (`progressDeadlineSeconds`) or remembered (`revisionHistoryLimit`).
  package var rolloutBound: Place?
  /// Where the desired count stands.
  package var replicas: Place?
  /// Where a restart policy stands.
  package var restartPolicy: Place?
  /// Persistent volumes: claims, claim templates, named or mounted ones.
  package var volumes: [Place]
  /// Whether the file is a template whose placeholders were kept.
  package var isTemplate: Bool
  /// Whether it runs a program that the project builds.
  package var isOwn = false
  /// Whether it only serves developers: it mounts the sources, or watches them.
  package var isForDevelopment = false

  /// Makes a workload.
  package init(
    platform: Platform, kind: String, name: String, place: Place, images: [ImageReference] = [],
    probes: [Located<String>] = [], resources: Place? = nil, strategy: Located<String>? = nil,
    rolloutBound: Place? = nil, replicas: Place? = nil, restartPolicy: Place? = nil,
    volumes: [Place] = [], isTemplate: Bool = false
  ) {
    self.platform = platform
    self.kind = kind
    self.name = name
    self.place = place
    self.images = images
    self.probes = probes
    self.resources = resources
    self.strategy = strategy
    self.rolloutBound = rolloutBound
    self.replicas = replicas
    self.restartPolicy = restartPolicy
    self.volumes = volumes
    self.isTemplate = isTemplate
  }
}

/// A container image, or another deployable version, as a file names it.
package struct ImageReference: Hashable, Sendable {
  /// How exactly the version is said.
  package enum Pinning: String, Hashable, Sendable {
    /// By content.
    case digest
    /// By a commit or a version.
    case version
    /// By a value that the pipeline or the values file fills in.
    case filled
    /// By a name that moves: `latest`, a branch, an environment.
    case moving
    /// Not at all.
    case absent = "none"
  }

  /// What the file does with the image.
  package enum Role: String, Hashable, Sendable {
    /// Deploys it.
    case deployed
    /// Publishes it.
    case published
    /// Runs it on a developer's machine or in CI.
    case local
    /// Builds on it.
    case base
  }

  /// The reference as written, placeholders kept.
  package var text: String
  /// The repository without tag and digest, `ghcr.io/acme/api`.
  package var repository: String
  /// The tag.
  package var tag: String?
  /// How exactly the version is said.
  package var pinning: Pinning
  /// What the file does with it.
  package var role: Role
  /// Whether the project builds it.
  package var isOwn: Bool
  /// Where it stands.
  package var place: Place

  /// Makes a reference.
  package init(
    text: String, repository: String, tag: String?, pinning: Pinning, role: Role,
    isOwn: Bool = false, place: Place
  ) {
    self.text = text
    self.repository = repository
    self.tag = tag
    self.pinning = pinning
    self.role = role
    self.isOwn = isOwn
    self.place = place
  }
}
