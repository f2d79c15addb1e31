import SourceModel
import Syntax

/// Finds the signs of a catalogue by names, and its tools by their numbers, in the catalogue's text.
struct CatalogueIndex: Sendable {
  /// A glob with the sign that asks for it.
  struct FileCandidate: Sendable {
    var pattern: PathPattern
    var needed: CharacterMask
    var sign: SignReference
  }

  private let text: CatalogueText
  /// Where the sections begin, and where the last ends.
  private let starts: [Int]

  /// Makes the index of a text; `nil` where the text is none of a catalogue.
  init?(_ text: CatalogueText) {
    guard let starts = text.sectionStarts() else { return nil }
    self.init(text, starts)
  }

  private init(_ text: CatalogueText, _ starts: [Int]) {
    (self.text, self.starts) = (text, starts)
  }

  /// The index of no tools.
  static let empty = CatalogueIndex(
    .made([]), Array(repeating: 0, count: CatalogueText.Section.count + 1))

  private func range(_ section: CatalogueText.Section) -> Range<Int> {
    starts[section.index]..<starts[section.index + 1]
  }

  /// How many tools there are.
  var count: Int { range(.tools).count / (2 * Digits.width) }

  /// The lines of a section.
  private func lines(_ section: CatalogueText.Section) -> [String] {
    text.read { bytes in
      bytes[range(section)].split(separator: UInt8(ascii: "\n")).map {
        String(decoding: $0, as: UTF8.self)
      }
    }
  }

  /// The variables that commands ask for.
  var askedVariables: [NamePattern] { lines(.askedVariables).map { NamePattern($0) } }

  /// The files of the catalogue.
  var paths: [RelativePath] { lines(.paths).map { RelativePath($0) } }

  /// The tree of a tool with the number of its file.
  func tree(of tool: Int) -> (node: Node, path: Int)? {
    text.read { bytes in
      let records = bytes[range(.tools)]
      let record = records.startIndex + tool * 2 * Digits.width
      let trees = range(.trees)
      guard let offset = Digits.number(in: records, at: record),
        let path = Digits.number(in: records, at: record + Digits.width)
      else { return nil }
      let next = Digits.number(in: records, at: record + 2 * Digits.width) ?? trees.count
      guard offset <= next, next <= trees.count else { return nil }
      let tree = bytes[(trees.lowerBound + offset)..<(trees.lowerBound + next)]
      return PackedNode.node(UnsafeBufferPointer(rebasing: tree)).map { ($0, path) }
    }
  }

  /// The signs whose name is the whole name.
  func exact(_ subject: SignSubject, _ name: String) -> [SignReference] {
    var name = subject.folded(name)
    return text.read { bytes in
      name.withUTF8 { name in
        var found: [SignReference] = []
        guard let list = KeyTable.value(of: name, in: bytes[range(.exact(subject))]) else {
          return found
        }
        Self.eachSign(list) { sign, _ in found.append(sign) }
        return found
      }
    }
  }

  /// How long a name may be that patterns are tried on; real ones have less than a hundred bytes.
  private static let nameLimit = 1_000

  /// The signs whose pattern fits the name.
  func patterns(_ subject: SignSubject, _ name: String) -> [SignReference] {
    guard name.utf8.count <= Self.nameLimit else { return [] }
    var name = subject.folded(name)
    return text.read { bytes in
      name.withUTF8 { name in
        var found: [SignReference] = []
        func add(_ list: Slice<UnsafeBufferPointer<UInt8>>) {
          Self.eachSign(list) { sign, pattern in
            if NamePattern.fits(name, UnsafeBufferPointer(rebasing: pattern)) { found.append(sign) }
          }
        }
        let starts = bytes[range(.patterns(subject))]
        for length in 0...min(CatalogueWriter.prefixLimit, name.count) {
          let start = UnsafeBufferPointer(rebasing: name[..<length])
          if let list = KeyTable.value(of: start, in: starts) { add(list) }
        }
        let insides = bytes[range(.insides(subject))]
        let width = CatalogueWriter.insideWidth
        // The same bytes may stand in a name twice.
        var seen: Set<Int> = []
        for place in 0..<max(0, name.count - width + 1) {
          let inside = UnsafeBufferPointer(rebasing: name[place..<(place + width)])
          guard let list = KeyTable.value(of: inside, in: insides) else { continue }
          if seen.insert(list.startIndex).inserted { add(list) }
        }
        return found.sorted()
      }
    }
  }

  /// The signs whose glob fits the path.
  ///
  /// - Parameter memory: keeps the globs that were read.
  func files(_ path: RelativePath, _ memory: CatalogueMemory) -> [SignReference] {
    var path = path.text
    return text.read { bytes in
      path.withUTF8 { path in
        var found: [SignReference] = []
        let characters = CharacterMask(path)
        Self.eachKey(of: path) { section, key in
          let table = bytes[range(section)]
          guard let start = KeyTable.start(of: key, in: table) else { return }
          let candidates = memory.globs(onLineAt: start) {
            Self.candidates(KeyTable.value(startingAt: start, in: table), section, key)
          }
          // By index: a copy of each would count references to its pattern.
          for index in candidates.indices
          where characters.holds(candidates[index].needed)
            && candidates[index].pattern.matches(path)
          {
            found.append(candidates[index].sign)
          }
        }
        return found.count > 1 ? Set(found).sorted() : found
      }
    }
  }

  /// Gives the tables that may hold globs for a path to a function, with their keys.
  private static func eachKey(
    of path: UnsafeBufferPointer<UInt8>,
    _ body: (CatalogueText.Section, UnsafeBufferPointer<UInt8>) -> Void
  ) {
    let places = PathPattern.KeyPlaces(in: path)
    func give(_ section: CatalogueText.Section, _ place: Range<Int>?) {
      if let place { body(section, UnsafeBufferPointer(rebasing: path[place])) }
    }
    give(.anywhere, 0..<0)
    give(.names, places.name)
    give(.endings, places.ending)
    give(.folders, places.firstFolder)
  }

  /// The globs of a line that belong to its key.
  private static func candidates(
    _ list: Slice<UnsafeBufferPointer<UInt8>>, _ section: CatalogueText.Section,
    _ key: UnsafeBufferPointer<UInt8>
  ) -> [FileCandidate] {
    var candidates: [FileCandidate] = []
    eachSign(list) { sign, glob in
      for pattern in Glob(String(decoding: glob, as: UTF8.self)).alternatives {
        let table = pattern.table
        guard table.section == section, table.key.elementsEqual(key) else { continue }
        candidates.append(
          FileCandidate(pattern: pattern, needed: pattern.neededCharacters, sign: sign))
      }
    }
    return candidates
  }

  /// Gives each sign of a line to a function, with the pattern that is written behind it.
  private static func eachSign(
    _ list: Slice<UnsafeBufferPointer<UInt8>>,
    _ body: (SignReference, Slice<UnsafeBufferPointer<UInt8>>) -> Void
  ) {
    for item in list.split(separator: UInt8(ascii: "\t")) {
      if let sign = SignReference(startOf: item) { body(sign, item.dropFirst(SignReference.width)) }
    }
  }
}
