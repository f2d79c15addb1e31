import Rubrics
import SourceModel

/// The words that only the page has: headings, labels of controls, names of pictures.
struct HTMLWording {
  let language: Language

  private func say(_ english: String, _ korean: String) -> String {
    Phrase(english, korean).text(in: language)
  }

  var title: String { say("DevOps stage", "DevOps 단계") }
  var skip: String { say("Skip to the report", "보고서로 건너뛰기") }
  var scoreOf: String { say("of 100", "/ 100") }
  var path: String { say("The path", "다섯 단계의 길") }
  var stages: String { say("Stages", "단계") }
  var milestones: String { say("Milestones", "이정표") }
  var youAreHere: String { say("you are here", "현재 위치") }
  var nextStage: String { say("next", "다음") }
  var nothingRequired: String { say("Nothing required is missing.", "필수 항목이 모두 충족되었습니다.") }
  var baseline: String { say("Since the baseline", "기준 보고서 이후") }
  var next: String { say("Next steps", "다음 할 일") }
  var required: String { say("required for the stage", "단계에 필수") }
  var recommended: String { say("recommended", "권장") }
  var profile: String { say("Areas and effects", "영역과 효과") }
  var areas: String { say("Six areas of the life cycle", "생애주기의 여섯 영역") }
  var effects: String { say("What it buys the team", "팀이 얻는 네 가지 효과") }
  var infrastructure: String { say("Infrastructure", "인프라") }
  var ladder: String { say("The infrastructure ladder", "인프라 사다리") }
  var orchestration: String { say("Orchestration capabilities", "오케스트레이션 기능") }
  var found: String { say("found", "있음") }
  var notFound: String { say("not found", "없음") }
  var criteria: String { say("All criteria", "모든 기준") }
  var search: String { say("Search criteria", "기준 검색") }
  var searchHint: String { say("a word, an id, a file", "낱말, 아이디, 파일") }
  var status: String { say("Status", "상태") }
  var stage: String { say("Stage", "단계") }
  var all: String { say("all", "전체") }
  var allStages: String { say("All stages", "모든 단계") }
  var waived: String { say("waived", "면제") }
  var attested: String { say("attested", "확인됨") }
  var openAll: String { say("Open all", "모두 펼치기") }
  var closeAll: String { say("Close all", "모두 접기") }
  var noMatch: String {
    say(
      "No criterion matches. Clear the search or choose “all”.",
      "맞는 기준이 없습니다. 검색어를 지우거나 ‘전체’를 고르세요.")
  }
  /// The count of criteria shown; the script fills in both numbers.
  var shown: String { say("{n} of {all} criteria shown", "기준 {all}개 중 {n}개 표시") }
  var copy: String { say("Copy", "복사") }
  var copied: String { say("Copied", "복사됨") }
  var copyFailed: String { say("Press Ctrl+C to copy", "Ctrl+C로 복사하세요") }
  var toStep: String { say("What to do: see the next steps", "할 일: 다음 할 일 보기") }
  var statements: String { say("Waivers and attestations", "면제와 확인") }
  var technologies: String { say("Technologies found", "발견한 기술") }
  var file: String { say("File", "파일") }
  var location: String { say("Where", "위치") }

  func copyLabel(_ title: String) -> String {
    say("Copy the snippet: \(title)", "코드 조각 복사: \(title)")
  }

  func snippetLabel(_ title: String) -> String { say("Snippet: \(title)", "코드 조각: \(title)") }

  func gain(_ gain: Score) -> String { say("+\(gain) points", "+\(gain)점") }

  func score(_ score: Score) -> String { say("score \(score) of 100", "100점 중 \(score)점") }

  func files(_ count: Int) -> String {
    say(count == 1 ? "1 file" : "\(count) files", "파일 \(count)개")
  }

  func rubric(_ identity: RubricIdentity) -> String {
    say(
      "rubric \(identity.name), version \(identity.version)",
      "기준표 \(identity.name), 버전 \(identity.version)")
  }
}
