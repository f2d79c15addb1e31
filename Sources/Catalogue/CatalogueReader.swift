import FactModel
import SourceModel
import Syntax

/// Reads the entries of one catalogue file.
struct CatalogueReader {
  let path: RelativePath
  /// What may be read of this file and of those behind it.
  private(set) var allowance: CatalogueAllowance
  private(set) var faults: [Diagnostic] = []

  init(path: RelativePath, allowance: CatalogueAllowance = CatalogueAllowance()) {
    self.path = path
    self.allowance = allowance
  }

  /// Whether a tool may be read; the first that may not is a fault, and none is read behind it.
  mutating func mayRead(_ node: Node) -> Bool {
    guard allowance.parts >= 0 else { return false }
    allowance.take(node)
    return isWithinLimit(at: node)
  }

  private mutating func isWithinLimit(at node: Node) -> Bool {
    guard allowance.parts < 0 else { return true }
    fault(
      "found more than \(CatalogueAllowance.partLimit) names, texts and choices of patterns, "
        + "expected fewer", at: node)
    return false
  }

  /// Notes a fault; what to say is worked out for those that are told alone.
  mutating func fault(
    _ message: @autoclosure () -> String, at node: Node, hint: @autoclosure () -> String? = nil
  ) {
    guard allowance.tellsFault() else { return }
    faults.append(Diagnostic(error: message(), at: Place(path, node.position), hint: hint()))
  }

  private static let keys =
    ["id", "name", "category", "gives", "rungs", "examples"] + SignSubject.allCases.map(\.listKey)
  private static let capabilities = Dictionary(
    uniqueKeysWithValues: Capability.allCases.map { ($0.rawValue, $0) })

  mutating func entry(_ node: Node) -> CatalogueEntry? {
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
    var signs: [CatalogueSign] = []
    for subject in SignSubject.allCases {
      guard let items = node[subject.listKey]?.items else { continue }
      for item in items {
        if let sign = sign(item, subject, base) { signs.append(sign) }
      }
    }
    return CatalogueEntry(tool: tool, signs: signs)
  }

  private mutating func sign(_ node: Node, _ subject: SignSubject, _ base: ToolSign)
    -> CatalogueSign?
  {
    if let text = node.text {
      guard isWritable(text, at: node), mayMultiply(text, subject, at: node) else { return nil }
      return CatalogueSign(subject: subject, name: text, meaning: base)
    }
    let allowed = [subject.signKey, "gives", "rungs", "ecosystem", "when", "contains", "lacks"]
    guard checkKeys(of: node, "an entry of `\(subject.listKey)`", allowed) else { return nil }
    guard let name = node[subject.signKey]?.text else {
      fault("found an entry without `\(subject.signKey)`, expected it to have one", at: node)
      return nil
    }
    guard isWritable(name, at: node), mayMultiply(name, subject, at: node) else { return nil }
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
    return CatalogueSign(
      subject: subject, name: name, meaning: meaning, contains: node["contains"]?.texts ?? [],
      lacks: node["lacks"]?.texts ?? [])
  }

  /// Whether a name can be written into a line, whose parts have tabs between them.
  private mutating func isWritable(_ name: String, at node: Node) -> Bool {
    guard name.utf8.contains(where: { $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\n") }) else {
      return true
    }
    fault("found a tab or line end in a name, expected none", at: node)
    return false
  }

  /// Whether the choices of a pattern may be read, `{a,b}`.
  private mutating func mayMultiply(
    _ name: String, _ subject: SignSubject, at node: Node
  ) -> Bool {
    guard subject == .files, name.utf8.contains(UInt8(ascii: "{")) else { return true }
    guard allowance.parts >= 0 else { return false }
    allowance.take(Glob(name).alternatives.count)
    return isWithinLimit(at: node)
  }

  private mutating func variation(_ node: Node, _ subject: SignSubject) -> ToolSign.Variation? {
    let asks = [
      "flag", "unless-flag", "word", "from", "input", "is", "without-input", "env", "without-env",
      "except",
    ]
    guard checkKeys(of: node, "an entry of `when`", asks + ["gives", "takes", "rungs"]) else {
      return nil
    }
    func patterns(_ key: String) -> [NamePattern] {
      node[key]?.texts.map { NamePattern($0, ignoringCase: key == "is") } ?? []
    }
    for key in ["env", "without-env"] {
      for name in node[key]?.texts ?? [] where !isWritable(name, at: node) { return nil }
    }
    var conditions: [ToolSign.Condition] = []
    if node["flag"] != nil { conditions.append(.flag(patterns("flag"))) }
    if node["unless-flag"] != nil { conditions.append(.unlessFlag(patterns("unless-flag"))) }
    if node["word"] != nil { conditions.append(.word(patterns("word"))) }
    if node["from"] != nil { conditions.append(.from(patterns("from"))) }
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
