package import SourceModel

extension JobFact {
  /// What it is, in one clause.
  var what: Phrase {
    let name = job.name.shownName
    return Phrase("job \(name)", "작업 \(name)").noting(pipeline.confidence)
  }

  /// The lines that let changes start it; the job itself where its vendor starts it on every one.
  var changeSigns: [FactSign] {
    let written = changeTriggers.filter { $0.place != pipeline.place }
    guard written.isEmpty else { return written.map(\.sign) }
    let branches = job.conditions.first { $0.subject == .branch && !$0.text.contains("!") }?.text
    let name = job.name.shownName
    let said =
      branches.map(\.shownList).map {
        Phrase("job \(name) runs on changes of \($0)", "작업 \(name), \($0) 변경마다 실행")
      } ?? Phrase("job \(name) runs on every change", "작업 \(name), 변경마다 실행")
    return [
      FactSign(
        job.place,
        said.noting(
          pipeline.confidence), isSaidOnce: true)
    ]
  }

  /// The steps whose tools do something.
  func signs(giving capability: Capability) -> [FactSign] {
    job.steps.flatMap { step in
      step.uses.filter { $0.capabilities.contains(capability) }.map { use in
        FactSign(step.place, use.excerpt, use.what.noting(pipeline.confidence))
      }
    }
  }
}

extension Trigger {
  /// The line that says it.
  var sign: FactSign {
    let names = ShownNames(branches, tags)
    return FactSign(place, names.text, names.noted(in: event.phrase))
  }
}

extension Trigger.Event {
  /// What it does, in one clause.
  var phrase: Phrase {
    switch self {
    case .push: Phrase("pushes start it", "푸시가 시작함")
    case .pullRequest: Phrase("pull or merge requests start it", "풀·머지 리퀘스트가 시작함")
    case .mergeQueue: Phrase("the merge queue starts it", "병합 대기열이 시작함")
    case .tag: Phrase("tags start it", "태그가 시작함")
    case .release: Phrase("releases start it", "릴리스가 시작함")
    case .schedule: Phrase("a clock starts it", "스케줄이 시작함")
    case .manual: Phrase("a person starts it", "사람이 시작함")
    case .upstream: Phrase("another pipeline's end starts it", "다른 파이프라인의 종료가 시작함")
    case .called: Phrase("other pipelines call it", "다른 파이프라인이 호출함")
    case .api: Phrase("calls of the host's interface start it", "API 호출이 시작함")
    case .other: Phrase("other events of the host start it", "호스트의 다른 이벤트가 시작함")
    }
  }
}

extension RunFact {
  /// The pipeline's line first, then the line of the script, target or package that it leads to.
  var signs: [FactSign] {
    let what = use.what.noting(job.pipeline.confidence)
    let own = FactSign(step.place, use.excerpt, what)
    guard let outermost = step.via.first, outermost.path != step.place.path else { return [own] }
    return [FactSign(outermost, caller, what), own]
  }
}

extension Phrase {
  /// The phrase, with a word on facts that no file states.
  func noting(_ confidence: Confidence) -> Phrase {
    switch confidence {
    case .stated: self
    case .inferred: Phrase("\(english), inferred from a program", "\(korean), 프로그램에서 추정")
    }
  }
}

extension ToolUse {
  /// What was seen, in one clause.
  package var what: Phrase {
    switch origin {
    case .command: Phrase("runs \(name)", "\(name) 실행")
    case .script:
      Phrase("runs \(name), not wired to a pipeline", "\(name) 실행, 파이프라인에 연결되지 않음")
    case .action: Phrase("uses \(name)", "\(name) 사용")
    case .dependency: Phrase("depends on \(name)", "\(name) 의존")
    case .image: Phrase("image of \(name)", "\(name) 이미지")
    case .file, .content, .object, .resource: Phrase("configures \(name)", "\(name) 설정")
    }
  }
}
