import SourceModel

/// A function that a pipeline or a shared library defines, `def deploy(target) { … }`.
struct JenkinsFunction: Sendable {
  let parameters: [String]
  let body: [GroovyStatement]
  let source: JenkinsSource
  /// Whether it makes the build fail by itself.
  let fails: Bool

  init(parameters: [String], body: [GroovyStatement], source: JenkinsSource) {
    self.parameters = parameters
    self.body = body
    self.source = source
    fails = body.fails
  }

  /// The functions at the top of a file, by their names.
  static func all(in source: JenkinsSource) -> [String: JenkinsFunction] {
    source.statements.reduce(into: [:]) { functions, statement in
      guard case .block(let body, _)? = statement.parts.last, statement.parts.count >= 4,
        case .parens(let parameters, _) = statement.parts[statement.parts.count - 2],
        case .name(let name, _) = statement.parts[statement.parts.count - 3],
        case .name = statement.parts[0], statement.parts.count <= 6
      else { return }
      functions[name] = JenkinsFunction(
        parameters: parameters.map(parameter), body: body, source: source)
    }
  }

  private static func parameter(_ statement: GroovyStatement) -> String {
    let last = statement.parts.prefix { part in
      if case .sign = part { return false }
      return true
    }.last
    guard case .name(let name, _)? = last else { return "" }
    return name
  }

  /// Whether a statement defines a function or class.
  static func isDefinition(_ statement: GroovyStatement) -> Bool {
    guard case .block? = statement.parts.last, case .name(let name, _)? = statement.parts.first
    else { return false }
    return ["def", "void", "String", "boolean", "Boolean", "class"].contains(name)
  }
}

/// A block that a function is given, with the name of the parameter that holds it.
struct JenkinsClosure: Sendable {
  let name: String
  let blocks: [[GroovyStatement]]
  let source: JenkinsSource
}

/// The steps of a shared library that stands in the tree, and the scripts that a pipeline loads.
///
/// https://www.jenkins.io/doc/book/pipeline/shared-libraries/#directory-structure
struct JenkinsLibrary: Sendable {
  private static let fileLimit = 100
  /// How many bytes of files are kept for other pipelines; real libraries have some hundred thousand.
  private static let room = 1 << 20

  /// A file with the functions that it defines.
  private struct Source: Sendable {
    var outline: JenkinsSource
    var functions: [String: JenkinsFunction]
    /// What it takes functions from in turn.
    var named: [(name: String, path: RelativePath)]
  }

  /// The files in folders for global variables, by the names of the variables.
  private let files: [String: RelativePath]
  private var functions: [String: [String: JenkinsFunction]] = [:]
  /// The outlines of files that were read before, with their functions.
  private var sources = KeptValues<RelativePath, Source>(room: Self.room)
  /// The files that the pipeline takes functions from.
  private(set) var loaded: [JenkinsSource] = []

  init(_ context: ReadingContext) {
    files = context.files.reduce(into: [:]) { files, path in
      guard path.fileExtension == "groovy", path.folder.name == "vars" else { return }
      if let other = files[path.stem], other < path { return }
      files[path.stem] = path
    }
  }

  /// Reads what a pipeline names: its own library's variables, and what it loads.
  ///
  /// What a pipeline before it named is no longer there.
  mutating func load(for source: JenkinsSource, _ context: ReadingContext) {
    (functions, loaded) = ([:], [])
    var pending = [named(in: source, context)]
    var seen: Set<RelativePath> = [source.path]
    while let names = pending.popLast(), loaded.count < Self.fileLimit {
      for (name, path) in names where seen.insert(path).inserted {
        guard let known = self.source(at: path, context) else { continue }
        functions[name] = known.functions
        loaded.append(known.outline)
        pending.append(known.named)
      }
    }
  }

  private mutating func source(at path: RelativePath, _ context: ReadingContext) -> Source? {
    // Counts as read again, since all of it is looked through again.
    guard let file = context.read(path) else { return nil }
    if let known = sources[path] { return known }
    let outline = JenkinsSource(file)
    let made = Source(
      outline: outline, functions: JenkinsFunction.all(in: outline),
      named: named(in: outline, context))
    sources.keep(made, of: path, size: file.bytes.count)
    return made
  }

  private func named(
    in source: JenkinsSource, _ context: ReadingContext
  ) -> [(name: String, path: RelativePath)] {
    var names: [(String, RelativePath)] = []
    source.visit { part in
      guard case .name(let name, _) = part else { return }
      let first = name.split(separator: ".").first.map(String.init) ?? name
      if let path = files[first] { names.append((first, path)) }
    }
    var pending = source.statements
    while let statement = pending.popLast() {
      // `def steps = load 'ci/steps.groovy'`
      if let name = statement.assigned, let call = statement.call, call.name == "load",
        let text = call.text("path")?.text, let path = RelativePath("").appending(text),
        context.files.contains(path)
      {
        names.append((name, path))
      }
      for part in statement.parts {
        if case .block(let inner, _) = part { pending += inner }
      }
    }
    return names
  }

  /// The function that a call names: `deploy`, or `steps.build` of one with several.
  func function(_ name: String) -> JenkinsFunction? {
    let parts = name.split(separator: ".").map(String.init)
    guard let first = parts.first, let functions = functions[first] else { return nil }
    switch parts.count {
    case 1: return functions["call"]
    case 2: return functions[parts[1]]
    default: return nil
    }
  }
}
