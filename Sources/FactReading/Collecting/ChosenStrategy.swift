import FactModel
import SourceModel

extension Pipeline {
  /// Notes where a job that deploys tells a blue from a green one, in a script of the team's own: new
  /// versions run beside the old one until requests are led there.
  mutating func markBlueGreen() {
    for index in jobs.indices {
      let steps = jobs[index].steps
      guard steps.contains(where: { $0.uses.contains { $0.gives(.deploys) } }) else { continue }
      var words: Set<String> = []
      var first: Int?
      var variables = LatestVariables<Set<String>>()
      for (at, step) in steps.enumerated() where !step.onlyPrints {
        let ofVariables = variables.value(of: step.environment) { Step.colours(in: Array($0.keys)) }
        let found = Step.colours(in: step.words).union(ofVariables)
        if first == nil, !found.isDisjoint(with: Self.sides) { first = at }
        words.formUnion(found)
      }
      // Where there are other colours, they are those of a terminal.
      guard let first, Self.sides.isSubset(of: words), words.count == Self.sides.count else {
        continue
      }
      jobs[index].steps[first].uses.append(steps[first].blueGreen)
    }
  }

  private static let sides: Set<String> = ["blue", "green"]
}

extension Step {
  private static let colourNames: Set<String> = [
    "blue", "green", "red", "yellow", "cyan", "magenta", "purple",
  ]

  /// The colours among texts, in words of names such as `GREEN_PORT`.
  fileprivate static func colours(in texts: [String]) -> Set<String> {
    texts.reduce(into: []) { found, text in
      guard text.utf8.count < 400 else { return }
      for word in text.nameWords where colourNames.contains(word) { found.insert(word) }
    }
  }

  /// Whether it only tells people something.
  fileprivate var onlyPrints: Bool { ["echo", "printf", "tput"].contains(words.first) }

  fileprivate var blueGreen: ToolUse {
    ToolUse(
      tool: "blue-green-script", name: "blue and green in a script", category: "deployment",
      capabilities: [.choosesStrategy], origin: .command, confidence: .inferred, place: place,
      excerpt: Excerpt.command(of: self))
  }
}
