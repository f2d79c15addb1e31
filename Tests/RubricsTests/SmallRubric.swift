import Rubrics
import SourceModel

/// One criterion of a rubric in memory, met by the document `ID-met`, half met by `ID-partial`,
/// and not applicable beside `ID-none`.
struct SmallCriterion {
  var id: String
  var stage = "s1"
  var weight = 1
  var isRequired = false
  var effort = "day"
  /// Another condition than the document's.
  var met: String?
  var notFor: [String] = []

  private func document(_ ending: String) -> String {
    "documents, where: {path: \(id)-\(ending)}"
  }

  var text: String {
    """
    id: \(id)
    stage: \(stage)
    area: \(weight % 2 == 0 ? "even" : "odd")
    effect: calm
    weight: \(weight)
    required: \(isRequired)\(notFor.isEmpty ? "" : "\nnot-for: [\(notFor.joined(separator: ", "))]")
    effort: \(effort)
    title: {en: "Title \(id)", ko: "제목"}
    question: {en: "Is there \(id)?", ko: "있습니까?"}
    why: {en: "It helps.", ko: "도움이 됩니다."}
    applies:
      when: {none: \(document("none"))}
      otherwise: {en: it is not asked, ko: 묻지 않음}
    met: \(met ?? "{some: \(document("met"))}")
    partial: {some: \(document("partial"))}
    says:
      met: {en: it is there, ko: 있음}
      partial: {en: half of it is there, ko: 절반만 있음}
      unmet: {en: it is not there, ko: 없음}
    looked-for: [{en: it, ko: 그것}]
    next:
      - when: {some: \(document("hint"))}
        at: {some: \(document("hint"))}
        how: {en: "Use the hint.", ko: "힌트를 쓰십시오."}
        snippet: {path: a.yml, language: yaml, text: "a: 1"}
      - how: {en: "Write it.", ko: "쓰십시오."}
    examples:
      - {name: there, status: met, files: {"\(id)-met": a}}
      - {name: half, status: partial, files: {"\(id)-partial": a}}
      - {name: not there, status: unmet}
    """
  }
}

/// The files of a rubric in memory.
struct SmallRubric {
  var criteria: [SmallCriterion]
  var reachedAt = 60

  var files: [(name: String, bytes: [UInt8])] {
    let stages = criteria.reduce(into: [String]()) { stages, criterion in
      if !stages.contains(criterion.stage) { stages.append(criterion.stage) }
    }
    let lists = stages.map { stage in
      let ids = criteria.filter { $0.stage == stage }.map(\.id).joined(separator: ", ")
      return """
          - {id: \(stage), title: {en: "Stage \(stage)", ko: "단계"}, question: {en: "Is it?", ko: "예?"}, criteria: [\(ids)]}

        """
    }
    let set = """
      name: small
      version: "2"
      reached-at: \(reachedAt)
      stages:
      \(lists.joined())areas: [{id: odd, title: {en: Odd, ko: 홀}}, {id: even, title: {en: Even, ko: 짝}}]
      effects: [{id: calm, title: {en: Calm, ko: 평온}, why: {en: calms, ko: 평온함}}]
      milestones: [{id: all, title: {en: All, ko: 모두}, criteria: [\(criteria.map(\.id).joined(separator: ", "))]}]
      """
    return [("small.yml", Array(set.utf8))]
      + criteria.map { ("criteria/\($0.stage)/\($0.id).yml", Array($0.text.utf8)) }
  }

  /// The rubric; `nil` where its texts have faults.
  var rubric: Rubric? { RubricLoader.load(files).rubric }
}
