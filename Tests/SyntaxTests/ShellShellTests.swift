import SourceModel
import Syntax
import Testing

/// The shells in which the commands of a text run.
@Suite struct ShellShellTests {
  @Test(arguments: [
    ("a; (b; (c); d); e", ["a: 0", "b: 1 in 0", "c: 2 in 1", "d: 1 in 0", "e: 0"]),
    // One without a command of its own is where the shell around it is.
    ("( (a); b)", ["a: 1 in 0", "b: 2 in 0"]),
    ("x=$(cd a && pwd)\nb", ["cd a: 1 in 0", "pwd: 1 in 0", "b: 0"]),
    ("a `b`", ["b: 1 in 0", "a `b`: 0"]),
    ("a `b \\`c\\``", ["c: 1 in 0", "b `c`: 2 in 0", "a `b \\`c\\``: 0"]),
    ("a <(b)\nc", ["b: 1 in 0", "a <(b): 0", "c: 0"]),
    ("a | b; c", ["a: 1 in 0", "b: 2 in 0", "c: 0"]),
    ("! a", ["a: 0"]),
    ("{ a; }; if b; then c; fi", ["a: 0", "b: 0", "c: 0"]),
    ("ssh h 'cd a; b'\nc", ["ssh h cd a; b: 0", "cd a: 1 in 0", "b: 1 in 0", "c: 0"]),
    ("bash <<X\ncd a\nX\nb", ["bash: 0", "cd a: 1 in 0", "b: 0"]),
    ("eval 'cd a'\nb", ["cd a: 0", "b: 0"]),
    ("f() { (a); b; }\nf", ["f: 0", "a: 1 in 0", "b: 0"]),
  ])
  func `Commands know the shell that runs them`(_ script: String, _ expected: [String]) {
    let commands = ShellScript.parse(Array(script.utf8)).commands
    #expect(commands.map(Self.line) == expected)
  }

  private static func line(_ command: ShellCommand) -> String {
    let shell = command.shell
    let place = shell == .outermost ? "0" : "\(shell.number) in \(shell.parent)"
    return command.words.joined(separator: " ") + ": " + place
  }

  @Test(arguments: [
    ("C=a\n(C=b; $C 1)\n$C 2", ["b 1", "a 2"]),
    ("C=a\nx=$(C=b; $C 1)\n$C 2", ["b 1", "a 2"]),
    ("C=a\n$C 1 | { C=b; $C 2; }\n$C 3", ["a 1", "b 2", "a 3"]),
    ("C=a\n{ C=b; $C 1; }\n$C 2", ["b 1", "b 2"]),
    ("C=(a)\n(C=(b); \"${C[@]}\" 1)\n\"${C[@]}\" 2", ["b 1", "a 2"]),
    ("C=a\nf() { local C=b; $C 1; }\nf\n$C 2", ["f", "local C=b", "b 1", "a 2"]),
  ])
  func `A variable of a shell or function is its own`(_ script: String, _ expected: [String]) {
    #expect(ShellOutline.lines(script) == expected)
  }

  @Test func `Make starts a shell for each line, and one for all where it is told so`() {
    func shells(_ makefile: String) -> [[Int32]] {
      Targets.makefile(makefile).map { $0.commands.map(\.shell.number) }
    }
    let lines = shells("a:\n\tcd b && c\n\t(d); e\n\tf\n")[0]
    #expect(lines[0] == lines[1])
    #expect(Set(lines).count == 4)
    #expect(!lines.contains(0))
    #expect(shells(".ONESHELL:\na:\n\tcd b\n\tc\n") == [[0, 0]])
  }
}
