import Catalogue
import FactModel
import SourceModel

/// What was seen of a tool, with the meaning worked out.
struct ToolMatch: Sendable {
  var tool: Tool
  var capabilities: CaseSet<Capability>
  var rungs: CaseSet<Rung>
  var ecosystem: String?
  var confidence: Confidence

  /// Whether it says anything.
  var isMeaningful: Bool { !capabilities.isEmpty || !rungs.isEmpty }

  /// The fact.
  func use(
    _ origin: ToolUse.Origin, scope: ToolUse.Scope = .runtime, at place: Place, excerpt: String
  ) -> ToolUse {
    ToolUse(
      tool: tool.id, name: tool.name, category: tool.category, capabilities: capabilities,
      rungs: rungs, origin: origin, ecosystem: ecosystem, scope: scope, confidence: confidence,
      place: place, excerpt: excerpt)
  }
}
