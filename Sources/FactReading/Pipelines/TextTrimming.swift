extension StringProtocol {
  /// `bin/app` for `./bin/app`.
  var fromHere: SubSequence { hasPrefix("./") ? dropFirst(2) : self[...] }

  /// The text without spaces, tabs and line ends around it.
  var trimmingSpaces: String {
    let bytes = Array(utf8)
    let start = bytes.drop(while: \.isSpace)
    guard let last = start.lastIndex(where: { !$0.isSpace }) else { return "" }
    return String(decoding: start[...last], as: UTF8.self)
  }
}

extension UInt8 {
  /// A space, a tab or a line end.
  fileprivate var isSpace: Bool {
    self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") || self == UInt8(ascii: "\n")
      || self == UInt8(ascii: "\r")
  }
}
