import SourceModel
import Syntax
import Testing

/// What a script reads into itself.
@Suite struct ShellSourceTests {
  /// The commands that run, those of files with their names.
  private func lines(_ script: String, _ files: [String: String]) -> [String] {
    let script = ShellScript.parse(script, startingAt: .start) { word, _ in
      files[word].map { ShellSource(name: word, text: $0) }
    }
    return script.commands.filter(\.isReachable).map { command in
      let words = command.words.joined(separator: " ")
      guard command.text > 0 else { return words }
      return "\(script.sources[Int(command.text) - 1].name):\(command.position.line) \(words)"
    }
  }

  @Test(
    arguments: [
      (". l\nt", ["l": "s() { b; }\nt() { a; }\n"], [". l", "t", "l:2 a"]),
      ("source l\n$T -v", ["l": "\nT='go test'\nx\n"], ["source l", "l:3 x", "go test -v"]),
      // Files read others, and functions of the script.
      (". l\nt", ["l": ". m", "m": "t() { u; }\n"], [". l", "l:1 . m", "t", "m:1 u"]),
      ("u() { a; }\n. l", ["l": "u\n"], [". l", "l:1 u", "a"]),
      // The script's own functions come behind those of files.
      (". l\nt() { b; }\nt", ["l": "t() { a; }\n"], [". l", "t", "b"]),
      (". l\n. l", ["l": "a\n. l\n"], [". l", "l:1 a", "l:2 . l", ". l"]),
      // In another folder the word means another file; where the script lies it does not.
      ("cd x\n. l\nt", ["l": "t() { a; }\n"], ["cd x", ". l", "t"]),
      ("cd x\n. $D/l\nt", ["$D/l": "t() { a; }\n"], ["cd x", ". $D/l", "t", "$D/l:1 a"]),
      (". l a\nt", ["l": "t() { a; }\n"], [". l a", "t"]), (". m\nt", [:], [". m", "t"]),
      // Not all functions of a file may be meant by a name that is not known.
      (". l\nu() { b; }\n\"$@\"", ["l": "t() { a; }\n"], [". l", "$@", "b"]),
      (". l\na", ["l": "b\nexit 0\n"], [". l", "l:1 b", "l:2 exit 0"]),
      ("[ x ] && . l\nt", ["l": "t() {\n a\n}\n"], ["[ x ]", ". l", "t", "l:2 a"]),
    ] as [(String, [String: String], [String])])
  func `Functions and variables of a file are those of the script`(
    _ script: String, _ files: [String: String], _ expected: [String]
  ) {
    #expect(lines(script, files) == expected)
  }

  @Test("files that read each other end soon", .ends) func hostile() {
    let script = (0..<500).map { ". \($0)\n" }.joined() + String(repeating: "a\n", count: 50_000)
    let lines = lines(
      script,
      Dictionary(
        uniqueKeysWithValues: (0..<500).map { number in
          ("\(number)", (0..<500).map { ". \($0)\n" }.joined() + "b\n")
        }))
    #expect(lines.count { $0 == "a" } == 50_000)
    #expect(lines.count { $0.hasSuffix(" b") } <= 20)
  }

  @Test("files that read each other from deep shells do not use up the stack", .ends)
  func deepFiles() {
    let (open, close) = (String(repeating: "( ", count: 190), String(repeating: " )", count: 190))
    let files = (0..<20).map { ("\($0)", "\(open). \($0 + 1)\(close)\n") }
    let lines = lines(". 0\na", Dictionary(uniqueKeysWithValues: files))
    #expect(lines == [". 0", "0:1 . 1", "a"])
  }
}
