import SourceModel
import Syntax
import Testing

@Suite struct ShellScriptTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var script: String
    var commands: [String]

    var testDescription: String { name }
  }

  static let words: [Row] = [
    Row(name: "nothing", script: "\n  \n# only this\n", commands: []),
    Row(name: "words", script: "npm  run\tbuild", commands: ["npm run build"]),
    Row(
      name: "quotes", script: #"echo 'a b' "c $D" e\ f"g" """#,
      commands: ["echo 'a b' 'c $D' 'e fg' ''"]),
    Row(name: "escapes", script: #"grep \"x\" $'a\tb'"#, commands: ["grep \"x\" a\tb"]),
    Row(
      name: "separators", script: "a && b || c; d & e | f |& g\nh",
      commands: ["a", "b", "c", "d", "e", "f", "g", "h"]),
    Row(
      name: "lines that go on", script: "go test \\\n  ./... \\\n  -race\nb",
      commands: ["go test ./... -race", "b"]),
    Row(name: "comments", script: "a # b && c\n#d\ne#f", commands: ["a", "e#f"]),
    Row(
      name: "what echo prints", script: "echo npm test && echo \"run; make\"; printf 'go test\\n'",
      commands: ["echo npm test", "echo 'run; make'", "printf 'go test\\n'"]),
    Row(
      name: "variables stay", script: "$TOOL -o ${OUT:-a b} \"${X}\"",
      commands: ["$TOOL -o '${OUT:-a b}' ${X}"]),
    Row(
      name: "assignments", script: "A=1 B='2 3' make\nC=4\n",
      commands: ["make | A=1 B=2 3"]),
    Row(
      name: "redirections", script: "a > out 2>&1 < in >> log &> all 3<&0", commands: ["a"]),
    Row(
      name: "substitutions run first", script: "docker tag a \"b:$(git describe --tags)\" `date`",
      commands: [
        "git describe --tags", "date", "docker tag a 'b:$(git describe --tags)' `date`",
      ]),
    Row(
      name: "substitutions between words, and in each other",
      script: "a b $(c d $(e f) g $(i)) h $(j; k l) m; n $(f() { o p; }; f) q",
      commands: [
        "e f", "i", "c d '$(e f)' g $(i)", "j", "k l",
        "a b '$(c d $(e f) g $(i))' h '$(j; k l)' m", "f", "o p", "n '$(f() { o p; }; f)' q",
      ]),
    Row(
      name: "arithmetic runs nothing", script: "a $((1 + (2 * 3)))",
      commands: ["a '$((1 + (2 * 3)))'"]),
    Row(name: "a known variable", script: "CMD='npm run'\n$CMD test", commands: ["npm run test"]),
    Row(
      name: "a variable in a path", script: "D=bin\nE=$D/x\n$E a; ./$D/y b; ${F:-z} c; $1 d",
      commands: ["bin/x a", "./bin/y b", "z c", "$1 d"]),
    Row(
      name: "an array", script: "a=(-b 'c d')\na+=(-e)\nf \"${a[@]}\" ${a[0]} ${g[@]}",
      commands: ["f -b 'c d' -e ${a[0]} ${g[@]}"]),
    Row(
      name: "an array of arrays", script: "local a=(b)\nc=(\"${a[@]}\" d)\ne ${c[*]}",
      commands: ["local", "e b d"]),
    Row(name: "carriage returns", script: "a b\r\nc \\\r\n d\r\n", commands: ["a b", "c d"]),
    Row(
      name: "tests", script: "[[ $A == b && -f c ]] && d; [ -z \"$X\" ] || e",
      commands: ["[[ $A == b & & -f c ]]", "d", "[ -z $X ]", "e"]),
  ]

  @Test("words are read as a shell reads them", arguments: words)
  func readsWords(_ row: Row) { #expect(ShellOutline.lines(row.script) == row.commands) }

  static let compounds: [Row] = [
    Row(
      name: "if", script: "if a; then b; elif c; then d; else e; fi; f",
      commands: ["a | ignored", "b", "c | ignored", "d", "e", "f"]),
    Row(
      name: "a condition that leads to a failure", script: "if ! a; then exit 1; fi",
      commands: ["a", "exit 1"]),
    Row(name: "for", script: "for f in a b; do lint \"$f\"; done", commands: ["lint $f"]),
    Row(name: "for of C", script: "for ((i=0; i<3; i++)); do a; done", commands: ["a"]),
    Row(
      name: "while", script: "while read x; do a; done < list", commands: ["read x | ignored", "a"]),
    Row(
      name: "until tries again", script: "until curl x; do sleep 1; done",
      commands: ["curl x", "sleep 1"]),
    Row(
      name: "case", script: "case $1 in\n a|b) c ;;\n (*) d; e;;\nesac\nf",
      commands: ["c", "d", "e", "f"]),
    Row(name: "groups", script: "(a; b) && { c; d; }", commands: ["a", "b", "c", "d"]),
    Row(
      name: "a function that is called", script: "t() { a; b; }\nc\nt x\n",
      commands: ["c", "t x", "a", "b"]),
    Row(
      name: "a function that is not", script: "function t { a; }\nc\n",
      commands: ["c", "a | unreachable"]),
    Row(
      name: "functions that call each other", script: "a() { b; }\nb() { a; x; }\na",
      commands: ["a", "b", "a", "x"]),
    Row(
      name: "a function with the name of the case", script: "\"$@\"\nt() { a; }\n",
      commands: ["$@", "a"]),
    Row(
      name: "a heredoc is data", script: "cat <<EOF > x\nmake test\nEOF\nb",
      commands: ["cat", "b"]),
    Row(name: "with substitutions", script: "cat <<EOF\n$(date)\nEOF", commands: ["cat", "date"]),
    Row(name: "none in quotes", script: "cat <<'EOF'\n$(date)\nEOF\nb", commands: ["cat", "b"]),
    Row(
      name: "a shell runs it", script: "bash <<-EOF\n\ta && b\n\tEOF\nc",
      commands: ["bash", "a", "b", "c"]),
    Row(name: "two of them", script: "a <<X; b <<Y\n1\nX\n2\nY\nc", commands: ["a", "b", "c"]),
    Row(
      name: "a trap", script: "trap 'rm -r x' EXIT\na",
      commands: ["trap 'rm -r x' EXIT", "rm -r x | trap", "a"]),
    Row(
      name: "a body on the line of its condition",
      script: "if ($x -ne 0) {throw \"a {b}\"}\nc\nif ($y) {exit 1} else {d \"e\"}\nf",
      commands: ["$x -ne 0", "throw 'a {b}'", "c", "$y", "exit 1", "d e", "f"]),
    Row(
      name: "process substitution", script: "diff <(a) <(b)",
      commands: ["a", "b", "diff <(a) <(b)"]),
  ]

  @Test("commands inside commands run in their order", arguments: compounds)
  func readsCompounds(_ row: Row) { #expect(ShellOutline.lines(row.script) == row.commands) }

  static let failures: [Row] = [
    Row(name: "true", script: "a || true; b", commands: ["a | ignored", "true", "b"]),
    Row(name: "colon", script: "a || :", commands: ["a | ignored", ":"]),
    Row(name: "echo", script: "a || echo failed", commands: ["a | ignored", "echo failed"]),
    Row(name: "exit 0", script: "a || exit 0", commands: ["a | ignored", "exit 0"]),
    Row(name: "exit", script: "a || exit", commands: ["a", "exit"]),
    Row(
      name: "exit behind what succeeds", script: "a || { echo x; exit; }",
      commands: ["a | ignored", "echo x", "exit"]),
    Row(name: "exit 1", script: "a || exit 1", commands: ["a", "exit 1"]),
    Row(
      name: "told, then failed", script: "a || { echo x; exit 1; }",
      commands: ["a", "echo x", "exit 1"]),
    Row(name: "another try", script: "a || b", commands: ["a", "b"]),
    Row(
      name: "all before it", script: "a && b || true",
      commands: ["a | ignored", "b | ignored", "true"]),
    Row(
      name: "set +e", script: "set +e\na\nset -e\nb",
      commands: ["set +e", "a | ignored", "set -e", "b"]),
    Row(
      name: "set +o errexit", script: "set +o errexit\na",
      commands: ["set +o errexit", "a | ignored"]),
    Row(
      name: "asked for afterwards", script: "set +e\na\nif [ $? -ne 0 ]; then exit 1; fi",
      commands: ["set +e", "a", "[ $? -ne 0 ] | ignored", "exit 1"]),
    Row(
      name: "a group", script: "(a; b) || true", commands: ["a | ignored", "b | ignored", "true"]),
    Row(
      name: "a function", script: "t() { a; }\nt || true",
      commands: ["t | ignored", "a | ignored", "true"]),
    Row(
      name: "inside a wrapper", script: "bash -c 'a || true'",
      commands: ["bash -c 'a || true'"]),
  ]

  @Test("a failure is ignored where nothing comes of it", arguments: failures)
  func readsFailures(_ row: Row) { #expect(ShellOutline.lines(row.script) == row.commands) }

  static let reach: [Row] = [
    Row(name: "behind exit", script: "a\nexit 0\nb", commands: ["a", "exit 0", "b | unreachable"]),
    Row(
      name: "behind an exit that may not come", script: "a || exit 1\nb",
      commands: ["a", "exit 1", "b"]),
    Row(
      name: "if false", script: "if false; then a; else b; fi",
      commands: ["false | ignored", "a | unreachable", "b"]),
    Row(
      name: "if true", script: "if true; then a; else b; fi",
      commands: ["true | ignored", "a", "b | unreachable"]),
    Row(name: "false &&", script: "false && a; b", commands: ["false", "a | unreachable", "b"]),
    Row(name: "true ||", script: "true || a", commands: ["true", "a | unreachable"]),
    Row(
      name: "while false", script: "while false; do a; done",
      commands: ["false | ignored", "a | unreachable"]),
    Row(name: "exec", script: "exec a\nb", commands: ["a | exec", "b | unreachable"]),
    Row(name: "exit in a subshell", script: "(exit 0)\na", commands: ["exit 0", "a"]),
  ]

  @Test("what cannot run is told from what can", arguments: reach)
  func readsReach(_ row: Row) { #expect(ShellOutline.lines(row.script) == row.commands) }

  static let guards: [(script: String, guards: [String])] = [
    ("if [ a ]; then b; else c; fi; d", ["b: [ a ]", "c: ! [ a ]"]),
    (
      "if [ a ]; then b; elif test c; then d; fi",
      ["b: [ a ]", "test c: ! [ a ]", "d: ! [ a ], test c"]
    ),
    ("[[ a ]] && b && c; d", ["b: [[ a ]]", "c: [[ a ]]"]),
    ("[ a ] || b", ["b: ! [ a ]"]),
    ("[ a ] && b || c", ["b: [ a ]"]),
    ("[ a ] || exit 0; b", ["exit 0: ! [ a ]", "b: [ a ]"]),
    ("if ! [ a ]; then exit; fi\nb", ["exit: ! [ a ]", "b: [ a ]"]),
    ("case $a in b|c) d ;; *) e ;; esac; f", ["d: case $a b c", "e: case $a *"]),
    ("f() { a; }\n[ b ] && f", ["f: [ b ]", "a: [ b ]"]),
    ("if a; then b; fi", []),
    ("if [ a ] || b; then c; fi", ["b: ! [ a ]"]),
  ]

  @Test("commands know the tests around them", arguments: guards)
  func readsGuards(_ script: String, _ expected: [String]) {
    let commands = ShellScript.parse(Array(script.utf8)).commands
    let guards = commands.compactMap { command -> String? in
      guard !command.guards.isEmpty else { return nil }
      let tests = command.guards.map { test in
        (test.isNegated ? "! " : "") + test.words.joined(separator: " ")
      }
      return command.words.joined(separator: " ") + ": " + tests.joined(separator: ", ")
    }
    #expect(guards == expected)
  }

  @Test("every command has the place where it starts") func places() {
    let script =
      "set -e\nif a; then\n  FOO=1 sudo b \\\n    c && é && d\nfi\ncat <<X\n1\nX\nx $(e)\n"
    let commands = ShellScript.parse(script, startingAt: Position(line: 10, column: 5)).commands
    #expect(
      ShellOutline.placed(commands) == [
        "10:5 set -e", "11:4 a", "12:3 b c", "13:10 é", "13:15 d", "15:1 cat", "18:5 e",
        "18:1 x $(e)",
      ])
  }

  @Test(
    "faults are told, and what stands before them is kept",
    arguments: [
      ("a\necho 'b", "a single quote is not closed"), ("a\n(b", "a parenthesis is not closed"),
      ("a\nif b; then c", "`if` is not closed"), ("a\ncat <<X\nb", "nothing ends the heredoc"),
    ]) func faults(_ script: String, _ message: String)
  {
    let result = ShellScript.parse(Array(script.utf8))
    #expect(result.commands.first?.words == ["a"])
    #expect(result.faults.map(\.message) == [message])
  }

  static let hostile: [String] = [
    String(repeating: "(", count: 100_000), String(repeating: "$(", count: 100_000),
    String(repeating: "${", count: 100_000), String(repeating: "`", count: 100_001),
    String(repeating: "{ ", count: 100_000), String(repeating: "if ", count: 100_000),
    String(repeating: "\"$(", count: 50_000), String(repeating: "a<<X\n", count: 50_000),
    String(repeating: "((", count: 100_000), String(repeating: "sudo ", count: 100_000) + "a",
    String(repeating: "f() { f; }\n", count: 20_000) + "f",
    String(repeating: "a() { b; b; }\nb() { a; a; }\n", count: 2_000) + "a",
    String(repeating: "a || ", count: 100_000) + "true",
    String(repeating: "case x in a) ", count: 50_000),
    String(repeating: "eval ", count: 20_000) + "a", String(repeating: "'", count: 100_001),
    String(repeating: "\\", count: 100_001), String(repeating: "x=$(a) ", count: 50_000),
    String(repeating: "trap 'a' EXIT;", count: 20_000),
    String(repeating: "if (a) ", count: 20_000), String(repeating: "for (", count: 20_000),
    String(repeating: "@\"\n", count: 20_000), String(repeating: "function a(\n", count: 50_000),
    String(repeating: "catch [\n", count: 50_000),
    String(repeating: "catch [x] a\n", count: 50_000),
    (0..<5_000).map { "f\($0)() { a; }\n" }.joined() + String(repeating: "\"$@\"\n", count: 5_000),
    (0..<5_000).map { "f\($0)() { a; }\ntrap f\($0) EXIT\n" }.joined(),
    (0..<5_000).map { "cat <<X\($0)\n" }.joined(), String(repeating: "if (", count: 50_000),
    String(repeating: "while (a\n", count: 50_000), String(repeating: "a ((1\n", count: 50_000),
    String(repeating: "a=(", count: 50_000), String(repeating: "[[ ( ", count: 50_000),
    String(repeating: "<#", count: 50_000), String(repeating: "a() ", count: 50_000),
    "a=(b c)\n" + String(repeating: "a=(${a[@]} ${a[@]})\n", count: 5_000) + "d ${a[@]}",
    "a=(b c)\n" + String(repeating: "a+=(${a[@]})\nd ${a[@]} ${a[@]}\n", count: 5_000),
    "A=b\n" + String(repeating: "A=$A$A$A\n", count: 20_000),
    String(repeating: "if [ a ]; then b; fi\n", count: 20_000),
    String(repeating: "[ a ] || exit\n", count: 20_000),
    String(repeating: "[ a ] && ", count: 20_000),
    String(repeating: "case a in b|", count: 20_000),
    String(repeating: "(a=b; (c=(d)))\n", count: 20_000), "f() { f ${1}a; f ${1}b; }\nf x",
    (0..<3_000).map { "f \($0)\n" }.joined() + "f() { [ \"$1\" ]; "
      + String(repeating: "a; ", count: 5_000) + "}",
    String(repeating: "f() { f ${1}a; f ${1}b; }\nf x | f y\n", count: 500),
    "f() { [ \"$1\" ]; a " + String(repeating: "b ", count: 9_000) + "; }\n"
      + (0..<9_000).map { "f \($0)\n" }.joined(),
    "f() { [ \"$1\" ]; ssh h '" + String(repeating: "a;", count: 100_000) + "'; }\n"
      + (0..<9_000).map { "f \($0)\n" }.joined(),
    "f() { g \"$@\" a; g \"$@\" b; }\ng() { sudo \"$@\"; f \"$@\"; f \"$@\" c; }\nf x",
    "f() { " + (0..<1_000).map { "g \"$@\" \($0); " }.joined() + "}\ng() { ssh h \"$@\"; }\nf a '"
      + String(repeating: "b;", count: 200_000) + "'",
    "f() { " + String(repeating: "for a in \"$@\"; do ", count: 60) + "x"
      + String(repeating: "; done", count: 60) + "; }\nf a b c",
    "f() { " + String(repeating: "while [ $# -gt 0 ]; do ", count: 60) + "shift"
      + String(repeating: "; f \"$@\" x; done", count: 60) + "; }\nf a b c",
    String(repeating: "a@(", count: 50_000), String(repeating: "! ", count: 50_000) + "a",
  ]

  @Test("hostile texts end soon", .ends, arguments: hostile.indices)
  func readsHostile(_ index: Int) {
    let script = ShellScript.parse(Array(("first\n" + Self.hostile[index]).utf8))
    #expect(script.commands.contains { $0.words == ["first"] })
  }

  /// What closes something is looked for again and again, or a function is long and does little.
  static let searching: [String] = [
    String(repeating: "$((echo \"(((\"))\n", count: 60_000),
    String(repeating: "if (a) { \\{ };", count: 60_000),
    String(repeating: "cat <<E\n E\n", count: 90_000),
    (0..<60_000).map { "cat <<E\($0)\n E\($0)\n" }.joined(),
    String(repeating: "catch [;", count: 120_000), String(repeating: "a[;", count: 300_000),
    "f() { case $1 in " + String(repeating: "a);;", count: 20_000) + " b) [ $1 ];; esac; }\n"
      + (0..<5_000).map { "f \($0)\n" }.joined(),
    "f() { " + String(repeating: "A=1 ", count: 20_000) + "\n[ $1 ]; }\n"
      + (0..<5_000).map { "f \($0)\n" }.joined(),
    "B=(x)\nf() { A=(" + String(repeating: "a ", count: 40_000) + "); [ $1 ]; }\n"
      + (0..<5_000).map { "f \($0)\n" }.joined(),
  ]

  @Test("texts that are searched again and again end soon", .ends, arguments: searching.indices)
  func readsSearching(_ index: Int) {
    let script = ShellScript.parse(Array(("first\n" + Self.searching[index]).utf8))
    #expect(script.commands.contains { $0.words == ["first"] })
  }

  @Test("commands behind more than anybody writes are left out, and told", .ends)
  func manyCommands() {
    let script = ShellScript.parse(Array(String(repeating: "a\n", count: 150_000).utf8))
    #expect(script.commands.count == 100_000)
    #expect(script.faults.map(\.message) == ["there are more commands than are read"])
  }

  @Test("functions that call each other from deep shells do not use up the stack", .ends)
  func deepCalls() {
    let (open, close) = (String(repeating: "( ", count: 190), String(repeating: " )", count: 190))
    let functions = (0..<60).map { "f\($0)() { \(open)f\($0 + 1)\(close); }\n" }.joined()
    let script = ShellScript.parse(Array((functions + "f60() { x; }\nf0").utf8))
    #expect(script.commands.contains { $0.words == ["x"] && $0.isReachable })
  }

  @Test("a line of a megabyte is one command", .ends) func longLine() {
    let script = ShellScript.parse(
      Array(("echo" + String(repeating: " word", count: 200_000)).utf8))
    #expect(script.commands.map(\.words.count) == [10_000])
  }
}
