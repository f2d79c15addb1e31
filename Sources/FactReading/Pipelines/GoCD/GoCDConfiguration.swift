import SourceModel
import Syntax

/// What all files of a repository say together.
struct GoCDConfiguration {
  private(set) var pipelines: [GoCDPipeline] = []
  private(set) var warnings: [Diagnostic] = []
  private var indices: [String: Int] = [:]
  private var templates: [String: PipelineValue] = [:]
  /// The environment of a pipeline, with the variables that it sets.
  private var environments: [String: PipelineValue.Entry] = [:]

  /// Takes over a file.
  mutating func add(_ root: PipelineValue, of path: RelativePath) {
    if path.name.hasSuffix(".goenvironment.json") {
      guard let name = root["name"]?.text else { return }
      add(environment: PipelineValue.Entry(key: name, place: root.place, value: root))
      return
    }
    if path.name.hasSuffix(".gopipeline.json") {
      guard let name = root["name"]?.text else {
        fault(
          Phrase(
            "found a pipeline without a `name`, expected one",
            "`name`이 없는 파이프라인입니다. 이름이 있어야 합니다"), at: root.place)
        return
      }
      add(GoCDPipeline(name: name, place: root.place, value: root))
      return
    }
    for template in root["templates"]?.entries ?? [] { templates[template.key] = template.value }
    for environment in root["environments"]?.entries ?? [] { add(environment: environment) }
    guard let entry = root.entry("pipelines"), !entry.value.isNull else { return }
    guard entry.value.isMap else {
      fault(
        Phrase(
          "found no mapping of `pipelines`, expected one by their names",
          "`pipelines`가 매핑이 아닙니다. 이름별 매핑이어야 합니다"), at: entry.place)
      return
    }
    for pipeline in entry.value.entries {
      add(GoCDPipeline(name: pipeline.key, place: pipeline.place, value: pipeline.value))
    }
  }

  private mutating func add(environment: PipelineValue.Entry) {
    let list = environment.value["pipelines"]
    for name in (list?.texts ?? []) + (list?.entries ?? []).map(\.key) {
      environments[name] = environment
    }
  }

  private mutating func add(_ pipeline: GoCDPipeline) {
    if pipeline.value["stages"] == nil, pipeline.value["template"] == nil {
      fault(
        Phrase(
          "found the pipeline `\(pipeline.name)` without `stages` or `template`, expected one of them",
          "파이프라인 `\(pipeline.name)`에 `stages`도 `template`도 없습니다. 둘 중 하나가 있어야 합니다"),
        at: pipeline.place)
      return
    }
    indices[pipeline.name] = indices[pipeline.name] ?? pipelines.count
    pipelines.append(pipeline)
  }

  private mutating func fault(_ message: Phrase, at place: Place) {
    warnings.append(Diagnostic(.warning, message, at: place))
  }

  // MARK: - Questions

  /// The template that gives a pipeline its stages; `nil` where it has its own, or its template stands on
  /// the server.
  func template(of pipeline: GoCDPipeline) -> PipelineValue? {
    guard pipeline.stages.isEmpty, let name = pipeline.value["template"]?.text else { return nil }
    return templates[name]
  }

  /// The pipeline with the stages of its template, parameters filled in.
  ///
  /// - Parameter room: how many bytes may still be filled in; below zero where it was too much.
  static func filled(
    _ pipeline: GoCDPipeline, by template: PipelineValue, _ room: inout Int
  ) -> GoCDPipeline {
    let parameters = variables(pipeline.value["parameters"])
    let filled = template.mappingTexts { text in
      guard text.contains("#{") else { return text }
      return Self.filled(text, parameters, &room)
    }
    return GoCDPipeline(
      name: pipeline.name, place: pipeline.place, value: pipeline.value.merged(with: filled))
  }

  /// The text with its `#{parameters}` filled in, once and not again in what was filled in.
  private static func filled(
    _ text: String, _ parameters: [String: String], _ room: inout Int
  ) -> String {
    let parts = text.split(separator: "#{", omittingEmptySubsequences: false)
    return parts.dropFirst().reduce(into: String(parts.first ?? "")) { result, part in
      guard let end = part.firstIndex(of: "}"), let value = parameters[String(part[..<end])],
        value.utf8.count <= 1_000, room >= 0
      else {
        result += "#{" + part
        return
      }
      room -= value.utf8.count
      result += value + part[part.index(after: end)...]
    }
  }

  func environment(of pipeline: String) -> PipelineValue.Entry? { environments[pipeline] }

  /// The pipeline of a name, its template not filled in; of several the first.
  func pipeline(_ name: String) -> GoCDPipeline? { indices[name].map { pipelines[$0] } }

  /// Variables of a mapping, or of a list of names and values; secrets left out.
  static func variables(_ value: PipelineValue?) -> [String: String] {
    guard let value else { return [:] }
    if value.isMap { return value.variables.filter { !$0.value.hasPrefix("{{SECRET:") } }
    return value.items.prefix(PipelineDocument.variableLimit).reduce(into: [:]) { all, item in
      guard let name = item["name"]?.text, item["encrypted_value"] == nil else { return }
      all[name] = item["value"]?.text ?? ""
    }
  }
}
