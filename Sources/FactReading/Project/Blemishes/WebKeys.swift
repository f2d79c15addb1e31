import SourceModel

/// Tells whether objects of JSON hold the private part of a key, asked of places in rising order.
///
/// https://www.rfc-editor.org/rfc/rfc7518#section-6.3.2
struct WebKeys {
  /// How far the braces of an object may stand away from the place.
  private static let limit = 8_000
  /// The names of the private part; what .NET writes begins with capitals.
  private static let names = ["\"d\"", "\"D\""].map { Array($0.utf8) }

  private let bytes: [UInt8]
  /// How far braces were looked for.
  private var index: Int
  /// The last brace that opens before the place.
  private var opening: Int?
  /// The first brace that closes behind it.
  private var closing = 0
  /// Where each name of the private part stands first behind the brace that opens, and whether the part is given.
  private var parts = names.map { _ in (place: -1, isGiven: false) }

  /// Begins at a place of the bytes.
  init(_ bytes: [UInt8], from start: Int = 0) {
    self.bytes = bytes
    index = start
  }

  /// Whether the object around the place holds it.
  mutating func isPrivate(at place: Int) -> Bool {
    while index < place {
      if bytes[index] == UInt8(ascii: "{") { opening = index }
      index += 1
    }
    if closing < place {
      closing = bytes[place...].firstIndex(of: UInt8(ascii: "}")) ?? bytes.count
    }
    guard let opening, place - opening <= Self.limit, closing - place < Self.limit,
      closing < bytes.count
    else { return false }
    for (index, name) in Self.names.enumerated() where parts[index].place < opening {
      let found = ByteSearch.offset(of: name, in: bytes, from: opening) ?? bytes.count
      parts[index] = (found, Self.isGiven(bytes[min(found + name.count, bytes.count)...]))
    }
    return parts.contains { $0.isGiven && $0.place < closing }
  }

  /// Whether what stands behind the name is such a part.
  private static func isGiven(_ behind: ArraySlice<UInt8>) -> Bool {
    let rest = behind.drop { $0.isBlank || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: ":") }
    guard rest.first == UInt8(ascii: "\"") else { return false }
    let value = rest.dropFirst().prefix(limit).prefix { $0 != UInt8(ascii: "\"") }
    return value.count >= 40 && Set(value).count > 20
      && value.allSatisfy {
        $0.isWordByte || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "=")
      }
  }
}
