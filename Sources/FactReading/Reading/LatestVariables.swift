/// What was made of the variables of the latest step: those of a whole job as a rule.
struct LatestVariables<Value> {
  private var latest: (all: [String: String], value: Value)?

  /// What the variables come to, made anew where those of the step before were others.
  mutating func value(
    of all: [String: String], _ make: ([String: String]) -> Value
  ) -> Value {
    if let latest, latest.all == all { return latest.value }
    let made = make(all)
    latest = (all, made)
    return made
  }
}

extension [String: String] {
  /// What is found first by the names of the variables.
  func firstByName(_ find: (_ name: String, _ value: String) -> String?) -> String? {
    var best: (name: String, found: String)?
    for (name, value) in self {
      if let best, best.name < name { continue }
      if let found = find(name, value) { best = (name, found) }
    }
    return best?.found
  }
}
