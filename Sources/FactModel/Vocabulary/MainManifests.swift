package import SourceModel

/// Chooses the manifests of the main package managers.
package enum MainManifests {
  /// The languages of ecosystems, by the endings of their files.
  private static let endings: [String: Set<String>] = [
    "npm": ["js", "jsx", "ts", "tsx", "mjs", "cjs", "vue", "svelte"], "deno": ["ts", "js"],
    "pypi": ["py", "ipynb"], "rubygems": ["rb", "erb", "haml", "slim"], "go": ["go"],
    "cargo": ["rs"], "maven": ["java", "kt", "scala", "groovy"],
    "gradle": ["java", "kt", "scala", "groovy"], "nuget": ["cs", "fs", "vb"], "composer": ["php"],
    "swift": ["swift"], "hex": ["ex", "exs"], "pub": ["dart"], "terraform": ["tf", "tofu"],
    "nix": ["nix"],
    "helm": ["yaml", "yml", "tpl"],
  ]

  /// The manifests that decide: those at the root; where none of those manages packages with
  /// dependencies, the ones of the components.
  ///
  /// A manifest whose language hardly appears among the files belongs to a tool of the project.
  package static func paths(
    of manifests: [Manifest], among files: [RelativePath]
  ) -> Set<RelativePath> {
    let managing = manifests.filter { $0.managesPackages }
    let deciding = managing.filter { $0.lock == .locked || $0.lock == .floating }
    let atRoot = deciding.filter(\.isRoot)
    let chosen = leading(atRoot.isEmpty ? deciding : atRoot, files)
    return Set((chosen.isEmpty ? managing : chosen).map(\.place.path))
  }

  private static func leading(_ manifests: [Manifest], _ files: [RelativePath]) -> [Manifest] {
    guard Set(manifests.map(\.ecosystem)).count > 1 else { return manifests }
    var counts: [String: Int] = [:]
    for file in files { counts[file.fileExtension, default: 0] += 1 }
    let weights = manifests.map { manifest in
      endings[manifest.ecosystem].map { $0.reduce(0) { $0 + counts[$1, default: 0] } }
    }
    let most = weights.compactMap { $0 }.max() ?? 0
    let kept = zip(manifests, weights).filter { _, weight in
      weight.map { $0 * 5 >= most } ?? (most == 0)
    }
    return kept.isEmpty ? manifests : kept.map(\.0)
  }
}
