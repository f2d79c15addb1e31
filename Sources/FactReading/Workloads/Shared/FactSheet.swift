import FactModel
import SourceModel
import Syntax

/// What is being put together from one file, with the means to say where things stand.
struct FactSheet {
  /// The file.
  let file: SourceFile
  /// Beside it.
  let context: ReadingContext
  /// Its lines.
  let lines: TextLines
  /// Whether placeholders were kept: a template of Helm, Jinja, ERB and the like.
  let isTemplate: Bool
  /// The chart that the file is a template of, with its default values.
  let chart: ChartValues?
  /// What was found so far.
  var facts = FileFacts()
  /// Where the text that is being read starts, for a file that is embedded in another.
  private var origin = Position.start
  /// The excerpts of long lines: a minified file stands on one as a whole.
  private var excerpts: [Int: String] = [:]
  private var settingUses = SettingUses()
  /// The environment that the file's folders name, looked for once: a file may hold thousands of objects.
  private(set) lazy var environmentOfFolders = EnvironmentPath.inFolders(of: file.path)

  /// Starts a sheet.
  init(
    _ file: SourceFile, _ context: ReadingContext, isTemplate: Bool = false,
    chart: ChartValues? = nil
  ) {
    self.file = file
    self.context = context
    self.isTemplate = isTemplate
    self.chart = chart
    lines = TextLines(file.bytes)
  }

  /// A place in the file.
  func place(_ position: Position) -> Place {
    guard origin != .start else { return file.place(position) }
    return Place(
      file.path, line: Int(origin.line) + Int(position.line) - 1,
      column: Int(origin.column) + Int(position.column) - 1)
  }

  /// The place of a node.
  func place(_ node: Node) -> Place { place(node.position) }

  /// The place of a key in a mapping, or of the mapping where it lacks the key.
  func place(of key: String, in node: Node) -> Place {
    place(node.entry(key)?.key.position ?? node.position)
  }

  /// The words at a place.
  mutating func excerpt(_ place: Place) -> String {
    let line = Int(place.position.line)
    if let known = excerpts[line] { return known }
    let excerpt = lines.excerpt(ofLine: line)
    if lines.isLong(line) { excerpts[line] = excerpt }
    return excerpt
  }

  /// Notes a tool at work.
  mutating func use(
    _ tool: NamedTool, _ capabilities: CaseSet<Capability>, rungs: CaseSet<Rung> = [],
    confidence: Confidence = .stated, at place: Place
  ) {
    let excerpt = excerpt(place)
    facts.uses.append(tool.use(capabilities, rungs, confidence, at: place, excerpt))
  }

  /// Notes what a setting of a tool does, as often as one file may say it.
  mutating func setting(
    _ tool: NamedTool, _ capabilities: CaseSet<Capability>, at place: Place
  ) {
    let excerpt = excerpt(place)
    guard settingUses.admits(tool.id, capabilities, excerpt) else { return }
    facts.uses.append(tool.use(capabilities, [], .stated, at: place, excerpt))
  }

  /// Notes a name for the catalogue.
  mutating func sight(_ subject: Sighting.Subject, at place: Place) {
    guard !facts.hasTooManySightings else { return }
    let excerpt = excerpt(place)
    facts.sightings.append(Sighting(subject, at: place, excerpt: excerpt))
  }

  /// Notes an environment by a name that people use for one; other names are passed over.
  mutating func environment(_ name: String, at place: Place) {
    guard EnvironmentName.isEnvironment(name) else { return }
    facts.environments.append(
      Environment(
        name: name.lowercased(), source: .configuration,
        isProduction: EnvironmentName.isProduction(name), place: place))
  }

  /// Notes a resource.
  mutating func resource(
    _ format: String, _ type: String, name: String, isEnabled: Bool = true,
    settings: [String: Located<String>] = [:], at place: Place
  ) {
    facts.resources.append(
      CloudResource(
        format: format, type: type, name: name, isEnabled: isEnabled, settings: settings,
        place: place))
  }

  /// Where the content of a scalar that is a text of its own starts, as the file counts.
  func contentPosition(_ node: Node) -> Position {
    guard case .scalar(let scalar) = node.content else { return place(node).position }
    let start = place(node).position
    switch scalar.style {
    case .literal, .folded:
      let line = lines.contentLine(from: Int(start.line) + 1)
      return Position(line: line, column: lines.indentation(ofLine: line) + 1)
    case .singleQuoted, .doubleQuoted:
      return Position(line: Int(start.line), column: Int(start.column) + 1)
    case .plain: return start
    }
  }

  /// Runs a reading of a text that is embedded in the file at a node.
  mutating func embedded(_ node: Node, _ body: (inout FactSheet) -> Void) {
    let outer = origin
    origin = contentPosition(node)
    body(&self)
    origin = outer
  }
}

extension NamedTool {
  /// The tool at work in the content of a file.
  fileprivate func use(
    _ capabilities: CaseSet<Capability>, _ rungs: CaseSet<Rung>, _ confidence: Confidence,
    at place: Place, _ excerpt: String
  ) -> ToolUse {
    ToolUse(
      tool: id, name: name, category: category, capabilities: capabilities, rungs: rungs,
      origin: .content, confidence: confidence, place: place, excerpt: excerpt)
  }
}

extension Node {
  /// The text of a scalar, or nothing where it is empty.
  var filledText: String? {
    guard let text, !text.isEmpty else { return nil }
    return text
  }

  /// Whether it is a mapping or list with something in it.
  var isFilledCollection: Bool { !entries.isEmpty || !items.isEmpty }
}
