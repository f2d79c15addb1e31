import FactModel
import SourceModel
import Syntax

/// Reads the test of one attribute.
struct FactTestReader {
  let attribute: FactCollection.Attribute

  private static let operators = ["all", "at-least", "at-most", "like", "not"]

  /// The test that a node says.
  func test(_ node: Node, _ faults: inout FaultList) -> FactTest? {
    switch node.content {
    case .scalar: equality(node, &faults)
    case .sequence: choice(node, &faults)
    case .mapping: operation(node, &faults)
    }
  }

  private func choice(_ node: Node, _ faults: inout FaultList) -> FactTest? {
    let tests = node.list(of: "values", &faults) { equality($0, &$1) }
    return tests.count == node.items.count && !tests.isEmpty ? .any(tests) : nil
  }

  private func operation(_ node: Node, _ faults: inout FaultList) -> FactTest? {
    let before = faults.count
    guard
      let fields = Fields(
        node, "a test", required: [], optional: Self.operators, faults: &faults)
    else { return nil }
    let tests = Self.operators.compactMap { name in
      fields[name].flatMap { test(of: name, $0, &faults) }
    }
    guard faults.count == before else { return nil }
    if tests.isEmpty {
      faults.add(
        "found no test, expected \(FaultList.choice(of: Self.operators))", at: node.position)
    }
    return tests.count == 1 ? tests.first : tests.isEmpty ? nil : .all(tests)
  }

  private func test(of name: String, _ node: Node, _ faults: inout FaultList) -> FactTest? {
    switch name {
    case "all":
      guard isComparable(to: .texts, "`all`", node, &faults) else { return nil }
      return .all(node.list(of: "values", &faults) { equality($0, &$1) })
    case "at-least": return bound(name, node, &faults).map { .atLeast($0) }
    case "at-most": return bound(name, node, &faults).map { .atMost($0) }
    case "like": return pattern(node, &faults)
    default:
      // One negation deep: what is not to be is a value, a list or a pattern.
      guard node["not"] == nil else {
        faults.add("found `not` within `not`, expected a value", at: node.position)
        return nil
      }
      return test(node, &faults).map { .not($0) }
    }
  }

  private func bound(_ name: String, _ node: Node, _ faults: inout FaultList) -> Int? {
    guard isComparable(to: .number, "`\(name)`", node, &faults) else { return nil }
    return node.number(in: 0...1_000_000, &faults)
  }

  private func pattern(_ node: Node, _ faults: inout FaultList) -> FactTest? {
    guard isComparable(to: .texts, "`like`", node, &faults) else { return nil }
    let globs: [FactTest] = node.globs(&faults) { glob, node, faults in
      guard attribute.values.isEmpty || attribute.values.contains(where: { glob.matches($0) })
      else {
        faults.add(
          "found the pattern `\(glob)`, which matches none of "
            + attribute.values.sorted().joined(separator: ", "), at: node.position)
        return nil
      }
      return .like(glob)
    }
    return globs.count == 1 ? globs.first : globs.isEmpty ? nil : .any(globs)
  }

  private func equality(_ node: Node, _ faults: inout FaultList) -> FactTest? {
    guard faults.mayRead(at: node.position) else { return nil }
    switch attribute.kind {
    case .flag:
      guard let flag = node.flag else { return mismatch(node, &faults) }
      return .flag(flag)
    case .number:
      guard let number = node.integer else { return mismatch(node, &faults) }
      return .number(number)
    case .texts:
      let isQuoted = node.scalarStyle.map { $0 != .plain } ?? false
      guard let text = node.text, isQuoted || (node.flag == nil && node.integer == nil) else {
        return mismatch(node, &faults)
      }
      guard attribute.values.isEmpty || attribute.values.contains(text) else {
        faults.addUnknown(
          text, "value", among: attribute.values, at: node.position)
        return nil
      }
      return .text(text)
    }
  }

  private func mismatch(_ node: Node, _ faults: inout FaultList) -> FactTest? {
    faults.add(
      "found \(node.description), expected \(attribute.kind.expectation) for `\(attribute.name)`",
      at: node.position)
    return nil
  }

  private func isComparable(
    to kind: FactValue.Kind, _ what: String, _ node: Node, _ faults: inout FaultList
  ) -> Bool {
    guard attribute.kind == kind else {
      faults.add(
        "found \(what) for `\(attribute.name)`, expected \(attribute.kind.expectation)",
        at: node.position)
      return false
    }
    return true
  }
}

extension Node {
  fileprivate var scalarStyle: Scalar.Style? {
    guard case .scalar(let scalar) = content else { return nil }
    return scalar.style
  }
}

extension FactValue.Kind {
  /// What a rubric must write, in words.
  fileprivate var expectation: String {
    switch self {
    case .flag: "`false` or `true`"
    case .number: "a whole number"
    case .texts: "a text"
    }
  }
}
