import FactModel
import SourceModel
import Syntax

/// Reads the images that a module is told to run: `container_image = "shop:1.4.2"`,
/// `image_tag = "1.4.2"`.
enum TerraformModuleImages {
  private static let depthLimit = 4

  /// Notes the images among the inputs of a module; what an expression alone fills in says nothing.
  static func read(_ inputs: Node, into sheet: inout FactSheet) {
    read(inputs, isImage: false, depth: depthLimit, into: &sheet)
  }

  private static func read(_ node: Node, isImage: Bool, depth: Int, into sheet: inout FactSheet) {
    guard depth > 0 else { return }
    for item in node.items { read(item, isImage: isImage, depth: depth - 1, into: &sheet) }
    for entry in node.entries {
      guard let words = entry.key.text?.nameWords else { continue }
      let isNamed = words.last == "image" || words.last == "images"
      let isTag =
        words.suffix(2).elementsEqual(["image", "tag"])
        || words.suffix(2).elementsEqual(["container", "tag"])
      if let text = text(of: entry.value) {
        let image = ImageText(text)
        if isImage || isNamed, image.tag != nil {
          sheet.facts.images.append(image.reference(.deployed, at: sheet.place(entry.key)))
        } else if isTag {
          sheet.facts.images.append(
            ImageText(repository: "", tag: text, digest: nil)
              .reference(.deployed, at: sheet.place(entry.key)))
        }
      }
      read(entry.value, isImage: isImage || isNamed, depth: depth - 1, into: &sheet)
    }
  }

  private static func text(of node: Node) -> String? {
    guard node.tag != TerraformSettings.expressionTag, let text = node.filledText,
      !text.contains("\n"), !text.contains(" "), !text.contains("://")
    else { return nil }
    return text
  }
}
