import SourceModel

/// Fills in the template expressions of a pipeline: `${{ parameters.x }}`, `${{ if }}`, `${{ each }}`.
///
/// https://learn.microsoft.com/azure/devops/pipelines/process/template-expressions
struct AzureExpansion {
  /// The rule under which a part is there that only a person's choice brings in.
  static let manualOnly = "eq(variables['Build.Reason'], 'Manual')"

  private static let depthLimit = 64
  private static let textLimit = 200_000
  /// How long the rules of the branches before one grow; people write some hundred bytes.
  private static let ruleLimit = 5_000

  var scope: AzureScope
  /// How many values may still be made.
  var budget: Int

  /// What became of an `if` and the `else` behind it.
  private enum Chain {
    case none
    case taken
    case refused
    case unknown(String)
  }

  /// What is done with the value of a key that is an expression.
  private enum Decision {
    case take
    case takeUnder(String)
    case skip
    case loop(name: String, items: [PipelineValue])
  }

  /// The value with all that is known filled in; parts that may be there are there.
  mutating func expanded(_ value: PipelineValue, depth: Int = 0) -> PipelineValue {
    guard budget > 0, depth < Self.depthLimit else { return value }
    budget -= 1
    switch value.content {
    case .text(let text, let isNull):
      guard text.contains("${{") else { return value }
      return filled(value, text, isNull)
    case .list(let items): return PipelineValue(.list(list(items, depth)), at: value.place)
    case .map(let entries): return PipelineValue(.map(map(entries, depth)), at: value.place)
    case .reference: return value
    }
  }

  private mutating func filled(
    _ value: PipelineValue, _ text: String, _ isNull: Bool
  ) -> PipelineValue {
    let pieces = ActionsTemplate.pieces(of: text)
    if pieces.count == 1, pieces[0].isExpression, let known = node(pieces[0].text) {
      // A list that is passed may be passed on twice at every level.
      budget -= known.count(upTo: budget)
      return known
    }
    budget -= text.utf8.count / 64
    var result = ""
    for piece in pieces where result.utf8.count < Self.textLimit {
      let known = piece.isExpression ? node(piece.text)?.text ?? constant(piece.text) : piece.text
      result += known ?? "${{ \(piece.text) }}"
    }
    budget -= result.utf8.count / 64
    var made = value
    made.content = .text(result, isNull: isNull)
    made.chunk?.text = result
    return made
  }

  private func node(_ text: String) -> PipelineValue? {
    guard case .reference(let path)? = ActionsExpression(text),
      !(scope.isOpen && path.count == 2 && scope.choices.contains(path[1]))
    else { return nil }
    return scope.node(at: path)
  }

  private func constant(_ text: String) -> String? {
    guard let expression = ActionsExpression(text) else { return nil }
    if case .reference(let path) = expression, path.first == "parameters" { return nil }
    return scope.value(of: expression).exactText
  }

  // MARK: - Conditions and loops

  private mutating func list(_ items: [PipelineValue], _ depth: Int) -> [PipelineValue] {
    var result: [PipelineValue] = []
    var chain = Chain.none
    for item in items {
      guard let first = item.entries.first, first.key.hasPrefix("${{") else {
        let made = expanded(item, depth: depth + 1)
        // A list that is passed in place of an item becomes items.
        let isSpliced = item.text != nil && !made.items.isEmpty
        result += isSpliced ? made.items : [made]
        chain = .none
        continue
      }
      for entry in item.entries where takes(entry.key) {
        switch decision(entry, &chain) {
        case .skip: continue
        case .take: result += spliced(entry.value, depth)
        case .takeUnder(let rule):
          for item in spliced(entry.value, depth) {
            // Each item may join the rule with one of its own.
            budget -= rule.utf8.count / 64
            guard budget > 0 else { break }
            result.append(item.under(rule, at: entry.place))
          }
        case .loop(let name, let items):
          for item in items {
            let outer = scope.values[name]
            scope.values[name] = item
            result += spliced(entry.value, depth)
            scope.values[name] = outer
            guard budget > 0 else { break }
          }
        }
      }
    }
    return result
  }

  private mutating func spliced(_ value: PipelineValue, _ depth: Int) -> [PipelineValue] {
    let made = expanded(value, depth: depth + 1)
    return made.items.isEmpty ? made.itemsOrSelf : made.items
  }

  private mutating func map(
    _ entries: [PipelineValue.Entry], _ depth: Int
  ) -> [PipelineValue.Entry] {
    var result: [PipelineValue.Entry] = []
    var chain = Chain.none
    for entry in entries {
      guard entry.key.hasPrefix("${{") else {
        result.append(
          PipelineValue.Entry(
            key: entry.key, place: entry.place, value: expanded(entry.value, depth: depth + 1)))
        chain = .none
        continue
      }
      guard takes(entry.key) else { break }
      switch decision(entry, &chain) {
      case .skip: continue
      case .take, .takeUnder: result += expanded(entry.value, depth: depth + 1).entries
      case .loop(let name, let items):
        for item in items {
          let outer = scope.values[name]
          scope.values[name] = item
          result += expanded(entry.value, depth: depth + 1).entries
          scope.values[name] = outer
          guard budget > 0 else { break }
        }
      }
    }
    return result
  }

  /// Takes what it costs to judge a key off the budget, whatever comes of it; `false` at its end.
  private mutating func takes(_ key: String) -> Bool {
    budget -= 1 + key.utf8.count / 64
    return budget > 0
  }

  private func decision(_ entry: PipelineValue.Entry, _ chain: inout Chain) -> Decision {
    let text = ActionsTemplate.pieces(of: entry.key).first?.text ?? ""
    let words = text.split(separator: " ", maxSplits: 1).map(String.init)
    let rest = words.dropFirst().first ?? ""
    switch words.first?.lowercased() {
    case "if": return decision(rest, &chain)
    case "elseif":
      switch chain {
      case .taken: return .skip
      case .none, .refused: return decision(rest, &chain)
      case .unknown(let former):
        let truth = scope.truth(of: rest)
        guard truth != false else { return .skip }
        // Of hundreds of branches, the later ones do not repeat the rules of all before.
        guard former.utf8.count + rest.utf8.count < Self.ruleLimit else {
          return .takeUnder(rest)
        }
        chain = truth == true ? .taken : .unknown("or(\(former), \(rest))")
        return .takeUnder("and(not(\(former)), \(rest))")
      }
    case "else":
      defer { chain = .none }
      switch chain {
      case .taken: return .skip
      case .none, .refused: return .take
      case .unknown(let former): return .takeUnder("not(\(former))")
      }
    case "each":
      let parts = rest.split(separator: " ").map(String.init)
      guard parts.count >= 3, parts[1] == "in" else { return .take }
      let items = node(parts[2...].joined(separator: " "))?.items ?? []
      return .loop(name: parts[0].lowercased(), items: items)
    default: return .take
    }
  }

  private func decision(_ rule: String, _ chain: inout Chain) -> Decision {
    switch scope.truth(of: rule) {
    case true:
      chain = .taken
      return .take
    case nil:
      chain = .unknown(rule)
      return .takeUnder(rule)
    case false:
      chain = .refused
      // What a person chooses who starts the pipeline may bring it in.
      guard scope.isOpen, rule.lowercased().contains("parameters") else { return .skip }
      var open = scope
      open.values = [:]
      return open.truth(of: rule) == false ? .skip : .takeUnder("and(\(Self.manualOnly), \(rule))")
    }
  }
}

extension PipelineValue {
  /// A stage, job, step or template that is there only where a rule holds; other values as they are.
  func under(_ rule: String, at place: Place) -> PipelineValue {
    let kinds: Set<String> = [
      "stage", "job", "deployment", "template", "script", "bash", "pwsh", "powershell", "task",
      "publish", "download",
    ]
    guard case .map(var entries) = content, entries.contains(where: { kinds.contains($0.key) })
    else { return self }
    if let index = entries.firstIndex(where: { $0.key == "condition" }) {
      let own = entries[index].value.text.map { "and(\(rule), \($0))" } ?? rule
      entries[index].value = PipelineValue(.text(own, isNull: false), at: entries[index].place)
    } else {
      let value = PipelineValue(.text(rule, isNull: false), at: place)
      entries.append(PipelineValue.Entry(key: "condition", place: place, value: value))
    }
    let mark = PipelineValue(.text(rule, isNull: false), at: place)
    entries.append(PipelineValue.Entry(key: Self.conditionalKey, place: place, value: mark))
    return PipelineValue(.map(entries), at: self.place)
  }

  /// The key that marks what is there only where an expression of a template holds.
  private static let conditionalKey = "${{ if }}"

  /// Whether the value may not be there at all, so that others do not wait for it then.
  var isConditional: Bool { self[Self.conditionalKey] != nil }
}
