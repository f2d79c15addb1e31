import FactModel
package import SourceModel
import Syntax

/// Reads `.devops-assess.yml`.
package struct TeamConfigurationReader: Sendable {
  private static let keys = [
    "attested", "exclude", "include", "kind", "min-score", "min-stage", "paths", "related",
    "rubric", "waivers",
  ]

  private let criteria: [String]
  private let stages: [String]
  private let vendors: [String]
  private let today: CalendarDay

  /// Makes a reader.
  ///
  /// - Parameters:
  ///   - rubric: whose criteria and stages may be named.
  ///   - vendors: the ids of CI vendors whose pipelines may stand anywhere.
  ///   - today: what waivers and attestations are out of date by.
  package init(_ rubric: Rubric, vendors: [String], today: CalendarDay) {
    criteria = rubric.criteria.map(\.id)
    stages = rubric.stages.map(\.id)
    self.vendors = vendors
    self.today = today
  }

  /// The rubric that a configuration names, which must be known before the rest can be read; `nil`
  /// where it names none or cannot be read.
  package static func rubric(
    in bytes: [UInt8], of path: RelativePath
  ) -> Located<RelativePath>? {
    let node = YAML.parse(bytes, manner: .strict).documents.first?["rubric"]
    guard let node, let rubric = node.text.flatMap(insidePath) else { return nil }
    return Located(rubric, at: Place(path, node.position))
  }

  /// The configuration that a text says, and everything that is wrong with it.
  ///
  /// There is a configuration only where nothing is wrong; a text of comments alone says nothing.
  package func configuration(
    in bytes: [UInt8], of path: RelativePath
  ) -> (configuration: TeamConfiguration?, diagnostics: [Diagnostic]) {
    let tree = YAML.parse(bytes, manner: .strict)
    var faults = FaultList(path: path)
    for fault in tree.faults { faults.add(fault.message, at: fault.position) }
    var configuration: TeamConfiguration? = TeamConfiguration()
    if let document = tree.documents.first, !tree.isRejected, !document.isNull {
      configuration = self.configuration(document, &faults)
    }
    if tree.documents.count > 1 {
      faults.add(
        "found \(tree.documents.count) documents, expected one", at: tree.documents[1].position)
    }
    return (faults.diagnostics.isEmpty ? configuration : nil, faults.told)
  }

  private func configuration(_ node: Node, _ faults: inout FaultList) -> TeamConfiguration? {
    guard
      let fields = Fields(
        node, "the configuration", required: [], optional: Self.keys, faults: &faults)
    else { return nil }
    var result = TeamConfiguration()
    result.kind = fields["kind"].flatMap { $0.oneOf(ProjectKind.self, "kind", &faults) }
    result.excluded = fields["exclude"].map { globs($0, &faults) } ?? []
    result.included = fields["include"].map { globs($0, &faults) } ?? []
    result.thresholds.stage = fields["min-stage"].flatMap {
      $0.word("stage", among: stages, &faults)
    }
    result.thresholds.scores = fields["min-score"].map { minimums($0, &faults) } ?? []
    result.rubric = fields["rubric"].flatMap { rubric($0, &faults) }
    result.pipelines = fields["paths"].map { pipelines($0, &faults) } ?? []
    result.related =
      fields["related"]?.list(of: "repositories", &faults) { node, faults in
        node.filledText(&faults)?.onOneLine
      } ?? []
    let statements = StatementReader(criteria: criteria, today: today)
    result.statements.waivers = fields["waivers"].map { statements.waivers($0, &faults) } ?? []
    result.statements.attestations =
      fields["attested"].map { statements.attestations($0, &faults) } ?? []
    result.warnings = statements.outOfDate(result.statements)
    result.statements = statements.valid(result.statements)
    return result
  }

  // MARK: - Files

  private func globs(_ node: Node, _ faults: inout FaultList) -> [Located<Glob>] {
    guard !PatternChoices.areTooMany(in: node.texts, node, &faults) else { return [] }
    return node.list(of: "patterns", &faults) { node, faults in
      node.filledText(&faults).flatMap { glob($0, node, &faults) }
    }
  }

  private func glob(
    _ text: String, _ node: Node, _ faults: inout FaultList
  ) -> Located<Glob>? {
    let glob = Glob(text)
    guard glob.isWhole else {
      faults.add(
        "found choices that multiply out to too many patterns, expected at most "
          + "\(Glob.choiceLimit) of one", at: node.position, hint: "write several patterns")
      return nil
    }
    guard !glob.alternatives.isEmpty else {
      faults.add(
        "found the pattern `\(text)`, expected one that can match, such as `examples/**`",
        at: node.position)
      return nil
    }
    guard !text.split(separator: "/").contains("..") else {
      faults.add(
        "found the pattern `\(text)`, expected one inside the repository, without `..`",
        at: node.position)
      return nil
    }
    return Located(glob, at: Place(faults.path, node.position))
  }

  /// Patterns with the vendors whose pipelines the files are: `{"ci/*.yml": gitlab-ci}`.
  private func pipelines(
    _ node: Node, _ faults: inout FaultList
  ) -> [TeamConfiguration.PipelinePlace] {
    guard node.isMapping, !node.entries.isEmpty else {
      faults.add(
        "found \(node.description), expected patterns with the CI vendor whose pipelines they are",
        at: node.position)
      return []
    }
    let texts = node.entries.compactMap(\.key.text)
    guard !PatternChoices.areTooMany(in: texts, node, &faults) else { return [] }
    return node.entries.compactMap { entry in
      let vendor = entry.value.word("CI vendor", among: vendors, &faults)
      let files = entry.key.filledText(&faults).flatMap { glob($0, entry.key, &faults) }
      guard let vendor, let files else { return nil }
      return TeamConfiguration.PipelinePlace(files: files, vendor: vendor)
    }
  }

  private func rubric(_ node: Node, _ faults: inout FaultList) -> RelativePath? {
    guard let text = node.filledText(&faults) else { return nil }
    guard let path = Self.insidePath(text) else {
      faults.add(
        "found the rubric `\(text)`, expected a path inside the repository, or from the file of "
          + "`--config` on, without `..`",
        at: node.position, hint: "name another one with `--rubric`")
      return nil
    }
    return path
  }

  /// A path that cannot leave the repository.
  private static func insidePath(_ text: String) -> RelativePath? {
    let parts = text.split(separator: "/")
    guard !text.hasPrefix("/"), !text.contains("\\"), !text.contains(":"), !parts.isEmpty,
      !parts.contains("..")
    else { return nil }
    return RelativePath("").appending(text)
  }

  // MARK: - Thresholds

  /// A number for the overall score, or numbers by stages and `overall`.
  private func minimums(_ node: Node, _ faults: inout FaultList) -> [Thresholds.Minimum] {
    guard node.isMapping else {
      return score(node, &faults).map { [Thresholds.Minimum(score: $0)] } ?? []
    }
    guard !node.entries.isEmpty else {
      faults.add(
        "found an empty mapping, expected scores by stages and `overall`", at: node.position)
      return []
    }
    let names = ["overall"] + stages
    return node.entries.compactMap { entry in
      let name = entry.key.word("stage", among: names, &faults)
      let score = score(entry.value, &faults)
      guard let name, let score else { return nil }
      return Thresholds.Minimum(stage: name == "overall" ? nil : name, score: score)
    }
  }

  private func score(_ node: Node, _ faults: inout FaultList) -> Score? {
    guard let score = node.text.flatMap({ Score($0) }) else {
      faults.add(
        "found \(node.description), expected a number from 0 to 100 with one decimal at most",
        at: node.position)
      return nil
    }
    return score
  }
}

extension String {
  /// The words with one space between them, whatever stood there.
  var onOneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
