package import SourceModel

/// One value of a parsed text: a scalar, a sequence or a mapping, with its position.
///
/// The tree is the common form of YAML, JSON, TOML, INI and HCL expressions. Scalars keep their raw
/// text, so that `on` stays `on` and `1.10` stays `1.10`; what they mean is asked, not assumed.
package struct Node: Hashable, Sendable {
  /// What the node holds.
  package enum Content: Hashable, Sendable {
    /// A single value.
    case scalar(Scalar)
    /// Values in order.
    case sequence([Node])
    /// Keys with values in the order of the text; a repeated key stands twice.
    case mapping([Entry])
  }

  /// A key with its value.
  package struct Entry: Hashable, Sendable {
    /// The key, nearly always a scalar.
    package var key: Node
    /// The value.
    package var value: Node

    /// Makes an entry.
    package init(key: Node, value: Node) {
      self.key = key
      self.value = value
    }
  }

  /// What the node holds.
  package var content: Content
  /// The tag as the text resolves it (`!Sub`, `tag:yaml.org,2002:str`, `toml:integer`), where it has one.
  package var tag: String?
  /// Where the node starts; for an alias, where the alias stands.
  package var position: Position

  /// Makes a node.
  package init(_ content: Content, tag: String? = nil, at position: Position) {
    self.content = content
    self.tag = tag
    self.position = position
  }
}

/// A single value as it was written.
package struct Scalar: Hashable, Sendable {
  /// How the value was written.
  package enum Style: UInt8, Hashable, Sendable {
    /// Without quotes.
    case plain
    /// In single quotes.
    case singleQuoted
    /// In double quotes.
    case doubleQuoted
    /// A block that keeps its line ends (`|`), or a heredoc.
    case literal
    /// A block that folds its line ends (`>`).
    case folded
  }

  /// The text with quotes and escapes resolved, and nothing else.
  package var text: String
  /// How the value was written.
  package var style: Style

  /// Makes a scalar.
  package init(_ text: String, style: Style = .plain) {
    self.text = text
    self.style = style
  }
}
