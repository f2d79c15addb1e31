import FactModel
import SourceModel

/// The filters of a job: by branches and tags, or an expression.
///
/// https://circleci.com/docs/reference/configuration-reference/#jobfilters
struct CircleFilters {
  /// What an expression says, which many jobs may bear.
  struct Rule {
    /// The ways to start that it lets through; `nil` for a text that is no expression.
    let situations: Set<CircleSituation>?
    let condition: Condition

    /// Evaluates an expression once for all jobs.
    init(_ value: PipelineValue, parameters: [String: PipelineValue]) {
      let isExpression = value.text.map(CircleExpression.isExpression) ?? false
      let open = CircleSituation.allCases.filter { situation in
        CircleCondition(value: value, situation: situation, parameters: parameters).truth != false
      }
      situations = isExpression ? Set(open) : nil
      condition = CircleCondition.condition(value, isContinued: false)
    }
  }

  private let value: PipelineValue?
  /// The rule, where the filters are a text.
  private let rule: Rule?
  private let onlyBranches: [String]
  private let ignoredBranches: [String]
  /// The tags for which it runs, as patterns.
  let tags: [String]
  private let ignoredTags: [String]

  /// - Parameter rules: the rules of the workflow that are known already, by their texts.
  init(
    _ value: PipelineValue?, parameters: [String: PipelineValue], _ rules: inout [String: Rule]
  ) {
    self.value = value
    if let value, let text = value.text {
      let rule = rules[text] ?? Rule(value, parameters: parameters)
      rules[text] = rule
      self.rule = rule
    } else {
      rule = nil
    }
    onlyBranches = value?["branches"]?["only"]?.texts ?? []
    ignoredBranches = value?["branches"]?["ignore"]?.texts ?? []
    tags = value?["tags"]?["only"]?.texts ?? []
    ignoredTags = value?["tags"]?["ignore"]?.texts ?? []
  }

  /// Where its tags stand.
  var tagPlace: Place? { value?.entry("tags")?.place }

  /// Whether the job may run; without filters it runs for all branches and for no tags.
  func mayHold(in situation: CircleSituation) -> Bool {
    if let open = rule?.situations { return open.contains(situation) }
    switch situation {
    case .push, .manual, .schedule: return !Self.isEverything(ignoredBranches)
    case .tag: return (!tags.isEmpty || !ignoredTags.isEmpty) && !Self.isEverything(ignoredTags)
    }
  }

  private static func isEverything(_ patterns: [String]) -> Bool {
    patterns.contains { $0 == "/.*/" || $0 == "/^.*$/" || $0 == "/.+/" }
  }

  /// The filters as facts.
  var conditions: [Condition] {
    guard let value else { return [] }
    if var condition = rule?.condition {
      condition.place = value.place
      return [condition]
    }
    var found: [Condition] = []
    let isTagOnly = !mayHold(in: .push)
    if !onlyBranches.isEmpty, !Self.isEverything(onlyBranches) {
      found.append(Condition(.branch, onlyBranches.joined(separator: ", "), at: branchPlace))
    }
    if !ignoredBranches.isEmpty, !isTagOnly {
      let text = ignoredBranches.map { "!" + $0 }.joined(separator: ", ")
      found.append(Condition(.branch, text, at: branchPlace))
    }
    if isTagOnly, !tags.isEmpty {
      found.append(
        Condition(.tag, tags.joined(separator: ", "), at: tagPlace ?? value.place))
    }
    return found
  }

  private var branchPlace: Place {
    value?.entry("branches")?.place ?? Place(RelativePath(""))
  }

  /// The branches that all filters together allow; none where some allow every branch.
  static func only(_ filters: [CircleFilters]) -> [String] {
    filters.contains { $0.onlyBranches.isEmpty || isEverything($0.onlyBranches) }
      ? [] : filters.flatMap(\.onlyBranches).uniqued()
  }

  /// The branches that every filter leaves out.
  static func ignored(_ filters: [CircleFilters]) -> [String] {
    guard let first = filters.first, filters.allSatisfy(\.onlyBranches.isEmpty) else { return [] }
    var common = Set(first.ignoredBranches)
    for filter in filters.dropFirst() where !common.isEmpty {
      common.formIntersection(filter.ignoredBranches)
    }
    return first.ignoredBranches.filter(common.contains)
  }
}

/// The matrix of a job.
///
/// https://circleci.com/docs/reference/configuration-reference/#matrix
struct CircleMatrix {
  /// A job is split into at most this many.
  private static let limit = 12
  /// How many choices are made before those that are left out are taken off; the host takes 128.
  private static let makingLimit = 20_000

  /// One entry for each parameter; a single empty choice where the job is not split.
  let choices: [[PipelineValue.Entry]]
  /// Whether it makes more than one job.
  let isWide: Bool

  init(_ value: PipelineValue?) {
    let parameters = (value?["parameters"]?.entries ?? []).prefix(PipelineDocument.inputLimit)
    let axes = parameters.map { axis in
      axis.value.itemsOrSelf.map {
        PipelineValue.Entry(key: axis.key, place: axis.place, value: $0)
      }
    }
    isWide = axes.contains { $0.count > 1 }
    let exclusion = CircleExclusion(
      value?["exclude"]?.items ?? [], parameters: parameters.map(\.key))
    var all: [(entries: [PipelineValue.Entry], isExcluded: Bool)] = [([], false)]
    for axis in axes {
      guard all.count * axis.count <= Self.makingLimit else {
        self.choices = [[]]
        return
      }
      all = all.flatMap { choice in
        axis.map { entry in
          let entries = choice.entries + [entry]
          return (entries: entries, isExcluded: choice.isExcluded || exclusion.holds(entries))
        }
      }
      guard all.count <= Self.limit * 4 else { break }
    }
    let choices = all.filter { !$0.isExcluded }.map(\.entries)
    self.choices = choices.isEmpty || choices.count > Self.limit ? [[]] : choices
  }
}

/// The choices that a matrix leaves out.
private struct CircleExclusion {
  /// A value that a parameter must have.
  private struct Wanted {
    var parameter: Int
    var text: String
  }

  /// The rows by the last of their parameters and by its value.
  private var rows: [[String: [[Wanted]]]]

  init(_ items: [PipelineValue], parameters: [String]) {
    rows = Array(repeating: [:], count: parameters.count)
    let numbers = Dictionary(
      parameters.enumerated().map { ($1, $0) }, uniquingKeysWith: { $1 })
    for item in items {
      let variables = item.variables
      let row = variables.compactMap { name, text in
        numbers[name].map { Wanted(parameter: $0, text: text) }
      }
      // What names something else is never met.
      guard row.count == variables.count,
        let last = row.max(by: { $0.parameter < $1.parameter })
      else { continue }
      rows[last.parameter][last.text, default: []].append(row)
    }
  }

  /// Whether a row that ends with the last of the values leaves them out.
  func holds(_ entries: [PipelineValue.Entry]) -> Bool {
    guard let last = entries.last?.value.text, let rows = rows[entries.count - 1][last] else {
      return false
    }
    return rows.contains { row in
      row.allSatisfy { entries[$0.parameter].value.text == $0.text }
    }
  }
}
