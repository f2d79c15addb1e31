import SourceModel
import Syntax

/// Writes the text of a catalogue.
struct CatalogueWriter {
  /// How many bytes before a `*` are the key of a pattern.
  static let prefixLimit = 8

  private var lists: [CatalogueText.Section: KeyedValues] = [:]
  private var askedVariables: [String] = []

  /// Values of keys in the order in which they came; keys are the same where their bytes are.
  private struct KeyedValues {
    var keys: [String] = []
    var values: [[UInt8]: [String]] = [:]

    mutating func append(_ value: String, for key: String) {
      if values[Array(key.utf8)] == nil { keys.append(key) }
      values[Array(key.utf8), default: []].append(value)
    }

    func table(joinedBy separator: String) -> String {
      KeyTable.text(
        of: keys.map { ($0, (values[Array($0.utf8)] ?? []).joined(separator: separator)) })
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
      lists[.exact(.commands), default: KeyedValues()].append(reference.text, for: pattern.key)
      for name in sign.meaning.askedVariables.map(\.text) where !askedVariables.contains(name) {
        askedVariables.append(name)
      }
    case .files: addGlob(sign.name, reference)
    case .words: lists[.exact(.words), default: KeyedValues()].append(reference.text, for: "")
    case .actions, .dependencies, .images, .objects, .resources, .charts, .variables:
      let name = sign.subject.folded(sign.name)
      guard NamePattern.isWild(name) else {
        lists[.exact(sign.subject), default: KeyedValues()].append(reference.text, for: name)
        return
      }
      let start = name.utf8.prefix { $0 != UInt8(ascii: "*") }.prefix(Self.prefixLimit)
      // A prefix that is cut inside a character is no text; half of it serves as well.
      let prefix = String(start) ?? ""
      lists[.patterns(sign.subject), default: KeyedValues()].append(
        "\(reference.text) \(name)", for: prefix)
    }
  }

  private mutating func addGlob(_ text: String, _ reference: SignReference) {
    let value = "\(reference.text) \(text)"
    var known: Set<PathPattern.Key?> = []
    for pattern in Glob(text).alternatives where known.insert(pattern.key).inserted {
      let (section, key): (CatalogueText.Section, [UInt8]) =
        switch pattern.key {
        case .name(let name): (.names, name)
        case .ending(let ending): (.endings, ending)
        case .firstFolder(let folder): (.folders, folder)
        case nil: (.anywhere, [])
        }
      lists[section, default: KeyedValues()].append(
        value, for: String(decoding: key, as: UTF8.self))
    }
  }

  private func text(of entries: [CatalogueEntry], _ trees: [String]) -> String {
    var sections: [CatalogueText.Section: String] = [:]
    for (section, list) in lists {
      // Values with patterns hold spaces.
      sections[section] = list.table(
        joinedBy: section.index < SignSubject.allCases.count ? " " : "\t")
    }
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
