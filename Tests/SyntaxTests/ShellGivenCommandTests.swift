import SourceModel
import Syntax
import Testing

/// Functions and scripts that run what they are given.
@Suite struct ShellGivenCommandTests {
  @Test(arguments: [
    (
      "in_docker() { docker run --rm img \"$@\"; }\nin_docker pytest -q",
      ["in_docker pytest -q", "pytest -q | docker run img"]
    ),
    (
      "dc() { docker compose -f x.yml \"${@}\"; }\ndc run --rm app pytest",
      ["dc run --rm app pytest", "pytest | docker compose run app"]
    ),
    (
      "k() { kubectl -n app \"$@\"; }\nk apply -f \"$F\"\nk get pods",
      [
        "k apply -f $F", "kubectl -n app apply -f $F", "k get pods", "kubectl -n app get pods",
      ]
    ),
    ("r() { eval \"$@\"; }\nr 'pytest -q'", ["r 'pytest -q'", "pytest -q | eval"]),
    ("r() { sh -c \"$*\"; }\nr pytest -q", ["r pytest -q", "sh -c 'pytest -q'"]),
    ("r() { sudo \"$@\" || true; }\nr a", ["r a", "a | sudo | ignored", "true"]),
    // What only tells is told once.
    ("log() { echo \"$@\"; }\nlog a\nlog b", ["log a", "echo $@", "log b"]),
    // An argument of the caller is none of the function.
    (
      "o() { i make \"$1\"; }\ni() { sudo \"$@\"; }\no $X",
      ["o $X", "i make $1", "make $* | sudo"]
    ),
    ("r() { docker run img \"$@\"; }\nr", ["r", "docker run img"]),
  ])
  func `A function puts what it is given behind a command`(
    _ script: String, _ expected: [String]
  ) {
    #expect(ShellOutline.lines(script) == expected)
  }

  @Test(
    arguments: [
      ("exec pytest \"$@\"", ["-q"], ["pytest -q | exec"]), ("pytest \"$@\"", [], ["pytest"]),
      ("pytest $*", ["-k", "a b"], ["pytest -k 'a b'"]), ("pytest \"$@\"", nil, ["pytest $@"]),
      ("echo \"$@\"\n[ \"$*\" ]", ["a"], ["echo $@", "[ $* ]"]),
    ] as [(String, [String]?, [String])])
  func `A script puts what it is given behind a command`(
    _ script: String, _ arguments: [String]?, _ expected: [String]
  ) {
    #expect(lines(script, arguments) == expected)
  }

  @Test(arguments: [
    (
      "step() { local title=\"$1\"; shift; echo \"$title\"; \"$@\"; }\nstep 'Unit tests' pytest -q",
      ["pytest -q | step", "local title=$1", "shift", "echo $title"]
    ),
    (
      "check() {\n  shift 2\n  if \"$@\"; then\n    a\n  else\n    exit 1\n  fi\n}\ncheck x y b",
      ["b | check", "shift 2", "a", "exit 1"]
    ),
    // A number of its own may be shifted away or not.
    ("retry() { n=$1; shift; \"$@\"; }\nretry 3 a", ["a | retry", "shift"]),
    (
      "retry() { if x; then shift; fi; \"$@\"; }\nretry 3 a", ["a | retry", "x | ignored", "shift"]
    ),
    (
      "within() { local n=$1; shift; timeout $n \"$@\"; }\nwithin 60 a",
      [
        "within 60 a", "local n=$1", "shift", "a | timeout",
      ]
    ),
    (
      "in_dir() (\n  cd \"$1\"; shift\n  \"$@\"\n)\nin_dir app make test",
      ["in_dir app make test", "cd $1", "shift", "make test"]
    ),
    ("step() { shift; \"$@\"; }\nstep title", ["step title", "shift"]),
  ])
  func `A function runs what is left of its arguments`(_ script: String, _ expected: [String]) {
    #expect(ShellOutline.lines(script) == expected)
  }

  @Test(arguments: [
    ("\"$@\" || true", true), ("\"$@\" || echo failed", true), ("if x; then \"$@\" || :; fi", true),
    ("\"$@\" && x || true", true), ("\"$@\"", false), ("\"$@\" || exit 1", false),
    ("\"$@\" || return", false),
    ("\"$@\" || { echo failed; return 1; }", false), ("\"$@\" || x", false),
    ("for i in 1 2; do if \"$@\"; then return 0; fi; done; return 1", false),
    ("for i in 1 2; do \"$@\" && break; done", false),
    ("if [ $DRY ]; then \"$@\" || true; else \"$@\"; fi", false),
    ("set +e; \"$@\"; status=$?; set -e; [ $status = 0 ] || exit 1", false),
  ])
  func `A function that swallows failures swallows those of what it is given`(
    _ body: String, _ isIgnored: Bool
  ) {
    let commands = ShellScript.parse(Array("f() { \(body); }\nf given".utf8)).commands
    let given = commands.filter { $0.words == ["given"] }
    #expect(given.map(\.ignoresFailure) == [isIgnored])
  }

  private func lines(_ script: String, _ arguments: [String]?) -> [String] {
    let arguments = arguments.map { ShellArguments($0) } ?? .unknown
    return ShellOutline.lines(
      ShellScript.parse(script, startingAt: .start, arguments: arguments).commands)
  }
}
