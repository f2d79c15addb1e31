/// Cuts an answer of git, which comes in pieces, into its entries, and keeps only the beginning of long ones.
///
/// A message or a name may have hundreds of megabytes that a repository holds in a few kilobytes.
struct EntryReader: Sendable {
  /// An entry, without the byte behind it.
  struct Entry: Sendable {
    /// Its beginning, or all of it.
    var bytes: ArraySlice<UInt8>
    /// Whether that is all of it.
    var isWhole: Bool
  }

  private let end: UInt8
  private let limit: Int
  /// What is kept of an entry whose rest is still to come.
  private var begun: [UInt8] = []
  /// How many bytes of it came.
  private var length = 0

  /// Makes a reader that has read nothing.
  ///
  /// - Parameters:
  ///   - end: the byte behind each entry.
  ///   - limit: how many bytes of an entry are kept.
  init(endingWith end: UInt8, upTo limit: Int) {
    self.end = end
    self.limit = limit
  }

  /// The entries that end in the next bytes; one that does not end is kept for those that follow.
  mutating func entries(in bytes: ArraySlice<UInt8>) -> [Entry] {
    var entries: [Entry] = []
    var rest = bytes
    while let place = rest.firstIndex(of: end) {
      let part = rest[..<place]
      if length == 0 {
        entries.append(Entry(bytes: part.prefix(limit), isWhole: part.count <= limit))
      } else {
        begin(part)
        entries.append(Entry(bytes: begun[...], isWhole: length <= limit))
        (begun, length) = ([], 0)
      }
      rest = rest[(place + 1)...]
    }
    begin(rest)
    return entries
  }

  private mutating func begin(_ part: ArraySlice<UInt8>) {
    begun += part.prefix(limit - begun.count)
    length += part.count
  }
}
