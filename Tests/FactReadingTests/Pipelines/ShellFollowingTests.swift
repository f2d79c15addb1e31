import FactModel
import TestSupport
import Testing

/// Scripts and targets run in the folder, and with the arguments, that the shell gives them.
@Suite struct ShellFollowingTests {
  /// What a job runs of the commands that do something here: `go` and `kubectl`.
  private func work(_ script: String, _ files: [String: String]) async -> [String] {
    let lines = script.split(separator: "\n").map { "      \($0)\n" }
    var files = files
    files[".gitlab-ci.yml"] = "job:\n  script:\n    - |\n" + lines.joined()
    let facts = await SmallRepository(files).facts
    let words = facts.pipelines.flatMap(\.jobs).flatMap(\.steps).map {
      $0.words.joined(separator: " ")
    }
    return words.filter { $0.hasPrefix("go ") || $0.hasPrefix("kubectl ") }
  }

  private static let release = [
    "package.json": #"{"scripts": {"release": "go vet ./..."}}"#,
    "tools/package.json": #"{"scripts": {"release": "kubectl apply -f k8s"}}"#,
  ]
  private static let makefiles = [
    "Makefile": "test:\n\tgo test ./...\n", "app/Makefile": "test:\n\tgo test -race ./...\n",
  ]
  private static let (root, app) = (["go test ./..."], ["go test -race ./..."])

  @Test(
    arguments: [
      ("(cd tools && npm ci)\nnpm run release", release, ["go vet ./..."]),
      ("cd tools && npm ci\nnpm run release", release, ["kubectl apply -f k8s"]),
      ("(cd app && make test)\nmake test", makefiles, app + root),
      ("(cd app; (cd ..; make test); make test)", makefiles, root + app),
      ("for d in a b; do (cd app && npm ci); done\nmake test", makefiles, root),
      ("DIR=\"$(cd app && pwd)\"\nmake test", makefiles, root),
      ("echo `cd app; pwd`\nmake test", makefiles, root),
      ("ls | (cd app; cat)\nmake test", makefiles, root),
      ("ssh me@host \"cd app && git pull\"\nmake test", makefiles, root),
      ("bash <<END\ncd app\nEND\nmake test", makefiles, root),
      ("bash -c 'cd app && make test'\nmake test", makefiles, app + root),
      ("eval 'cd app'\nmake test", makefiles, app),
      ("{ cd app; }\nmake test", makefiles, app),
      ("pushd app\npushd web\npopd\nmake test\npopd\nmake test", makefiles, app + root),
      ("pushd app\npushd\nmake test\npushd\nmake test", makefiles, root + app),
      ("cd app\ncd -\nmake test\ncd -\nmake test", makefiles, root + app),
      ("cd app\n(pushd ..; make test)\nmake test", makefiles, root + app),
    ] as [(String, [String: String], [String])])
  func `Each shell has a folder of its own`(
    _ script: String, _ files: [String: String], _ expected: [String]
  ) async {
    let found = await work(script, files)
    #expect(found == expected)
  }

  @Test(arguments: [
    ("ci:\n\tcd web && npm ci\n\tcd app && $(MAKE) test\n", app),
    ("ci:\n\tcd app\n\t$(MAKE) test\ntest:\n\tgo test ./...\n", root),
    (".ONESHELL:\nci:\n\tcd app\n\t$(MAKE) test\n", app),
    ("ci: one two\none:\n\tcd app && ls\ntwo:\n\tgo test ./...\n", root),
  ])
  func `Each line of a recipe has a folder of its own`(
    _ makefile: String, _ expected: [String]
  ) async {
    var files = Self.makefiles
    files["Makefile"] = makefile
    let found = await work("make ci", files)
    #expect(found == expected)
  }

  @Test func `Commands of other runners have folders of their own too`() async {
    let files = Self.makefiles.merging([
      "justfile": "ci:\n  cd app\n  make test\n",
      "Taskfile.yml": "version: '3'\ntasks:\n  ci:\n    cmds: [cd app, make test]\n",
      "Dockerfile": "FROM golang\nRUN cd app && ls\nRUN make test\n",
    ]) { $1 }
    for line in ["just ci", "task ci", "docker build ."] {
      let found = await work(line, files)
      #expect(found == Self.root, "\(line)")
    }
  }

  private static let (test, deploy) = ("go test ./...", "kubectl apply -f k8s")
  private static let options = [
    "ci.sh": "go test ./...\nif [ \"$1\" = deploy ]; then\n  kubectl apply -f k8s\nfi\n",
    "package.json": #"{"scripts": {"ci": "./ci.sh", "ship": "./ci.sh deploy"}}"#,
    "Makefile": "ci:\n\t./ci.sh\n",
    "ci.py": "import subprocess\nsubprocess.run(['./ci.sh'] + more)\n",
  ]

  @Test(arguments: [
    ("./ci.sh", [test]), ("bash ci.sh test", [test]), ("./ci.sh deploy", [test, deploy]),
    ("./ci.sh \"\"", [test]), ("make ci", [test]), ("npm run ci", [test]),
    ("npm run ship", [test, deploy]),
    // Nobody knows what these give it.
    ("./ci.sh $TARGET", [test, deploy]), ("./ci.sh \"$@\"", [test, deploy]),
    ("./ci.sh *", [test, deploy]), ("ls | xargs ./ci.sh", [test, deploy]),
    ("npm run ci -- deploy", [test, deploy]), ("npm run ci deploy", [test, deploy]),
    ("python3 ci.py", [test, deploy]), ("./ci.sh #{target}", [test, deploy]),
  ])
  func `A script does what its arguments ask for`(_ call: String, _ expected: [String]) async {
    let found = await work(call, Self.options)
    #expect(found == expected)
  }

  @Test(arguments: [
    (
      "main() {\n  case \"$1\" in\n    test) go test ./... ;;\n    deploy) kubectl apply -f k8s ;;\n"
        + "  esac\n}\nmain \"$@\"\n", " test", [test]
    ),
    (
      "unit() { go test ./...; }\ndeploy() { kubectl apply -f k8s; }\n\"$@\"\n", " unit", [test]
    ),
    ("in_docker() {\n  docker run --rm golang \"$@\"\n}\nin_docker go test ./...\n", "", [test]),
    ("step() { echo \"$1\"; shift; \"$@\"; }\nstep 'Unit tests' go test ./...\n", "", [test]),
    ("cmd=$1; shift\ncase $cmd in\n  test) go test \"$@\" ;;\nesac\n", " test ./...", [test]),
    (
      "for c in \"$@\"; do\n  case $c in\n    test) go test ./... ;;\n"
        + "    deploy) kubectl apply -f k8s ;;\n  esac\ndone\n", " test", [test]
    ),
    (
      "while [ $# -gt 0 ]; do\n  case $1 in\n    test) go test ./... ;;\n"
        + "    deploy) kubectl apply -f k8s ;;\n  esac\n  shift\ndone\n", " test", [test]
    ),
    ("k() { kubectl \"$@\"; }\nk apply -f k8s\n", "", [deploy]),
    (
      "case \"${1:-test}\" in\n  test) go test ./... ;;\n  deploy) kubectl apply -f k8s ;;\nesac\n",
      "",
      [test]
    ),
    (
      "go test ./...\nif [[ \"${1:-}\" == \"--push\" ]]; then\n  kubectl apply -f k8s\nfi\n", "",
      [test]
    ),
    (
      "go test ./...\nif [ -n \"$DEPLOY\" ]; then\n  kubectl apply -f k8s\nfi\n", "",
      [test, deploy]
    ),
  ])
  func `Functions and tests of a script know its arguments`(
    _ script: String, _ arguments: String, _ expected: [String]
  ) async {
    let found = await work("./ci/run.sh" + arguments, ["ci/run.sh": script])
    #expect(found == expected)
  }

  @Test(arguments: [
    ("one() { make -C \"$1\" test; }\none app\n", app),
    ("one() { make -C \"$1\" test; }\none other\none app\n", app),
    ("one() {\n  local d=\"$1\"\n  pushd \"$d\"\n  make test\n  popd\n}\none app\n", app),
    ("one() (\n  cd \"$1\"; shift\n  \"$@\"\n)\none app make test\nmake test\n", app + root),
  ])
  func `A function works in the folder that it is given`(
    _ script: String, _ expected: [String]
  ) async {
    let files = Self.makefiles.merging(["run.sh": script]) { $1 }
    let found = await work("./run.sh", files)
    #expect(found == expected)
  }

  private static let library = [
    "ci/lib.sh":
      "TOOL='go vet'\nrun_tests() {\n  go test ./...\n}\nship() {\n  kubectl apply -f k8s\n}\n",
    "ci/test.sh": "#!/bin/sh\n. \"$(dirname \"$0\")/lib.sh\"\nrun_tests\n$TOOL ./...\n",
  ]

  @Test(
    arguments: [
      ("source ci/lib.sh\nrun_tests", [test]), (". ./ci/lib.sh\n$TOOL ./...", ["go vet ./..."]),
      ("./ci/test.sh", [test, "go vet ./..."]), ("cd ci\n./test.sh", [test, "go vet ./..."]),
      ("source ci/lib.sh", []), ("run_tests", []),
    ] as [(String, [String])])
  func `What a file defines is known to the script that reads it`(
    _ script: String, _ expected: [String]
  ) async {
    let found = await work(script, Self.library)
    #expect(found == expected)
  }

  @Test func `A command of a file that is read has the place where it stands`() async {
    var files = Self.library
    files[".gitlab-ci.yml"] = "job:\n  script:\n    - ./ci/test.sh\n"
    let facts = await SmallRepository(files).facts
    let step = facts.pipelines.flatMap(\.jobs).flatMap(\.steps).first { $0.words.first == "go" }
    #expect(step.map { "\($0.place)" } == "ci/lib.sh:3:3")
    #expect(step?.via.map { "\($0)" } == [".gitlab-ci.yml:3:7", "ci/test.sh:2:1"])
  }
}
