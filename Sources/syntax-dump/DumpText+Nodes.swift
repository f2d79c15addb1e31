import SourceModel
import Syntax

extension DumpText {
  /// Everything that a reader made of a file, on one line, for a comparison with another reader.
  ///
  /// A scalar is `["=", text, style, tag, line, column, value]`, a sequence `["[", tag, line, column,
  /// item…]`, a mapping `["{", tag, line, column, key, value…]`; a fault is `[severity, line, column,
  /// message]`. `value` is what the scalar means by the rules of the format.
  ///
  /// `tolerant` says how the manners go in which the program reads such files: `same` for the tree of
  /// the strict one, `other`, or `refused`. Their tree is given where the strict manner refuses.
  static func file(
    _ path: String, strict tree: SyntaxTree, tolerant: [SyntaxTree],
    _ value: @escaping (Scalar, String?) -> String
  ) -> String {
    let isRefused = tolerant.contains(where: \.isRejected)
    let isSame = tolerant.allSatisfy { $0.documents == tree.documents }
    let shown = tree.isRejected ? tolerant.first ?? tree : tree
    return object([
      "path": JSON.quoted(path),
      "faults": array(tree.faults.map(fault)),
      "tolerant": isRefused ? "\"refused\"" : isSame ? "\"same\"" : "\"other\"",
      "documents": array(shown.documents.map { whole($0, value) }),
    ])
  }

  private static func fault(_ fault: SyntaxFault) -> String {
    array([
      JSON.quoted("\(fault.severity)"), "\(fault.position.line)", "\(fault.position.column)",
      JSON.quoted(fault.message),
    ])
  }

  private static func whole(_ node: Node, _ value: (Scalar, String?) -> String) -> String {
    var result = ""
    append(whole: node, value, to: &result)
    return result
  }

  private static func append(
    whole node: Node, _ value: (Scalar, String?) -> String, to result: inout String
  ) {
    let tag = node.tag.map(JSON.quoted) ?? "null"
    let place = "\(node.position.line),\(node.position.column)"
    switch node.content {
    case .scalar(let scalar):
      result += "[\"=\",\(JSON.quoted(scalar.text)),\"\(scalar.style)\",\(tag),\(place),"
      result += value(scalar, node.tag)
    case .sequence(let items):
      result += "[\"[\",\(tag),\(place)"
      for item in items {
        result += ","
        append(whole: item, value, to: &result)
      }
    case .mapping(let entries):
      result += "[\"{\",\(tag),\(place)"
      for entry in entries {
        result += ","
        append(whole: entry.key, value, to: &result)
        result += ","
        append(whole: entry.value, value, to: &result)
      }
    }
    result += "]"
  }
}
