/// One line of a text as bytes.
struct ByteLine {
  /// The line's number, from 1.
  var number: Int
  /// The bytes without the line's end.
  var bytes: ArraySlice<UInt8>

  /// The bytes without white space around them.
  var trimmed: ArraySlice<UInt8> {
    let start = bytes.drop { $0.isBlank }
    guard let last = start.lastIndex(where: { !$0.isBlank }) else { return [] }
    return start[...last]
  }

  /// How many blanks stand before the content.
  var indentation: Int { bytes.count - bytes.drop { $0.isBlank }.count }

  /// The line as text.
  var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// The lines of a text, without a copy of any.
struct ByteLines: Sequence, IteratorProtocol {
  private let bytes: ArraySlice<UInt8>
  private var index: Int
  private var number = 0

  /// Makes the lines of the bytes; a mark of the byte order is passed over.
  init(_ bytes: [UInt8], limit: Int = .max) {
    self.bytes = bytes.prefix(limit)
    index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Swift.min(3, self.bytes.endIndex) : 0
  }

  mutating func next() -> ByteLine? {
    guard index < bytes.endIndex else { return nil }
    number += 1
    let end = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
    var line = bytes[index..<end]
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    index = end + 1
    return ByteLine(number: number, bytes: line)
  }
}

extension UInt8 {
  /// A space or a tab.
  var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") || self == 13 }

  /// A letter of ASCII, a digit or an underscore.
  var isWordByte: Bool { isASCIILetter || isASCIIDigit || self == UInt8(ascii: "_") }

  /// A letter of ASCII.
  var isASCIILetter: Bool { (65...90).contains(self) || (97...122).contains(self) }

  /// A digit of ASCII.
  var isASCIIDigit: Bool { (48...57).contains(self) }
}

extension ArraySlice<UInt8> {
  /// Where the needle first stands, from this index on.
  func firstIndex(of needle: String, from start: Int? = nil) -> Int? {
    let needle = needle.utf8
    guard let first = needle.first else { return nil }
    var index = start ?? startIndex
    while index >= startIndex, index + needle.count <= endIndex {
      guard let next = self[index...].firstIndex(of: first), next + needle.count <= endIndex else {
        return nil
      }
      if self[next..<(next + needle.count)].elementsEqual(needle) { return next }
      index = next + 1
    }
    return nil
  }

  /// Whether the text stands in the bytes.
  func holds(_ needle: String) -> Bool { firstIndex(of: needle) != nil }

  /// Whether the bytes begin with the text.
  func begins(_ text: String) -> Bool { starts(with: text.utf8) }
}

extension SourceFile {
  /// A place for each of the texts' lines: the number of the first line that holds the text.
  func firstLine(holding text: String) -> Int? {
    ByteLines(bytes).first { $0.bytes.holds(text) }?.number
  }
}

extension Array {
  /// The element at the index, where there is one.
  subscript(at index: Int) -> Element? {
    indices.contains(index) ? self[index] : nil
  }
}
