import SourceModel
import Syntax

/// What is wrong in one rubric file, collected while it is read.
struct FaultList {
  let path: RelativePath
  private(set) var diagnostics: [Diagnostic] = []
  private var known: Set<Diagnostic> = []

  init(path: RelativePath) {
    self.path = path
  }

  mutating func add(_ message: String, at position: Position, hint: String? = nil) {
    let fault = Diagnostic(error: message, at: Place(path, position), hint: hint)
    if known.insert(fault).inserted { diagnostics.append(fault) }
  }

  /// A word that is none of the allowed ones.
  mutating func addUnknown(
    _ found: String, _ what: String, among allowed: [String], at position: Position
  ) {
    add(
      "found the \(what) `\(found)`, expected \(Self.choice(of: allowed))", at: position,
      hint: Suggestion.nearest(to: found, among: allowed.sorted()).map { "did you mean `\($0)`?" })
  }

  /// `one of a, b, c`, sorted, each once.
  static func choice(of allowed: [String]) -> String {
    let words = Set(allowed).sorted()
    guard words.count > 1 else { return words.first.map { "`\($0)`" } ?? "none" }
    return "one of \(words.joined(separator: ", "))"
  }
}

extension Node {
  /// What the node is, in words.
  var description: String {
    switch content {
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .scalar(let scalar): isNull ? "nothing" : "`\(scalar.text.prefix(60))`"
    }
  }
}
