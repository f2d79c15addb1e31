import Foundation
import SourceModel
import Syntax
import Testing

/// What holds for every text, tried on the fixtures and on texts that were made from them by chance.
///
/// The generator has fixed seeds, so that a failure comes again.
@Suite struct ReaderPropertyTests {
  /// A reader, as the positions of everything that it made of a text.
  struct Reader: Sendable, CustomTestStringConvertible {
    var name: String
    var positions: @Sendable ([UInt8]) -> [Position]

    var testDescription: String { name }
  }

  static let readers = [
    Reader(name: "yaml, strict") { positions(YAML.parse($0, manner: .strict)) },
    Reader(name: "yaml, tolerant") { positions(YAML.parse($0, manner: .tolerant)) },
    Reader(name: "json") { positions(JSON.parse($0, dialect: .strict)) },
    Reader(name: "json with comments") { positions(JSON.parse($0, dialect: .withComments)) },
    Reader(name: "json5") { positions(JSON.parse($0, dialect: .json5)) },
    Reader(name: "toml") { positions(TOML.parse($0)) },
    Reader(name: "ini") { positions(INI.parse($0)) },
    Reader(name: "hcl") { bytes in
      let file = HCL.parse(bytes)
      return file.faults.map(\.position) + file.blocks.map(\.position)
    },
    Reader(name: "dockerfile") { bytes in
      let file = Dockerfile.parse(bytes)
      return file.faults.map(\.position) + file.stages.flatMap(\.instructions).map(\.position)
    },
    Reader(name: "xml") { XML.parse($0).faults.map(\.position) },
    Reader(name: "shell") { bytes in
      let script = ShellScript.parse(bytes)
      return script.faults.map(\.position) + script.commands.map(\.position)
    },
    Reader(name: "makefile") { bytes in
      Targets.makefile(String(decoding: bytes, as: UTF8.self)).map(\.position)
    },
  ]

  @Test(arguments: readers)
  func positionsOfChangedTextsLieInTheText(_ reader: Reader) throws {
    let texts = try Self.fixtures()
    var chance = Chance(seed: 1)
    for text in texts {
      for _ in 0..<2 {
        let changed = chance.changed(text)
        let lines = Self.lengths(of: changed, endsAtReturn: reader.name.hasPrefix("yaml"))
        for position in reader.positions(changed) {
          let isInside =
            position.line >= 1 && position.line <= lines.count && position.column >= 1
            && Int(position.column) <= lines[Int(position.line) - 1] + 1
          guard !isInside else { continue }
          Issue.record("\(position) is outside of \(String(decoding: changed, as: UTF8.self))")
          return
        }
      }
    }
  }

  @Test func lineEndsMakeNoDifference() throws {
    let texts = try Self.fixtures().filter { !$0.contains(UInt8(ascii: "\r")) }
    for text in texts {
      let windows = Self.withLineEnds("\r\n", text)
      let classic = Self.withLineEnds("\r", text)
      let tree = YAML.parse(text, manner: .tolerant).documents
      #expect(YAML.parse(windows, manner: .tolerant).documents == tree)
      #expect(YAML.parse(classic, manner: .tolerant).documents == tree)
      #expect(
        JSON.parse(windows, dialect: .json5).documents
          == JSON.parse(text, dialect: .json5).documents)
      #expect(Self.words(Dockerfile.parse(windows)) == Self.words(Dockerfile.parse(text)))
    }
  }

  @Test(arguments: [
    "a = 1\n# c\n[b]\nc = \"d\"\ne = [\n  1,\n  2, # f\n]\n[[g]]\nh.i = {j = 2024-01-01}\n",
    "[a]\nb = c\n  d\n; e\n[f \"g\"]\nh\n",
  ])
  func lineEndsMakeNoDifferenceToTablesAndSections(_ text: String) {
    let windows = Self.withLineEnds("\r\n", Array(text.utf8))
    #expect(TOML.parse(windows).documents == TOML.parse(Array(text.utf8)).documents)
    #expect(INI.parse(windows).documents == INI.parse(Array(text.utf8)).documents)
  }

  /// Inside of quotes a shell keeps what stands there.
  @Test(arguments: [
    "set -e # a\nb c | d\nif e; then\n  f && \\\n    g\nfi\ncase $h in\n  i) j ;;\nesac\n",
    "a() {\n  b\n}\na\ncat <<E\nc\nE\nfor d in 1 2; do\n  e $d\ndone\n",
  ])
  func lineEndsMakeNoDifferenceToScripts(_ text: String) {
    let windows = Self.withLineEnds("\r\n", Array(text.utf8))
    #expect(ShellScript.parse(windows).commands == ShellScript.parse(Array(text.utf8)).commands)
  }

  // MARK: - Texts

  /// Every third fixture of a pipeline that is no longer than a page or two.
  private static func fixtures() throws -> [[UInt8]] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/pipelines")
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    let files = names.filter { name in
      let file = URL(filePath: name).lastPathComponent
      return file.contains(".") && file != "facts.txt"
    }
    let texts = files.enumerated().filter { $0.offset.isMultiple(of: 3) }.compactMap { _, name in
      // A folder has no bytes.
      (try? Data(contentsOf: folder.appending(path: name))).map(Array.init)
    }
    .filter { $0.count < 4000 }
    try #require(texts.count > 50)
    return texts
  }

  private static func withLineEnds(_ end: String, _ text: [UInt8]) -> [UInt8] {
    text.flatMap { $0 == UInt8(ascii: "\n") ? Array(end.utf8) : [$0] }
  }

  /// The bytes of each line; a carriage return ends one in YAML alone.
  private static func lengths(of text: [UInt8], endsAtReturn: Bool) -> [Int] {
    var lengths = [0]
    var previous: UInt8 = 0
    for byte in text {
      let isPair = byte == UInt8(ascii: "\n") && previous == UInt8(ascii: "\r") && endsAtReturn
      previous = byte
      if isPair { continue }
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") && endsAtReturn {
        lengths.append(0)
      } else {
        lengths[lengths.count - 1] += 1
      }
    }
    return lengths
  }

  private static func positions(_ tree: SyntaxTree) -> [Position] {
    var positions = tree.faults.map(\.position)
    for document in tree.documents { document.visit { positions.append($0.position) } }
    return positions
  }

  private static func words(_ file: DockerfileTree) -> [[String]] {
    file.stages.flatMap(\.instructions).map { [$0.name, $0.arguments] + $0.words + $0.heredocs }
  }
}

/// Numbers that look random and are the same in each run.
///
/// See https://prng.di.unimi.it/splitmix64.c
struct Chance {
  private var state: UInt64

  /// What readers take for more than text.
  private static let pieces: [[UInt8]] =
    [
      "\"", "'", "\\", "{", "}", "[", "]", ":", "- ", "#", "\n", "\t", "\r", "${", "$(", "`",
      "<<E\n",
      "|\n", "&a", "*a", "!t", "?", "%", ",", "\u{FEFF}", "é", "\u{85}", "\0",
    ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xED, 0xA0, 0x80]]

  init(seed: UInt64) {
    state = seed
  }

  mutating func next(below limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return limit > 0 ? Int((value ^ (value >> 31)) % UInt64(limit)) : 0
  }

  /// A text with a few parts left out, doubled or put in.
  mutating func changed(_ text: [UInt8]) -> [UInt8] {
    var text = text
    for _ in 0...next(below: 4) {
      let start = next(below: text.count + 1)
      let end = min(text.count, start + next(below: 12))
      switch next(below: 4) {
      case 0: text.removeSubrange(start..<end)
      case 1: text.insert(contentsOf: text[start..<end], at: next(below: text.count + 1))
      case 2: text.replaceSubrange(start..<end, with: Self.pieces[next(below: Self.pieces.count)])
      default: text.insert(contentsOf: Self.pieces[next(below: Self.pieces.count)], at: start)
      }
    }
    return text
  }
}
