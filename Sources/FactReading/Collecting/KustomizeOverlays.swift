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

  /// What all that is put over workloads may cost, in steps of some fifty nanoseconds.
  private static let stepLimit = 4_000_000

  /// A kustomization; others are told by their numbers.
  private struct Layer {
    var kustomization: Kustomization
    /// Those that it builds from.
    var inner: [Int]
    /// The components that change images.
    var components: [Int]
    var images: ImageEntries
    /// The names of its folder, where commands may be for it.
    var folder: [Substring]
  }

  /// One way to a kustomization.
  private struct Way {
    /// The kustomizations from this one to the root.
    var chain: [Int]
    /// When it was looked at for files, from behind so many of those that it builds from on.
    var times: [(inner: Int, time: Int)]

    func time(behind inner: Int) -> Int {
      times[times.partitionPoint { $0.inner > inner } - 1].time
    }
  }

  /// A kustomization that names a file, behind so many of those that it builds from.
  private struct Owner {
    var layer: Int
    var inner: Int
  }

  private let byFolder: [RelativePath: Int]
  private var layers: [Layer]
  private var ways: [[Way]]
  /// What pipelines set before they build: `kustomize edit set image`.
  private let commands: [ImageCommand]
  private let commandEntries: ImageEntries
  private var wayCount = 0
  private var time = 0
  private var left = Self.stepLimit
  /// The kustomization from which on there were too many ways.
  private(set) var leftOut: RelativePath?

  init(_ kustomizations: [Kustomization], _ commands: [ImageCommand]) {
    self.commands = commands
    commandEntries = ImageEntries(commands.map(\.image), groups: commands.map(\.folderName))
    let byFolder = Dictionary(
      kustomizations.enumerated().map { ($0.element.folder, $0.offset) }
    ) { first, _ in first }
    self.byFolder = byFolder
    layers = kustomizations.map { kustomization in
      Layer(
        kustomization: kustomization,
        inner: kustomization.resources.compactMap { byFolder[$0] }.uniqued(),
        components: kustomization.components.compactMap { byFolder[$0] }
          .filter { !kustomizations[$0].images.isEmpty },
        images: ImageEntries(kustomization.images),
        folder: commands.isEmpty ? [] : kustomization.folder.parts)
    }
    ways = Array(repeating: [], count: kustomizations.count)
    let parts = Set(kustomizations.flatMap { $0.resources + $0.components })
    for (number, root) in kustomizations.enumerated()
    where !parts.contains(root.folder) && !parts.contains(root.path) {
      collect(from: number, behind: [], depth: Self.depthLimit)
    }
  }

  private mutating func collect(from number: Int, behind outer: [Int], depth: Int) {
    let path = layers[number].kustomization.path
    guard depth > 0, !outer.contains(where: { layers[$0].kustomization.path == path })
    else { return }
    wayCount += 1
    guard wayCount <= Self.wayLimit else {
      leftOut = leftOut ?? path
      return
    }
    time += 1
    var way = Way(chain: [number] + outer, times: [(inner: 0, time: time)])
    for (index, inner) in layers[number].inner.enumerated() where depth > 1 {
      let before = time
      collect(from: inner, behind: way.chain, depth: depth - 1)
      guard time > before else { continue }
      time += 1
      way.times.append((inner: index + 1, time: time))
    }
    ways[number].append(way)
  }

  /// The kustomizations that name the files.
  private func owners(of files: Set<RelativePath>) -> [RelativePath: [Owner]] {
    var owners: [RelativePath: [Owner]] = [:]
    for (number, layer) in layers.enumerated() {
      var inner = 0
      for resource in layer.kustomization.resources.uniqued() {
        if byFolder[resource] != nil {
          inner += 1
        } else if files.contains(resource) {
          owners[resource, default: []].append(Owner(layer: number, inner: inner))
        }
      }
    }
    return owners
  }

  /// The kustomizations that lead to a file, from the innermost, one list for each root.
  private mutating func chains(of owners: [Owner]) -> [[Int]] {
    let found = owners.flatMap { owner in
      ways[owner.layer].map { (time: $0.time(behind: owner.inner), chain: $0.chain) }
    }.sorted { $0.time < $1.time }
    left -= 2 * found.count
    if found.count > Self.chainLimit { leaveOut(found[Self.chainLimit].chain) }
    return found.prefix(Self.chainLimit).map(\.chain)
  }

  private mutating func leaveOut(_ chain: [Int]) {
    leftOut = leftOut ?? chain.first.map { layers[$0].kustomization.path }
  }

  /// Puts images and patches over the workloads; the entries that were put over none are returned.
  mutating func apply(to workloads: inout [Workload]) -> [ImageReference] {
    guard !layers.isEmpty else { return [] }
    var used: Set<Place> = []
    let owners = owners(of: Set(workloads.lazy.map(\.place.path)))
    let patches = KustomizePatches(workloads, of: layers.map(\.kustomization))
    var latest: (path: RelativePath, chains: [[Int]])?
    for index in workloads.indices {
      let path = workloads[index].place.path
      guard let owners = owners[path] else { continue }
      if latest?.path != path { latest = (path, chains(of: owners)) }
      guard let found = latest?.chains, let chain = found.first else { continue }
      guard left > 0 else {
        leaveOut(chain)
        break
      }
      let changed = Change(workload: workloads[index], chains: found, patches: patches)
      let changes = changes(for: changed)
      for patch in changes.joined().joined() {
        workloads[index].takeMissing(from: patches.workloads[patch])
      }
      let images = images(of: changed, changes, &used)
      if !images.isEmpty { workloads[index].images = images }
    }
    return byFolder.values.sorted().map { layers[$0].kustomization }.sorted { $0.path < $1.path }
      .flatMap(\.images).compactMap(\.version).filter { !used.contains($0.place) }
  }

  /// A workload, and what may change it.
  private struct Change {
    var workload: Workload
    var chains: [[Int]]
    var patches: KustomizePatches
  }

  /// The patches for the workload, for each kustomization of each chain.
  private mutating func changes(for changed: Change) -> [[[Int]]] {
    let targets = changed.patches.targets(of: changed.workload)
    guard !targets.isEmpty else { return [] }
    return changed.chains.map { chain in
      chain.map { layer in
        guard left > 0 else {
          leaveOut(chain)
          return []
        }
        let found = changed.patches.patches(of: layer, for: targets)
        left -= 1 + changed.patches.fileCount(of: layer) + 2 * found.count
        return found
      }
    }
  }

  /// What is deployed in the places of the workload's images.
  private mutating func images(
    of changed: Change, _ changes: [[[Int]]], _ used: inout Set<Place>
  ) -> [ImageReference] {
    var seen: Set<ImageReference> = []
    var found: [ImageReference] = []
    for (index, chain) in changed.chains.enumerated() {
      for image in changed.workload.images {
        guard left > 0 else {
          leaveOut(chain)
          return found
        }
        var image = image
        left -= 16 + image.text.utf8.count / 32
        for (position, layer) in chain.enumerated() {
          if !changes.isEmpty { put(changes[index][position], of: changed, over: &image) }
          put(layer, over: &image, &used)
        }
        if seen.insert(image).inserted { found.append(image) }
      }
    }
    return found
  }

  /// Puts the images of patches over one.
  private mutating func put(
    _ changes: [Int], of changed: Change, over image: inout ImageReference
  ) {
    for change in changes where changed.patches.workloads[change].place != changed.workload.place {
      let images = changed.patches.workloads[change].images
      left -= 2 + images.count * (4 + image.text.utf8.count / 32)
      let found = images.first { $0.isOfSameName(as: image) }
      if let found = found ?? (changed.workload.images.count == 1 ? images.first : nil) {
        image = found
      }
    }
  }

  /// Puts what components, the kustomization itself and commands say over an image.
  private mutating func put(
    _ layer: Int, over image: inout ImageReference, _ used: inout Set<Place>
  ) {
    for source in layers[layer].components + [layer] {
      left -= 1 + 2 * layers[source].images.put(over: &image, &used)
    }
    let folder = layers[layer].folder
    let count = commandEntries.put(over: &image, &used, of: folder.last.map(String.init)) {
      commands[$0].isFor(folder)
    }
    left -= 1 + 8 * count
  }
}

/// The entries of images of one place, looked up by the images that they are put over.
private struct ImageEntries {
  private struct Key: Hashable {
    var name: String
    var group: String?
  }

  private let all: [ImageOverride]
  private let byName: [Key: [Int]]

  /// - Parameter groups: the group of each entry; those of none are for all.
  init(_ all: [ImageOverride], groups: [String?] = []) {
    self.all = all
    byName = Dictionary(grouping: all.indices) { index in
      Key(name: all[index].name, group: groups.isEmpty ? nil : groups[index])
    }
  }

  /// Puts those that count over an image one after the other; how many were looked at is returned.
  ///
  /// - Parameter group: the group whose entries are looked at beside those of none.
  func put(
    over image: inout ImageReference, _ used: inout Set<Place>, of group: String? = nil,
    where counts: (Int) -> Bool = { _ in true }
  ) -> Int {
    var (next, looked) = (0, 0)
    var name = image.repository
    var found = entries(for: name, of: group)
    while let number = found.first(from: next) {
      next = number + 1
      looked += 1
      guard counts(number) else { continue }
      if let place = all[number].version?.place { used.insert(place) }
      image = all[number].applied(to: image)
      guard image.repository != name else { continue }
      name = image.repository
      found = entries(for: name, of: group)
    }
    return looked
  }

  /// The numbers of entries, those of no group and those of one.
  private struct Found {
    var shared: [Int]
    var ofGroup: [Int]

    /// The first from a number on.
    func first(from start: Int) -> Int? {
      let places = (shared.partitionPoint { $0 >= start }, ofGroup.partitionPoint { $0 >= start })
      guard places.0 < shared.count else {
        return places.1 < ofGroup.count ? ofGroup[places.1] : nil
      }
      return places.1 < ofGroup.count
        ? min(shared[places.0], ofGroup[places.1]) : shared[places.0]
    }
  }

  private func entries(for name: String, of group: String?) -> Found {
    Found(
      shared: byName[Key(name: name, group: nil)] ?? [],
      ofGroup: group.flatMap { byName[Key(name: name, group: $0)] } ?? [])
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
