import FactModel
import SourceModel
import Syntax

/// Reads what the configuration of New Relic's agents switches off in every environment.
///
/// https://docs.newrelic.com/docs/apm/agents/ruby-agent/configuration/ruby-agent-configuration/
struct AgentConfigurationReader: FileReader {
  var endings: Set<String>? { ["yml"] }

  func wants(_ path: RelativePath) -> Bool { path.name == "newrelic.yml" }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var facts = FileFacts()
    let root = YAML.parse(file.bytes, manner: .tolerant).documents.first
    guard let root, let common = root["common"], Self.traces(common) == false,
      !root.entries.contains(where: { Self.traces($0.value) == true })
    else { return facts }
    let folder = file.path.folder.name == "config" ? file.path.folder.folder : file.path.folder
    facts.switchedOff.append(
      SwitchedOff(tool: "new-relic", capability: .traces, folder: folder))
    return facts
  }

  /// Whether a section switches tracing on or off; `nil` where it leaves it as it is.
  private static func traces(_ section: Node) -> Bool? {
    (section["distributed_tracing", "enabled"] ?? section["distributed_tracing.enabled"])?
      .lenientFlag
  }
}
