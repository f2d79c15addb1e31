import SourceModel
import Syntax
import Testing

@Suite struct ShellArgumentTests {
  /// The first words of the commands that run.
  private func reachable(_ script: String, _ arguments: [String]) -> [String] {
    ShellScript.parse(script, startingAt: .start, arguments: arguments).commands
      .filter(\.isReachable).map { $0.words.joined(separator: " ") }
  }

  private static let dispatch = "case \"$1\" in build) a;; test|check) b;; *) c;; esac"

  @Test(arguments: [
    (dispatch, ["build"], ["a"]), (dispatch, ["check"], ["b"]), (dispatch, ["other"], ["c"]),
    (dispatch, [], ["a", "b", "c"]), (dispatch, ["$TASK"], ["a", "b", "c"]),
    ("command=$1\ncase ${command} in build) a;; ship) b;; esac", ["ship"], ["b"]),
    ("case ${1:-build} in build) a;; ship) b;; esac", ["ship"], ["b"]),
    // What is set anew, shifted away or looked at in a loop is not known.
    (
      "c=$1\nif x; then c=build; fi\ncase $c in build) a;; ship) b;; esac", ["ship"],
      ["x", "a", "b"]
    ),
    ("shift\ncase $1 in build) a;; ship) b;; esac", ["build"], ["shift", "a", "b"]),
    (
      "while [ $# -gt 0 ]; do case $1 in -a) a;; -b) b;; esac; shift; done", ["-a", "-b"],
      ["[ $# -gt 0 ]", "a", "b", "shift"]
    ),
    // A function has arguments of its own.
    ("f() { case $1 in build) a;; ship) b;; esac; }\nf ship", ["build"], ["f ship", "a", "b"]),
    ("case $1 in v*) a;; *) b;; esac", ["v1"], ["a", "b"]),
  ])
  func `An argument that is known decides about a case`(
    _ script: String, _ arguments: [String], _ expected: [String]
  ) {
    #expect(reachable(script, arguments) == expected)
  }

  @Test(arguments: [
    ("A=b\neval \"A=c\"\n$A", ["b"]), ("eval \"A=c\"\n$A x", ["$A x"]),
    ("A=b\neval \"A=c; \\$A\"\n$A", ["c", "b"]),
    ("A=b\neval \"A=c; eval \\\"A=d\\\"; A=e\"\n$A", ["b"]),
    ("a=(b c)\neval \"a=(d)\"\n${a[@]}", ["b c"]),
  ])
  func `What an inner text sets is forgotten behind it`(_ script: String, _ expected: [String]) {
    #expect(reachable(script, []) == expected)
  }
}
