import FactModel

/// Takes from each job of a workflow the ways to start that a job it waits for does not have, and
/// gives it the rules of those.
///
/// A job is looked at once, behind all that it waits for; those that wait for each other come last.
struct CircleWaiting {
  /// How many rules of others a job takes over; real ones wait for two or three.
  private static let ruleLimit = 30

  /// The jobs that bear a name, and the jobs that wait for it.
  private struct Name {
    var bearers: [Int] = []
    var waiting: [Int] = []
    /// How many of its bearers are not looked at yet.
    var missing = 0
    var situations: [CircleSituation]?
    /// The numbers of the rules of its bearers.
    var rules: [Int] = []
  }

  private var drafts: [CircleDraft]
  private var names: [String: Int] = [:]
  private var all: [Name] = []
  /// The names that a job waits for, and how many of them are not known yet.
  private var needs: [[Int]] = []
  private var missing: [Int] = []
  /// The rules that are taken over, each once.
  private var rules: [Condition] = []
  private var numbers: [Condition: Int] = [:]
  private var rulesOf: [[Int]]
  private var isDone: [Bool]

  init(_ drafts: [CircleDraft]) {
    self.drafts = drafts
    rulesOf = Array(repeating: [], count: drafts.count)
    isDone = Array(repeating: false, count: drafts.count)
    for index in drafts.indices {
      for alias in drafts[index].aliases.uniqued() {
        let name = names[alias] ?? all.count
        if name == all.count { all.append(Name()) }
        names[alias] = name
        all[name].bearers.append(index)
        all[name].missing += 1
      }
    }
    for index in drafts.indices {
      // Whoever waits for another outcome than success runs whatever the others do.
      let waits = drafts[index].outcome == nil
      let found = waits ? drafts[index].needs.compactMap { names[$0] }.uniqued() : []
      for name in found { all[name].waiting.append(index) }
      needs.append(found)
      missing.append(found.count)
    }
  }

  /// The jobs with what they take over.
  mutating func spread() -> [CircleDraft] {
    var pending = Array(drafts.indices.filter { missing[$0] == 0 }.reversed())
    for index in drafts.indices {
      while let next = pending.popLast() { finish(next, &pending) }
      finish(index, &pending)
    }
    while let next = pending.popLast() { finish(next, &pending) }
    return drafts
  }

  /// Looks at a job, and notes those for which it was the last that they wait for.
  private mutating func finish(_ index: Int, _ pending: inout [Int]) {
    guard !isDone[index] else { return }
    isDone[index] = true
    var taken: [Int] = []
    for name in needs[index] {
      if let known = all[name].situations {
        drafts[index].situations.removeAll { !known.contains($0) }
      }
      add(all[name].rules, to: &taken)
    }
    drafts[index].inherited = taken.map { rules[$0] }
    var own: [Int] = []
    for rule in drafts[index].filters.conditions where rule.subject == .branch {
      own.append(number(of: rule))
    }
    add(taken, to: &own)
    rulesOf[index] = own
    for alias in drafts[index].aliases.uniqued() {
      if let name = names[alias] { note(index, in: name, &pending) }
    }
  }

  private mutating func note(_ index: Int, in name: Int, _ pending: inout [Int]) {
    let situations = drafts[index].situations
    all[name].situations = all[name].situations?.filter(situations.contains) ?? situations
    all[name].missing -= 1
    guard all[name].missing == 0 else { return }
    var rules: [Int] = []
    for bearer in all[name].bearers { add(rulesOf[bearer], to: &rules) }
    all[name].rules = rules
    for waiting in all[name].waiting {
      missing[waiting] -= 1
      if missing[waiting] == 0 { pending.append(waiting) }
    }
  }

  private func add(_ more: [Int], to rules: inout [Int]) {
    for rule in more where rules.count < Self.ruleLimit && !rules.contains(rule) {
      rules.append(rule)
    }
  }

  private mutating func number(of rule: Condition) -> Int {
    if let known = numbers[rule] { return known }
    numbers[rule] = rules.count
    rules.append(rule)
    return rules.count - 1
  }
}
