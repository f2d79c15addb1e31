import FactModel
package import SourceModel
import Syntax

/// Reads the tests that Heroku CI runs on every push, as `app.json` says them.
///
/// https://devcenter.heroku.com/articles/heroku-ci
package struct HerokuCIReader: PipelineReader {
  /// The vendor's id.
  package let vendor = "heroku-ci"

  /// Makes a reader.
  package init() {}

  /// The endings of its files.
  package var endings: Set<String>? { ["json"] }

  /// Whether the file is the manifest that the host reads.
  package func isPipeline(_ path: RelativePath) -> Bool { path.text == "app.json" }

  /// The pipeline with one job, where a test command is written down.
  package func pipelines(in paths: [RelativePath], context: ReadingContext) -> PipelineReading {
    var reading = PipelineReading()
    for path in paths {
      // Other tools have a file of this name.
      guard let file = context.read(path), file.contains("\"environments\""),
        file.contains("\"test\"")
      else { continue }
      let tree = JSON.parse(file.bytes, dialect: .withComments)
      reading.warnings += tree.faults.map { $0.diagnostic(in: path) }
      let document = PipelineDocument(file, documents: tree.documents)
      guard let test = document.root?["environments"]?.entry("test") else { continue }
      if let fault = Self.fault(of: test, document) { reading.warnings.append(fault) }
      guard let job = Self.job(test, document, context) else { continue }
      reading.pipelines.append(
        Pipeline(
          vendor: vendor, name: path.text, place: Place(path),
          triggers: [Trigger(.push, at: document.place(test.key))], jobs: [job]))
    }
    return reading
  }

  private static func fault(of test: Node.Entry, _ document: PipelineDocument) -> Diagnostic? {
    guard let scripts = test.value.entry("scripts"), !scripts.value.isMapping else { return nil }
    return Diagnostic(
      .warning,
      Phrase(
        "found no mapping, expected the scripts `test-setup` and `test`",
        "매핑이 아닙니다. 스크립트 `test-setup`과 `test`가 있어야 합니다"),
      at: document.place(scripts.key))
  }

  /// The machine is built like the application's, with its dependencies, before the commands run.
  ///
  /// https://devcenter.heroku.com/articles/heroku-ci#test-environment-customization
  private static func job(
    _ test: Node.Entry, _ document: PipelineDocument, _ context: ReadingContext
  ) -> Job? {
    let scripts = test.value["scripts"]
    guard let command = scripts?["test"], command.text != nil else { return nil }
    let place = document.place(test.key)
    var follower = StepFollower(context: context)
    let chunks = [scripts?["test-setup"], command].compactMap { $0.flatMap(document.chunk) }
    let steps = follower.steps(
      of: ShellText(chunks: chunks, environment: test.value["env"]?.variables ?? [:]))
    guard !steps.isEmpty else { return nil }
    var job = Job(id: "test", name: "test", place: place, events: [.push])
    let build = ActionUse(kind: .step, name: "heroku-ci/buildpacks")
    job.steps = [Step(action: build, place: place)] + steps
    // https://devcenter.heroku.com/articles/heroku-ci-parallel-test-runs
    if let quantity = test.value["formation", "test"]?.entry("quantity"),
      quantity.value.integer ?? 1 > 1
    {
      job.fanOut = document.place(quantity.key)
    }
    return job
  }
}
