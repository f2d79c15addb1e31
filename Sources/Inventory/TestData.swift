import SourceModel

/// Test data that only the files around it tell: samples in many languages, values for trying charts.
struct TestData {
  /// From how many languages on folders beside each other are samples.
  private static let many = 6

  /// How many folders deep samples are looked for.
  private static let depthLimit = 32

  private let samples: Set<RelativePath>
  private let charts: Set<RelativePath>

  /// Looks for such data among the files of a tree.
  init(among paths: [RelativePath]) {
    samples = Self.samples(among: paths)
    charts = Set(paths.filter { $0.name == "Chart.yaml" }.map(\.folder))
  }

  /// Whether there is none.
  var isEmpty: Bool { samples.isEmpty && charts.isEmpty }

  /// Whether a file is part of it.
  func holds(_ path: RelativePath) -> Bool {
    if isChartTest(path) { return true }
    guard !samples.isEmpty else { return false }
    let parts = path.parts.dropLast().prefix(Self.depthLimit)
    return parts.indices.contains { depth in
      samples.contains(RelativePath(parts[...depth].joined(separator: "/")))
    }
  }

  // https://github.com/helm/chart-testing#chart-installation-and-testing
  private func isChartTest(_ path: RelativePath) -> Bool {
    (path.name.hasSuffix("-values.yaml") || path.name.hasSuffix("-values.yml"))
      && path.folder.name == "ci" && charts.contains(path.folder.folder)
  }

  /// Folders below one of tests in which many folders each hold an ending of their own.
  private static func samples(among paths: [RelativePath]) -> Set<RelativePath> {
    var holders: [RelativePath: [String: Set<String>]] = [:]
    var memory = FolderMemory<Int?>()
    for path in paths where !path.fileExtension.isEmpty {
      let tests = memory.value(of: path) { path in
        path.parts.dropLast().firstIndex { EvidencePaths.isTests($0) }
      }
      guard let tests else { continue }
      let parts = path.parts
      for depth in parts.indices.dropLast(2).prefix(Self.depthLimit) where depth > tests {
        let folder = RelativePath(parts[...depth].joined(separator: "/"))
        holders[folder, default: [:]][path.fileExtension, default: []].insert(
          String(parts[depth + 1]))
      }
    }
    return Set(
      holders.filter { _, endings in
        let own = endings.values.filter { $0.count == 1 }
        return own.reduce(into: Set<String>()) { $0.formUnion($1) }.count >= many
      }.keys)
  }
}
