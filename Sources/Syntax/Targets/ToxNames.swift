/// Names of tox environments, of which braces make several: `py{312,313}-{unit,docs}`.
///
/// See https://tox.wiki/en/latest/user_guide.html#generative-environments
enum ToxNames {
  /// How many names one text may stand for, and how many bytes they may have.
  private static let limit = 200
  private static let byteLimit = 1 << 20
  /// How long names are in real files.
  private static let usualLength = 100

  /// The names of a list, parted by commas, spaces and line ends outside braces.
  static func listed(_ text: ArraySlice<UInt8>) -> [String] {
    var names: [String] = []
    var start = text.startIndex
    var level = 0
    for index in text.indices {
      switch text[index] {
      case UInt8(ascii: "{"): level += 1
      case UInt8(ascii: "}"): level -= 1
      case UInt8(ascii: "#") where level == 0:
        return names + expanded(text[start..<index])
      case UInt8(ascii: ",") where level <= 0, UInt8(ascii: " ") where level <= 0,
        UInt8(ascii: "\t") where level <= 0, UInt8(ascii: "\n") where level <= 0:
        names += expanded(text[start..<index])
        start = index + 1
      default: continue
      }
      if names.count > limit { return names }
    }
    return names + expanded(text[start...])
  }

  /// The names that one text stands for; none for an empty one.
  static func expanded(_ text: ArraySlice<UInt8>) -> [String] {
    let text = text.trimmed
    guard !text.isEmpty else { return [] }
    var names: [[UInt8]] = [[]]
    var index = text.startIndex
    while index < text.endIndex {
      guard text[index] == UInt8(ascii: "{") else {
        let end = text[index...].firstIndex(of: UInt8(ascii: "{")) ?? text.endIndex
        for number in names.indices { names[number] += text[index..<end] }
        index = end
        continue
      }
      guard let close = text[index...].firstIndex(of: UInt8(ascii: "}")) else {
        // Nothing behind it is closed either.
        for number in names.indices { names[number] += text[index...] }
        break
      }
      let choices = choices(text[(index + 1)..<close])
      let count = names.count * choices.count
      guard count <= limit, count == 1 || count * text.count <= byteLimit else {
        return [text.text]
      }
      if let only = choices.first, choices.count == 1 {
        for number in names.indices { names[number] += only }
      } else {
        names = names.flatMap { name in choices.map { name + $0 } }
      }
      index = close + 1
    }
    return names.map { String(decoding: $0, as: UTF8.self) }
  }

  /// How many bytes names have beyond those of real files.
  static func excess(of names: [String]) -> Int {
    names.reduce(0) { $0 + max(0, $1.utf8.count - usualLength) }
  }

  /// `a,b`, or a range of numbers, `3-5`.
  private static func choices(_ text: ArraySlice<UInt8>) -> [[UInt8]] {
    text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).flatMap { part in
      let part = part.trimmed
      let ends = part.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        .map { Int($0.text) }
      guard ends.count == 2, let first = ends[0], let last = ends[1], first <= last,
        last - first < limit
      else { return [Array(part)] }
      return (first...last).map { Array(String($0).utf8) }
    }
  }
}
