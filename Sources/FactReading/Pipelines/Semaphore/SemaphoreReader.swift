import FactModel
package import SourceModel
import Syntax

/// Reads pipelines of Semaphore: the first one, those that it promotes to, and those of tasks.
///
/// https://docs.semaphoreci.com/reference/pipeline-yaml
package struct SemaphoreReader: PipelineReader {
  /// The vendor's id.
  package let vendor = "semaphore"

  private static let pipelineLimit = 200

  /// Makes a reader.
  package init() {}

  /// The endings of its files.
  package var endings: Set<String>? { ["yml", "yaml"] }

  /// Whether the file stands in the folder of the host: the first pipeline, or a project's settings.
  package func isPipeline(_ path: RelativePath) -> Bool {
    path.folder.text == ".semaphore"
      && (path.fileExtension == "yml" || path.fileExtension == "yaml")
  }

  /// A pipeline for the first file, for each promotion, and for each task.
  package func pipelines(in paths: [RelativePath], context: ReadingContext) -> PipelineReading {
    var reading = PipelineReading()
    let projects = paths.compactMap { SemaphoreProject($0, context) }
    var waiting = projects.flatMap(\.starts)
    if !waiting.contains(where: \.isFirst) {
      let path = RelativePath(".semaphore/semaphore.yml")
      if paths.contains(path) { waiting.append(SemaphoreStart(first: path)) }
    }
    waiting.sort { $0.isFirst && !$1.isFirst }
    var follower = StepFollower(context: context)
    var promoted: Set<Place> = []
    var faulty: Set<RelativePath> = []
    while !waiting.isEmpty, reading.pipelines.count < Self.pipelineLimit {
      let start = waiting.removeFirst()
      guard let file = context.read(start.path) else { continue }
      let document = PipelineDocument(yaml: file)
      var builder = SemaphoreBuilder(document, start, context: context, follower)
      if let pipeline = builder.pipeline(vendor: vendor) { reading.pipelines.append(pipeline) }
      follower = builder.follower
      if faulty.insert(start.path).inserted { reading.warnings += builder.warnings }
      let next = builder.promotions.filter { promoted.insert($0.origin).inserted }
      for promotion in next {
        if context.files.contains(promotion.path) {
          waiting.append(promotion)
        } else {
          reading.warnings.append(
            Diagnostic(
              .warning,
              Phrase(
                "found a promotion to `\(promotion.path)`, expected that file in the repository",
                "프로모션이 가리키는 `\(promotion.path)` 파일이 저장소에 없습니다"),
              at: promotion.origin))
        }
      }
    }
    return reading
  }
}

/// What starts the pipeline of a file.
struct SemaphoreStart: Sendable {
  let path: RelativePath
  /// Where it is asked for; for the first pipeline its file.
  let origin: Place
  /// The name of the promotion or task.
  var name: String?
  /// Whether changes start it, and no other pipeline or person.
  var isFirst = false
  /// What the commits may be that it runs for.
  var situations: Set<RefSituation> = .all
  /// The name of the pipeline behind which it starts by itself.
  var upstream: String?
  /// The branches of that pipeline for which it does.
  var branches: [String] = []
  /// Whether a clock starts it.
  var isScheduled = false
  /// What a person may pass.
  var inputs: [PipelineInput] = []
  /// What the parameters are by default.
  var variables: [String: String] = [:]
  var conditions: [Condition] = []
  var environment: EnvironmentUse?

  init(first path: RelativePath) {
    self.init(path, at: Place(path))
    isFirst = true
  }

  init(_ path: RelativePath, at origin: Place) {
    self.path = path
    self.origin = origin
  }

  /// The events that start what runs for these.
  func events(_ situations: Set<RefSituation>) -> Set<Trigger.Event> {
    guard !isFirst else { return situations.events }
    if isScheduled { return [.schedule, .manual] }
    guard upstream != nil else { return [.manual] }
    return situations == [.tag] ? [.tag, .manual] : [.upstream, .manual]
  }

  func trigger(_ event: Trigger.Event) -> Trigger {
    Trigger(
      event, branches: event == .upstream ? branches : [], inputs: event == .manual ? inputs : [],
      pipelines: event == .upstream ? upstream.map { [$0] } ?? [] : [], at: origin)
  }

  /// Takes over `parameters`: values that a person sets.
  ///
  /// https://docs.semaphoreci.com/using-semaphore/promotions#parameters
  mutating func take(parameters: [Node], usedIn text: String, in document: PipelineDocument) {
    let parameters = parameters.prefix(50)
    let used = NameFinder.found(
      parameters.map { parameter in parameter["name"]?.text.map { [$0] } ?? [] },
      in: CollectionOfOne(text))
    for (parameter, isUsed) in zip(parameters, used) {
      guard let node = parameter["name"], let name = node.text else { continue }
      let options = parameter["options"]?.texts ?? []
      inputs.append(
        PipelineInput(
          name: name, summary: parameter["description"]?.text ?? "", options: options,
          place: document.place(node), isUsed: isUsed))
      if options.isEmpty, let value = parameter["default_value"]?.text { variables[name] = value }
      let words = name.nameWords
      let isEnvironment = words.contains("environment") || words.contains("env")
      if environment == nil, isEnvironment, !options.isEmpty {
        environment = EnvironmentUse("${parameters.\(name)}", at: document.place(node))
      }
    }
  }
}
