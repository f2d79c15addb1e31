import FactModel
package import SourceModel
package import Syntax

extension ToolCatalogue {
  /// Reads catalogue files: YAML lists of tools.
  ///
  /// - Returns: the catalogue of all that could be read, and every fault with its place.
  package static func load(_ files: [SourceFile]) -> (ToolCatalogue, [Diagnostic]) {
    load(files.map { ($0.path, YAML.parse($0.bytes, manner: .tolerant)) })
  }

  /// The same for files that are read already.
  package static func load(
    _ files: [(path: RelativePath, tree: SyntaxTree)]
  ) -> (ToolCatalogue, [Diagnostic]) {
    var catalogue = ToolCatalogue()
    var faults: [Diagnostic] = []
    var known: [String: Place] = [:]
    for (path, tree) in files {
      faults += tree.faults.map { $0.diagnostic(in: path).asError }
      var reader = CatalogueReader(path: path)
      for document in tree.documents {
        guard document.isSequence else {
          reader.fault("found no list, expected a list of tools", at: document)
          continue
        }
        for node in document.items {
          guard let entry = reader.entry(node) else { continue }
          if let first = known[entry.tool.id] {
            reader.fault("found the tool `\(entry.tool.id)` again, first at \(first)", at: node)
            continue
          }
          known[entry.tool.id] = entry.tool.place
          catalogue.add(entry)
        }
      }
      faults += reader.faults
    }
    return (catalogue, faults)
  }

  private mutating func add(_ entry: CatalogueReader.Entry) {
    let index = tools.count
    tools.append(entry.tool)
    for sign in entry.signs {
      var meaning = sign.meaning
      meaning.tool = index
      meaning.weight = NamePattern.weight(of: sign.name)
      switch sign.subject {
      case .commands:
        guard let pattern = CommandPattern(sign.name) else { continue }
        commands.append(CommandSign(pattern: pattern, sign: meaning), for: pattern.key)
        variables += meaning.askedVariables
      case .actions: actions.insert(sign.name, meaning)
      case .dependencies: dependencies.insert(sign.name, meaning)
      case .files:
        files.insert(
          Glob(sign.name), FileSign(contains: sign.contains, lacks: sign.lacks, sign: meaning))
      case .images: images.insert(sign.name, meaning)
      case .objects: objects.insert(sign.name, meaning)
      case .resources: resources.insert(sign.name, meaning)
      case .charts: charts.insert(sign.name, meaning)
      case .variables: programVariables.insert(sign.name, meaning)
      case .words:
        let names = sign.name.split(separator: " ").map(String.init)
        words.append(WordSign(words: Set(names), lacks: Set(sign.lacks), sign: meaning))
      }
    }
  }
}

extension Diagnostic {
  /// The same, as an error: the product's own data has no forgivable faults.
  fileprivate var asError: Diagnostic {
    var copy = self
    copy.severity = .error
    return copy
  }
}

/// Reads the entries of one catalogue file.
struct CatalogueReader {
  /// The kinds of sign, each with the key that names it where an entry is a mapping.
  enum Subject: String, CaseIterable {
    case commands, actions, dependencies, files, images, objects, resources, charts, variables,
      words

    var key: String {
      switch self {
      case .commands: "run"
      case .actions: "uses"
      case .dependencies: "on"
      case .files: "path"
      case .images: "image"
      case .objects: "kind"
      case .resources: "type"
      case .charts: "chart"
      case .variables: "set"
      case .words: "word"
      }
    }
  }

  /// A sign as the file says it.
  struct Sign {
    var subject: Subject
    var name: String
    var meaning: ToolSign
    var contains: [String] = []
    var lacks: [String] = []
  }

  /// A tool with its signs.
  struct Entry {
    var tool: Tool
    var signs: [Sign]
  }

  let path: RelativePath
  private(set) var faults: [Diagnostic] = []

  init(path: RelativePath) {
    self.path = path
  }

  mutating func fault(_ message: String, at node: Node, hint: String? = nil) {
    faults.append(Diagnostic(error: message, at: Place(path, node.position), hint: hint))
  }

  private static let keys =
    ["id", "name", "category", "gives", "rungs", "examples"] + Subject.allCases.map(\.rawValue)
  private static let capabilities = Dictionary(
    uniqueKeysWithValues: Capability.allCases.map { ($0.rawValue, $0) })

  mutating func entry(_ node: Node) -> Entry? {
    guard checkKeys(of: node, "a tool", Self.keys) else { return nil }
    guard let id = node["id"]?.text, let name = node["name"]?.text,
      let category = node["category"]?.text
    else {
      fault("found a tool without `id`, `name` or `category`, expected all three", at: node)
      return nil
    }
    let base = ToolSign(
      tool: 0, capabilities: capabilities(node["gives"]), rungs: rungs(node["rungs"]))
    let examples = node["examples"]
    let tool = Tool(
      id: id, name: name, category: category, capabilities: base.capabilities, rungs: base.rungs,
      matches: texts(examples?["matches"]), rejects: texts(examples?["rejects"]),
      place: Place(path, node.position))
    var signs: [Sign] = []
    for subject in Subject.allCases {
      guard let items = node[subject.rawValue]?.items else { continue }
      for item in items {
        if let sign = sign(item, subject, base) { signs.append(sign) }
      }
    }
    return Entry(tool: tool, signs: signs)
  }

  private mutating func sign(_ node: Node, _ subject: Subject, _ base: ToolSign) -> Sign? {
    if let text = node.text { return Sign(subject: subject, name: text, meaning: base) }
    let allowed = [subject.key, "gives", "rungs", "ecosystem", "when", "contains", "lacks"]
    guard checkKeys(of: node, "an entry of `\(subject.rawValue)`", allowed) else { return nil }
    guard let name = node[subject.key]?.text else {
      fault("found an entry without `\(subject.key)`, expected it to have one", at: node)
      return nil
    }
    var meaning = base
    if let gives = node["gives"] {
      meaning.capabilities = capabilities(gives)
      if meaning.capabilities.isEmpty { meaning.rungs = [] }
    }
    if let shown = node["rungs"] { meaning.rungs = rungs(shown) }
    if let ecosystem = node["ecosystem"]?.text, ecosystem != "any" { meaning.ecosystem = ecosystem }
    for item in node["when"]?.items ?? [] {
      if let variation = variation(item, subject) { meaning.variations.append(variation) }
    }
    return Sign(
      subject: subject, name: name, meaning: meaning, contains: node["contains"]?.texts ?? [],
      lacks: node["lacks"]?.texts ?? [])
  }

  private mutating func variation(_ node: Node, _ subject: Subject) -> ToolSign.Variation? {
    let asks = [
      "flag", "unless-flag", "word", "input", "is", "without-input", "env", "without-env", "except",
    ]
    guard checkKeys(of: node, "an entry of `when`", asks + ["gives", "takes", "rungs"]) else {
      return nil
    }
    func patterns(_ key: String) -> [NamePattern] {
      node[key]?.texts.map { NamePattern($0, ignoringCase: key == "is") } ?? []
    }
    var conditions: [ToolSign.Condition] = []
    if node["flag"] != nil { conditions.append(.flag(patterns("flag"))) }
    if node["unless-flag"] != nil { conditions.append(.unlessFlag(patterns("unless-flag"))) }
    if node["word"] != nil { conditions.append(.word(patterns("word"))) }
    if let input = node["input"]?.text { conditions.append(.input(input, is: patterns("is"))) }
    if let input = node["without-input"]?.text { conditions.append(.withoutInput(input)) }
    if node["env"] != nil { conditions.append(.variable(patterns("env"), is: patterns("is"))) }
    if node["without-env"] != nil {
      conditions.append(
        .withoutVariable(
          patterns("without-env"), except: patterns("except"), is: patterns("is")))
    }
    guard !conditions.isEmpty else {
      fault(
        "found a variation that asks nothing, expected one of \(asks.joined(separator: ", "))",
        at: node)
      return nil
    }
    return ToolSign.Variation(
      conditions: conditions, gives: capabilities(node["gives"]),
      takes: capabilities(node["takes"]), rungs: rungs(node["rungs"]))
  }

  private mutating func checkKeys(of node: Node, _ what: String, _ allowed: [String]) -> Bool {
    guard node.isMapping else {
      fault("found no mapping, expected \(what)", at: node)
      return false
    }
    for entry in node.entries where !allowed.contains(entry.key.text ?? "") {
      unknown(entry.key, "key", allowed)
    }
    return true
  }

  private mutating func unknown(_ node: Node, _ what: String, _ allowed: [String]) {
    let found = node.text ?? ""
    fault(
      "found the \(what) `\(found)`, expected one of \(allowed.sorted().joined(separator: ", "))",
      at: node,
      hint: Suggestion.nearest(to: found, among: allowed).map { "did you mean `\($0)`?" })
  }

  private mutating func capabilities(_ node: Node?) -> CaseSet<Capability> {
    var all: CaseSet<Capability> = []
    for item in node?.itemsOrSelf ?? [] {
      if let capability = item.text.flatMap({ Self.capabilities[$0] }) {
        all.insert(capability)
      } else {
        unknown(item, "capability", Capability.allCases.map(\.rawValue))
      }
    }
    return all
  }

  private mutating func rungs(_ node: Node?) -> CaseSet<Rung> {
    var all: CaseSet<Rung> = []
    for item in node?.itemsOrSelf ?? [] {
      if let rung = item.text.flatMap(Rung.init) {
        all.insert(rung)
      } else {
        unknown(item, "rung", Rung.allCases.map(\.rawValue))
      }
    }
    return all
  }

  private func texts(_ node: Node?) -> [Located<String>] {
    node?.items.compactMap { item in
      item.text.map { Located($0, at: Place(path, item.position)) }
    } ?? []
  }
}
