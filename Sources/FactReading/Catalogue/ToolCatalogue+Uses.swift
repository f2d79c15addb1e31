package import Catalogue
package import FactModel
package import SourceModel

extension ToolCatalogue {
  /// The tools at work in a step, each once for what it does there.
  ///
  /// - Parameter known: the commands that were looked up before.
  func uses(
    of step: Step, known: inout KnownCommands
  ) -> [ToolUse] {
    let environment = known.environment(of: step, asked: askedVariables)
    if let action = step.action {
      return uses(ofAction: action, named: step.name, environment: environment, at: step.place)
    }
    var found: [ToolMatch] = []
    for words in step.judged {
      let question = CommandQuestion(words, of: step, environment: environment)
      let matches = known.matches[question] ?? matches(of: question)
      known.matches[question] = matches
      found += matches
    }
    guard !found.isEmpty else { return [] }
    let excerpt = Excerpt.command(of: step)
    let uses = found.map { $0.use(.command, at: step.place, excerpt: excerpt) }
    return step.meanings.count > 1 ? uses.uniqued() : uses
  }

  /// The tools that a command calls.
  package func uses(
    ofCommand words: [String], environment: [String: String] = [:], at place: Place
  ) -> [ToolUse] {
    let excerpt = Excerpt.command(words)
    return matches(ofCommand: words, environment: environment).map {
      $0.use(.command, at: place, excerpt: excerpt)
    }
  }

  /// The tools that an action, template or reusable workflow means.
  ///
  /// - Parameters:
  ///   - title: what the caller calls it.
  ///   - environment: the variables that are set for it.
  package func uses(
    ofAction action: ActionUse, named title: String? = nil, environment: [String: String] = [:],
    at place: Place
  ) -> [ToolUse] {
    let version = action.version.map { "@" + $0 } ?? ""
    let excerpt = Excerpt.text("uses: \(action.name)\(version)")
    let found = matches(ofAction: action, environment: environment)
    return (found + matches(ofWordsIn: action, named: title, beside: found)).map {
      $0.use(.action, at: place, excerpt: excerpt)
    }
  }

  /// The tools that a direct dependency means.
  package func uses(of dependency: Dependency) -> [ToolUse] {
    let name = "\(dependency.ecosystem):\(dependency.name)"
    return named(dependencies(named: name)).map { match in
      var use = match.use(
        .dependency, scope: dependency.scope, at: dependency.place,
        excerpt: Excerpt.text(
          dependency.version.map { "\(dependency.name) \($0)" } ?? dependency.name))
      use.ecosystem = match.ecosystem ?? dependency.ecosystem
      return use
    }
  }

  /// The tools that a file shows by its name, and by its content where the catalogue asks for that.
  ///
  /// - Parameter content: reads the file; called at most once.
  package func uses(ofFile path: RelativePath, content: () -> SourceFile?) -> [ToolUse] {
    // A workflow is called for what it does, `yamllint.yml`, and configures no tool of that name.
    guard !ForeignPath.isWorkflow(path) else { return [] }
    let signs = files(at: path)
    guard !signs.isEmpty else { return [] }
    let needsContent = signs.contains { !$0.contains.isEmpty || !$0.lacks.isEmpty }
    let file = needsContent ? content() : nil
    var uses: [ToolUse] = []
    for sign in signs {
      guard sign.lacks.isEmpty || file.map({ !$0.holdsAny(of: sign.lacks) }) == true else {
        continue
      }
      var line = 1
      if !sign.contains.isEmpty {
        guard let found = file?.firstLine(holdingAnyOf: sign.contains) else { continue }
        line = found
      }
      guard let match = matched(sign.sign, isExact: true), match.isMeaningful else { continue }
      if let known = uses.firstIndex(where: { $0.tool == match.tool.id }) {
        uses[known].capabilities.formUnion(match.capabilities)
        uses[known].rungs.formUnion(match.rungs)
        continue
      }
      uses.append(match.use(.file, at: Place(path, line: line), excerpt: path.name))
    }
    return uses
  }

  /// The tools that names in a configuration mean.
  package func uses(of sightings: [Sighting]) -> [ToolUse] {
    var known = KnownSightings()
    return sightings.flatMap { uses(of: $0, known: &known) }
  }

  /// The tools that a name in a configuration means.
  package func uses(of sighting: Sighting) -> [ToolUse] { uses(of: [sighting]) }

  private func uses(of sighting: Sighting, known: inout KnownSightings) -> [ToolUse] {
    let matches: [ToolMatch]
    let origin: ToolUse.Origin
    switch sighting.subject {
    case .image(let name): (matches, origin) = (self.matches(ofImage: name), .image)
    case .object(let group, let kind):
      (matches, origin) = (named(objects(named: "\(group)/\(kind)")), .object)
    case .resource(let type): (matches, origin) = (named(resources(named: type)), .resource)
    case .command(let words):
      let found = known.commands[sighting.subject] ?? self.matches(ofCommand: words)
      known.commands[sighting.subject] = found
      (matches, origin) = (found, .command)
    case .chart(let name): (matches, origin) = (self.matches(ofChart: name), .content)
    case .start(let words):
      let found = known.commands[sighting.subject] ?? self.matches(ofStart: words)
      known.commands[sighting.subject] = found
      (matches, origin) = (found, .command)
    case .variable(let name, let environment):
      let found = known.variables.matches(of: name, among: environment) {
        self.matches(ofVariable: name, among: environment)
      }
      (matches, origin) = (found, .content)
    }
    return matches.map { $0.use(origin, at: sighting.place, excerpt: sighting.excerpt) }
  }
}
