import FactModel
import SourceModel

/// What tools a tree shows, as each of its deliveries asks: a repository may hold thousands of both.
struct KindTools {
  /// The tools that only put static pages up.
  let ofPages: Set<String>
  /// The tools whose files configure releases and no platform.
  let ofReleases: Set<String>
  /// The tools that are told where to deploy, as a recipe with hosts does.
  let withRecipe: Set<String>
  /// The platforms that are configured here and run programs.
  let hosts: Set<String>
  /// Whether a tool here builds pages that are not aside.
  let buildSite: Bool
  /// Where something is brought to a server.
  let atServers: Set<Place>
  /// Where something is brought to a server and nowhere else.
  let atServersAlone: Set<Place>
  /// Where something is brought to a platform and nowhere else.
  let atPlatformsAlone: Set<Place>
  /// Where charts are published.
  let atCharts: Set<Place>

  init(_ facts: Facts, _ runs: [ToolUse]) {
    let uses = facts.uses
    func tools(_ uses: [ToolUse], where isAsked: (ToolUse) -> Bool) -> Set<String> {
      uses.reduce(into: []) { tools, use in
        if isAsked(use) { tools.insert(use.tool) }
      }
    }
    func places(where isAsked: (ToolUse) -> Bool) -> Set<Place> {
      runs.reduce(into: []) { places, use in
        if isAsked(use) { places.insert(use.place) }
      }
    }
    ofPages = tools(runs + uses) { $0.gives(.hostsPages) }
    ofReleases = tools(uses) { $0.gives(.configuresRelease) && !$0.gives(.configuresPlatform) }
    withRecipe = tools(uses) { $0.gives(.describesRecipe) }
    hosts = tools(uses) { $0.gives(.keepsState) && $0.gives(.configuresPlatform) }
    buildSite = uses.contains { $0.gives(.buildsSite) && !$0.place.path.isAside }
    atServers = places { $0.rungs.contains(.server) }
    atServersAlone = places { $0.rungs == [.server] }
    atPlatformsAlone = places { $0.rungs == [.paas] }
    atCharts = places { $0.gives(.publishesChart) }
  }
}
