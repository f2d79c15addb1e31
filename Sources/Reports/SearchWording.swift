import FactModel
import Rubrics
import SourceModel

/// The words for where a criterion was looked for.
struct SearchWording {
  let language: Language

  private static let names: [String: Phrase] = [
    "blemishes": Phrase("generated or secret files in git", "git에 들어간 생성 파일이나 비밀 파일"),
    "configured": Phrase("tools configured outside pipelines", "파이프라인 밖에 설정된 도구"),
    "deliveries": Phrase("deliveries", "전달"),
    "dependencies": Phrase("direct dependencies", "직접 의존성"),
    "documents": Phrase("documents", "문서"),
    "environments": Phrase("environments", "환경"),
    "files": Phrase("files", "파일"),
    "history": Phrase("the git history", "git 이력"),
    "images": Phrase("images of deployments", "배포 이미지"),
    "jobs": Phrase("jobs of pipelines", "파이프라인 작업"),
    "ladder": Phrase("rungs of the infrastructure ladder", "인프라 사다리의 단"),
    "manifests": Phrase("manifests of build and package tools", "빌드·패키지 매니페스트"),
    "orchestration": Phrase("orchestration capabilities", "오케스트레이션 기능"),
    "project": Phrase("the kind of project", "프로젝트 종류"),
    "resources": Phrase("resources of infrastructure code", "인프라 코드의 자원"),
    "runs": Phrase("tools at work in pipelines", "파이프라인에서 실행하는 도구"),
    "runtimes": Phrase("versions of languages and tools", "언어와 도구의 버전"),
    "scripts": Phrase("commands kept in manifests", "매니페스트에 적힌 명령"),
    "tests": Phrase("test files", "테스트 파일"),
    "tools": Phrase("tools seen anywhere", "저장소에서 보이는 모든 도구"),
    "triggers": Phrase("triggers of pipelines", "파이프라인 시작 조건"),
    "workloads": Phrase("workloads", "워크로드"),
  ]

  /// What is known in words; the kinds of facts that have none.
  static func unnamed(of kinds: [String]) -> [String] { kinds.filter { names[$0] == nil } }

  /// `jobs of pipelines (12): .github/workflows/ci.yml, … and 2 more`.
  func line(_ search: Search) -> String {
    let name = (Self.names[search.facts] ?? Phrase(search.facts, search.facts)).text(in: language)
    guard !["history", "project"].contains(search.facts) else { return name }
    guard search.count > 0 else {
      return Phrase("no \(name)", "\(name) 없음").text(in: language)
    }
    let counted = Phrase("\(name) (\(search.count))", "\(name) \(search.count)개")
      .text(in: language)
    guard !search.files.isEmpty else { return counted }
    let more = search.fileCount - search.files.count
    let rest = more > 0 ? Phrase(" and \(more) more", " 외 \(more)개").text(in: language) : ""
    return counted + ": " + search.files.map(\.text).joined(separator: ", ") + rest
  }
}
