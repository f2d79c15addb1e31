import FactModel
import SourceModel

/// Finds automated tests: files by the conventions of their ecosystem that hold at least one test.
struct TestSuiteReader: FileReader {
  /// A convention with the words of its signs, without which no line needs to be looked at.
  private struct Prepared {
    let convention: TestConvention
    private let needles: NeedleSet
    private let isAlwaysRead: Bool

    init(_ convention: TestConvention) {
      self.convention = convention
      needles = NeedleSet(convention.signs.map { String(decoding: $0.text, as: UTF8.self) })
      isAlwaysRead = convention.signs.contains { $0.text.count < 3 || $0.text.contains(0x22) }
    }

    func mayHold(in bytes: [UInt8]) -> Bool { isAlwaysRead || needles.isAny(in: bytes) }
  }

  private let byEnding: [String: [Prepared]]

  init() {
    var byEnding: [String: [Prepared]] = [:]
    for convention in TestConvention.all {
      let prepared = Prepared(convention)
      for ending in convention.endings { byEnding[ending, default: []].append(prepared) }
    }
    self.byEnding = byEnding
  }

  var endings: Set<String>? { Set(byEnding.keys) }

  func wants(_ path: RelativePath) -> Bool {
    conventions(of: path).contains { $0.convention.covers(path) }
  }

  private func conventions(of path: RelativePath) -> [Prepared] {
    byEnding[path.fileExtension] ?? []
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var facts = FileFacts()
    for prepared in conventions(of: file.path) where prepared.convention.covers(file.path) {
      let convention = prepared.convention
      guard prepared.mayHold(in: file.bytes),
        let line = Self.firstTest(in: file.bytes, convention)
      else { continue }
      facts.testSuites.append(
        TestSuite(
          ecosystem: convention.ecosystem, kind: Self.kind(of: file.path),
          place: file.place(line: line)))
    }
    return facts
  }

  /// The line of the first test that is code and no comment.
  static func firstTest(in bytes: [UInt8], _ convention: TestConvention) -> Int? {
    var lines = CodeLines(bytes, convention.style)
    while lines.advance() {
      let code = lines.code
      guard !code.isEmpty, convention.signs.contains(where: { $0.stands(in: code) }) else {
        continue
      }
      return lines.number
    }
    return nil
  }

  /// How far a test reaches, by the names of its folders.
  static func kind(of path: RelativePath) -> String {
    let words = path.text.nameWords
    let far: Set<String> = [
      "e2e", "integration", "acceptance", "cypress", "playwright", "system", "functional", "smoke",
    ]
    return words.contains(where: far.contains) ? "end-to-end" : "unit"
  }
}
