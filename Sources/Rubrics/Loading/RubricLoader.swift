package import SourceModel
import Syntax

/// Reads the files of a rubric: the set file and one file for each criterion.
package enum RubricLoader {
  /// The rubric that the files say, and everything that is wrong with them.
  ///
  /// Names are relative to the rubric's folder: `v1-v5.yml`, `criteria/v4/deploy.rollback.yml`.
  /// Files of the catalogue and files of other types are passed over. There is a rubric only where
  /// nothing is wrong.
  ///
  /// - Parameter base: the files of the rubric that a set file may extend; none where it may not.
  package static func load(
    _ files: [RubricFile], extending base: [RubricFile] = []
  ) -> (rubric: Rubric?, diagnostics: [Diagnostic]) {
    var loading = RubricLoading(files)
    let rubric = loading.rubric(extending: base)
    return (loading.diagnostics.isEmpty ? rubric : nil, loading.told)
  }

  /// The same for files that are all texts.
  package static func load(
    _ files: [(name: String, bytes: [UInt8])], extending base: [(name: String, bytes: [UInt8])] = []
  ) -> (rubric: Rubric?, diagnostics: [Diagnostic]) {
    load(files.map(RubricFile.init), extending: base.map(RubricFile.init))
  }

  /// Whether the set file of a rubric extends another one.
  package static func isExtension(_ files: [RubricFile]) -> Bool {
    RubricLoading(files).isExtension
  }
}

/// One reading of a rubric's files.
private struct RubricLoading {
  /// How many faults are told.
  ///
  /// Of the others it is told how many there are; criteria behind them are not read.
  private static let faultLimit = 500

  private var setFiles: [RubricFile] = []
  private var criterionFiles: [RubricFile] = []
  private var formFile: RubricFile?
  private var wordFile: RubricFile?
  private var allowance = ReadingAllowance()
  private(set) var diagnostics: [Diagnostic] = []

  init(_ files: [RubricFile]) {
    for file in files.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
      let parts = file.path.parts
      guard file.path.fileExtension == "yml", parts.first != "catalogue" else { continue }
      if parts.count == 1 {
        setFiles.append(file)
      } else if parts.count == 3, parts.first == "criteria" {
        criterionFiles.append(file)
      } else if file.path.text == "advice/jobs.yml" {
        formFile = file
      } else if file.path.text == "advice/words.yml" {
        wordFile = file
      } else if file.path.text == StartTexts.path {
        // It helps to begin, and takes no part in an assessment.
        continue
      } else {
        diagnostics.append(
          Diagnostic(
            error:
              "found a file outside the rubric's layout, expected `criteria/STAGE/CRITERION.yml`",
            at: Place(file.path)))
      }
    }
  }

  /// The first faults, and how many more there are.
  var told: [Diagnostic] {
    diagnostics.prefix(Self.faultLimit)
      + Diagnostic.more(diagnostics.count - Self.faultLimit, at: nil)
  }

  /// Whether the set file extends another rubric.
  var isExtension: Bool {
    guard let file = setFiles.first else { return false }
    return file.tree().documents.first?["extends"] != nil
  }

  mutating func rubric(extending base: [RubricFile]) -> Rubric? {
    guard let file = setFiles.first else {
      diagnostics.append(
        Diagnostic(error: "found no set file, expected one such as `v1-v5.yml` at the top"))
      return nil
    }
    for other in setFiles.dropFirst() {
      diagnostics.append(
        Diagnostic(
          error: "found a second set file beside `\(file.path)`, expected one",
          at: Place(other.path)))
    }
    if let file = criterionFiles.dropFirst(ReadingAllowance.criteria).first {
      diagnostics.append(
        Diagnostic(
          error: "found \(criterionFiles.count) files of criteria, expected at most "
            + "\(ReadingAllowance.criteria)", at: Place(file.path)))
      return nil
    }
    if isExtension, !base.isEmpty { return rubric(of: file, extending: base) }
    guard let set = read(file, { RubricSetReader().set($0, &$1) }) else { return nil }
    let conditions = ConditionReader()
    let words =
      wordFile.flatMap { file in
        read(file) {
          AdviceWordReader(conditions: conditions).words($0, isWhole: file.isWhole, &$1)
        }
      }
      ?? .none
    let forms =
      formFile.flatMap { file in
        read(file) {
          PipelineFormReader(words: words.names).forms($0, isWhole: file.isWhole, &$1)
        }
      }
      ?? .none
    let reader = CriterionReader(
      set: set, conditions: conditions, advice: advice(conditions, forms, words))
    let criteria = criteria(by: reader)
    checkFiles(against: set)
    return Rubric(set, criteria: criteria, forms: forms, words: words)
  }

  /// The rubric of a set file that changes another one.
  private mutating func rubric(of file: RubricFile, extending files: [RubricFile]) -> Rubric? {
    var loading = RubricLoading(files)
    let old = loading.rubric(extending: [])
    let oldSet = loading.setFiles.first.flatMap { file in
      loading.read(file) { RubricSetReader().set($0, &$1) }
    }
    diagnostics += loading.diagnostics
    guard let old, let oldSet else { return nil }
    let halves = Set(old.criteria.filter { $0.partial != nil }.map(\.id))
    let extensions = RubricExtensionReader(base: oldSet, halves: halves)
    let change = read(file) { extensions.rubricExtension($0, &$1) }
    guard let change else { return nil }
    for file in [formFile, wordFile].compactMap({ $0 }) {
      diagnostics.append(
        Diagnostic(
          error: "found words or forms of advice, expected those of the rubric that is extended",
          at: Place(file.path), hint: "remove the file"))
    }
    let set = change.applied(to: oldSet)
    let conditions = ConditionReader()
    let reader = CriterionReader(
      set: set, conditions: conditions, advice: advice(conditions, old.forms, old.words))
    let own = criteria(by: reader)
    var ownSet = set
    for index in ownSet.stages.indices {
      ownSet.stages[index].criteria = change.added[set.stages[index].stage.id] ?? []
    }
    checkFiles(against: ownSet)
    let kept = old.criteria.filter { !change.dropped.contains($0.id) }
      .map { $0.changed(by: change.changes[$0.id]) }
    return Rubric(set, criteria: own + kept, forms: old.forms, words: old.words)
  }

  /// A reader of advice, which checks it where criteria come as they were written.
  private func advice(
    _ conditions: ConditionReader, _ forms: PipelineForms, _ words: AdviceWords
  ) -> AdviceReader {
    AdviceReader(
      conditions, forms, words, isChecked: criterionFiles.contains(where: \.isWhole))
  }

  private mutating func criteria(by reader: CriterionReader) -> [Criterion] {
    var criteria: [Criterion] = []
    for file in criterionFiles where diagnostics.count < Self.faultLimit {
      let criterion = read(file) { reader.criterion($0, isWhole: file.isWhole, &$1) }
      if let criterion { criteria.append(criterion) }
    }
    return criteria
  }

  /// Reads one document, with the faults of its text.
  private mutating func read<Value>(
    _ file: RubricFile, _ value: (Node, inout FaultList) -> Value?
  ) -> Value? {
    let tree = file.tree()
    var faults = FaultList(path: file.path, allowance: allowance)
    for fault in tree.faults { faults.add(fault.message, at: fault.position) }
    var result: Value?
    if let document = tree.documents.first, !tree.isRejected {
      result = value(document, &faults)
    } else if tree.faults.isEmpty {
      faults.add("found an empty file, expected a mapping", at: .start)
    }
    if tree.documents.count > 1 {
      faults.add(
        "found \(tree.documents.count) documents, expected one", at: tree.documents[1].position)
    }
    allowance = faults.allowance
    diagnostics += faults.told
    return result
  }

  /// Checks that every criterion of the set has its file, and every file its place in the set.
  private mutating func checkFiles(against set: RubricSet) {
    let paths = Set(criterionFiles.map(\.path.text))
    let ids = criterionFiles.map(\.path.stem)
    for list in set.stages {
      for criterion in list.criteria {
        let path = "criteria/\(list.stage.id)/\(criterion.value).yml"
        guard !paths.contains(path) else { continue }
        diagnostics.append(
          Diagnostic(
            error: "found no file `\(path)`, expected one for `\(criterion.value)`",
            at: criterion.place,
            hint: allowance.hint(
              for: criterion.value, among: ids.filter { $0 != criterion.value })))
      }
    }
    let named = set.criteria.map(\.value)
    for file in criterionFiles where !named.contains(file.path.stem) {
      diagnostics.append(
        Diagnostic(
          error: "found a file for `\(file.path.stem)`, expected the set to list it",
          at: Place(file.path), hint: allowance.hint(for: file.path.stem, among: named)))
    }
  }
}

extension Rubric {
  /// Puts criteria in the order of the set.
  fileprivate init(
    _ set: RubricSet, criteria: [Criterion], forms: PipelineForms, words: AdviceWords
  ) {
    let known = Dictionary(criteria.map { ($0.id, $0) }) { first, _ in first }
    self.init(
      identity: set.identity, reachedAt: set.reachedAt, stages: set.stages.map(\.stage),
      areas: set.areas, effects: set.effects, milestones: set.milestones, outlooks: set.outlooks,
      criteria: set.criteria.compactMap { known[$0.value] }, forms: forms, words: words)
  }
}
