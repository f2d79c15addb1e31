import Catalogue
import FactModel
import SourceModel

extension ToolCatalogue {
  /// What an action, template or reusable workflow means, by tool.
  func matches(ofAction action: ActionUse, environment: [String: String]) -> [ToolMatch] {
    // An action with an entry of its own is not also judged by its name.
    let exact = exactActions(named: action.name)
    if exact.isEmpty, let words = words(ofMethod: action), knows(words, of: words[0]) {
      return matches(ofCommand: words, environment: environment)
    }
    let signs = exact.isEmpty ? actions(named: action.name) : exact
    return Self.decisive(signs).compactMap { signs in
      var match = merged(signs) { Self.holds($0, for: action, environment) }
      if exact.isEmpty { match?.confidence = .inferred }
      return match
    }.filter(\.isMeaningful)
  }

  /// The command of a program that a method is named for: `cluster.kubectl('apply -f k8s')`; none of one that is named
  /// for what makes clusters for tests, which is gone after the run.
  private func words(ofMethod action: ActionUse) -> [String]? {
    // What has no name of its own is named by its number.
    guard let text = action.input("1"), let dot = action.name.lastIndex(of: ".") else { return nil }
    let object = action.name[..<dot].split { $0 == "/" || $0 == "." }.last ?? ""
    let isForTests = commands(of: ProgramName.key(of: String(object))).contains {
      $0.sign.capabilities.contains(.makesTestCluster)
    }
    guard !isForTests else { return nil }
    let method = String(action.name[action.name.index(after: dot)...])
    let words = text.split(maxSplits: 100) { $0 == " " || $0 == "\n" }.map(String.init)
    return [method] + words
  }

  private static func holds(
    _ condition: ToolSign.Condition, for action: ActionUse, _ environment: [String: String]
  ) -> Bool {
    switch condition {
    case .input(let name, let values):
      guard let value = action.input(name) else { return false }
      return says(value, values)
    case .withoutInput(let name): return action.input(name) == nil
    case .variable(let names, let values):
      return says(environment, names, values)
    case .withoutVariable(let names, let except, let values):
      return !says(environment, names, except: except, values)
    case .flag, .unlessFlag, .word, .from: return false
    }
  }

  /// Whether a variable with one of the names says one of the values.
  static func says(
    _ environment: [String: String], _ names: [NamePattern], except: [NamePattern] = [],
    _ values: [NamePattern]
  ) -> Bool {
    environment.contains { name, value in
      names.contains { $0.matches(name) } && !except.contains { $0.matches(name) }
        && says(value, values)
    }
  }

  /// Whether a value, or a word of it, is one of those asked for; any but `false` where none is.
  private static func says(_ value: String, _ values: [NamePattern]) -> Bool {
    guard !value.isEmpty else { return false }
    if values.isEmpty { return value.lowercased() != "false" }
    let words = value.split { $0 == " " || $0 == "," || $0 == "\n" }
    return values.contains { pattern in
      pattern.matches(value) || words.contains { pattern.matches(String($0)) }
    }
  }

  /// What the words say in the name of whole jobs that stand elsewhere, or else in what the caller
  /// calls them.
  ///
  /// - Parameter known: what is known of them already.
  func matches(
    ofWordsIn action: ActionUse, named title: String?, beside known: [ToolMatch]
  ) -> [ToolMatch] {
    // Templates whose names begin with a dot hold parts of jobs that others extend.
    let isTemplate = action.name.hasPrefix(".") && !action.name.contains("/")
    guard action.kind == .pipeline || isTemplate, exactActions(named: action.name).isEmpty
    else { return [] }
    var shown = known.reduce(into: CaseSet<Capability>()) { $0.formUnion($1.capabilities) }
    guard shown.isDisjoint(with: [.deploys, .handsOver]) else { return [] }
    var found: [ToolMatch] = []
    let texts = [Self.nameAtEnd(of: action.name), title ?? ""]
    let own = Set(Self.words(of: texts[0]))
    for text in texts where shown.isEmpty || text == texts[0] {
      let said = Set(Self.words(of: text))
      for sign in words where !sign.words.isDisjoint(with: said) {
        guard sign.lacks.isDisjoint(with: said), !sign.sign.capabilities.isSubset(of: shown) else {
          continue
        }
        // Its own name knows better: `lint-sync` is no lint, whatever the caller's job is called.
        guard text == texts[0] || sign.words.isDisjoint(with: own) else { continue }
        if let match = matched(sign.sign, isExact: false) { found.append(match) }
        shown.formUnion(sign.sign.capabilities)
      }
    }
    return found + matches(ofSwitchesOf: action, besides: shown)
  }

  /// What the inputs that a caller switches on say by their names: `coverage: true`, `grype: true`.
  private func matches(
    ofSwitchesOf action: ActionUse, besides known: CaseSet<Capability>
  ) -> [ToolMatch] {
    let checks: CaseSet<Capability> = [.tests, .lints, .measuresCoverage, .scans]
    var shown = known
    return action.inputs.filter { $0.value.lowercased() == "true" }.flatMap { input in
      let said = Set(Self.words(of: input.name))
      return words.compactMap { sign -> ToolMatch? in
        let gives = sign.sign.capabilities
        guard !sign.words.isDisjoint(with: said), sign.lacks.isDisjoint(with: said),
          gives.isSubset(of: checks), !gives.isSubset(of: shown)
        else { return nil }
        shown.formUnion(gives)
        return matched(sign.sign, isExact: false)
      }
    }
  }

  /// The last part of an address, without what only says that it is a file.
  private static func nameAtEnd(of name: String) -> String {
    var last = name.split(separator: "/").last.map { $0.lowercased() } ?? ""
    for ending in [".yml", ".yaml"] where last.hasSuffix(ending) {
      last.removeLast(ending.count)
    }
    return last.hasSuffix(".gitlab-ci") ? String(last.dropLast(10)) : last
  }

  private static func words(of text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}
