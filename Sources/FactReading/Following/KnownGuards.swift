import FactModel
import Syntax

/// The tests around the latest command of a text with what they mean, since the next command stands
/// in most of them too.
struct KnownGuards: Sendable {
  /// A test with its condition, where it has one.
  private struct Known: Sendable {
    var test: ShellCommand.Guard
    var condition: Condition?
  }

  /// The variables with which they were read.
  private var environment: [String: String] = [:]
  /// Outermost first.
  private var latest: [Known] = []

  /// The tests of branches, tags and events that the script makes before a command.
  mutating func conditions(
    of command: ShellCommand, _ segment: ShellSegment, _ environment: [String: String]
  ) -> [Condition] {
    if self.environment != environment {
      self.environment = environment
      latest = []
    }
    for (index, test) in command.guards.enumerated() {
      // Their words are the same ones in memory as a rule, however long they are.
      if index < latest.count, latest[index].test == test { continue }
      latest.removeSubrange(min(index, latest.count)...)
      let rule = ShellRule(
        words: test.words.map(segment.mask.restored), isNegated: test.isNegated)
      let place = segment.place(test.position, in: test.text)
      latest.append(Known(test: test, condition: rule.condition(environment, at: place)))
    }
    return latest.prefix(command.guards.count).compactMap(\.condition)
  }
}
