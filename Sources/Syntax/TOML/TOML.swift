/// The reader of TOML 1.0.
///
/// See https://toml.io/en/v1.0.0
package enum TOML {
  /// Reads one document, a mapping.
  ///
  /// Scalars keep their raw text and carry the tag `toml:string`, `toml:integer`, `toml:float`,
  /// `toml:bool`, `toml:datetime`, `toml:datetime-local`, `toml:date-local` or `toml:time-local`.
  /// A faulty value is left out, and the reading goes on with the next statement.
  package static func parse(_ bytes: [UInt8]) -> SyntaxTree {
    var reader = Reader(bytes)
    return reader.read()
  }
}
