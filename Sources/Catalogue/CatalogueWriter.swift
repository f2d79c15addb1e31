import SourceModel
import Syntax

/// Writes the text of a catalogue.
struct CatalogueWriter {
  /// How many bytes before a `*` are the key of a pattern.
  static let prefixLimit = 8
  /// How many bytes behind a `*` in front are the key of a pattern.
  static let insideWidth = 3

  private var lists: [CatalogueText.Section: KeyedValues] = [:]
  private var askedVariables: [String] = []
  private var knownVariables: Set<String> = []

  /// Values of keys in the order in which they came; keys are the same where their bytes are.
  private struct KeyedValues {
    var keys: [String] = []
    var values: [[UInt8]: [String]] = [:]

    mutating func append(_ value: String, for key: String) {
      if values[Array(key.utf8)] == nil { keys.append(key) }
      values[Array(key.utf8), default: []].append(value)
    }

    /// The table of the lists, their values with tabs between them.
    var table: String {
      KeyTable.text(of: keys.map { ($0, (values[Array($0.utf8)] ?? []).joined(separator: "\t")) })
    }
  }

  /// The text of a catalogue with these tools.
  ///
  /// - Parameter trees: the packed tree of each tool; none where the tools themselves are kept.
  static func text(of entries: [CatalogueEntry], trees: [String] = []) -> String {
    var writer = CatalogueWriter()
    for (index, entry) in entries.enumerated() {
      for (number, sign) in entry.signs.enumerated() {
        writer.add(sign, SignReference(tool: index, sign: number))
      }
    }
    return writer.text(of: entries, trees)
  }

  private mutating func add(_ sign: CatalogueSign, _ reference: SignReference) {
    switch sign.subject {
    case .commands:
      guard let pattern = CommandPattern(sign.name) else { return }
      append(reference, to: .exact(.commands), for: pattern.key)
      noteAskedVariables(of: sign)
    case .files:
      var known: Set<PathPattern.Key?> = []
      for pattern in Glob(sign.name).alternatives where known.insert(pattern.key).inserted {
        let (section, key) = pattern.table
        append(reference, sign.name, to: section, for: String(decoding: key, as: UTF8.self))
      }
    case .words: append(reference, to: .exact(.words), for: "")
    case .actions, .dependencies, .images, .objects, .resources, .charts, .variables:
      if sign.subject == .actions { noteAskedVariables(of: sign) }
      let name = sign.subject.folded(sign.name)
      guard NamePattern.isWild(name) else {
        append(reference, to: .exact(sign.subject), for: name)
        return
      }
      if let inside = Self.inside(of: name) {
        append(reference, name, to: .insides(sign.subject), for: inside)
        return
      }
      let start = name.utf8.prefix { $0 != Self.star }.prefix(Self.prefixLimit)
      // A prefix that is cut inside a character is no text; the empty one serves as well.
      append(reference, name, to: .patterns(sign.subject), for: String(start) ?? "")
    }
  }

  private static let star = UInt8(ascii: "*")

  /// The bytes behind a `*` in front; `nil` where there is none, or too few before the next.
  private static func inside(of pattern: String) -> String? {
    guard pattern.utf8.first == star else { return nil }
    let bytes = pattern.utf8.dropFirst().prefix(insideWidth)
    return bytes.count == insideWidth && !bytes.contains(star) ? String(bytes) : nil
  }

  private mutating func noteAskedVariables(of sign: CatalogueSign) {
    for name in sign.meaning.askedVariables.map(\.text) where knownVariables.insert(name).inserted {
      askedVariables.append(name)
    }
  }

  private mutating func append(
    _ reference: SignReference, _ pattern: String = "", to section: CatalogueText.Section,
    for key: String
  ) {
    lists[section, default: KeyedValues()].append(reference.digits + pattern, for: key)
  }

  private func text(of entries: [CatalogueEntry], _ trees: [String]) -> String {
    var sections = lists.mapValues(\.table)
    sections[.askedVariables] = askedVariables.map { "\($0)\n" }.joined()
    var paths: [String] = []
    var (records, all) = ("", "")
    for (index, entry) in entries.enumerated() {
      let path = entry.tool.place.path.text
      if paths.last != path { paths.append(path) }
      records += Digits.text(all.utf8.count) + Digits.text(paths.count - 1)
      if index < trees.count { all += trees[index] }
    }
    sections[.paths] = paths.map { "\($0)\n" }.joined()
    sections[.tools] = records
    sections[.trees] = all
    return CatalogueText.text(of: sections)
  }
}

extension PathPattern {
  /// The table in which it is looked up, and its key there.
  var table: (section: CatalogueText.Section, key: [UInt8]) {
    switch key {
    case .name(let name): (.names, name)
    case .ending(let ending): (.endings, ending)
    case .firstFolder(let folder): (.folders, folder)
    case nil: (.anywhere, [])
    }
  }
}
