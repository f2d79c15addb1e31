import FactModel
package import SourceModel
import Syntax

/// Reads the configuration of Zuul with the playbooks and roles of the tree that its jobs run.
///
/// https://zuul-ci.org/docs/zuul/latest/project-config.html
package struct ZuulReader: PipelineReader {
  /// The vendor's id.
  package let vendor = "zuul"

  /// Makes a reader.
  package init() {}

  /// The places of the configuration; the first that there is counts.
  private static let places = ["zuul.yaml", "zuul.d", ".zuul.yaml", ".zuul.d"]

  /// The endings of its files.
  package var endings: Set<String>? { ["yaml"] }

  /// Whether the file is `zuul.yaml` or stands in `zuul.d`, hidden or not.
  package func isPipeline(_ path: RelativePath) -> Bool {
    guard let first = path.parts.first, Self.places.contains(String(first)) else { return false }
    return path.fileExtension == "yaml"
  }

  /// The pipelines, one for each pipeline that a project has jobs in.
  package func pipelines(in paths: [RelativePath], context: ReadingContext) -> PipelineReading {
    let firsts = Set(paths.compactMap { $0.parts.first.map(String.init) })
    guard let place = Self.places.first(where: firsts.contains) else { return PipelineReading() }
    var reading = PipelineReading()
    var configuration = ZuulConfiguration()
    for path in paths where path.parts.first.map(String.init) == place {
      guard let file = context.read(path) else { continue }
      guard let document = context.document(keeping: file) else { break }
      reading.warnings += document.warnings
      for node in document.documents {
        configuration.add(PipelineValue(node.merged(), in: document), into: &reading.warnings)
      }
    }
    var builder = ZuulBuilder(configuration, context: context)
    reading.pipelines = builder.pipelines(vendor: vendor)
    reading.warnings += builder.warnings
    reading.parts = configuration.playbooks(in: context)
    return reading
  }
}

/// The items of all files.
struct ZuulConfiguration {
  /// A job in a pipeline, or a template that stands elsewhere.
  struct Entry {
    var name: String
    var place: Place
    var changes: PipelineValue?
    var isTemplate = false
  }

  /// How many keys of a job are looked at, and how many of its variants: it has some thirty and a few.
  private static let (keyLimit, variantLimit) = (100, 100)
  /// How many jobs a project's pipelines may list together, those of its templates included.
  private static let entryLimit = 2_000

  private var jobs: [String: [PipelineValue]] = [:]
  /// The jobs with their variants laid over each other.
  private var merged: [String: PipelineValue] = [:]
  private var templates: [String: PipelineValue] = [:]
  private(set) var projects: [PipelineValue] = []
  private(set) var pipelines: [String: PipelineValue] = [:]

  private static let kinds: Set<String> = [
    "job", "project", "project-template", "pipeline", "nodeset", "secret", "semaphore", "queue",
    "pragma", "image", "flavor", "label", "section", "provider",
  ]

  /// Takes over the items of a file.
  mutating func add(_ root: PipelineValue, into warnings: inout [Diagnostic]) {
    guard case .list(let items) = root.content else {
      guard !root.isNull else { return }
      warnings.append(
        Diagnostic(
          .warning,
          Phrase(
            "found no list, expected a list of jobs, projects and other items",
            "목록이 아닙니다. 작업, 프로젝트 등의 목록이어야 합니다"),
          at: root.place))
      return
    }
    for item in items.prefix(5000) where !item.isNull {
      guard let entry = item.entries.first, Self.kinds.contains(entry.key) else {
        let known = Self.kinds.sorted().joined(separator: ", ")
        let found =
          item.entries.first.map { Phrase("`\($0.key)`", "`\($0.key)`") }
          ?? Phrase("no mapping", "매핑이 아닌 값")
        warnings.append(
          Diagnostic(
            .warning,
            Phrase(
              "found \(found.english), expected an item of one of \(known)",
              "\(found.korean) 항목을 찾았습니다. 다음 중 하나여야 합니다: \(known)"),
            at: item.place))
        continue
      }
      add(entry)
    }
  }

  private mutating func add(_ entry: PipelineValue.Entry) {
    let name = entry.value["name"]?.text
    switch entry.key {
    case "job": if let name { add(job: entry.value, named: name) }
    case "project": projects.append(entry.value)
    case "project-template": if let name { templates[name] = entry.value }
    case "pipeline": if let name { pipelines[name] = entry.value }
    default: return
    }
  }

  private mutating func add(job value: PipelineValue, named name: String) {
    var value = value
    value.content = .map(Array(value.entries.prefix(Self.keyLimit)))
    let count = jobs[name, default: []].count
    guard count < Self.variantLimit else { return }
    jobs[name, default: []].append(value)
    guard let former = merged[name] else {
      merged[name] = value
      return
    }
    // A variant for some branches changes the job for those alone.
    if value["branches"] == nil { merged[name] = former.merged(with: value) }
  }

  /// The job with its variants laid over each other; `nil` for one that stands elsewhere.
  func job(_ name: String) -> PipelineValue? { merged[name] }

  /// The playbooks of all jobs: they say how jobs run, and nothing of where the project does.
  func playbooks(in context: ReadingContext) -> Set<RelativePath> {
    let listed = jobs.values.flatMap(\.self).flatMap { job in
      ["pre-run", "run", "post-run", "cleanup-run"].flatMap { job[$0]?.itemsOrSelf ?? [] }
    }
    return Set(
      listed.compactMap { ($0.text ?? $0["name"]?.text).flatMap { Self.playbook($0, in: context) } }
    )
  }

  /// The file of a playbook, whose ending may be left out.
  static func playbook(_ name: String, in context: ReadingContext) -> RelativePath? {
    [name, name + ".yaml", name + ".yml"].lazy.compactMap { RelativePath("").appending($0) }
      .first(where: context.files.contains)
  }

  /// The jobs of a project by their pipelines, those of its templates included.
  func entries(of project: PipelineValue) -> [(pipeline: String, place: Place, jobs: [Entry])] {
    var order: [String] = []
    var found: [String: (place: Place, jobs: [Entry])] = [:]
    var left = Self.entryLimit
    func add(_ pipeline: String, at place: Place, _ entries: [Entry]) {
      if found[pipeline] == nil { order.append(pipeline) }
      found[pipeline, default: (place, [])].jobs += entries
      left -= entries.count
    }
    func addPipelines(of value: PipelineValue) {
      for entry in value.entries {
        guard let jobs = entry.value["jobs"], entry.value.isMap else { continue }
        guard left > 0 else { return }
        add(entry.key, at: entry.place, jobs.itemsOrSelf.prefix(left).flatMap(Self.entries))
      }
    }
    addPipelines(of: project)
    for name in project["templates"]?.leaves ?? [] {
      guard left > 0, let text = name.text else { continue }
      if let template = templates[text] {
        addPipelines(of: template)
      } else {
        let entry = Entry(name: text, place: name.place, isTemplate: true)
        add(ZuulEvents.pipeline(ofTemplate: text), at: name.place, [entry])
      }
    }
    return order.compactMap { name in found[name].map { (name, $0.place, $0.jobs) } }
  }

  /// `- name` or `- name: {voting: false}`.
  private static func entries(_ value: PipelineValue) -> [Entry] {
    if let text = value.text { return [Entry(name: text, place: value.place)] }
    return value.entries.map { Entry(name: $0.key, place: $0.place, changes: $0.value) }
  }
}
