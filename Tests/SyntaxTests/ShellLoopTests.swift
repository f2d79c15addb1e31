import SourceModel
import Syntax
import Testing

@Suite struct ShellLoopTests {
  /// The commands with the loops around them and the values in their words.
  private func commands(_ script: String) -> [String] {
    ShellScript.parse(Array(script.utf8)).commands.map { command in
      let loops = command.loops.map { "\($0.name): \($0.words.joined(separator: " "))" }
      let known = command.known.map { "\($0.name)=\($0.value)" }
      return ([command.words.joined(separator: " ")] + loops + known).joined(separator: " | ")
    }
  }

  @Test(arguments: [
    ("for t in lint unit; do make $t; done; x", ["make $t | t: lint unit", "x"]),
    (
      "for a in x; do for b in y z; do make $a $b; done; done",
      ["make $a $b | a: x | b: y z"]
    ),
    ("ALL=\"a b\"\nfor t in $ALL 'c d'; do m $t; done", ["m $t | t: a b c d"]),
    ("ALL=(a b)\nfor t in \"${ALL[@]}\"; do m $t; done", ["m $t | t: a b"]),
    // What only the run knows is no word.
    ("for t in $(ls) *.go; do m $t; done", ["ls", "m $t"]),
    ("for t; do m $t; done", ["m $t"]),
    // A loop's variable no longer has the value that it had before.
    ("t=x\nfor t in a b; do m $t; done", ["m $t | t: a b"]),
    ("T=unit\nmake ${T} $U", ["make ${T} $U | T=unit"]),
    ("T=unit\nT=$(date)\nmake $T", ["date", "make $T"]),
  ])
  func `A command knows the loops around it and the values of its variables`(
    _ script: String, _ expected: [String]
  ) {
    #expect(commands(script) == expected)
  }

  @Test(arguments: [
    (
      "build() { make -C services/$1 test; }\nbuild a\nbuild b\nbuild a",
      [
        "build a", "make -C services/$1 test | 1=a", "build b", "make -C services/$1 test | 1=b",
        "build a",
      ]
    ),
    (
      "enter() { local d=$1; cd $d; }\nenter app",
      ["enter app", "local d=$1 | 1=app", "cd $d | d=app"]
    ),
    (
      "build() { make -C $1; }\nbuild \"$X\"\nbuild \"$Y\"",
      ["build $X", "make -C $1", "build $Y"]
    ),
    ("say() { echo $1; a=$(b $1); }\nsay x\nsay y", ["say x", "echo $1", "b $1", "say y"]),
  ])
  func `A command of a function knows what this is given`(_ script: String, _ expected: [String]) {
    #expect(commands(script) == expected)
  }

  @Test func `A function is not read again for each of thousands of words`() {
    let calls = (0..<9_000).map { "f \($0)\n" }.joined()
    let found = commands("f() { a $1; }\n" + calls).count { $0.hasPrefix("a ") }
    #expect(found < 2_500)
  }
}
