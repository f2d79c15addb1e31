import FactModel
import Rubrics
import SourceModel

/// The words of reports that belong to no criterion.
struct Wording {
  let language: Language

  func say(_ english: String, _ korean: String) -> String {
    Phrase(english, korean).text(in: language)
  }

  var score: String { say("score", "점수") }
  var reached: String { say("reached", "도달") }
  var notReached: String { say("not reached", "미도달") }
  var skipped: String { say("does not apply", "해당 없음") }
  var missing: String { say("missing", "부족한 항목") }
  var nothingMissing: String { say("nothing is missing", "부족한 항목이 없습니다") }
  var warnings: String { say("Warnings", "경고") }
  var stage: String { say("Stage", "단계") }
  var status: String { say("Status", "상태") }
  var missingRequired: String { say("Missing ★", "부족한 ★") }
  var evidence: String { say("Evidence", "근거") }
  var lookedAt: String { say("looked at here", "이 저장소에서 살펴본 것") }

  func worth(_ gain: Gain, of stage: String) -> String {
    say(
      "Meeting it adds \(gain.ofStage) points to \(stage) and \(gain.overall) to the score.",
      "충족하면 \(stage) 점수가 \(gain.ofStage)점, 전체 점수가 \(gain.overall)점 오릅니다.")
  }

  var lookedFor: String { say("looked for", "찾아본 것") }
  var weight: String { say("weight", "가중치") }
  var toMeet: String { say("To meet it", "충족하려면") }
  var at: String { say("at", "위치") }
  var ladder: String { say("Infrastructure", "인프라") }
  var orchestration: String { say("Orchestration", "오케스트레이션") }

  func shortened(_ cut: MarkdownCut) -> String {
    say(
      "_Left out to fit: \(leftOut(cut)); `devops-assess -v` shows everything._",
      "_길이를 맞추려 뺀 것: \(leftOut(cut)). 전체는 `devops-assess -v`로 볼 수 있습니다._")
  }

  private func leftOut(_ cut: MarkdownCut) -> String {
    switch cut {
    case .nothing: say("nothing", "없음")
    case .evidenceOfMet: say("places of what is met", "충족한 기준의 나머지 위치")
    case .evidence: say("places beyond the first of each criterion", "기준마다 첫 번째 외의 위치")
    case .criteria: say("the criteria", "기준 목록")
    case .infrastructure: say("criteria and infrastructure", "기준 목록과 인프라")
    case .warnings: say("criteria, infrastructure and warnings", "기준 목록, 인프라, 경고")
    case .steps: say("all but the verdict", "판정 외의 모든 것")
    }
  }

  var gate: String { say("gate", "게이트") }

  func status(_ status: Status) -> String {
    switch status {
    case .met: say("met", "충족")
    case .partial: say("partial", "일부 충족")
    case .unmet: say("unmet", "미충족")
    case .notApplicable: say("n/a", "해당 없음")
    }
  }

  func severity(_ severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: say("error", "오류")
    case .warning: say("warning", "경고")
    }
  }

  func effort(_ effort: Effort) -> String {
    switch effort {
    case .hour: say("about an hour", "약 한 시간")
    case .day: say("about a day", "약 하루")
    case .week: say("about a week", "약 한 주")
    }
  }

  func nextHeading(_ stage: String) -> String {
    say("The shortest way to \(stage)", "다음 단계 \(stage): 가장 짧은 길")
  }

  var lastStage: String {
    say("Every stage that applies is reached.", "해당하는 모든 단계에 도달했습니다.")
  }

  func more(_ count: Int) -> String { say("and \(count) more", "외 \(count)개") }

  func details(_ command: String) -> String {
    say("All criteria with evidence: \(command)", "근거를 포함한 모든 기준: \(command)")
  }

  func kind(_ kind: ProjectKind) -> String {
    switch kind {
    case .service: say("service", "서비스")
    case .site: say("site", "사이트")
    case .infrastructure: say("infrastructure", "인프라")
    case .library: say("library", "라이브러리")
    case .tool: say("tool", "도구")
    case .other: say("other", "기타")
    }
  }

  /// The sign of a status, readable without colour.
  static func sign(_ status: Status) -> String {
    switch status {
    case .met: "✓"
    case .partial: "◐"
    case .unmet: "✗"
    case .notApplicable: "–"
    }
  }
}
