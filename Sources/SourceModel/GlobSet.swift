/// Many globs with a value each, asked all at once.
///
/// Patterns with a fixed name, a fixed ending or a fixed first folder are found in tables, so that a
/// path is tried on few of them.
package struct GlobSet<Value: Sendable>: Sendable {
  private struct Candidate: Sendable {
    var pattern: PathPattern
    var entry: Int
  }

  private var entries: [Value] = []
  private var keyed: [PathPattern.Key: [Candidate]] = [:]
  private var unkeyed: [Candidate] = []

  /// Makes an empty set.
  package init() {}

  /// Makes a set; the values come back in this order.
  package init(_ pairs: some Sequence<(Glob, Value)>) {
    for (glob, value) in pairs { insert(glob, value) }
  }

  /// How many globs there are.
  package var count: Int { entries.count }

  /// Whether there are none.
  package var isEmpty: Bool { entries.isEmpty }

  /// Adds a glob after the others.
  package mutating func insert(_ glob: Glob, _ value: Value) {
    for pattern in glob.alternatives {
      let candidate = Candidate(pattern: pattern, entry: entries.count)
      if let key = pattern.key {
        keyed[key, default: []].append(candidate)
      } else {
        unkeyed.append(candidate)
      }
    }
    entries.append(value)
  }

  /// The values whose glob matches, each once, in the order of insertion.
  package func values(matching path: RelativePath) -> [Value] {
    let bytes = Array(path.text.utf8)
    let matched = matches(bytes, among: unkeyed)
    let found = PathPattern.keys(of: bytes).reduce(into: matched) { found, key in
      guard let candidates = keyed[key] else { return }
      found += matches(bytes, among: candidates)
    }
    guard found.count > 1 else { return found.map { entries[$0] } }
    return Set(found).sorted().map { entries[$0] }
  }

  private func matches(_ path: [UInt8], among candidates: [Candidate]) -> [Int] {
    path.withUnsafeBufferPointer { bytes in
      var found: [Int] = []
      for candidate in candidates where candidate.pattern.matches(bytes) {
        found.append(candidate.entry)
      }
      return found
    }
  }
}
