import FactModel
import SourceModel

/// What a fact must surely have to pass a test of texts: many facts are looked up by it, not tried in turn.
struct TextKey {
  /// What of a text is looked up.
  enum Part: Hashable {
    /// All of it.
    case whole
    /// The last name of a path.
    case name
    /// What follows the last dot of that name.
    case ending
  }

  let part: Part
  let text: String

  /// The keys of which a passing fact has one; `nil` where only a look at each fact tells.
  static func keys(of test: FactTest) -> [TextKey]? {
    switch test {
    case .text(let text): return [TextKey(part: .whole, text: text)]
    case .like(let glob): return all(glob.alternatives) { key(of: $0).map { [$0] } }
    case .any(let tests): return all(tests, keys)
    case .all(let tests): return tests.lazy.compactMap(keys).first
    case .flag, .number, .atLeast, .atMost, .not: return nil
    }
  }

  /// The keys of all parts; `nil` where one of them has none.
  private static func all<Element>(
    _ parts: [Element], _ keys: (Element) -> [TextKey]?
  ) -> [TextKey]? {
    var found: [TextKey] = []
    for part in parts {
      guard let own = keys(part) else { return nil }
      found += own
    }
    return found
  }

  private static func key(of pattern: PathPattern) -> TextKey? {
    switch pattern.key {
    case .name(let name): TextKey(part: .name, text: String(decoding: name, as: UTF8.self))
    case .ending(let ending): TextKey(part: .ending, text: String(decoding: ending, as: UTF8.self))
    case .firstFolder, nil: nil
    }
  }
}

extension TextKey.Part {
  /// This part of a text; `nil` where it has none.
  fileprivate func key(of text: String) -> String? {
    var text = text
    return text.withUTF8 { bytes in
      let places = PathPattern.KeyPlaces(in: bytes)
      let place =
        switch self {
        case .whole: Optional(bytes.indices)
        case .name: places.name
        case .ending: places.ending
        }
      return place.map { String(decoding: bytes[$0], as: UTF8.self) }
    }
  }
}

/// The facts of a collection by a part of the texts of one attribute.
struct TextIndex {
  private var facts: [String: [Int]] = [:]

  /// Makes the index.
  ///
  /// - Parameter column: the values of the attribute, in the order of the facts.
  init(_ part: TextKey.Part, of column: [FactValue]) {
    for (index, value) in column.enumerated() {
      guard case .texts(let texts) = value else { continue }
      for text in texts {
        if let key = part.key(of: text) { facts[key, default: []].append(index) }
      }
    }
  }

  /// The facts that have a key, in order; one that has it in several texts stands there as often.
  func facts(with text: String) -> [Int] { facts[text] ?? [] }
}
