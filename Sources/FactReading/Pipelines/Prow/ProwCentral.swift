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
    let maps = root?["config_updater", "maps"]?.entries ?? []
    let texts = maps.filter { $0.value["name"]?.text == "job-config" }.compactMap(\.key.text)
    let patterns = texts.prefix(Self.patternLimit).map { Glob($0) }
    repositories = Set(
      (root?["plugins"]?.entries ?? []).compactMap { entry in
        let enabled = (entry.value["plugins"] ?? entry.value).texts
        return enabled.contains("config-updater") ? entry.key.text : nil
      })
    guard !repositories.isEmpty, !patterns.isEmpty else { return nil }
    let globs = GlobTable(patterns)
    var steps = 0
    jobFiles = context.files(below: RelativePath("")).filter { path in
      steps <= Self.stepLimit && globs.first(matching: path, &steps) != nil
    }
  }

  /// How many patterns of files of jobs are looked at.
  private static let patternLimit = 200
  /// How much trying them may cost, in steps of a few nanoseconds; what is left then has no jobs.
  private static let stepLimit = 200_000_000
}
