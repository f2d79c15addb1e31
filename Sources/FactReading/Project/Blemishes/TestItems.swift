import SourceModel

/// The items of a Rust file that are built for its tests alone.
///
/// https://doc.rust-lang.org/reference/conditional-compilation.html#the-cfg-attribute
struct TestItems {
  private static let mark = Array("#[cfg(test)]".utf8)
  /// Where they stand, none within another.
  private let ranges: [Range<Int>]

  /// Where an item is in the text that begins with its attribute.
  private enum Part {
    /// Before the first line that ends it or opens its block.
    case head
    /// Within the block, which a brace closes that stands as far in as the attribute.
    case block
  }

  init(_ file: SourceFile) {
    guard file.path.fileExtension == "rs",
      ByteSearch.offset(of: Self.mark, in: file.bytes, from: 0) != nil
    else {
      ranges = []
      return
    }
    var found: [Range<Int>] = []
    var item: (start: Int, depth: Int, part: Part)?
    let lines = file.bytes.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for line in lines {
      let text = line.drop(while: \.isBlank)
      let depth = text.startIndex - line.startIndex
      if let open = item {
        switch open.part {
        case .head:
          if !text.starts(with: [UInt8(ascii: "#")]) {
            item = Self.behind(text, isInside: depth > open.depth, of: open)
          }
        case .block:
          if depth == open.depth, text.first == UInt8(ascii: "}") { item = nil }
        }
        if item == nil { found.append(open.start..<line.endIndex) }
      } else if text.starts(with: Self.mark) {
        // The item may stand on the attribute's own line.
        let rest = text.dropFirst(Self.mark.count)
        item = Self.behind(rest, isInside: false, of: (line.startIndex, depth, .head))
        if item == nil { found.append(line.startIndex..<line.endIndex) }
      }
    }
    if let item { found.append(item.start..<file.bytes.count) }
    ranges = found
  }

  /// The item behind a line of its head; `nil` where the line ends it.
  ///
  /// - Parameter isInside: whether the line stands further in than the attribute, as parameters do.
  private static func behind(
    _ line: ArraySlice<UInt8>, isInside: Bool, of item: (start: Int, depth: Int, part: Part)
  ) -> (start: Int, depth: Int, part: Part)? {
    switch codeEnd(of: line) {
    case UInt8(ascii: "{"): return (item.start, item.depth, .block)
    case UInt8(ascii: ";"), UInt8(ascii: "}"): return nil
    case UInt8(ascii: ",") where !isInside: return nil
    default: return item
    }
  }

  /// The last byte of a line's code, before what is said behind it.
  private static func codeEnd(of line: ArraySlice<UInt8>) -> UInt8? {
    let comment = zip(line.indices, line.indices.dropFirst()).first { first, second in
      line[first] == UInt8(ascii: "/") && line[second] == UInt8(ascii: "/")
    }
    return line[..<(comment?.0 ?? line.endIndex)].last { !$0.isBlank }
  }

  /// Whether a place is in one of them.
  func contains(_ offset: Int) -> Bool {
    let next = ranges.partitionPoint { $0.upperBound > offset }
    return next < ranges.count && ranges[next].contains(offset)
  }
}
