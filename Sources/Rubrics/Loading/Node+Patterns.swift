import SourceModel
import Syntax

extension Node {
  /// How many patterns may be tried together; those of the built-in rubric are up to 18.
  private static let patternLimit = 1_000
  /// How many bytes one of them may have, in the built-in rubric 41: each may be tried at each place of a
  /// text.
  private static let patternSize = 256

  /// What a rubric's patterns mean, of one or of a list; those that match nothing are left out.
  func globs<Value>(
    _ faults: inout FaultList, _ value: (Glob, Node, inout FaultList) -> Value?
  ) -> [Value] {
    let nodes =
      isSequence
      ? list(of: "patterns", most: Self.patternLimit, &faults) { node, _ in node } : [self]
    guard !PatternChoices.areTooMany(in: nodes.compactMap(\.text), self, &faults) else {
      return []
    }
    return nodes.compactMap { node in
      node.glob(&faults).flatMap { value($0, node, &faults) }
    }
  }

  private func glob(_ faults: inout FaultList) -> Glob? {
    guard let text = filledText(&faults), faults.mayRead(at: position) else { return nil }
    guard text.utf8.count <= Self.patternSize else {
      faults.add(
        "found a pattern of \(text.utf8.count) bytes, expected at most \(Self.patternSize)",
        at: position)
      return nil
    }
    let glob = Glob(text)
    guard !glob.alternatives.isEmpty else {
      faults.add("found the pattern `\(text)`, which matches nothing", at: position)
      return nil
    }
    // Each choice is a pattern of its own.
    return faults.mayRead(conditions: glob.alternatives.count, at: position) ? glob : nil
  }
}
