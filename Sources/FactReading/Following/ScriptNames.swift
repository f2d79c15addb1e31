import SourceModel
import Syntax

/// The names of a manifest's scripts, for patterns of them: `run-s build:*`.
struct ScriptNames: Sendable {
  /// In the order of the file, with what patterns are tried on: between colons stand names.
  private let all: [(name: String, path: RelativePath)]
  private var found = KeptValues<String, [String]>(room: 1 << 16)

  init(_ targets: [String: BuildTarget]) {
    all = targets.values.sorted { $0.position < $1.position }.map { target in
      (name: target.name, path: RelativePath(Self.withoutColons(target.name)))
    }
  }

  /// The scripts whose names fit a pattern.
  mutating func matching(_ pattern: String, _ context: ReadingContext) -> [String] {
    if let known = found[pattern] { return known }
    guard let glob = Glob(Self.withoutColons(pattern), within: context) else { return [] }
    var names: [String] = []
    for script in all {
      guard let isFitting = glob.matches(script.path, within: context) else { return [] }
      if isFitting { names.append(script.name) }
    }
    found.keep(names, of: pattern, size: pattern.utf8.count + 16 * names.count)
    return names
  }

  private static func withoutColons(_ name: String) -> String {
    name.split(separator: ":").joined(separator: "-")
  }
}

extension Glob {
  /// How many of the steps that a glob counts take as long as one look.
  private static let stepsOfLook = 30

  /// Compiles a pattern that a command names; `nil` where too much was looked for before.
  init?(_ pattern: String, within context: ReadingContext) {
    guard context.takes(looks: 1 + pattern.utf8.count / 8) else { return nil }
    self.init(pattern)
    // Choices multiply out.
    guard context.takes(looks: alternatives.count * (1 + pattern.utf8.count / 8)) else {
      return nil
    }
  }

  /// Whether the path matches; `nil` where too much was looked for before.
  func matches(_ path: RelativePath, within context: ReadingContext) -> Bool? {
    var steps = 0
    let isFitting = matches(path, &steps)
    return context.takes(looks: 1 + steps / Self.stepsOfLook) ? isFitting : nil
  }
}
