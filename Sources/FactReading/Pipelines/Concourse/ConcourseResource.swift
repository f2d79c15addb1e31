import FactModel
import SourceModel

/// A resource of a pipeline: something outside of it that has versions.
///
/// https://concourse-ci.org/docs/resources/
struct ConcourseResource {
  /// What a new version of it means.
  enum Kind {
    case repository, pullRequest, clock, release, other
  }

  let name: String
  /// The resource type by the end of its image's name, without the words that say what it is.
  let type: String
  let source: PipelineValue?
  let place: Place

  /// The resources of a pipeline by their names.
  static func all(in root: PipelineValue) -> [String: ConcourseResource] {
    let types = (root["resource_types"]?.items ?? []).reduce(into: [String: String]()) {
      types, value in
      guard let name = value["name"]?.text else { return }
      types[name] = value["source", "repository"]?.text
    }
    return (root["resources"]?.items ?? []).prefix(2000).reduce(into: [:]) { all, value in
      guard let name = value["name"]?.text, let type = value["type"]?.text else { return }
      all[name] = ConcourseResource(
        name: name, type: plainType(types[type] ?? type), source: value["source"],
        place: value["name"]?.place ?? value.place)
    }
  }

  /// `acme/concourse-helm-resource:1.2` is `helm`.
  private static func plainType(_ image: String) -> String {
    var name = image.split(separator: "/").last.map(String.init) ?? image
    name = String(name.prefix { $0 != ":" && $0 != "@" })
    for start in ["concourse-"] where name.hasPrefix(start) {
      name.removeFirst(start.count)
    }
    for end in ["-concourse-resource", "-resource"] where name.hasSuffix(end) {
      name.removeLast(end.count)
    }
    return name
  }

  var kind: Kind {
    let words = type.nameWords
    if words.contains("pr") || words.contains("prs") || words.contains("pull")
      || words.contains("merge") || words.contains("pullrequest")
    {
      return .pullRequest
    }
    switch words.first {
    case "git": return .repository
    case "time", "cron": return .clock
    case "github", "gitlab", "gitea": return words.contains("release") ? .release : .other
    default: return .other
    }
  }

  /// The last part of the repository's address, which tells it from others.
  var repository: String? {
    guard let text = (source?["uri"] ?? source?["repository"] ?? source?["repo"])?.text else {
      return nil
    }
    let last = text.split { $0 == "/" || $0 == ":" }.last.map { $0.lowercased() }
    return last.map { $0.hasSuffix(".git") ? String($0.dropLast(4)) : $0 }
  }

  /// The event that a new version is.
  var event: Trigger.Event {
    switch kind {
    case .repository: tagRule == nil ? .push : .tag
    case .pullRequest: .pullRequest
    case .clock: .schedule
    // New versions of what others bring out.
    case .release, .other: .upstream
    }
  }

  private var tagRule: PipelineValue.Entry? {
    source?.entry("tag_filter") ?? source?.entry("tag_regex")
  }

  /// The image that a put brings out; `nil` where it is none.
  ///
  /// https://github.com/concourse/registry-image-resource#put-push-and-tag-an-image
  func image(putWith params: PipelineValue?) -> String? {
    guard type.nameWords.contains("image"), let repository = source?["repository"]?.text else {
      return nil
    }
    // The tags stand in files, which former steps wrote.
    let files = ["additional_tags", "tag_file", "tag", "version", "tag_prefix"]
    if let file = files.lazy.compactMap({ params?[$0]?.text }).first {
      return repository + ":${\(RelativePath(file).name)}"
    }
    return source?["tag"]?.text.map { "\(repository):\($0)" } ?? repository
  }

  /// The rule that picks versions by their tags.
  var condition: Condition? {
    tagRule.flatMap { entry in
      entry.value.text.map { Condition(.tag, "\(entry.key): \($0)", at: entry.place) }
    }
  }

  /// What it starts.
  var trigger: Trigger {
    // What is filled in may be any branch.
    let named = source?["branch"]?.text.flatMap {
      $0.contains("((") || $0.contains("{{") ? nil : $0
    }
    let branch = tagRule == nil ? named : nil
    switch event {
    case .push:
      return Trigger(
        .push, branches: branch.map { [$0] } ?? [], paths: source?["paths"]?.texts ?? [], at: place)
    case .tag: return Trigger(.tag, tags: tagRule?.value.texts ?? [], at: place)
    case .upstream: return Trigger(.upstream, pipelines: [name], at: place)
    case .pullRequest, .mergeQueue, .release, .schedule, .manual, .called, .api, .other:
      return Trigger(event, at: place)
    }
  }
}

/// Which folders of a task hold the repository that is read.
enum ConcourseCheckouts {
  /// The names of the resources of the repository, told by the files of the tree that the pipeline
  /// takes from them; all repositories where it takes none.
  static func names(
    in root: PipelineValue, _ resources: [String: ConcourseResource], _ context: ReadingContext
  ) -> Set<String> {
    let repositories = resources.values.filter { resource in
      switch resource.kind {
      case .repository, .pullRequest: true
      case .clock, .release, .other: false
      }
    }
    var shown: Set<String> = []
    root.visitTexts { text in
      guard let slash = text.firstIndex(of: "/"), text.utf8.count < 300,
        let path = RelativePath("").appending("./" + text[text.index(after: slash)...]),
        context.files.contains(path)
      else { return }
      shown.insert(String(text[..<slash]))
    }
    let own = repositories.filter { shown.contains($0.name) }
    guard !own.isEmpty else { return Set(repositories.map(\.name)) }
    let addresses = Set(own.compactMap(\.repository))
    return Set(own.map(\.name))
      .union(
        repositories.filter { $0.repository.map(addresses.contains) ?? false }.map(\.name))
  }
}
