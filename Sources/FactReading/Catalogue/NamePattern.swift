/// A name with `*` for any characters, slashes included.
///
/// Unlike a `Glob`, it is for names that are no paths: actions, images, types, words of commands.
struct NamePattern: Hashable, Sendable {
  /// The pattern as written.
  let text: String
  /// Whether it holds a `*`.
  let isWild: Bool
  private let bytes: [UInt8]
  private let ignoresCase: Bool

  /// Makes a pattern.
  init(_ text: String, ignoringCase: Bool = false) {
    self.text = text
    ignoresCase = ignoringCase
    bytes = text.utf8.map { ignoringCase ? $0.lowercasedASCII : $0 }
    isWild = bytes.contains(UInt8(ascii: "*"))
  }

  /// How much of the pattern is said: characters that are no `*`.
  var weight: Int { bytes.count { $0 != UInt8(ascii: "*") } }

  /// Whether the whole name fits.
  ///
  /// Goes back to the latest `*` only, so it is linear for one `*`.
  func matches(_ name: some StringProtocol) -> Bool {
    var name = Array(name.utf8)
    if ignoresCase { for index in name.indices { name[index] = name[index].lowercasedASCII } }
    guard isWild else { return name == bytes }
    var (at, index) = (0, 0)
    var retry: (at: Int, index: Int)?
    while index < name.count {
      if at < bytes.count, bytes[at] == UInt8(ascii: "*") {
        retry = (at + 1, index)
        at += 1
      } else if at < bytes.count, bytes[at] == name[index] {
        at += 1
        index += 1
      } else {
        guard let last = retry else { return false }
        retry = (last.at, last.index + 1)
        (at, index) = (last.at, last.index + 1)
      }
    }
    return bytes[at...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}

extension UInt8 {
  /// The byte of the small letter for that of a capital one, other bytes as they are.
  var lowercasedASCII: UInt8 { self >= 65 && self <= 90 ? self + 32 : self }
}

/// Many patterns with a value each: plain names are found in a table, the others are tried.
struct NameTable<Value: Sendable>: Sendable {
  private var plain: [String: [Value]] = [:]
  private var wild: [(pattern: NamePattern, value: Value)] = []
  private let ignoresCase: Bool
  private let joinsWords: Bool

  /// Makes an empty table.
  ///
  /// - Parameter joiningWords: whether `_` and `-` are the same.
  init(ignoringCase: Bool = false, joiningWords: Bool = false) {
    ignoresCase = ignoringCase
    joinsWords = joiningWords
  }

  private func folded(_ name: String) -> String {
    let name = joinsWords ? name.replacing("_", with: "-") : name
    return ignoresCase ? name.lowercased() : name
  }

  /// Adds a pattern.
  mutating func insert(_ text: String, _ value: Value) {
    let pattern = NamePattern(folded(text), ignoringCase: ignoresCase)
    if pattern.isWild {
      wild.append((pattern, value))
    } else {
      plain[pattern.text, default: []].append(value)
    }
  }

  /// The values of the plain name.
  func exactValues(for name: String) -> [Value] {
    plain[folded(name)] ?? []
  }

  /// The values of the plain name, then those of the patterns that fit.
  func values(for name: String) -> [Value] {
    let name = folded(name)
    return (plain[name] ?? []) + wild.filter { $0.pattern.matches(name) }.map(\.value)
  }
}
