package import SourceModel

/// How sure a fact is.
package enum Confidence: String, Hashable, Sendable, CaseIterable {
  /// A key in a file says so.
  case stated
  /// Concluded from a command, a name or a habit.
  case inferred
}

/// A tool seen at work, or configured, with what it does for the team.
package struct ToolUse: Hashable, Sendable {
  /// Where the tool was seen.
  package enum Origin: String, Hashable, Sendable, CaseIterable {
    /// A command of a pipeline step, script or target.
    case command
    /// A command of a script or target that no pipeline calls.
    case script
    /// An action, orb, plugin, template or reusable workflow.
    case action
    /// A direct dependency in a manifest.
    case dependency
    /// A container image.
    case image
    /// A file of a known name.
    case file
    /// A Kubernetes object.
    case object
    /// A cloud resource of infrastructure code.
    case resource
    /// The content of a file, as its reader understood it.
    case content
  }

  /// When a dependency is needed.
  package enum Scope: String, Hashable, Sendable {
    /// By the running program.
    case runtime
    /// By developers and tests only.
    case development
  }

  /// The catalogue's id of the tool, `helm`.
  package var tool: String
  /// The tool's name, `Helm`.
  package var name: String
  /// The catalogue's category, `deployment`.
  package var category: String
  /// What it does here.
  package var capabilities: CaseSet<Capability>
  /// The rungs of the ladder that it shows.
  package var rungs: CaseSet<Rung>
  /// Where it was seen.
  package var origin: Origin
  /// The ecosystem that a test runner tests or a dependency belongs to, `go`.
  package var ecosystem: String?
  /// When it is needed; `runtime` unless a manifest says otherwise.
  package var scope: Scope
  /// How sure it is.
  package var confidence: Confidence
  /// Where it stands.
  package var place: Place
  /// The words that show it, one line.
  package var excerpt: String

  /// Makes a use.
  package init(
    tool: String, name: String, category: String = "", capabilities: CaseSet<Capability>,
    rungs: CaseSet<Rung> = [], origin: Origin, ecosystem: String? = nil, scope: Scope = .runtime,
    confidence: Confidence = .stated, place: Place, excerpt: String
  ) {
    self.tool = tool
    self.name = name
    self.category = category
    self.capabilities = capabilities
    self.rungs = rungs
    self.origin = origin
    self.ecosystem = ecosystem
    self.scope = scope
    self.confidence = confidence
    self.place = place
    self.excerpt = excerpt
  }
}
