/// The text of a catalogue: made in a run, or compiled into the program.
///
/// It begins with the sizes of its sections in bytes, `Digits` wide each.
enum CatalogueText: Sendable {
  /// One of the sections, by its place.
  struct Section: Hashable {
    let index: Int

    private static let subjects = SignSubject.allCases.count

    /// The table of the signs by their whole names.
    static func exact(_ subject: SignSubject) -> Section { Section(index: subject.rawValue) }
    /// The table of the signs with `*` by the bytes before it.
    static func patterns(_ subject: SignSubject) -> Section {
      Section(index: subjects + subject.rawValue)
    }
    /// The table of the signs that begin with `*` by the first bytes behind it.
    static func insides(_ subject: SignSubject) -> Section {
      Section(index: 2 * subjects + subject.rawValue)
    }
    /// The table of the globs of files by the name that they ask for.
    static let names = Section(index: 3 * subjects)
    /// The table of those that ask for an ending.
    static let endings = Section(index: 3 * subjects + 1)
    /// The table of those that ask for a first folder.
    static let folders = Section(index: 3 * subjects + 2)
    /// The table of the others, by no bytes.
    static let anywhere = Section(index: 3 * subjects + 3)
    /// The variables that commands ask for, one on a line.
    static let askedVariables = Section(index: 3 * subjects + 4)
    /// The files of the catalogue, one on a line.
    static let paths = Section(index: 3 * subjects + 5)
    /// Where each tool's tree begins, and the number of the file that it is of.
    static let tools = Section(index: 3 * subjects + 6)
    /// The trees of the tools as packed nodes.
    static let trees = Section(index: 3 * subjects + 7)

    /// How many there are.
    static let count = 3 * subjects + 8
  }

  /// Made in this run.
  case made([UInt8])
  /// Compiled into the program.
  case compiled(StaticString)

  /// Gives the bytes to a function.
  func read<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    switch self {
    case .made(let bytes): bytes.withUnsafeBufferPointer(body)
    case .compiled(let text): text.withUTF8Buffer(body)
    }
  }

  /// The text of sections.
  static func text(of sections: [Section: String]) -> String {
    let texts = (0..<Section.count).map { sections[Section(index: $0)] ?? "" }
    return texts.map { Digits.text($0.utf8.count) }.joined() + texts.joined()
  }

  /// Where the sections begin, and where the last ends; `nil` where the text is none of a catalogue.
  func sectionStarts() -> [Int]? {
    read { bytes in
      var starts = [Section.count * Digits.width]
      for index in 0..<Section.count {
        guard let size = Digits.number(in: bytes[...], at: index * Digits.width),
          let start = starts.last
        else { return nil }
        starts.append(start + size)
      }
      return starts.last == bytes.count ? starts : nil
    }
  }
}
