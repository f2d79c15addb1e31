extension Set<String> {
  /// Adds the id of a job, with a number behind it where it is taken.
  mutating func added(_ name: String) -> String {
    var candidate = name
    var number = 2
    while !insert(candidate).inserted {
      candidate = "\(name) (\(number))"
      number += 1
    }
    return candidate
  }
}
