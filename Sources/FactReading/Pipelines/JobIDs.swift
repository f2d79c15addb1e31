extension Set<String> {
  /// Adds the id of a job, with a number behind it where it is taken.
  mutating func added(_ name: String) -> String {
    guard !insert(name).inserted else { return name }
    func numbered(_ number: Int) -> String { "\(name) (\(number))" }
    // Numbers are given in order, so that the free ones stand behind those that are taken.
    var (taken, free) = (1, 2)
    while contains(numbered(free)) { (taken, free) = (free, 2 * free) }
    while free - taken > 1 {
      let middle = (taken + free) / 2
      if contains(numbered(middle)) { taken = middle } else { free = middle }
    }
    insert(numbered(free))
    return numbered(free)
  }
}
