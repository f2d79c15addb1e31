/// The reader of XML documents such as `pom.xml`.
///
/// See https://www.w3.org/TR/xml/
package enum XML {
  /// Reads one document.
  ///
  /// A document type is passed over and nothing it declares is used; only the predefined entities
  /// and numbers of characters are resolved, and other references stay as text. The first error
  /// ends the reading; what was read before it is kept.
  package static func parse(_ bytes: [UInt8]) -> (root: XMLElement?, faults: [SyntaxFault]) {
    if let text = TextEncoding.decodedUTF16(bytes) { return read(text) }
    if isLatin1(bytes), TextEncoding.firstInvalidOffset(in: bytes) != nil {
      return read(TextEncoding.decodedLatin1(bytes))
    }
    return read(bytes)
  }

  private static func read(_ text: [UInt8]) -> (root: XMLElement?, faults: [SyntaxFault]) {
    var reader = Reader(text)
    return reader.read()
  }

  /// Whether the declaration names an encoding with one byte for each character of the West.
  private static func isLatin1(_ bytes: [UInt8]) -> Bool {
    guard bytes.starts(with: "<?xml".utf8) else { return false }
    let declaration = bytes.prefix(200).prefix { $0 != UInt8(ascii: ">") }
    let text = String(decoding: declaration, as: UTF8.self).lowercased()
    return ["iso-8859-1", "latin1", "windows-1252", "us-ascii"].contains { text.contains($0) }
  }
}
