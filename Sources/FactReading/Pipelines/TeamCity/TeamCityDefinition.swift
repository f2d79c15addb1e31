import SourceModel

/// An object, class or function of the settings.
struct TeamCityDefinition: Sendable {
  enum Form: Sendable {
    case object, type, function
  }

  /// What an object or class describes.
  enum Kind: Sendable {
    case build, template, project, root, other
  }

  let form: Form
  let name: String
  let source: TeamCitySource
  let position: Position
  /// The parameters with the values that they have by default.
  let parameters: [(name: String, fallback: [GroovyPart])]
  /// The type that it extends or returns.
  let parent: String?
  /// What is passed to the parent.
  let passed: [GroovyStatement]
  /// The body, or the expression of a function.
  let body: [GroovyStatement]

  var qualifiedName: String { source.packageName.isEmpty ? name : source.packageName + "." + name }

  /// The definition that a statement makes; `nil` for other statements.
  init?(_ statement: GroovyStatement, in source: TeamCitySource) {
    let parts = statement.parts
    let forms: [String: Form] = ["object": .object, "class": .type, "fun": .function]
    guard
      let start = parts.firstIndex(where: { part in
        if case .name(let word, _) = part { return forms[word] != nil }
        return false
      }), case .name(let word, let position) = parts[start], let form = forms[word],
      start + 1 < parts.count, case .name(let name, _) = parts[start + 1],
      Self.isModifier(parts[..<start])
    else { return nil }
    self.form = form
    // `fun BuildSteps.deploy(…)` is called by its last name.
    self.name = name.lastComponent
    self.source = source
    self.position = position
    var rest = parts[(start + 2)...]
    if case .parens(let declared, _)? = rest.first {
      parameters = declared.compactMap(Self.parameter)
      rest = rest.dropFirst()
    } else {
      parameters = []
    }
    var parent: String?
    var passed: [GroovyStatement] = []
    if case .sign(UInt8(ascii: ":"), _)? = rest.first,
      case .name(let name, _)? = rest.dropFirst().first
    {
      parent = name
      rest = rest.dropFirst(2)
      if case .parens(let arguments, _)? = rest.first, form != .function {
        passed = arguments
        rest = rest.dropFirst()
      }
    }
    self.parent = parent
    self.passed = passed
    if case .sign(UInt8(ascii: "="), _)? = rest.first {
      rest = rest.dropFirst()
      body = [
        GroovyStatement(parts: Array(rest), position: statement.position, range: statement.range)
      ]
    } else if case .block(let inner, _)? = rest.last {
      body = inner
    } else {
      body = []
    }
  }

  private static func isModifier(_ parts: ArraySlice<GroovyPart>) -> Bool {
    let words: Set = [
      "open", "abstract", "private", "internal", "public", "data", "sealed", "override", "inline",
    ]
    return parts.allSatisfy { part in
      if case .name(let word, _) = part { return words.contains(word) }
      return false
    }
  }

  /// `private val name: String = "x"`.
  private static func parameter(
    _ statement: GroovyStatement
  ) -> (name: String, fallback: [GroovyPart])? {
    let names = statement.parts.prefix { part in
      if case .name = part { return true }
      return false
    }
    guard case .name(let name, _)? = names.last else { return nil }
    let equal = statement.parts.firstIndex { part in
      if case .sign(UInt8(ascii: "="), _) = part { return true }
      return false
    }
    return (name, equal.map { Array(statement.parts[($0 + 1)...]) } ?? [])
  }

  /// The names that the object's setup speaks of.
  var namesInBody: Set<String> {
    var names: Set<String> = []
    (passed + body).visit { part in
      if case .name(let name, _) = part { names.insert(name.lastComponent) }
    }
    return names
  }

  /// The blocks that set up the object: those passed to the parent, and `init`.
  var setups: [[GroovyStatement]] {
    let blocks = passed.compactMap { argument -> [GroovyStatement]? in
      guard case .block(let block, _)? = argument.parts.last else { return nil }
      return block
    }
    let initial = body.compactMap { statement -> [GroovyStatement]? in
      guard statement.opens("init"), case .block(let block, _)? = statement.parts.last else {
        return nil
      }
      return block
    }
    return blocks + initial
  }
}

extension String {
  /// What stands behind the last dot.
  var lastComponent: String { split(separator: ".").last.map(String.init) ?? self }
}
