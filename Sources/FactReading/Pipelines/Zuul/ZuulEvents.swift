import FactModel
import SourceModel

/// What starts the pipelines of a tenant.
///
/// https://zuul-ci.org/docs/zuul/latest/config/pipeline.html
enum ZuulEvents {
  /// The event by the definition, where the tree has it, else by the usual names.
  static func event(ofPipeline name: String, defined: PipelineValue?) -> Trigger.Event {
    defined.flatMap(event) ?? event(named: name)
  }

  private static func event(_ pipeline: PipelineValue) -> Trigger.Event? {
    if pipeline["manager"]?.text == "dependent" { return .mergeQueue }
    guard let trigger = pipeline["trigger"] else { return nil }
    if trigger["timer"] != nil { return .schedule }
    for source in trigger.entries.map(\.value) {
      for event in source.itemsOrSelf {
        let refs = event["ref"]?.texts ?? []
        for kind in event["event"]?.texts ?? [] {
          switch kind {
          case "patchset-created", "pull_request", "gl_merge_request", "pg_pull_request":
            return .pullRequest
          case "ref-updated", "push", "gl_push", "pg_push":
            return refs.contains { $0.contains("refs/tags") } ? .tag : .push
          case "change-merged": return .push
          default: continue
          }
        }
      }
    }
    return nil
  }

  private static func event(named name: String) -> Trigger.Event {
    let words = Set(name.nameWords)
    func has(_ names: String...) -> Bool { !words.isDisjoint(with: names) }
    if has("periodic", "nightly", "daily", "weekly", "monthly", "hourly", "timer") {
      return .schedule
    }
    if has("experimental") { return .pullRequest }
    if has("merge") { return .other }
    if has("check", "unlabelled") { return .pullRequest }
    if has("gate", "merging") { return .mergeQueue }
    if has("release", "tag", "prerelease") && !has("post") { return .tag }
    if has("post", "promote", "deploy", "branch", "release") { return .push }
    return .other
  }

  /// Whether a person asks for the pipeline by a comment on a change.
  static func isAsked(forPipeline name: String) -> Bool { name.nameWords.contains("experimental") }

  /// The pipeline for whose jobs a template elsewhere is named.
  static func pipeline(ofTemplate name: String) -> String {
    let words = Set(name.nameWords)
    if !words.isDisjoint(with: ["publish", "release", "pypi", "upload", "tag"]),
      words.isDisjoint(with: ["docs", "notes", "check", "jobs"])
    {
      return "release"
    }
    return words.contains("promote") ? "promote" : "check"
  }
}
