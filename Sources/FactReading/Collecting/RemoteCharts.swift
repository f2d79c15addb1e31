import Catalogue
import FactModel
import SourceModel

/// Finds the charts from elsewhere that pipelines install, with the version that they ask for.
///
/// https://helm.sh/docs/helm/helm_upgrade/
struct RemoteCharts {
  /// The files of the tree, to tell its own charts.
  let files: [RelativePath]

  /// The charts, as references whose version can be judged.
  func references(in pipelines: [Pipeline]) -> [ImageReference] {
    pipelines.lazy.flatMap(\.jobs).flatMap { job -> [ImageReference] in
      let isForTests = job.steps.contains { $0.uses.contains { $0.gives(.makesTestCluster) } }
      return isForTests ? [] : job.steps.compactMap(reference)
    }
  }

  private static let valued: Set<String> = [
    "-f", "--values", "--set", "--set-string", "--set-file", "--set-json", "-n", "--namespace",
    "--timeout", "--version", "--repo", "--kube-context", "--kubeconfig", "--history-max",
    "--username", "--password", "--description", "--post-renderer", "--ca-file", "--wait-for-jobs",
  ]

  private func reference(_ step: Step) -> ImageReference? {
    guard step.action == nil, step.words.first.map(ProgramName.key) == "helm",
      step.uses.contains(where: { $0.gives(.deploys) }),
      let verb = step.words.firstIndex(where: { $0 == "upgrade" || $0 == "install" })
    else { return nil }
    var operands: [String] = []
    var values: [String: String] = [:]
    var index = verb + 1
    while index < step.words.count {
      let word = step.words[index]
      if Self.valued.contains(word), index + 1 < step.words.count {
        values[word] = step.words[index + 1]
        index += 1
      } else if let equals = word.firstIndex(of: "="), word.hasPrefix("--") {
        values[String(word[..<equals])] = String(word[word.index(after: equals)...])
      } else if !word.hasPrefix("-") {
        operands.append(word)
      }
      index += 1
    }
    guard operands.count == 2, isElsewhere(operands[1], hasRepository: values["--repo"] != nil)
    else { return nil }
    return ChartVersion.reference(operands[1], version: values["--version"], at: step.place)
  }

  /// `repository/chart` and addresses; a folder of the tree is none of them.
  private func isElsewhere(_ chart: String, hasRepository: Bool) -> Bool {
    guard !Placeholder.isIn(chart), !chart.hasSuffix(".tgz") else { return false }
    if chart.hasPrefix("oci://") || hasRepository { return true }
    let parts = chart.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts.contains(where: { $0.isEmpty || $0.hasPrefix(".") }) else {
      return false
    }
    // A folder of the tree before the slash makes it a path, also where the chart itself is made later.
    let (folder, inner) = (parts[0] + "/", "/" + chart + "/")
    return !files.contains { $0.text.hasPrefix(folder) || $0.text.contains(inner) }
  }
}
