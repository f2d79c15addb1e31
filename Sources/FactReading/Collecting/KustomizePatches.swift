import FactModel
import SourceModel

/// The workloads that the patches of kustomizations are read as, looked up by what they patch.
struct KustomizePatches {
  private struct Target: Hashable {
    var kind: String
    var name: String
  }

  /// All workloads, the patches among them.
  let workloads: [Workload]
  private var targets: [Target: Int] = [:]
  /// For each file of patches those of each target, in order.
  private var byTarget: [[Int: [Int]]] = []
  /// The files of patches for each kustomization, those of their own before its own.
  private var files: [[Int]] = []

  init(_ workloads: [Workload], of kustomizations: [Kustomization]) {
    self.workloads = workloads
    let paths = kustomizations.map { $0.patches + [$0.path] }
    let wanted = Set(paths.joined())
    var numbers: [RelativePath: Int] = [:]
    for (index, workload) in workloads.enumerated()
    where workload.platform == .kubernetes && wanted.contains(workload.place.path) {
      let file = numbers[workload.place.path] ?? byTarget.count
      if file == byTarget.count {
        numbers[workload.place.path] = file
        byTarget.append([:])
      }
      let key = Target(kind: workload.kind, name: workload.name)
      let target = targets[key] ?? targets.count
      targets[key] = target
      byTarget[file][target, default: []].append(index)
    }
    files = paths.map { $0.compactMap { numbers[$0] } }
  }

  /// What patches for a workload may be called: as it is, or not at all.
  func targets(of workload: Workload) -> [Int] {
    [workload.name, ""].uniqued().compactMap { targets[Target(kind: workload.kind, name: $0)] }
  }

  /// How many files of patches a kustomization has.
  func fileCount(of kustomization: Int) -> Int { files[kustomization].count }

  /// The patches of a kustomization for a workload, in files of their own or in its own.
  func patches(of kustomization: Int, for targets: [Int]) -> [Int] {
    files[kustomization].flatMap { file in
      let found = targets.compactMap { byTarget[file][$0] }
      return found.count > 1 ? found.joined().sorted() : found.first ?? []
    }
  }
}
