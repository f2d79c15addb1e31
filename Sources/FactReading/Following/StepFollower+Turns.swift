import FactModel
import SourceModel
import Syntax

/// How many steps may be made anew for further words of loops and choices of matrices.
struct TurnAllowance {
  static let limit = 30_000

  private var left = Self.limit
  /// Whether it was told that nothing is left.
  private(set) var isTold = false

  var isUsedUp: Bool { left <= 0 }

  /// Takes off what a turn made, and the commands that it only looked at, which are faster.
  mutating func take(steps: Int, commands: Int) { left -= 1 + steps + commands / 8 }

  mutating func tell() { isTold = true }
}

extension StepFollower {
  /// The steps of scripts that run one after the other, for each choice of a matrix.
  mutating func steps(of scripts: [ParsedScript], _ text: ShellText) -> [Step] {
    guard let place = text.chunks.first?.place else { return [] }
    let count = scripts.reduce(0) { $0 + $1.commands.count }
    return inTurns(text.choices, over: count, at: place) { follower, choice in
      var text = text
      text.folder = choice.folder
      var frame = FollowFrame(text)
      frame.choice = choice.values
      var steps: [Step] = []
      for script in scripts { steps += follower.run(script.commands, script.segment, &frame) }
      return steps
    }
  }

  /// The steps of a loop's body, for each of its words where these change what it calls.
  mutating func run(
    _ body: ArraySlice<ShellCommand>, of loop: ShellCommand.Loop, _ segment: ShellSegment,
    _ frame: inout FollowFrame
  ) -> [Step] {
    guard let place = body.first.map({ segment.place($0.position, in: $0.text) }) else { return [] }
    var inner = frame
    inner.loopDepth += 1
    var last: FollowFrame?
    let isNamed = body.contains { $0.mayCall(by: loop.name) }
    let words: [String?] = isNamed ? loop.words.map { segment.mask.restored($0) } : [nil]
    let steps = inTurns(words, over: body.count, at: place) { follower, word in
      var frame = inner
      if let word { frame.turns.append(KnownValue(name: loop.name, value: word)) }
      let steps = follower.run(body, segment, &frame)
      // What follows the loop starts where its first turn ends.
      if last == nil { last = frame }
      return steps
    }
    if var last {
      (last.loopDepth, last.turns) = (frame.loopDepth, frame.turns)
      frame = last
    }
    return steps
  }

  /// What runs in several turns, each step once.
  ///
  /// Turns that mostly do the same cost the limits of a job no more than what they add.
  private mutating func inTurns<Turn>(
    _ all: [Turn], over commands: Int, at place: Place,
    _ body: (inout StepFollower, Turn) -> [Step]
  ) -> [Step] {
    guard let first = all.first else { return [] }
    let (ofJob, ofAll) = (remaining, total)
    let steps = body(&self, first)
    guard all.count > 1 else { return steps }
    var merged = MergedSteps()
    merged.add(steps[...])
    for turn in all.dropFirst() {
      guard mayTakeTurn(at: place) else { break }
      (remaining, total) = (ofJob, ofAll)
      let steps = body(&self, turn)
      turns.take(steps: steps.count, commands: commands)
      merged.add(steps[...])
    }
    let found = Array(merged.steps.prefix(ofJob))
    (remaining, total) = (ofJob - found.count, max(0, ofAll - found.count))
    return found
  }

  private mutating func mayTakeTurn(at place: Place) -> Bool {
    guard turns.isUsedUp else { return true }
    guard !turns.isTold else { return false }
    turns.tell()
    note(
      "found that loops and matrices run more than \(TurnAllowance.limit) commands once more; "
        + "from here on only their first turns are followed",
      "반복문과 매트릭스가 다시 실행하는 명령이 \(TurnAllowance.limit)개보다 많아서 "
        + "여기부터는 첫 번째만 따라갔습니다", at: place)
    return false
  }
}

extension ShellCommand {
  /// Whether a variable is in the words that may say what the command calls.
  fileprivate func mayCall(by name: String) -> Bool {
    guard let program = words.first, program != "echo", program != "printf" else { return false }
    return (words + known.map(\.value)).contains { word in
      word.utf8.contains(UInt8(ascii: "$")) && word.contains(name)
    }
  }
}
