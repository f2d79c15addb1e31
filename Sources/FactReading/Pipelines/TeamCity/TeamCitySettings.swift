import SourceModel

/// What the Kotlin settings define: builds, and the chains that they stand in.
///
/// The settings are a program; what is read of it are objects, classes and functions with the texts
/// that are passed to them, lists of which each item is taken, and chains. Both sides of an `if` count.
struct TeamCitySettings: Sendable {
  private static let buildLimit = 1000
  static let depthLimit = 20
  /// How many statements are evaluated.
  private static let workLimit = 60_000
  /// So many names, builds or bytes of a key count as one more statement.
  private static let (nameSize, keySize) = (16, 64)
  /// How many builds the places in chains let builds wait for; large settings have some hundred.
  private static let linkLimit = 50_000

  private(set) var builds: [TeamCityBuild] = []
  /// The builds that a build waits for by its place in a chain.
  private(set) var chained: [String: [String]] = [:]
  private var linksLeft = Self.linkLimit
  /// The lines of the projects' parameters, which hold for their builds.
  private(set) var projectParameters: [TeamCityEntry] = []
  let sources: [TeamCitySource]
  private var definitions: [String: [TeamCityDefinition]] = [:]
  private var known: [String: Int] = [:]
  private var active: Set<String> = []
  private var work = 0

  init(_ sources: [TeamCitySource]) {
    self.sources = sources
    for source in sources {
      source.statements.flatMap(Self.withInner).forEach { statement in
        guard let made = TeamCityDefinition(statement, in: source) else { return }
        definitions[made.name, default: []].append(made)
      }
    }
  }

  /// A statement and those in the bodies of its objects.
  private static func withInner(_ statement: GroovyStatement) -> [GroovyStatement] {
    var all: [GroovyStatement] = []
    var pending = [statement]
    while let next = pending.popLast(), all.count < 10_000 {
      all.append(next)
      for part in next.parts {
        switch part {
        case .parens(let inner, _), .block(let inner, _): pending += inner.reversed()
        case .name, .text, .sign, .list: continue
        }
      }
    }
    return all
  }

  // MARK: - Definitions

  func definition(_ name: String, from source: TeamCitySource) -> TeamCityDefinition? {
    guard let candidates = definitions[name.lastComponent] else { return nil }
    if candidates.count == 1 { return candidates[0] }
    return candidates.first { $0.qualifiedName == name }
      ?? candidates.first { source.imports.contains($0.qualifiedName) }
      ?? candidates.first { $0.source.packageName == source.packageName }
      ?? candidates.first { source.imports.contains($0.source.packageName + ".*") }
      ?? candidates.first
  }

  /// What a type is in the end, its parents followed.
  func kind(_ name: String, from source: TeamCitySource, depth: Int = 0) -> TeamCityDefinition.Kind
  {
    switch name.lastComponent {
    case "BuildType": return .build
    case "Template": return .template
    case "Project": return .project
    case "GitVcsRoot", "VcsRoot": return .root
    default: break
    }
    guard depth < Self.depthLimit, let made = definition(name, from: source),
      made.form == .type, let parent = made.parent
    else { return .other }
    return kind(parent, from: made.source, depth: depth + 1)
  }

  func kind(_ definition: TeamCityDefinition) -> TeamCityDefinition.Kind {
    definition.parent.map { kind($0, from: definition.source) } ?? .other
  }

  // MARK: - Entries

  /// The lines that set up an object, those of its parents first.
  mutating func entries(
    of definition: TeamCityDefinition, _ arguments: [GroovyStatement], from scope: TeamCityScope
  ) -> [TeamCityEntry] {
    guard scope.depth < Self.depthLimit else { return [] }
    let bound = scope.bound(definition, to: arguments)
    var result: [TeamCityEntry] = []
    if let name = definition.parent, let parent = self.definition(name, from: definition.source),
      parent.form == .type
    {
      result += entries(of: parent, definition.passed, from: bound)
    }
    for block in definition.setups { result += entries(in: block, bound) }
    // What an object passes in the end stands in a block of the call: `Base("x", { … })`.
    if definition.form == .type {
      let called = definition.namesInBody
      for (argument, parameter) in zip(arguments, definition.parameters.map(\.name)) {
        guard case .block(let block, _)? = argument.parts.first, !called.contains(parameter) else {
          continue
        }
        result += entries(in: block, scope)
      }
    }
    return result
  }

  /// The lines of a block; functions of the settings, lists and conditions seen through.
  mutating func entries(
    in block: [GroovyStatement], _ scope: TeamCityScope
  ) -> [TeamCityEntry] {
    guard scope.depth < Self.depthLimit else { return [] }
    var scope = scope
    var result: [TeamCityEntry] = []
    for statement in block.map(\.withoutParameters) {
      work += 1
      guard work < Self.workLimit else { break }
      if statement.opens("if") || statement.opens("else") || statement.opens("for")
        || statement.repeats
      {
        for pass in statement.passes(in: scope) {
          // Each line in the block keeps the names.
          work += pass.scope.texts.count / Self.nameSize
          result += entries(in: pass.block, pass.scope)
        }
        continue
      }
      let entry = TeamCityEntry(statement, scope)
      if let key = entry.key, statement.opens("val") || statement.opens("var"),
        let text = entry.text
      {
        scope.set(key, to: text.text)
        work += scope.texts.count / Self.nameSize
      }
      if let call = entry.call, let function = definition(call.name, from: scope.source),
        function.form == .function
      {
        let bound = scope.bound(function, to: entry.arguments, entry.block)
        work += bound.texts.count / Self.nameSize
        result += entries(in: function.body, bound)
        continue
      }
      if let made = lambdaEntries(entry, &scope) {
        result += made
        continue
      }
      result.append(entry)
    }
    return result
  }

  // MARK: - Evaluation

  /// Lets a build wait for others by its place in a chain.
  mutating func link(_ key: String, behind others: [String]) {
    let taken = others.prefix(linksLeft)
    linksLeft -= taken.count
    chained[key, default: []] += taken
  }

  /// Finds the builds that the projects list.
  mutating func evaluate() {
    for source in sources where source.path.fileExtension == "kts" {
      evaluate(source.statements, TeamCityScope(source: source))
    }
    guard builds.isEmpty else { return }
    // Older settings name their projects by strings.
    let objects = definitions.values.joined().filter { $0.form == .object }
      .sorted { ($0.source.path, $0.position) < ($1.source.path, $1.position) }
    for object in objects where kind(object) == .build {
      _ = reference(object.name, nil, TeamCityScope(source: object.source))
    }
  }

  private mutating func evaluate(_ statements: [GroovyStatement], _ scope: TeamCityScope) {
    var scope = scope
    for statement in statements { _ = evaluate(statement, &scope) }
  }

  /// The builds that a statement makes or names, by their keys.
  mutating func evaluate(
    _ statement: GroovyStatement, _ scope: inout TeamCityScope
  ) -> [String] {
    work += 1
    guard work < Self.workLimit, scope.depth < Self.depthLimit,
      TeamCityDefinition(statement, in: scope.source) == nil
    else { return [] }
    let statement = statement.withoutParameters
    if statement.opens("params"), case .block(let block, _)? = statement.parts.last {
      projectParameters += entries(in: block, scope.deeper)
      return []
    }
    if statement.opens("for") || statement.repeats {
      return statement.passes(in: scope).flatMap { pass -> [String] in
        var inner = pass.scope
        return pass.block.flatMap { evaluate($0, &inner) }
      }
    }
    var found: [String] = []
    var rest = statement.value[...]
    while let part = rest.popFirst() {
      switch part {
      case .name(let name, let position):
        var arguments: [GroovyStatement]?
        if case .parens(let statements, _)? = rest.first {
          arguments = statements
          rest = rest.dropFirst()
        }
        var block: [GroovyStatement]?
        if case .block(let statements, _)? = rest.first {
          block = statements
          rest = rest.dropFirst()
        }
        found += evaluate(name, position, arguments, block, &scope)
      case .parens(let inner, _), .list(let inner, _), .block(let inner, _):
        var deeper = scope.deeper
        found += inner.flatMap { evaluate($0, &deeper) }
      case .text, .sign: continue
      }
    }
    if let name = statement.assigned {
      if !found.isEmpty { scope.builds[name] = found }
      if let text = scope.text(statement.value) { scope.set(name, to: text.text) }
    }
    return found
  }

  private mutating func evaluate(
    _ name: String, _ position: Position, _ arguments: [GroovyStatement]?,
    _ block: [GroovyStatement]?, _ scope: inout TeamCityScope
  ) -> [String] {
    let passed = (arguments ?? []).compactMap { argument -> [GroovyStatement]? in
      guard case .block(let block, _)? = argument.parts.last else { return nil }
      return block
    }
    switch name.lastComponent {
    case "sequential": if let block { return sequence(block, scope.deeper).all }
    case "BuildType", "buildType":
      let own = arguments?.isEmpty == false ? nil : block
      if let setup = passed.first ?? own { return add(setup, at: position, scope) }
    default: break
    }
    if let found = reference(name, arguments, scope) { return found }
    var deeper = scope.deeper
    return ((arguments ?? []) + (block ?? [])).flatMap { evaluate($0, &deeper) }
  }

  /// The builds that a name stands for; `nil` for names of something else.
  mutating func reference(
    _ name: String, _ arguments: [GroovyStatement]?, _ scope: TeamCityScope
  ) -> [String]? {
    let first = name.split(separator: ".").first.map(String.init) ?? name
    if let keys = scope.builds[name] ?? scope.builds[first] {
      work += keys.count / Self.nameSize
      return keys
    }
    let plain = name.hasSuffix(".id") ? String(name.dropLast(3)) : name
    guard let made = definition(plain, from: scope.source) else { return nil }
    switch (made.form, kind(made)) {
    case (.object, .build): return [add(made, [], scope)]
    case (.type, .build): return arguments.map { [add(made, $0, scope)] }
    case (.object, .project), (.type, .project):
      guard active.insert(made.qualifiedName).inserted else { return [] }
      let bound = scope.bound(made, to: arguments ?? [])
      for block in made.setups { evaluate(block, bound) }
      return []
    case (.function, _):
      guard scope.depth < Self.depthLimit else { return [] }
      var bound = scope.bound(made, to: arguments ?? [])
      return made.body.flatMap { evaluate($0, &bound) }
    case (.object, .template), (.object, .root), (.object, .other), (.type, .template),
      (.type, .root), (.type, .other):
      return nil
    }
  }

  /// A build that an object or a call of a class makes.
  private mutating func add(
    _ definition: TeamCityDefinition, _ arguments: [GroovyStatement], _ scope: TeamCityScope
  ) -> String {
    let words = arguments.flatMap { scope.texts(in: $0.parts) }
    let key = ([definition.qualifiedName] + words).joined(separator: " ")
    work += key.utf8.count / Self.keySize
    guard known[key] == nil, builds.count < Self.buildLimit else { return key }
    known[key] = builds.count
    let place = definition.source.place(definition.position)
    builds.append(TeamCityBuild(key: key, name: definition.name, place: place, entries: []))
    let made = entries(of: definition, arguments, from: scope)
    if let index = known[key] { builds[index].entries = made }
    return key
  }

  /// A build without a name of its own.
  private mutating func add(
    _ setup: [GroovyStatement], at position: Position, _ scope: TeamCityScope
  ) -> [String] {
    let values = scope.texts.values.sorted().joined(separator: " ")
    let key = "\(scope.place(position)) \(values)"
    work += key.utf8.count / Self.keySize
    guard known[key] == nil, builds.count < Self.buildLimit else { return [key] }
    known[key] = builds.count
    builds.append(
      TeamCityBuild(
        key: key, name: "build", place: scope.place(position),
        entries: entries(in: setup, scope.deeper)))
    return [key]
  }
}
