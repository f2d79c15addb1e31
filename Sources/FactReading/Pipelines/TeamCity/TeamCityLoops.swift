import SourceModel

extension TeamCityScope {
  /// The scope one level further in.
  var deeper: TeamCityScope {
    var scope = self
    scope.depth += 1
    return scope
  }
}

extension GroovyStatement {
  /// Whether the statement runs a block for each item: `listOf("a").forEach { … }`.
  var repeats: Bool {
    parts.contains { part in
      if case .name(let name, _) = part { return name.lastComponent == "forEach" }
      return false
    }
  }

  /// The blocks of a loop or choice with the scopes in which they run.
  func passes(
    in scope: TeamCityScope
  ) -> [(block: [GroovyStatement], scope: TeamCityScope)] {
    let scope = scope.deeper
    let blocks = parts.compactMap { part -> [GroovyStatement]? in
      if case .block(let block, _) = part { return block }
      return nil
    }
    guard opens("for") || repeats, let block = blocks.last else {
      return blocks.map { ($0, scope) }
    }
    var variable = "it"
    var items: [GroovyPart] = []
    if opens("for") {
      guard case .parens(let head, _)? = parts.dropFirst().first, let line = head.first,
        case .name(let name, _)? = line.parts.first
      else { return [(block, scope)] }
      (variable, items) = (name, Array(line.parts.dropFirst(2)))
    } else {
      items = Array(parts.prefix { if case .block = $0 { false } else { true } })
      if let first = block.first, first.withoutParameters.parts.count < first.parts.count,
        case .name(let name, _)? = first.parts.first
      {
        variable = name
      }
    }
    let values = scope.texts(in: items)
    guard !values.isEmpty, values.count <= 100 else { return [(block, scope)] }
    return values.map { value in
      var scope = scope
      scope.set(variable, to: value)
      return (block, scope)
    }
  }
}
