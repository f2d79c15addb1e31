package import SourceModel

/// An attribute of an element.
package struct XMLAttribute: Hashable, Sendable {
  /// The name with its prefix, as it was written.
  package var name: String
  /// The value with its references resolved.
  package var value: String
  /// Where the name starts.
  package var position: Position

  /// Makes an attribute.
  package init(name: String, value: String, at position: Position) {
    self.name = name
    self.value = value
    self.position = position
  }
}

/// An element of an XML document with everything inside it.
package struct XMLElement: Hashable, Sendable {
  /// The name with its prefix, as it was written.
  package var name: String
  /// The attributes in the order of the text.
  package var attributes: [XMLAttribute]
  /// The elements directly inside, in the order of the text.
  package var children: [XMLElement]
  /// The element's own text, that of its children left out, without white space at its ends.
  package var text: String
  /// Where the element starts.
  package var position: Position

  /// Makes an element.
  package init(
    name: String, attributes: [XMLAttribute] = [], children: [XMLElement] = [],
    text: String = "", at position: Position
  ) {
    self.name = name
    self.attributes = attributes
    self.children = children
    self.text = text
    self.position = position
  }

  /// The name without its prefix.
  package var localName: String { Self.localName(of: name) }

  /// The first element directly inside that has the name, whatever its prefix.
  package func child(_ localName: String) -> XMLElement? {
    children.first { $0.localName == localName }
  }

  /// The elements directly inside that have the name, whatever their prefix.
  package func children(_ localName: String) -> [XMLElement] {
    children.filter { $0.localName == localName }
  }

  /// The value of the attribute that has the name; with any prefix where none has it exactly.
  package func attribute(_ name: String) -> String? {
    let exact = attributes.first { $0.name == name }
    return (exact ?? attributes.first { Self.localName(of: $0.name) == name })?.value
  }

  private static func localName(of name: String) -> String {
    guard let colon = name.utf8.lastIndex(of: UInt8(ascii: ":")) else { return name }
    return String(name[name.utf8.index(after: colon)...])
  }
}
