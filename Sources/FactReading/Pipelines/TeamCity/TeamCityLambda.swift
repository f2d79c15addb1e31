import SourceModel

/// A block with the scope that it was written in.
struct TeamCityLambda: Sendable {
  let block: [GroovyStatement]
  var scope: TeamCityScope
  /// The type of the step that it sets up.
  var type: String?

  /// The block as the settings of something with a name.
  func entry(under name: String, at position: Position) -> TeamCityEntry {
    let parts: [GroovyPart] = [.name(name, position), .block(block, position)]
    return TeamCityEntry(GroovyStatement(parts: parts, position: position, range: 0..<0), scope)
  }
}

extension TeamCitySettings {
  /// What a block that was passed as a value stands for, where the line calls it or makes a step
  /// of it; `nil` for other lines.
  mutating func lambdaEntries(
    _ entry: TeamCityEntry, _ scope: inout TeamCityScope
  ) -> [TeamCityEntry]? {
    func held(_ name: String) -> TeamCityLambda? {
      scope.lambdas[name].map { lambda in
        var lambda = lambda
        lambda.scope.depth = scope.depth + 1
        return lambda
      }
    }
    if let key = entry.key {
      // `val result = ScriptBuildStep(init)`
      guard let call = entry.statement.call, call.name.hasSuffix("Step"),
        case .name(let name, _)? = call.arguments.first?.parts.first, var lambda = held(name)
      else { return nil }
      lambda.type = call.name
      scope.lambdas[key] = lambda
      return []
    }
    guard let call = entry.call else { return nil }
    if call.name == "step", case .name(let name, let position)? = call.arguments.first?.parts.first,
      let lambda = held(name), let type = lambda.type
    {
      return [lambda.entry(under: TeamCityStep.runner(ofType: type), at: position)]
    }
    let name = call.name.withoutThis
    if let lambda = held(name) { return entries(in: lambda.block, lambda.scope) }
    // `dependencies.buildDependencies()`
    let parts = name.split(separator: ".").map(String.init)
    guard parts.count == 2, let lambda = held(parts[1]) else { return nil }
    return [lambda.entry(under: parts[0], at: call.position)]
  }
}
