import SourceModel
import Syntax

/// A central configuration of Prow: where its jobs stand, and which repository it is itself.
///
/// https://docs.prow.k8s.io/docs/components/plugins/updateconfig/
struct ProwCentral {
  static let fileName = "plugins.yaml"

  /// The repositories, `acme/infra`, whose changes update the configuration.
  let repositories: Set<String>
  /// The files of jobs.
  let jobFiles: [RelativePath]

  /// `nil` where the file says nothing of the kind.
  init?(_ path: RelativePath, _ context: ReadingContext) {
    guard let file = context.read(path), file.contains("config_updater:") else { return nil }
    let root = YAML.parse(file.bytes, manner: .tolerant).documents.first
    let patterns = (root?["config_updater", "maps"]?.entries ?? []).compactMap { entry -> Glob? in
      guard entry.value["name"]?.text == "job-config" else { return nil }
      return entry.key.text.map { Glob($0) }
    }
    repositories = Set(
      (root?["plugins"]?.entries ?? []).compactMap { entry in
        let enabled = (entry.value["plugins"] ?? entry.value).texts
        return enabled.contains("config-updater") ? entry.key.text : nil
      })
    guard !repositories.isEmpty, !patterns.isEmpty else { return nil }
    jobFiles = context.files.filter { path in patterns.contains { $0.matches(path.text) } }.sorted()
  }
}
