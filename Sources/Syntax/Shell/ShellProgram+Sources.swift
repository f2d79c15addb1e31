import SourceModel

/// A file that is read into a program.
struct SourcedText {
  var name: String
  /// Where the first command stands that reads it.
  var position: Position
  /// The number of that command's text.
  var reader: Int32
  /// Its commands.
  var root: Int32
  /// The index of its first simple command; those of a text lie beside each other.
  var firstSimple: Int
}

/// What `.` reads: functions and variables of the file are then those of the script.
///
/// https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#dot
extension ShellProgram {
  /// How many files are read, how many bytes they may have, and for how many commands one is looked for.
  private static let sourceLimit = 20
  private static let sourceByteLimit = 100_000
  private static let lookUpLimit = 100

  /// Adds the files that the text reads, and those that these read.
  mutating func readSources(_ file: (_ word: String, _ reader: String?) -> ShellSource?) {
    ownNodes = nodes.count
    var (room, lookUps) = (Self.sourceByteLimit, Self.lookUpLimit)
    var reader = 0
    while reader <= sources.count {
      // In another folder a path means another file.
      var hasMoved = false
      for index in simples(of: reader) {
        let simple = simples[index]
        if let name = self.name(of: simple), name == "cd" || name == "pushd" { hasMoved = true }
        guard simple.meaning == .source, simple.words.count == 2, !simple.isSubstituted else {
          continue
        }
        let word = words[simple.words.lowerBound + 1].text
        let isSubstituted = word.hasPrefix("$") || word.hasPrefix("`")
        guard lookUps > 0, !hasMoved || isSubstituted else { continue }
        lookUps -= 1
        guard let source = file(word, reader == 0 ? nil : sources[reader - 1].name) else {
          continue
        }
        if let known = sources.firstIndex(where: { $0.name == source.name }) {
          sourced[index] = known
          continue
        }
        guard sources.count < Self.sourceLimit, source.text.utf8.count <= room else { continue }
        room -= source.text.utf8.count
        sourced[index] = sources.count
        append(source, reader: reader, at: simple.position)
      }
      reader += 1
    }
  }

  /// The indices of a text's simple commands.
  private func simples(of text: Int) -> Range<Int> {
    let start = text == 0 ? 0 : sources[text - 1].firstSimple
    return start..<(text < sources.count ? sources[text].firstSimple : simples.count)
  }

  private mutating func append(_ source: ShellSource, reader: Int, at position: Position) {
    let (own, faultCount, firstSimple) = (root, faults.count, simples.count)
    bytes.append(UInt8(ascii: "\n"))
    let start = bytes.count
    bytes += source.text.utf8
    var parser = ShellParser(bytes, start..<bytes.count, startingAt: .start)
    // It goes on with this program, of which no second one is made.
    swap(&parser.program, &self)
    self = parser.parse()
    // Its faults are told where it is read by itself.
    faults.removeLast(max(0, faults.count - faultCount))
    sources.append(
      SourcedText(
        name: source.name, position: position, reader: Int32(truncatingIfNeeded: reader),
        root: root, firstSimple: firstSimple))
    root = own
  }

  /// The number of the text in which a simple command stands.
  func text(ofSimple index: Int) -> Int32 {
    guard !sources.isEmpty else { return 0 }
    return Int32(truncatingIfNeeded: sources.partitionPoint { $0.firstSimple > index })
  }
}
