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
  private static let keys = ["patches", "patchesStrategicMerge"]

  /// Reads the objects of all patches of a node, never deeper than `depth` patches in patches.
  static func read(in node: Node, depth: Int = 4, into sheet: inout FactSheet) {
    guard depth > 0 else { return }
    for item in keys.compactMap({ node[$0] }).flatMap(\.items) {
      let patch = item["patch"] ?? item
      if patch.isMapping, patch["kind"] != nil {
        KubernetesReader().read(patch, depth: depth - 1, into: &sheet)
        continue
      }
      guard let text = patch.text, text.contains("kind") else { continue }
      let documents = YAML.parse(Array(text.utf8), manner: .tolerant).documents
      sheet.embedded(patch) { sheet in
        for document in documents {
          KubernetesReader().read(document, depth: depth - 1, into: &sheet)
        }
      }
    }
  }
}
