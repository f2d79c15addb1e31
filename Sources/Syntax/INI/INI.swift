/// The reader of line-based settings: `.ini`, `.properties`, `.editorconfig`, `setup.cfg`, `.env`.
///
/// These have no common standard. What stands before the first section is read by the rules of
/// properties files, or for an upper-case name directly before `=` by those of `.env` files; what
/// stands in a section is read as `configparser` does.
package enum INI {
  /// Reads one document, a mapping.
  ///
  /// Keys before any section stand at the top. A section is an entry whose value is a mapping; one
  /// that is repeated stands twice. A key without a separator has a null.
  package static func parse(_ bytes: [UInt8]) -> SyntaxTree {
    var reader = Reader(TextEncoding.decodedUTF16(bytes) ?? bytes)
    return reader.read()
  }
}
