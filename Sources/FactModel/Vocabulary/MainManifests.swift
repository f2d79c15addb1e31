package import SourceModel

/// Chooses the manifests of the main package managers.
package enum MainManifests {
  /// The manifests that decide: those at the root; where none of those manages packages with
  /// dependencies, the ones of the components.
  package static func paths(of manifests: [Manifest]) -> Set<RelativePath> {
    let managing = manifests.filter { $0.managesPackages }
    let deciding = managing.filter { $0.lock == .locked || $0.lock == .floating }
    let atRoot = deciding.filter(\.isRoot)
    let chosen = atRoot.isEmpty ? deciding : atRoot
    return Set((chosen.isEmpty ? managing : chosen).map(\.place.path))
  }
}
