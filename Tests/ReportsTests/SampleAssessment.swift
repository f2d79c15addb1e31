import FactModel
import Rubrics
import SourceModel

/// A small assessment made by hand, with one of everything that reports show.
enum SampleAssessment {
  static let shop = Assessment(
    rubric: RubricIdentity(name: "v1-v5", version: "1"),
    repository: RepositorySummary(
      path: "shop", commit: "0123456789abcdef0123456789abcdef01234567", branch: "main", files: 42),
    kind: .service, kindReason: Phrase("a Dockerfile that is deployed", "배포되는 Dockerfile이 있음"),
    kindEvidence: [Place(RelativePath("Dockerfile"))], stage: "v2", strictStage: "v1",
    score: Score(tenths: 615),
    strictScore: Score(tenths: 601),
    summary: Phrase(
      "The team works together on one history, and a machine tests it. "
        + "Deploying is still done by hand, from a person's own machine.",
      "팀이 하나의 이력 위에서 함께 일하고 기계가 테스트합니다. 배포는 아직 사람이 자기 컴퓨터에서 직접 합니다."),
    milestones: milestones, stages: stages,
    areas: [
      GroupScore(id: "source", title: Phrase("Source", "소스 관리"), score: Score(tenths: 800)),
      GroupScore(id: "deploy", title: Phrase("Deploy", "배포"), score: nil),
    ],
    effects: [
      GroupScore(
        id: "automation", title: Phrase("Automation", "자동화"), score: Score(tenths: 705))
    ],
    criteria: criteria, ladder: [.docker, .kubernetes], orchestration: [.centralControl],
    outlook: Outlook(
      text: Phrase(
        "The next rung would come too early. First: Tests.", "다음 단계는 아직 이릅니다. 먼저: 테스트."),
      first: ["test.automated"]),
    evidenceOf: [
      "docker": [evidence("Dockerfile", 1, "", "docker", "docker")],
      "kubernetes": [evidence("k8s/shop.yml", 2, "", "kubernetes", "kubernetes")],
    ],
    technologies: [
      Technology(name: "docker", category: "containers", place: Place(RelativePath("Dockerfile")))
    ],
    next: next,
    waived: [waiver], attested: [attestation],
    gate: [
      GateCheck(
        name: "min-stage v2", holds: true,
        says: Phrase("stage v2 is at least v2", "v2 단계로 v2 이상입니다")),
      GateCheck(
        name: "min-score 70", holds: false,
        says: Phrase(
          "found an overall score of 61.5, expected at least 70",
          "전체 점수는 61.5점입니다. 70점 이상이어야 합니다"), criteria: ["cd.deploy"]),
    ],
    comparison: comparison,
    warnings: [
      Diagnostic(
        .warning,
        Phrase("found a tab in the indentation, expected spaces", "들여쓰기에 탭이 있습니다. 공백이어야 합니다"),
        at: Place(RelativePath("config/app.yml"), line: 7, column: 3)),
      Diagnostic(
        .warning, Phrase("the clone is shallow", "얕은 클론입니다"),
        hint: Phrase("fetch all of it", "전체를 가져오십시오")),
    ])

  private static let waiver = Waiver(
    criterion: "source.owners", reason: "one team", until: "2027-01-31")

  private static let attestation = Attestation(
    criterion: "operate.runbooks", evidence: "https://wiki.example.org/runbooks", by: "Ada",
    date: "2026-11-02", until: "2027-05-02")

  private static let comparison = Comparison(
    stage: "v1", score: Score(tenths: 500),
    gained: [
      Comparison.Change(
        criterion: "source.git", title: Phrase("One history", "하나의 이력"), before: .unmet,
        after: .met)
    ],
    lost: [
      Comparison.Change(
        criterion: "cd.deploy", title: Phrase("Deliveries by a machine", "자동 배포"), before: .met,
        after: .unmet, lostPaths: [".github/workflows/deploy.yml"])
    ],
    changed: [
      Comparison.Change(
        criterion: "ci.test", title: Phrase("Tests by a machine", "자동 테스트"), before: .partial,
        after: .partial, lostPaths: ["ci.yml"], gainedPaths: [".github/workflows/ci.yml"])
    ],
    note: Phrase(
      "The baseline was made by version 0 of the rubric, this report by version 1.",
      "기준 보고서는 기준표 버전 0으로, 이 보고서는 버전 1로 만들었습니다."))

  private static let milestones = [
    Milestone(id: "git", title: Phrase("git", "git"), status: .met, criteria: ["source.git"]),
    Milestone(
      id: "ci-cd", title: Phrase("CI/CD", "CI/CD"), status: .partial,
      criteria: ["ci.pipeline", "ci.test", "cd.deploy"]),
    Milestone(
      id: "ci-cd-split", title: Phrase("CI/CD split", "CI/CD 분리"), status: .unmet,
      criteria: ["deploy.split"]),
    Milestone(
      id: "rollback", title: Phrase("rollback", "롤백"), status: .unmet,
      criteria: ["deploy.rollback"]),
    Milestone(
      id: "monitoring", title: Phrase("monitoring", "모니터링"), status: .notApplicable,
      criteria: ["monitor.metrics"]),
  ]

  private static let stages = [
    StageResult(
      id: "v2", title: Phrase("Collaborate (git)", "협업 (git)"),
      question: Phrase("Does the team change the code together?", "팀이 함께 코드를 바꿉니까?"),
      score: Score(tenths: 1000), isReached: true, isApplicable: true, missing: []),
    StageResult(
      id: "v3", title: Phrase("Automate (CI/CD)", "배포 자동화 (CI/CD)"),
      question: Phrase("Does a machine deliver every change?", "기계가 모든 변경을 전달합니까?"),
      score: Score(tenths: 455), isReached: false, isApplicable: true, missing: ["cd.deploy"]),
    StageResult(
      id: "v5", title: Phrase("Operate (monitoring)", "운영 (모니터링)"),
      question: Phrase("Does the team see whether it works?", "잘 동작하는지 볼 수 있습니까?"),
      score: Score(tenths: 0), isReached: false, isApplicable: false, missing: []),
  ]

  private static let criteria = [
    CriterionResult(
      id: "source.git", title: Phrase("One history", "하나의 이력"),
      question: Phrase("Is there a history?", "이력이 있습니까?"), stage: "v2", area: "source",
      effect: "accumulation", weight: 3, isRequired: true, status: .met,
      reason: Phrase("the code has a history", "코드에 이력이 있음"),
      evidence: [Evidence(place: nil, excerpt: "", what: Phrase("120 commits", "커밋 120개"))]),
    CriterionResult(
      id: "ci.test", title: Phrase("Tests by a machine", "자동 테스트"),
      question: Phrase("Does a machine test?", "기계가 테스트합니까?"), stage: "v3", area: "build",
      effect: "measurement", weight: 3, isRequired: true, status: .partial,
      reason: Phrase("tests run, and their failure is ignored", "테스트가 실행되지만 실패가 무시됨"),
      evidence: [
        evidence(".github/workflows/ci.yml", 14, "go test ./... || true", "runs tests", "테스트 실행")
      ],
      lookedFor: [Phrase("test commands in pipelines", "파이프라인의 테스트 명령")],
      advice: ChosenAdvice(how: Phrase("Let it fail.", "실패하게 둡니다."))),
    CriterionResult(
      id: "cd.deploy", title: Phrase("Deliveries by a machine", "자동 배포"),
      question: Phrase("Does a machine deliver?", "기계가 배포합니까?"), stage: "v3", area: "deploy",
      effect: "automation", weight: 5, isRequired: true, status: .unmet,
      reason: Phrase("no delivery was found", "배포를 찾지 못함"),
      lookedFor: [
        Phrase("deploy commands in pipelines", "파이프라인의 배포 명령"),
        Phrase("controllers that take what is in the tree", "저장소의 상태를 가져가는 컨트롤러"),
      ]),
    CriterionResult(
      id: "source.owners", title: Phrase("Owners", "담당자"),
      question: Phrase("Who owns the code?", "누가 코드를 맡습니까?"), stage: "v2", area: "source",
      effect: "sharing", weight: 1, isRequired: false, status: .unmet,
      reason: Phrase("nobody is named", "담당자가 없음"),
      lookedFor: [Phrase("a file of owners", "담당자 파일")], standing: .waived(waiver)),
    CriterionResult(
      id: "operate.runbooks", title: Phrase("Runbooks", "런북"),
      question: Phrase("Is it written what to do?", "할 일이 적혀 있습니까?"), stage: "v5",
      area: "operate", effect: "sharing", weight: 2, isRequired: false, status: .unmet,
      reason: Phrase("no document says what to do", "할 일을 적은 문서가 없음"),
      lookedFor: [Phrase("documents for incidents", "장애 대응 문서")],
      standing: .attested(attestation)),
    CriterionResult(
      id: "monitor.metrics", title: Phrase("Metrics", "지표"),
      question: Phrase("Are there metrics?", "지표가 있습니까?"), stage: "v5", area: "operate",
      effect: "measurement", weight: 3, isRequired: false, status: .notApplicable,
      reason: Phrase("does not apply to a library", "라이브러리에는 해당하지 않음")),
  ]

  private static let next = NextStage(
    stage: "v3",
    steps: [
      NextStep(
        criterion: "cd.deploy", title: Phrase("Deliveries by a machine", "자동 배포"),
        why: Phrase(
          "Nobody has to remember the steps (automation: the same thing happens every time)",
          "아무도 절차를 기억할 필요가 없습니다 (자동화: 매번 같은 일이 일어납니다)"),
        effort: .day, gain: Score(tenths: 62),
        how: Phrase("Deploy from the job that tests.", "테스트하는 작업에서 배포합니다."),
        at: Place(RelativePath(".github/workflows/ci.yml"), line: 14),
        snippet: Snippet(
          path: ".github/workflows/deploy.yml", language: "yaml",
          text: "deploy:\n  steps:\n    - run: kubectl apply -f k8s\n")),
      NextStep(
        criterion: "ci.test", title: Phrase("Tests by a machine", "자동 테스트"),
        why: Phrase("A broken change is seen at once.", "깨진 변경이 바로 보입니다."), effort: .hour,
        gain: Score(tenths: 20), how: Phrase("Let the step fail.", "단계가 실패하게 둡니다."),
        snippet: Snippet(language: "shell", text: "go test ./...")),
    ])

  static func evidence(
    _ path: String, _ line: Int, _ excerpt: String, _ english: String, _ korean: String
  ) -> Evidence {
    Evidence(
      place: Place(RelativePath(path), line: line), excerpt: excerpt,
      what: Phrase(english, korean))
  }
}
