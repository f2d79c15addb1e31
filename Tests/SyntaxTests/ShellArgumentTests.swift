import SourceModel
import Syntax
import Testing

@Suite struct ShellArgumentTests {
  /// The first words of the commands that run.
  private func reachable(_ script: String, _ arguments: [String]?) -> [String] {
    let arguments = arguments.map { ShellArguments($0) } ?? .unknown
    return ShellScript.parse(script, startingAt: .start, arguments: arguments).commands
      .filter(\.isReachable).map { $0.words.joined(separator: " ") }
  }

  private static let dispatch = "case \"$1\" in build) a;; test|check) b;; *) c;; esac"

  @Test(
    arguments: [
      (dispatch, ["build"], ["a"]), (dispatch, ["check"], ["b"]), (dispatch, ["other"], ["c"]),
      (dispatch, nil, ["a", "b", "c"]), (dispatch, [], ["c"]),
      (dispatch, ["$TASK"], ["a", "b", "c"]),
      ("command=$1\ncase ${command} in build) a;; ship) b;; esac", ["ship"], ["b"]),
      ("case ${1:-build} in build) a;; ship) b;; esac", ["ship"], ["b"]),
      // What is set anew, or may be shifted away is not known.
      (
        "c=$1\nif x; then c=build; fi\ncase $c in build) a;; ship) b;; esac", ["ship"],
        ["x", "a", "b"]
      ),
      ("x && shift\ncase $1 in build) a;; ship) b;; esac", ["build"], ["x", "shift", "a", "b"]),
      ("if x; then shift; fi\ncase $1 in a) b;; esac", ["c"], ["x", "shift", "b"]),
      ("case $X in a) shift;; esac\ncase $1 in a) b;; esac", ["c"], ["shift", "b"]),
      ("shift $((OPTIND - 1))\ncase $1 in a) b;; esac", ["c"], ["shift $((OPTIND - 1))", "b"]),
      ("shift 3\ncase $1 in a) b;; esac", ["c"], ["shift 3", "b"]),
      ("shift\ncase $1 in build) a;; ship) b;; esac", ["build"], ["shift"]),
      ("shift\ncase $1 in build) a;; ship) b;; esac", ["x", "ship"], ["shift", "b"]),
      (
        "shift 2 || exit 1\ncase $1 in a) b;; c) d;; esac", ["x", "y", "c"],
        [
          "shift 2", "exit 1", "d",
        ]
      ),
      (
        "[ $1 = -v ] && shift\ncase $1 in a) b;; c) d;; esac", ["-v", "c"],
        [
          "[ $1 = -v ]", "shift", "d",
        ]
      ),
      (
        "while [ $# -gt 0 ]; do case $1 in -a) a;; -b) b;; esac; shift; done", ["-a", "$B"],
        ["[ $# -gt 0 ]", "a", "b", "shift"]
      ),
      // A function has arguments of its own.
      ("f() { case $1 in build) a;; ship) b;; esac; }\nf ship", ["build"], ["f ship", "b"]),
      ("case $1 in v*) a;; *) b;; esac", ["v1"], ["a", "b"]),
      ("case \"${1:-all}\" in all) a;; ship) b;; esac", [], ["a"]),
      ("case \"${1-all}\" in all) a;; '') b;; esac", [""], ["b"]),
      ("case $1 in a|b|c|d|e|f|g|h|i|j|k) a;; l) b;; esac", ["k"], ["a"]),
      ("case $1 in build) a;; *) exit 1;; esac\nb", ["ship"], ["exit 1"]),
      ("c=$(x)\nif y; then c=$1; fi\ncase $c in a) a;; b) b;; esac", ["b"], ["x", "y", "a", "b"]),
    ] as [(String, [String]?, [String])])
  func `An argument that is known decides about a case`(
    _ script: String, _ arguments: [String]?, _ expected: [String]
  ) {
    #expect(reachable(script, arguments) == expected)
  }

  @Test(
    arguments: [
      ("[ \"$1\" = ship ]", ["ship"], true), ("[ \"$1\" = ship ]", ["test"], false),
      ("[ \"$1\" = ship ]", [], false), ("[ \"$1\" = ship ]", nil, nil),
      ("[ \"$1\" = ship ]", ["$TASK"], nil), ("[ $1 != ship ]", ["test"], true),
      ("[ ! \"$1\" = ship ]", ["test"], true), ("! [ \"$1\" = ship ]", ["test"], true),
      ("[ x$1 = xship ]", ["ship"], true), ("test \"$1\" == ship", ["ship"], true),
      ("[[ $1 == ship ]]", ["ship"], true), ("[[ $1 == s* ]]", ["ship"], nil),
      ("[[ $1 == \"s*\" ]]", ["ship"], false), ("[[ \"${1:-}\" == --push ]]", [], false),
      ("[[ $1 =~ ship ]]", ["ship"], nil), ("[[ $1 == a || $1 == b ]]", ["a"], nil),
      ("[ -z \"$1\" ]", [], true), ("[ -z \"$1\" ]", ["a"], false), ("[ -n \"$2\" ]", ["a"], false),
      ("[ \"$1\" ]", ["a"], true), ("[ $1 ]", [], false),
      // Without quotes nothing is left of it, and `-n` itself is what is looked at.
      ("[ -n $1 ]", [], true), ("[[ -n $1 ]]", [], false),
      ("[ $# -eq 0 ]", [], true), ("[ $# -gt 1 ]", ["a"], false),
      ("[ $# -gt 1 ]", ["a", "$B"], nil),
      ("[ -z \"$*\" ]", [], true), ("[ \"$1\" = \"$BRANCH\" ]", ["a"], nil),
      ("[ \"${1:-$X}\" = a ]", ["a"], nil), ("[ \"${1#v}\" = 1 ]", ["v1"], nil),
      ("[ \"$1\" = a ] || [ \"$1\" = b ]", ["b"], true),
      ("[ \"$1\" = a ] && [ -f x ]", ["b"], false), ("[ \"$1\" = a ] && [ -f x ]", ["a"], nil),
      ("[ -f x ] || [ \"$1\" = a ]", ["a"], true), ("[ -f x ]", ["a"], nil),
      ("[ a = b ]", ["a"], nil),
    ] as [(String, [String]?, Bool?)])
  func `A test of arguments that are known decides about its branches`(
    _ test: String, _ arguments: [String]?, _ holds: Bool?
  ) {
    let found = reachable("if \(test); then yes; else no; fi", arguments)
    #expect(found.contains("yes") == (holds != false))
    #expect(found.contains("no") == (holds != true))
  }

  @Test(
    arguments: [
      (
        "main() { case \"$1\" in test) a;; ship) b;; esac; }\nmain \"$@\"", ["test"],
        ["main $@", "a"]
      ),
      (
        "main() { case \"$1\" in test) a;; ship) b;; esac; }\nmain \"$@\"", nil,
        ["main $@", "a", "b"]
      ),
      (
        "main() { run \"$@\"; }\nrun() { [ $1 = a ] && b; }\nmain c", [],
        ["main c", "run $@", "[ $1 = a ]"]
      ),
      (
        "to() { local e=$1; if [ $e = live ]; then a; else b; fi; }\nto test; to live", nil,
        [
          "to test", "local e=$1", "[ $e = live ]", "b", "to live", "local e=$1", "[ $e = live ]",
          "a",
        ]
      ),
      // What does not depend on what it is given is listed once.
      ("say() { echo \"$1\"; }\nsay a; say b", nil, ["say a", "echo $1", "say b"]),
      ("need() { [ $# -gt 0 ] || exit 1; }\nneed\nb", nil, ["need", "[ $# -gt 0 ]", "exit 1"]),
      ("unit() { a; }\nship() { b; }\n\"$@\"", ["unit"], ["unit", "a"]),
      ("unit() { a; }\nship() { b; }\n\"$@\"", ["unit", "-v"], ["unit -v", "a"]),
      ("unit() { a; }\nship() { b; }\n\"$@\"", [], ["$@"]),
      ("unit() { a; }\nship() { b; }\n\"$@\"", nil, ["$@", "a", "b"]),
      ("unit() { a; }\nship() { b; }\n\"$1\"", ["unit"], ["unit", "a"]),
      // Only a file from elsewhere can tell what `main` is here.
      ("unit() { a; }\nship() { b; }\nmain \"$@\"", ["unit"], ["main unit", "a", "b"]),
      ("exec \"$@\"", ["make", "test"], ["make test"]),
      ("[ -z \"$1\" ] && exit 0\na", [], ["[ -z $1 ]", "exit 0"]),
      ("[ \"$1\" = ship ] || exit 0\na", ["ship"], ["[ $1 = ship ]", "a"]),
      ("for f in x y; do a; done\n[ \"$1\" = ship ] && b", ["test"], ["a", "[ $1 = ship ]"]),
      ("until [ -z \"$1\" ]; do a; shift; done", [], ["[ -z $1 ]"]),
      ("(shift)\n[ \"$1\" = ship ] && b", ["test"], ["shift", "[ $1 = ship ]"]),
      (
        "eval set -- \"$(b)\"\n[ \"$1\" = ship ] && a", ["test"],
        ["b", "set -- $(b)", "[ $1 = ship ]", "a"]
      ),
      ("T=${1:-unit}\n[ $T = ship ] && b", [], ["[ $T = ship ]"]),
    ] as [(String, [String]?, [String])])
  func `Functions run with what they are given`(
    _ script: String, _ arguments: [String]?, _ expected: [String]
  ) {
    #expect(reachable(script, arguments) == expected)
  }

  private static let each = "case $c in build) a;; ship) b;; esac; done"
  private static let next = "case $1 in build) a;; ship) b;; esac; shift; done"

  @Test(
    arguments: [
      ("for c in \"$@\"; do \(each)", ["build"], ["a"]),
      ("for c; do \(each)", ["ship"], ["b"]), ("for c in $*; do \(each)", ["x ship"], ["b"]),
      ("for c in \"$@\"; do \(each)", ["ship", "build"], ["b", "a"]),
      ("for c in build \"$@\"; do \(each)", ["x"], ["a"]),
      ("for c in \"$@\"; do \(each)", [], []), ("for c in \"$@\"; do \(each)", nil, ["a", "b"]),
      ("for c in \"$@\"; do \(each)", ["build", "$X"], ["a", "b"]),
      ("for c in $X \"$@\"; do \(each)", ["build"], ["a", "b"]),
      ("for c in \"$@\"; do c=x; \(each)", ["build"], ["a", "b"]),
      ("unit() { a; }\nship() { b; }\nfor t; do \"$t\"; done", ["unit"], ["unit", "a"]),
      ("f() { for c in \"$@\"; do \(each); }\nf build", nil, ["f build", "a"]),
      ("while [ $# -gt 0 ]; do \(next)", ["build"], ["[ $# -gt 0 ]", "a", "shift"]),
      ("until [ -z \"$1\" ]; do \(next)", ["ship"], ["[ -z $1 ]", "b", "shift"]),
      (
        "while [ $# -gt 0 ]; do \(next)", ["ship", "build"],
        ["[ $# -gt 0 ]", "b", "shift", "[ $# -gt 0 ]", "a", "shift"]
      ),
      (
        "while [ $# -gt 0 ]; do case $1 in -v) shift; continue;; ship) b;; esac; shift; done",
        ["-v", "x"], ["[ $# -gt 0 ]", "shift", "continue", "[ $# -gt 0 ]", "shift"]
      ),
      (
        "while :; do case $1 in -e) E=$2; shift;; ship) b;; *) break;; esac; shift; done\n"
          + "make \"$@\"\n[ $E = live ] && c", ["-e", "test", "unit"],
        [":", "shift", "shift", ":", "break", "make unit", "[ $E = live ]"]
      ),
      // Nobody knows which of them are left.
      (
        "while [ $# -gt 0 ]; do x && break; shift; done\n[ \"$1\" = ship ] && b", ["test"],
        [
          "[ $# -gt 0 ]", "x", "break", "shift", "[ $# -gt 0 ]", "x", "break", "shift",
          "[ $1 = ship ]", "b",
        ]
      ),
    ] as [(String, [String]?, [String])])
  func `A loop over arguments that are known takes no others`(
    _ script: String, _ arguments: [String]?, _ expected: [String]
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
