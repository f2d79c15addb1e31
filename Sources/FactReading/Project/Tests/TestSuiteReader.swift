import FactModel
import SourceModel

/// Finds automated tests: files by the conventions of their ecosystem that hold at least one test.
struct TestSuiteReader: FileReader {
  private let byEnding: [String: [TestConvention]]

  init() {
    var byEnding: [String: [TestConvention]] = [:]
    for convention in TestConvention.all {
      for ending in convention.endings { byEnding[ending, default: []].append(convention) }
    }
    self.byEnding = byEnding
  }

  var endings: Set<String>? { Set(byEnding.keys) }

  func wants(_ path: RelativePath) -> Bool {
    conventions(of: path).contains { $0.covers(path) }
  }

  private func conventions(of path: RelativePath) -> [TestConvention] {
    byEnding[path.fileExtension] ?? []
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var facts = FileFacts()
    for convention in conventions(of: file.path) where convention.covers(file.path) {
      guard convention.mayHoldTest(in: file.bytes),
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

extension TestConvention {
  /// Whether any line needs to be looked at: without the words of its signs there is no test.
  fileprivate func mayHoldTest(in bytes: [UInt8]) -> Bool {
    signs.contains { sign in
      // What stands everywhere, or is a string of any content, tells nothing.
      sign.text.count < 3 || sign.text.contains(UInt8(ascii: "\""))
        || ByteSearch.offset(of: sign.text, in: bytes) != nil
    }
  }
}
