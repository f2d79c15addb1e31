import FactModel
import SourceModel

/// Puts overlays over the manifests that they build from.
///
/// What is deployed is judged, and not what stands in a base:
/// https://kubectl.docs.kubernetes.io/references/kustomize/glossary/#overlay
struct KustomizeOverlays {
  /// How deep kustomizations may build from each other, in how many ways, and how many of these may
  /// lead to one file.
  private static let (depthLimit, wayLimit, chainLimit) = (8, 10_000, 500)

  private let byFolder: [RelativePath: Kustomization]
  /// The kustomizations that lead to a file, from the innermost, one list for each root.
  private var chains: [RelativePath: [[Kustomization]]] = [:]
  /// What pipelines set before they build: `kustomize edit set image`.
  private let commands: [ImageCommand]
  private var ways = 0
  /// The kustomization from which on there were too many ways.
  private(set) var leftOut: RelativePath?

  init(_ kustomizations: [Kustomization], _ commands: [ImageCommand]) {
    self.commands = commands
    byFolder = Dictionary(kustomizations.map { ($0.folder, $0) }) { first, _ in first }
    let parts = Set(kustomizations.flatMap { $0.resources + $0.components })
    for root in kustomizations where !parts.contains(root.folder) && !parts.contains(root.path) {
      collect(from: root, behind: [], depth: Self.depthLimit)
    }
  }

  private mutating func collect(
    from kustomization: Kustomization, behind outer: [Kustomization], depth: Int
  ) {
    guard depth > 0, !outer.contains(where: { $0.path == kustomization.path }) else { return }
    let chain = [kustomization] + outer
    ways += 1
    guard ways <= Self.wayLimit else {
      leftOut = leftOut ?? kustomization.path
      return
    }
    for resource in kustomization.resources.uniqued() {
      if let inner = byFolder[resource] {
        collect(from: inner, behind: chain, depth: depth - 1)
      } else if chains[resource, default: []].count < Self.chainLimit {
        chains[resource, default: []].append(chain)
      } else {
        leftOut = leftOut ?? kustomization.path
      }
    }
  }

  /// Puts images and patches over the workloads; the entries that were put over none are returned.
  func apply(to workloads: inout [Workload]) -> [ImageReference] {
    var used: Set<Place> = []
    let patches = Dictionary(grouping: workloads.filter { $0.platform == .kubernetes }) {
      $0.place.path
    }
    for index in workloads.indices {
      guard let chains = chains[workloads[index].place.path] else { continue }
      let workload = workloads[index]
      let changes = chains.map { chain in
        chain.flatMap { Self.patches(of: $0, on: workload, among: patches) }
      }
      for patch in changes.joined() { workloads[index].takeMissing(from: patch) }
      guard !workload.images.isEmpty else { continue }
      var seen: Set<ImageReference> = []
      workloads[index].images = chains.flatMap { chain in
        workload.images.map { image in
          deployed(image, of: workload, behind: chain, patches, &used)
        }
      }.filter { seen.insert($0).inserted }
    }
    return byFolder.values.sorted { $0.path < $1.path }.flatMap(\.images).compactMap(\.version)
      .filter { !used.contains($0.place) }
  }

  /// What is deployed in the place of an image of a manifest.
  private func deployed(
    _ image: ImageReference, of workload: Workload, behind chain: [Kustomization],
    _ patches: [RelativePath: [Workload]], _ used: inout Set<Place>
  ) -> ImageReference {
    var image = image
    for kustomization in chain {
      let changes = Self.patches(of: kustomization, on: workload, among: patches)
      for patch in changes where patch.place != workload.place {
        let found = patch.images.first { $0.isOfSameName(as: image) }
        if let found = found ?? (workload.images.count == 1 ? patch.images.first : nil) {
          image = found
        }
      }
      let components = kustomization.components.compactMap { byFolder[$0] }
      let set = commands.filter { $0.isFor(kustomization.folder) }.map(\.image)
      for entry in components.flatMap(\.images) + kustomization.images + set
      where entry.name == image.repository {
        if let place = entry.version?.place { used.insert(place) }
        image = entry.applied(to: image)
      }
    }
    return image
  }

  /// The patches of a kustomization for a workload, in files of their own or in its own.
  private static func patches(
    of kustomization: Kustomization, on workload: Workload,
    among patches: [RelativePath: [Workload]]
  ) -> [Workload] {
    (kustomization.patches + [kustomization.path]).flatMap { patches[$0] ?? [] }.filter { patch in
      patch.kind == workload.kind && (patch.name == workload.name || patch.name.isEmpty)
    }
  }
}

extension Workload {
  /// Takes what a patch says and the manifest does not.
  fileprivate mutating func takeMissing(from patch: Workload) {
    if probes.isEmpty { probes = patch.probes }
    rolloutBound = rolloutBound ?? patch.rolloutBound
    replicas = replicas ?? patch.replicas
  }
}

extension ImageReference {
  /// Whether the repositories end in the same name, as those of one image in two registries do.
  fileprivate func isOfSameName(as other: ImageReference) -> Bool {
    let names = [repository, other.repository].map { $0.split(separator: "/").last }
    return names[0] == names[1]
  }
}
