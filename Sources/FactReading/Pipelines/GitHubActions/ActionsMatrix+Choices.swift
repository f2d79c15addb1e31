import SourceModel
import Syntax

extension ActionsMatrix {
  /// How many choices of values are followed; a host may run 256 jobs, most of which do the same.
  static let choiceLimit = 24
  /// How many names may differ in one text.
  private static let nameLimit = 8

  /// Whether the job has a matrix that the file writes out.
  var isWritten: Bool { !axes.isEmpty || !additions.isEmpty }

  /// The values that names have in the jobs of the matrix, each choice once and others aside: a text
  /// with `${{ matrix.target }}` is the same for all systems that it is tried on.
  ///
  /// https://docs.github.com/en/actions/how-tos/write-workflows/choose-what-workflows-do/run-job-variations
  ///
  /// - Parameter known: the values that are told apart already.
  func choices(
    of names: [String], beside known: [String: ActionsValue]
  ) -> [[String: ActionsValue]] {
    let roots = Set(Self.roots(of: names, beside: known))
    guard !roots.isEmpty else { return [] }
    let used = axes.filter { roots.contains($0.name) }
    let usedNames = Set(used.map(\.name))
    let otherNames = Set(axes.map(\.name)).subtracting(usedNames)
    var rows = combinations(of: used, beside: known)
    let listed = rows.indices
    for addition in additions.prefix(Self.choiceLimit).map(\.additionValues)
    where Self.agree(addition, known) {
      let own = addition.filter { usedNames.contains(Self.root(of: $0.key)) }
      let more = addition.filter { roots.contains(Self.root(of: $0.key)) }
      let fitting = axes.isEmpty ? [] : listed.filter { Self.agree(own, rows[$0], orElse: false) }
      if fitting.isEmpty {
        rows.append(more)
      } else if addition.keys.contains(where: { otherNames.contains(Self.root(of: $0)) }) {
        // It is about some of the jobs that are one here.
        for index in fitting { rows.append(rows[index].merging(more) { $1 }) }
      } else {
        for index in fitting { rows[index].merge(more) { $1 } }
      }
    }
    let choices = rows.map { row in row.filter { roots.contains(Self.root(of: $0.key)) } }
    return Array(choices.filter { !$0.isEmpty }.uniqued().prefix(Self.choiceLimit))
  }

  /// Whether each job has a value of each name which the file writes out, and so few that all are among the
  /// choices.
  func writesOut(_ names: [String]) -> Bool {
    let roots = Set(names.map(Self.root(of:)))
    let used = axes.filter { roots.contains($0.name) }
    let count = used.reduce(1) { min($0 * $1.values.count, Self.choiceLimit + 1) }
    guard !isComputed, roots.count <= Self.nameLimit, count <= Self.choiceLimit,
      additions.count <= Self.choiceLimit, axes.isEmpty || used.count == roots.count
    else { return false }
    let haveAll = additions.allSatisfy { addition in
      roots.isSubset(of: addition.additionValues.keys.map(Self.root(of:)))
    }
    let areValues = used.allSatisfy { axis in
      axis.values.allSatisfy { !$0.matrixValues(axis.name).isEmpty }
    }
    var hasExpression = false
    for node in used.flatMap({ $0.values }) + additions {
      node.visit { hasExpression = hasExpression || $0.text?.contains("${{") == true }
    }
    return haveAll && areValues && !hasExpression
  }

  /// What it costs to list the choices, in values that are looked at.
  func cost(ofChoices names: [String]) -> Int {
    let roots = Set(names.map(Self.root(of:)))
    let values = axes.filter { roots.contains($0.name) }.flatMap {
      $0.values.prefix(Self.choiceLimit)
    }
    var cost = axes.count
    for node in values + additions.prefix(Self.choiceLimit) + exclusions.prefix(Self.choiceLimit) {
      node.visit { _ in cost += 1 }
    }
    return cost
  }

  private static func roots(
    of names: [String], beside known: [String: ActionsValue]
  ) -> [String] {
    let told = Set(known.keys.map(root(of:)))
    return Array(names.map(root(of:)).uniqued().filter { !told.contains($0) }.prefix(nameLimit))
  }

  /// The ways to take one value of each list, without those that are excluded; a single one without
  /// values where none of the lists is used.
  private func combinations(
    of used: [(name: String, values: [Node])], beside known: [String: ActionsValue]
  ) -> [[String: ActionsValue]] {
    let lists = used.map { axis in
      axis.values.prefix(Self.choiceLimit).map { $0.matrixValues(axis.name) }
        .filter { !$0.isEmpty }
    }.filter { !$0.isEmpty }
    guard !lists.isEmpty else { return axes.isEmpty ? [] : [[:]] }
    let excluded = exclusions.prefix(Self.choiceLimit).map(\.additionValues)
      .filter { !$0.isEmpty }
    return Combinations.of(lists, limit: Self.choiceLimit).compactMap { parts in
      var row: [String: ActionsValue] = [:]
      for part in parts { row.merge(part) { $1 } }
      let all = row.merging(known) { own, _ in own }
      return excluded.contains { Self.agree($0, all, orElse: false) } ? nil : row
    }
  }

  /// Whether the values are those of the other ones, as far as these say any.
  private static func agree(
    _ values: [String: ActionsValue], _ others: [String: ActionsValue], orElse isSo: Bool = true
  ) -> Bool {
    values.allSatisfy { name, value in others[name].map { $0 == value } ?? isSo }
  }
}
