import FactModel
package import SourceModel

/// The way to the next stage.
package struct NextStage: Hashable, Sendable {
  /// The stage's id.
  package var stage: String
  /// The steps, required ones first.
  package var steps: [NextStep]

  /// Makes a way.
  package init(stage: String, steps: [NextStep]) {
    self.stage = stage
    self.steps = steps
  }
}

/// How much work a step is.
package enum Effort: Int, Hashable, Sendable, CaseIterable {
  /// About an hour.
  case hour = 1
  /// About a day.
  case day = 3
  /// About a week.
  case week = 8

  /// The name in rubrics and reports.
  package var name: String {
    switch self {
    case .hour: "hour"
    case .day: "day"
    case .week: "week"
    }
  }
}

/// One thing to do.
package struct NextStep: Hashable, Sendable {
  /// The criterion that it meets.
  package var criterion: String
  /// What to do.
  package var title: Phrase
  /// Why, and which effect it buys.
  package var why: Phrase
  /// How much work it is.
  package var effort: Effort
  /// What it adds to the overall score.
  package var gain: Score
  /// How to do it.
  package var how: Phrase
  /// Where it would go in this repository.
  package var at: Place?
  /// Something to paste.
  package var snippet: Snippet?

  /// Makes a step.
  package init(
    criterion: String, title: Phrase, why: Phrase, effort: Effort, gain: Score, how: Phrase,
    at: Place? = nil, snippet: Snippet? = nil
  ) {
    self.criterion = criterion
    self.title = title
    self.why = why
    self.effort = effort
    self.gain = gain
    self.how = how
    self.at = at
    self.snippet = snippet
  }
}

/// Text to paste into a file.
package struct Snippet: Hashable, Sendable {
  /// The file it belongs to.
  package var path: String?
  /// Its language, `yaml`.
  package var language: String
  /// The text.
  package var text: String
  /// Where it goes instead, where another file stands at its path already.
  package var otherPath: String?
  /// What stands before it in a file of its own; only a part of a file has one.
  package var head: String?

  /// Makes a snippet.
  package init(
    path: String? = nil, language: String, text: String, otherPath: String? = nil,
    head: String? = nil
  ) {
    self.path = path
    self.language = language
    self.text = text
    self.otherPath = otherPath
    self.head = head
  }
}
