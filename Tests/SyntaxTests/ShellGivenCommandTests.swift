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

  private func lines(_ script: String, _ arguments: [String]?) -> [String] {
    let arguments = arguments.map { ShellArguments($0) } ?? .unknown
    return ShellOutline.lines(
      ShellScript.parse(script, startingAt: .start, arguments: arguments).commands)
  }
}
