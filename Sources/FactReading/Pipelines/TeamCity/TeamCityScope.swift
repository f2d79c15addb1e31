import SourceModel

/// The file in which a piece of the settings stands, and what names mean in it.
struct TeamCityScope: Sendable {
  let source: TeamCitySource
  /// How many names hold a text beside the constants of the file; each line behind bears them.
  private static let nameLimit = 200

  /// Names that hold a text, the constants of the file left out.
  private(set) var texts: [String: String] = [:]
  /// Names that hold builds, by their keys.
  var builds: [String: [String]] = [:]
  /// Blocks that were passed to a function, by the names of its parameters.
  var lambdas: [String: TeamCityLambda] = [:]
  var depth: Int

  init(source: TeamCitySource, depth: Int = 0) {
    self.source = source
    self.depth = depth
  }

  func place(_ position: Position) -> Place { source.place(position) }

  /// Gives a name a text.
  mutating func set(_ name: String, to text: String) {
    guard texts.count < Self.nameLimit || texts[name] != nil else { return }
    texts[name] = text
  }

  /// The text that a name holds.
  private func held(_ name: String) -> String? { texts[name] ?? source.constants[name] }

  /// The text of an expression, known names filled in; `nil` where it is none.
  func text(_ parts: [GroovyPart]) -> GroovyText? {
    var result: GroovyText?
    for part in parts {
      switch part {
      case .text(var text):
        text.text = filled(text.text)
        if let former = result {
          guard former.text.utf8.count + text.text.utf8.count <= Self.joinedLimit else {
            return result
          }
          text.text = former.text + text.text
        }
        if let former = result { text.position = former.position }
        if let former = result, former.keepsLines { text.keepsLines = false }
        result = text
      case .name(let name, let position):
        guard let value = value(of: name) else { continue }
        let former = result?.text ?? ""
        guard former.isEmpty || former.utf8.count + value.utf8.count <= Self.joinedLimit else {
          return result
        }
        result = GroovyText(
          text: former + value, position: result?.position ?? position, keepsLines: false)
      case .sign, .parens, .list, .block: continue
      }
    }
    return result
  }

  /// The text that a name holds, or that a call of it is made of: `name.toId()`.
  private func value(of name: String) -> String? {
    let name = name.withoutThis
    return held(name) ?? name.firstIndex(of: ".").flatMap { held(String(name[..<$0])) }
  }

  /// All texts in an expression: `listOf("a", "b")`.
  func texts(in parts: [GroovyPart]) -> [String] {
    var found: [String] = []
    parts.visit { part in
      switch part {
      case .text(let text): found.append(filled(text.text))
      case .name(let name, _): if let value = value(of: name) { found.append(value) }
      case .sign, .parens, .list, .block: return
      }
    }
    return found
  }

  /// How long a text may become by what is put into it; scripts have some thousand bytes.
  private static let textLimit = 1 << 16
  /// How long the pieces of an expression are together; behind that they are left out.
  private static let joinedLimit = 1 << 14

  /// The text with `$name` and `${name}` replaced where the name is known.
  private func filled(_ text: String) -> String {
    guard text.contains("$") else { return text }
    var result = ""
    var rest = text[...]
    // Where one is not closed, none behind it is.
    var mayClose = true
    while result.utf8.count <= Self.textLimit, let dollar = rest.firstIndex(of: "$") {
      result += rest[..<dollar]
      rest = rest[rest.index(after: dollar)...]
      let end = mayClose && rest.first == "{" ? rest.firstIndex(of: "}") : nil
      if let end {
        let name = rest[rest.index(after: rest.startIndex)..<end].trimmingSpaces
        let isDollar = name == "'$'" || name == "\"$\""
        result += isDollar ? "$" : held(name.withoutThis) ?? "${\(name)}"
        rest = rest[rest.index(after: end)...]
      } else {
        if rest.first == "{" { mayClose = false }
        let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        result += held(String(name)) ?? "$" + name
        rest = rest[name.endIndex...]
      }
    }
    return result + rest
  }

  /// The scope in which a definition's body is read, its parameters bound to what is passed.
  ///
  /// - Parameter block: what stands in braces behind the arguments.
  func bound(
    _ definition: TeamCityDefinition, to arguments: [GroovyStatement],
    _ block: [GroovyStatement]? = nil
  ) -> TeamCityScope {
    var scope = TeamCityScope(source: definition.source, depth: depth + 1)
    for (name, fallback) in definition.parameters {
      if let text = scope.text(fallback) { scope.set(name, to: text.text) }
    }
    var positional = definition.parameters.map(\.name)[...]
    for argument in arguments {
      let label = argument.label
      guard let name = label?.name ?? positional.popFirst() else { continue }
      let parts = label?.value ?? argument.parts
      if let text = text(parts) { scope.set(name, to: text.text) }
      if case .block(let block, _)? = parts.first {
        scope.lambdas[name] = TeamCityLambda(block: block, scope: self)
      }
      if case .name(let word, _)? = parts.first, let keys = builds[word] {
        scope.builds[name] = keys
      }
    }
    if let block, let name = definition.parameters.last?.name {
      scope.lambdas[name] = TeamCityLambda(block: block, scope: self)
    }
    return scope
  }
}

extension String {
  /// The name without `this.` before it.
  var withoutThis: String { hasPrefix("this.") ? String(dropFirst(5)) : self }
}

extension GroovyStatement {
  /// The name and the value of an argument that is passed by its name, `display = …`.
  var label: (name: String, value: [GroovyPart])? {
    guard parts.count > 2, case .name(let name, _) = parts[0],
      case .sign(UInt8(ascii: "="), _) = parts[1]
    else { return nil }
    return (name, Array(parts[2...]))
  }
}

/// A line of a block of settings, with the scope in which its names are read.
struct TeamCityEntry: Sendable {
  let statement: GroovyStatement
  let scope: TeamCityScope
  /// What is called, where the line gives no value.
  let call: GroovyCall?
  /// The name that is given a value.
  let key: String?

  init(_ statement: GroovyStatement, _ scope: TeamCityScope) {
    self.statement = statement
    self.scope = scope
    // `step.scriptContent = …` sets a value of what a function was given.
    key = statement.assigned?.lastComponent
    call = key == nil ? statement.call : nil
  }

  var place: Place { scope.place(statement.position) }

  /// The name of the value or of the call.
  var name: String { key ?? call?.name.withoutThis ?? "" }

  var text: GroovyText? { scope.text(statement.value) }

  /// A name as value: `true`, `Type.DEPLOYMENT`.
  var word: String? {
    guard key != nil, case .name(let name, _)? = statement.value.first else { return nil }
    return name.lastComponent
  }

  /// What stands in the parentheses of the call, one statement for each argument.
  var arguments: [GroovyStatement] {
    for part in statement.parts {
      switch part {
      case .parens(let statements, _): return statements
      case .name, .sign: continue
      case .text, .list, .block: return []
      }
    }
    return []
  }

  /// The block of the call, or of the value.
  var block: [GroovyStatement]? {
    if case .block(let block, _)? = statement.parts.last { return block }
    if case .block(let block, _)? = arguments.last?.parts.last { return block }
    return nil
  }
}
