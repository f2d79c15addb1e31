import SourceModel

extension Vocabulary {
  static let pipelineCollections = [jobs, triggers, runs]

  private static let jobs = FactCollection(
    "jobs", "every job of a live pipeline",
    attributes: jobAttributes,
    facts: \.jobs,
    shown: { [FactSign($0.job.place, $0.what, isSaidOnce: true)] })

  private static let triggers = FactCollection(
    "triggers", "everything that starts a live pipeline",
    attributes: [
      .texts("event", "the kind of event", values: Trigger.Event.allCases.map(\.rawValue)) {
        [$0.event.rawValue]
      },
      .texts("branches", "the branches it is limited to") { $0.branches },
      .flag("paths", "whether it is limited to paths") { !$0.paths.isEmpty },
    ],
    facts: { $0.facts.pipelines.flatMap(\.triggers) },
    shown: { [$0.sign] })

  private static let runs = FactCollection(
    "runs", "every tool at work in a step of a live pipeline",
    attributes: toolAttributes(of: \RunFact.use) + runAttributes,
    facts: \.runs,
    shown: { $0.signs })

  private static let jobAttributes: [AttributeReading<JobFact>] = [
    .capabilities("gives", "what its steps do together") { $0.capabilities },
    .flag("on-change", "whether changes or requests of the default branch start it") {
      $0.startsOnChange
    }
    .shown { $0.changeSigns },
    .texts("events", "the events that start it", values: Trigger.Event.allCases.map(\.rawValue)) {
      job in Trigger.Event.allCases.filter(job.job.events.contains).map(\.rawValue)
    },
    .flag("ignores-failure", "whether its failure is ignored") { $0.job.ignoresFailure },
    .flag("fans-out", "whether it is a matrix or runs in parallel") { $0.job.fanOut != nil }
      .shown { FactSign.at($0.job.fanOut, Phrase("matrix or parallel runs", "매트릭스나 병렬 실행")) },
    .flag("caches", "whether it caches") {
      !$0.job.caches.isEmpty || $0.capabilities.contains(.caches)
    }
    .shown { fact in
      fact.job.caches.map { FactSign($0, Phrase("caches", "캐시")) } + fact.signs(giving: .caches)
    },
    .flag("stores-artifact", "whether it keeps artifacts for later jobs") {
      !$0.job.artifacts.isEmpty || $0.capabilities.contains(.storesArtifact)
    }
    .shown { fact in
      fact.job.artifacts.map { FactSign($0, Phrase("keeps artifacts", "산출물 보관")) }
        + fact.signs(giving: .storesArtifact)
    },
    .flag("reports-coverage", "whether it hands coverage to the vendor") {
      !$0.job.coverageReports.isEmpty
    }
    .shown { fact in
      fact.job.coverageReports.map { FactSign($0, Phrase("report of coverage", "커버리지 보고")) }
    },
    .flag("secrets", "whether it takes secrets from the vendor's store") {
      !$0.job.secrets.isEmpty
    }
    .shown { fact in
      fact.job.secrets.map { FactSign($0.place, $0.value.shownName, Phrase("secret", "비밀 값")) }
    },
    .flag("identity", "whether it gets a short-lived identity") { $0.job.identity != nil }
      .shown { FactSign.at($0.job.identity, Phrase("short-lived identity", "단기 자격 증명")) },
    .flag(
      "runs-beside", "whether another job of its pipeline does not wait for it, nor it for that"
    ) {
      $0.runsBesideAnother
    },
    .flag("feeds-delivery", "whether a job that delivers waits for it") { $0.feedsDelivery },
    .flag("gate", "whether it waits for a person") { $0.job.gate != nil }
      .shown { FactSign.at($0.job.gate?.place, Phrase("waits for a person", "사람의 결정을 기다림")) },
    .texts("environment", "the environment it deploys to") {
      $0.job.environment.map { [$0.name] } ?? []
    }
    .shown { fact in
      fact.job.environment.map { [FactSign($0.place, Phrase.environment($0.name))] } ?? []
    },
    .texts("vendor", "the CI vendor's id") { [$0.pipeline.vendor] },
    .texts(
      "confidence", "whether a file states it or a program's texts let it be inferred",
      values: Confidence.allCases.map(\.rawValue)
    ) { [$0.pipeline.confidence.rawValue] },
    .texts("name", "its name") { [$0.job.name] },
  ]

  private static let runAttributes: [AttributeReading<RunFact>] = [
    .flag("ignores-failure", "whether the failure of the step or its job is ignored") {
      $0.ignoresFailure
    },
    .flag("finds-tests", "whether tests that the runner would run stand in the tree") {
      $0.findsTests
    },
    .flag("on-change", "whether changes or requests of the default branch start its job") {
      $0.job.startsOnChange
    },
    .texts(
      "events", "the events that start its job", values: Trigger.Event.allCases.map(\.rawValue)
    ) {
      run in Trigger.Event.allCases.filter(run.job.job.events.contains).map(\.rawValue)
    },
    .flag(
      "called-pipeline", "whether it is a pipeline elsewhere, beside whose call no step can stand"
    ) { $0.step.action?.kind == .pipeline },
    .capabilities("job-gives", "what all steps of its job do together") { $0.job.capabilities },
    .flag("delivering-pipeline", "whether its pipeline also delivers") {
      $0.isInDeliveringPipeline
    },
    .texts("environment", "the environment that its job deploys to") {
      $0.job.job.environment.map { [$0.name] } ?? []
    },
    .texts("vendor", "the CI vendor's id") { [$0.job.pipeline.vendor] },
    .texts("words", "the words of its command, or an action's inputs as `name=value`") {
      $0.step.writtenWords
    },
    .text(
      "command", "its command with all variables, where it is short and says no secret",
      form: .command
    ) { $0.shortCommand },
    .text(
      "call", "the command that calls its script or target, where that says all by itself",
      form: .command
    ) { $0.call },
  ]

  static let configured = FactCollection(
    "configured", "every tool seen outside pipelines: dependencies, files, objects, resources",
    attributes: toolAttributes(of: \ToolUse.self) + [
      .texts("words", "the words that show it, each text in quotes one of them") {
        $0.excerpt.split { "\"'`(),; ".contains($0) }.map(String.init)
      }
    ],
    facts: \.facts.uses,
    shown: { [FactSign($0.place, $0.excerpt, $0.what)] })

  static let tools = FactCollection(
    "tools", "every tool, in pipelines and outside of them",
    attributes: toolAttributes(of: \ToolUse.self),
    facts: { $0.facts.uses + $0.runs.map(\.use) },
    shown: { [FactSign($0.place, $0.excerpt, $0.what)] })

  static func toolAttributes<Fact: Sendable>(
    of path: any KeyPath<Fact, ToolUse> & Sendable
  ) -> [AttributeReading<Fact>] {
    [
      .texts("tool", "the catalogue's id of the tool") { [$0[keyPath: path].tool] },
      .texts("category", "the catalogue's category") { [$0[keyPath: path].category] },
      .capabilities("gives", "what the tool does here") { $0[keyPath: path].capabilities },
      .texts("origin", "where it was seen", values: ToolUse.Origin.allCases.map(\.rawValue)) {
        [$0[keyPath: path].origin.rawValue]
      },
      .texts(
        "rungs", "the rungs of the ladder that it shows", values: Rung.allCases.map(\.rawValue)
      ) {
        fact in Rung.allCases.filter(fact[keyPath: path].rungs.contains).map(\.rawValue)
      },
      .texts("ecosystem", "the ecosystem it belongs to") {
        $0[keyPath: path].ecosystem.map { [$0] } ?? []
      },
      .texts("scope", "when a dependency is needed", values: ["runtime", "development"]) {
        [$0[keyPath: path].scope.rawValue]
      },
      .texts("confidence", "how sure it is", values: Confidence.allCases.map(\.rawValue)) {
        [$0[keyPath: path].confidence.rawValue]
      },
      .texts("path", "the file") { [$0[keyPath: path].place.path.text] },
    ]
  }
}
