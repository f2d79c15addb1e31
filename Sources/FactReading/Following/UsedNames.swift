/// The names of variables that texts use.
enum UsedNames {
  /// How much of a text is looked at, and how many names are told.
  private static let (textLimit, nameLimit) = (20_000, 200)

  /// The names in `$NAME`, `${NAME…}` and `${{ env.NAME }}`.
  static func variables(in texts: [String]) -> Set<String> {
    var names: Set<String> = []
    for text in texts {
      var rest = text.utf8.prefix(textLimit)
      while let dollar = rest.firstIndex(of: UInt8(ascii: "$")), names.count < nameLimit {
        rest = rest[dollar...].dropFirst().drop { "{ ".utf8.contains($0) }
        if rest.starts(with: "env.".utf8) { rest = rest.dropFirst(4) }
        let name = rest.prefix(while: \.isWordByte)
        if !name.isEmpty { names.insert(String(Substring(name))) }
        rest = rest[name.endIndex...]
      }
    }
    return names
  }
}
