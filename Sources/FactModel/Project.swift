package import SourceModel

/// What kind of project a repository holds; it decides which criteria apply.
package enum ProjectKind: String, Hashable, Sendable, CaseIterable {
  /// A running service.
  case service
  /// A static site or front end.
  case site
  /// Infrastructure code, configuration management, GitOps.
  case infrastructure
  /// Code for others to depend on by version.
  case library
  /// Something that users run themselves.
  case tool
  /// Documents, dotfiles, course work, data.
  case other
}

/// What a repository is, and why it is taken for that.
package struct Project: Hashable, Sendable {
  /// The kind.
  package var kind: ProjectKind
  /// Why, in one clause.
  package var reason: Phrase
  /// What shows it.
  package var evidence: [Place]
  /// Whether it is a role, module or chart: configuration for others to depend on.
  package var isConfigurationLibrary: Bool
  /// Whether the tree shows a database with a schema of its own.
  package var hasDatabase: Bool
  /// Whether the delivery is staged by nature (store tracks, channels).
  package var hasStagedRollout: Bool

  /// Makes a project.
  package init(
    kind: ProjectKind, reason: Phrase, evidence: [Place] = [], isConfigurationLibrary: Bool = false,
    hasDatabase: Bool = false, hasStagedRollout: Bool = false
  ) {
    self.kind = kind
    self.reason = reason
    self.evidence = evidence
    self.isConfigurationLibrary = isConfigurationLibrary
    self.hasDatabase = hasDatabase
    self.hasStagedRollout = hasStagedRollout
  }
}

/// A manifest of a build or package tool, with the state of its dependencies' versions.
package struct Manifest: Hashable, Sendable {
  /// Whether the versions of its dependencies are fixed.
  package enum Lock: String, Hashable, Sendable {
    /// By a lock file, a vendored tree, hashes or exact versions.
    case locked
    /// Some of them float.
    case floating
    /// The tool has no lock mechanism in use.
    case noMechanism = "no-mechanism"
    /// It has no dependencies.
    case noDependencies = "no-dependencies"
  }

  /// The ecosystem, `npm`, `go`, `maven`, `terraform`.
  package var ecosystem: String
  /// Where it stands.
  package var place: Place
  /// Whether it stands at the repository's root.
  package var isRoot: Bool
  /// Whether it manages packages (npm, go) and not only a build (Make, Dockerfile).
  package var managesPackages: Bool
  /// Whether versions are fixed.
  package var lock: Lock
  /// The lock file or the floating version.
  package var lockPlace: Place?
  /// The package's name.
  package var name: String?
  /// Whether it marks the package as one that is published for others.
  package var isPublishable: Bool
  /// Whether it marks the package as private, or as an application.
  package var isApplication: Bool
  /// Whether it says which of its modules others import, beside its commands.
  package var hasEntry = false
  /// Whether it offers commands to users (`bin`, `[[bin]]`, `entry_points`).
  package var offersCommands: Bool
  /// The names under which its programs are called, where it says them.
  package var commands: Set<String> = []

  /// Makes a manifest.
  package init(
    ecosystem: String, place: Place, isRoot: Bool, managesPackages: Bool = true,
    lock: Lock = .noMechanism, lockPlace: Place? = nil, name: String? = nil,
    isPublishable: Bool = false, isApplication: Bool = false, offersCommands: Bool = false
  ) {
    self.ecosystem = ecosystem
    self.place = place
    self.isRoot = isRoot
    self.managesPackages = managesPackages
    self.lock = lock
    self.lockPlace = lockPlace
    self.name = name
    self.isPublishable = isPublishable
    self.isApplication = isApplication
    self.offersCommands = offersCommands
  }
}

extension Manifest {
  /// The name of the lock file that fixes the versions, where one does.
  package var lockFile: String? {
    guard lock == .locked, let path = lockPlace?.path, path != place.path else { return nil }
    return path.name
  }
}

/// A direct dependency that a manifest names.
package struct Dependency: Hashable, Sendable {
  /// The ecosystem, `npm`, `pypi`, `maven`, `go`.
  package var ecosystem: String
  /// The name as the ecosystem writes it; `group:artifact` for Maven and Gradle.
  package var name: String
  /// The version or range as written, where there is one.
  package var version: String?
  /// When it is needed.
  package var scope: ToolUse.Scope
  /// Where it stands.
  package var place: Place

  /// Makes a dependency.
  package init(
    ecosystem: String, name: String, version: String? = nil, scope: ToolUse.Scope = .runtime,
    place: Place
  ) {
    self.ecosystem = ecosystem
    self.name = name
    self.version = version
    self.scope = scope
    self.place = place
  }
}

/// Automated tests of one ecosystem, found by its conventions, with at least one test in the text.
package struct TestSuite: Hashable, Sendable {
  /// The ecosystem, `go`, `javascript`, `python`, `infrastructure`.
  package var ecosystem: String
  /// What kind of test: `unit`, `end-to-end`, `policy`, `molecule`, `chart`, `module`.
  package var kind: String
  /// The first test.
  package var place: Place

  /// Makes a suite.
  package init(ecosystem: String, kind: String, place: Place) {
    self.ecosystem = ecosystem
    self.kind = kind
    self.place = place
  }
}

/// A document that people read.
package struct Document: Hashable, Sendable {
  /// What the document is.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The README at the root.
    case readme
    /// A contributing guide.
    case contributing
    /// A part of the README on how to contribute.
    case contributionPart = "contribution-part"
    /// A template for pull or merge requests.
    case pullRequestTemplate = "pull-request-template"
    /// A template for issues.
    case issueTemplate = "issue-template"
    /// Who owns what.
    case owners
    /// Changes over time.
    case changelog
    /// A recorded decision.
    case decision
    /// How to operate the running system.
    case runbook
    /// How to go back, in prose.
    case rollbackGuide = "rollback-guide"
    /// Service objectives in prose.
    case objectives
    /// How to deploy by hand, in prose.
    case deployGuide = "deploy-guide"
    /// A `.gitignore` at the root or a component's root.
    case ignoreFile = "ignore-file"
  }

  /// What the document is.
  package var kind: Kind
  /// What it tells: for a README `what` and `how`.
  package var tells: Set<String>
  /// Where it stands, at the line that shows it.
  package var place: Place

  /// Makes a document.
  package init(_ kind: Kind, tells: Set<String> = [], place: Place) {
    self.kind = kind
    self.tells = tells
    self.place = place
  }
}

/// Something tracked that should not be: a dependency folder, a build output, a secret.
package struct Blemish: Hashable, Sendable {
  /// What is wrong.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A dependency folder, build output or virtual environment is tracked.
    case generatedFile = "generated-file"
    /// A private key or a live-looking credential stands in plain text.
    case secret
  }

  /// What is wrong.
  package var kind: Kind
  /// What was found, never the secret itself.
  package var what: String
  /// Where.
  package var place: Place

  /// Makes a blemish.
  package init(_ kind: Kind, what: String, place: Place) {
    self.kind = kind
    self.what = what
    self.place = place
  }
}
