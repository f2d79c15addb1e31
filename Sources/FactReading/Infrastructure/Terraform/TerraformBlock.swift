import SourceModel
import Syntax

/// A block at the top of a Terraform file, in one form for both of its syntaxes.
struct TerraformBlock {
  /// `resource`, `module`, `provider`.
  var type: String
  /// What stands behind it.
  var labels: [String]
  /// What stands in it: blocks are entries too, whose values are mappings.
  var body: Node
  /// Where it starts.
  var position: Position

  /// The first label.
  var kind: String { labels.first ?? "" }

  /// The last label.
  var name: String { labels.last ?? "" }

  /// The blocks of a file and its faults.
  static func blocks(in file: SourceFile) -> (blocks: [TerraformBlock], faults: [SyntaxFault]) {
    guard file.path.fileExtension != "json" else {
      let tree = JSON.parse(file.bytes, dialect: .withComments)
      return (tree.documents.flatMap(blocks(inJSON:)), tree.faults)
    }
    let parsed = HCL.parse(file.bytes)
    let blocks = parsed.blocks.map { block in
      TerraformBlock(
        type: block.type, labels: block.labels, body: node(of: block, depth: 32),
        position: block.position)
    }
    return (blocks, parsed.faults)
  }

  /// A block as a mapping.
  static func node(of block: HCLBlock, depth: Int) -> Node {
    let attributes = block.attributes.map { attribute in
      Node.Entry(key: attribute.key, value: attribute.value)
    }
    guard depth > 0 else { return Node(.mapping(attributes), at: block.position) }
    let blocks = block.blocks.map { inner in
      // A dynamic block stands for blocks of the type that its label names:
      // https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks
      let isDynamic = inner.type == "dynamic"
      let content = isDynamic ? inner.blocks.first { $0.type == "content" } ?? inner : inner
      let name = isDynamic ? inner.labels.first ?? inner.type : inner.type
      return Node.Entry(
        key: Node(.scalar(Scalar(name)), at: inner.position),
        value: node(of: content, depth: depth - 1))
    }
    return Node(.mapping(attributes + blocks), at: block.position)
  }

  /// The blocks of the JSON form.
  ///
  /// https://developer.hashicorp.com/terraform/language/syntax/json
  private static func blocks(inJSON root: Node) -> [TerraformBlock] {
    root.entries.flatMap { top -> [TerraformBlock] in
      guard let type = top.key.text else { return [] }
      switch type {
      case "resource", "data":
        return top.value.entries.flatMap { kind in
          kind.value.entries.flatMap { name in
            bodies(name.value).map {
              block(type, [kind.key.text ?? "", name.key.text ?? ""], $0, at: name.key.position)
            }
          }
        }
      case "module", "provider", "variable", "output":
        return top.value.entries.flatMap { name in
          bodies(name.value).map {
            block(type, [name.key.text ?? ""], $0, at: name.key.position)
          }
        }
      default: return bodies(top.value).map { block(type, [], $0, at: top.key.position) }
      }
    }
  }

  private static func bodies(_ node: Node) -> [Node] { node.isSequence ? node.items : [node] }

  private static func block(
    _ type: String, _ labels: [String], _ body: Node, at position: Position
  ) -> TerraformBlock {
    TerraformBlock(type: type, labels: labels, body: body, position: position)
  }
}
