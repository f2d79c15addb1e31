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
    let charts: [Chart] = pipelines.lazy.flatMap(\.jobs).flatMap { job -> [Chart] in
      let isForTests = job.steps.contains { $0.uses.contains { $0.gives(.makesTestCluster) } }
      return isForTests ? [] : job.steps.compactMap(chart)
    }
    let folders = FolderPairs(charts.contains(where: \.mayBeFolder) ? files : [])
    return charts.filter { !$0.mayBeFolder || !folders.hold($0.name) }
      .map { ChartVersion.reference($0.name, version: $0.version, at: $0.place) }
  }

  /// A chart that a step installs.
  private struct Chart {
    var name: String
    var version: String?
    var place: Place
    /// Whether it is from elsewhere only where no folder of the tree is called so.
    var mayBeFolder: Bool
  }

  private static let valued: Set<String> = [
    "-f", "--values", "--set", "--set-string", "--set-file", "--set-json", "-n", "--namespace",
    "--timeout", "--version", "--repo", "--kube-context", "--kubeconfig", "--history-max",
    "--username", "--password", "--description", "--post-renderer", "--ca-file", "--wait-for-jobs",
  ]

  private func chart(_ step: Step) -> Chart? {
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
    guard operands.count == 2 else { return nil }
    let name = operands[1]
    let isAddress = name.hasPrefix("oci://") || values["--repo"] != nil
    guard !Placeholder.isIn(name), !name.hasSuffix(".tgz"), isAddress || Self.isPair(name)
    else { return nil }
    return Chart(
      name: name, version: values["--version"], place: step.place, mayBeFolder: !isAddress)
  }

  /// `repository/chart`, which may also be a folder of the tree.
  private static func isPair(_ chart: String) -> Bool {
    let parts = chart.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts.contains { $0.isEmpty || $0.hasPrefix(".") }
  }
}

/// The folders of a tree, asked for by a folder with one in it.
private struct FolderPairs {
  private var first: Set<Substring> = []
  private var pairs: Set<Substring> = []

  init(_ files: [RelativePath]) {
    var latest: RelativePath?
    for file in files where latest.map({ !file.isBeside($0) }) ?? true {
      latest = file
      let folders = file.parts.dropLast()
      if let folder = folders.first { first.insert(folder) }
      for (folder, inner) in zip(folders.dropFirst(), folders.dropFirst(2)) {
        pairs.insert(file.text[folder.startIndex..<inner.endIndex])
      }
    }
  }

  /// Whether the tree has `folder/chart` anywhere, or the folder at its root.
  func hold(_ chart: String) -> Bool {
    // A chart in a folder at the root may also be made later.
    first.contains(chart.prefix { $0 != "/" }) || pairs.contains(chart[...])
  }
}
