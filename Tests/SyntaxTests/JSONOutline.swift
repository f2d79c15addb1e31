import SourceModel
import Syntax

/// Trees as short texts, for tables of expectations.
enum JSONOutline {
  /// `{a: 1, "b": ['x', !float 2]}`: scalars with their quotes, tags by their last part.
  static func text(_ node: Node) -> String {
    let tag = node.tag.map { "!\($0.split(separator: ":").last ?? "") " } ?? ""
    switch node.content {
    case .sequence(let items): return "\(tag)[\(items.map(text).joined(separator: ", "))]"
    case .mapping(let entries):
      let texts = entries.map { "\(text($0.key)): \(text($0.value))" }
      return "\(tag){\(texts.joined(separator: ", "))}"
    case .scalar(let scalar):
      switch scalar.style {
      case .plain: return tag + escaped(scalar.text)
      case .singleQuoted: return "\(tag)'\(escaped(scalar.text))'"
      case .doubleQuoted, .literal, .folded: return tag + JSON.quoted(scalar.text)
      }
    }
  }

  /// The document of a tree, `-` where there is none.
  static func text(_ tree: SyntaxTree) -> String {
    tree.documents.map(text).joined(separator: " --- ")
  }

  /// `line:column text` of every scalar and collection, parents first.
  static func places(_ tree: SyntaxTree) -> [String] {
    var places: [String] = []
    for document in tree.documents {
      document.visit { node in
        switch node.content {
        case .scalar(let scalar): places.append("\(node.position) \(escaped(scalar.text))")
        case .sequence: places.append("\(node.position) []")
        case .mapping: places.append("\(node.position) {}")
        }
      }
    }
    return places
  }

  /// `line:column message` of every fault, warnings marked.
  static func faults(_ faults: [SyntaxFault]) -> [String] {
    faults.map { "\($0.position) \($0.severity == .warning ? "warning: " : "")\($0.message)" }
  }

  private static func escaped(_ text: String) -> String {
    String(JSON.quoted(text).dropFirst().dropLast())
  }
}
