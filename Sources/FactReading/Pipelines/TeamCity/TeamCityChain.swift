import SourceModel

/// A build configuration as the settings make it.
struct TeamCityBuild: Sendable {
  let key: String
  /// The name of its object, or its id.
  var name: String
  let place: Place
  var entries: [TeamCityEntry]
}

/// Builds of a chain that start it, those that end it, and all.
struct TeamCityChain {
  var first: [String] = []
  var last: [String] = []
  var all: [String] = []
}

extension TeamCitySettings {
  // https://www.jetbrains.com/help/teamcity/kotlin-dsl.html#Build+Chain+DSL+Extension
  mutating func sequence(_ block: [GroovyStatement], _ scope: TeamCityScope) -> TeamCityChain {
    var chain = TeamCityChain()
    for statement in block {
      let next = element(statement, scope)
      guard !next.all.isEmpty else { continue }
      for key in next.first { link(key, behind: chain.last) }
      if chain.first.isEmpty { chain.first = next.first }
      chain.last = next.last
      chain.all += next.all
    }
    return chain
  }

  private mutating func element(_ statement: GroovyStatement, _ scope: TeamCityScope)
    -> TeamCityChain
  {
    var scope = scope.deeper
    guard scope.depth < Self.depthLimit else { return TeamCityChain() }
    let entry = TeamCityEntry(statement, scope)
    if let block = entry.block {
      switch entry.name {
      case "sequential": return sequence(block, scope)
      case "parallel":
        return block.map { element($0, scope) }.reduce(into: TeamCityChain()) { all, next in
          all.first += next.first
          all.last += next.last
          all.all += next.all
        }
      default: break
      }
    }
    let keys = evaluate(statement, &scope)
    return TeamCityChain(first: keys, last: keys, all: keys)
  }
}
