import FactModel
import SourceModel
import Syntax

extension StepFollower {
  /// The words of a step with the values that are known put in; `nil` where that changes nothing.
  mutating func filledWords(
    of step: Step, _ command: ShellCommand, _ segment: ShellSegment, _ frame: FollowFrame
  ) -> [String]? {
    guard step.words.contains(where: { $0.utf8.contains(UInt8(ascii: "$")) }) else { return nil }
    let script = command.known.map { known in
      KnownValue(name: known.name, value: segment.mask.restored(known.value))
    }
    let values = KnownValues(
      script: script, turns: frame.turns, choice: frame.choice, environment: step.environment)
    let words = values.words(step.words)
    guard words != step.words else { return nil }
    take(words: words.reduce(0) { $0 + $1.utf8.count + 4 }, at: step.place)
    return words
  }

  /// What the words mean with their values; nothing where they mean what is written.
  func meanings(
    of words: [String], for step: Step, _ command: ShellCommand, _ segment: ShellSegment
  ) -> [[String]] {
    let program = command.words.first.map(segment.mask.restored)
    guard words != step.words || step.words.first != program else { return [] }
    return FilledCommand(words, of: step, program: program, mayDiffer: command.mayDiffer).meanings
  }
}

/// A command with the values of its variables put in, as it is to be judged.
struct FilledCommand {
  private let words: [String]
  private let written: [String]
  private let place: Place
  /// Whether a value names the program.
  private let isNamed: Bool
  /// Whether the variables may have other values too.
  private let mayDiffer: Bool

  /// - Parameters:
  ///   - words: the words with their values.
  ///   - step: the step that the command is.
  ///   - program: the program as it is written.
  ///   - mayDiffer: whether the variables may have other values too.
  init(_ words: [String], of step: Step, program: String?, mayDiffer: Bool) {
    self.words = words
    self.mayDiffer = mayDiffer
    written = step.words
    place = step.place
    isNamed = words.first != program
  }

  /// The commands that it means; none where only its words can be judged.
  ///
  /// A vendor puts a value into the text before the shell reads it, so that it may hold several.
  var meanings: [[String]] {
    // Nobody knows whose failure counts behind `||` and in pipes.
    guard !words.contains(where: { Self.joins($0) && !written.contains($0) }) else { return [] }
    let found = words.split { $0 == "&&" }.flatMap(commands)
    guard !found.isEmpty, found != [written] else { return [] }
    // What is written stands for the values that are not known.
    return (mayDiffer ? found + [written] : found).uniqued()
  }

  private static func joins(_ word: String) -> Bool {
    ["||", "|", "|&", "&"].contains(word) || word.hasSuffix(";")
  }

  /// The command, and where a value names its program, what that runs.
  private func commands(_ part: ArraySlice<String>) -> [[String]] {
    guard isNamed || part.first != words.first else { return [Array(part)] }
    let command = part.drop(while: Self.isAssignment)
    return Targets.commands(quoting: Array(command), at: place.position)
      .filter(\.isReachable).map(\.words)
  }

  /// `NAME=value` before a command.
  private static func isAssignment(_ word: String) -> Bool {
    guard let equals = word.utf8.firstIndex(of: UInt8(ascii: "=")) else { return false }
    return equals > word.startIndex && word.utf8[..<equals].allSatisfy(\.isWordByte)
  }
}
