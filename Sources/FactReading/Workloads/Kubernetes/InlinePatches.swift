import FactModel
import SourceModel
import Syntax

/// Reads patches that stand in another object or in a kustomization, as text or as a mapping.
///
/// A patch may hold an object with patches of its own, which change what that object deploys.
///
/// https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/
/// https://fluxcd.io/flux/components/kustomize/kustomizations/#patches
enum InlinePatches {
  private static let keys = ["patches", "patchesStrategicMerge", "patchesJson6902"]

  /// Reads the objects of all patches of a node, never deeper than `depth` patches in patches.
  static func read(in node: Node, depth: Int = 4, into sheet: inout FactSheet) {
    guard depth > 0 else { return }
    for item in keys.compactMap({ node[$0] }).flatMap(\.items) {
      let patch = item["patch"] ?? item
      if patch.isMapping, patch["kind"] != nil {
        KubernetesReader().read(patch, depth: depth - 1, into: &sheet)
        continue
      }
      guard let text = patch.text, text.contains("kind") || text.contains("path") else { continue }
      let documents = YAML.parse(Array(text.utf8), manner: .tolerant).documents
      sheet.embedded(patch) { sheet in
        for document in documents {
          if document.isSequence {
            read(operations: document, of: item, into: &sheet)
          } else {
            KubernetesReader().read(document, depth: depth - 1, into: &sheet)
          }
        }
      }
    }
  }

  /// Reads the patches of a kustomization that are lists of operations in files of their own; other
  /// files of patches hold objects and are read as such.
  static func readFiles(
    of root: Node, in file: SourceFile, _ context: ReadingContext, into sheet: inout FactSheet
  ) {
    for item in ["patches", "patchesJson6902"].compactMap({ root[$0] }).flatMap(\.items) {
      guard let name = item["path"]?.text, let path = file.path.folder.appending(name),
        context.files.contains(path), let patch = context.read(path)
      else { continue }
      var inner = FactSheet(patch, context)
      for document in YAML.parse(patch.bytes, manner: .tolerant).documents {
        read(operations: document, of: item, into: &inner)
      }
      sheet.facts.append(inner.facts)
    }
  }

  /// Reads what operations write; that they change an object says nothing of what it is.
  private static func read(operations: Node, of item: Node, into sheet: inout FactSheet) {
    guard let node = OperationPatch.object(operations, target: item["target"]),
      let object = KubernetesObject(node, in: sheet)
    else { return }
    if let pod = PodTemplate(object) {
      KubernetesWorkload.read(object, pod, into: &sheet)
    } else if object.kind == "HelmRelease" {
      GitOpsObjects.read(object, into: &sheet)
    }
  }
}
