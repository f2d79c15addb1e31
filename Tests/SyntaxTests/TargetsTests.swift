import SourceModel
import Syntax
import Testing

@Suite struct TargetsTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    var targets: [String]

    var testDescription: String { name }
  }

  static let makefiles: [Row] = [
    Row(name: "nothing", text: "# all\n\n", targets: []),
    Row(
      name: "rules in order",
      text: ".PHONY: all test\nall: test lint\ntest: | gen\n\t@go test ./...\n\tgo vet\nlint:\n",
      targets: ["all: test lint", "test: gen", "  4:2 go test ./...", "  5:2 go vet", "lint:"]),
    Row(
      name: "variables of one target",
      text: "a: OPTS=--wait \\\n  -n b\na:\n\thelm install $(OPTS) c\nb:\n\trun $(OPTS)\n",
      targets: ["a:", "  4:2 helm install --wait -n b c", "b:", "  6:2 run $(OPTS)"]),
    Row(
      name: "variables of one target beside those of all",
      text: "X = 1\na: X = 2\na: X += 3\na:\n\tr $(X)\nb:\n\tr $(X)\n",
      targets: ["a:", "  5:2 r 2 3", "b:", "  7:2 r 1"]),
    Row(
      name: "signs before commands", text: "a:\n\t-@ rm x\n\t@-make b || true\n\t+c\n",
      targets: [
        "a:", "  2:2 rm x | ignored", "  3:2 make b | ignored", "  3:14 true | ignored", "  4:2 c",
      ]),
    Row(
      name: "plain variables",
      text:
        "GO ?= go\nFLAGS := -race $(TAGS)\nT = $(GO) test\na:\n\t$(T) ${FLAGS} ./... && $(GO) vet\n",
      targets: ["a:", "  5:2 go test -race $(TAGS) ./...", "  5:25 go vet"]),
    Row(
      name: "what is not known stays",
      text:
        "V := $(shell git describe)\na:\n\tdocker build -t a:$(V) $@ $< $(MAKE) $(call f,a;b)\n\t$(MAKE) b\n",
      targets: [
        "a:", "  3:2 docker build -t a:$(V) $@ $< $(MAKE) '$(call f,a;b)'", "  4:2 $(MAKE) b",
      ]),
    Row(
      name: "words around what a function makes",
      text: "V = $(shell git describe)\nO = --wait --set v=$(V)\na:\n\thelm install $(O) b\n",
      targets: ["a:", "  4:2 helm install --wait --set v=$(V) b"]),
    Row(
      name: "dollars of the shell", text: "a:\n\tfor d in x; do lint $$d; done\n\techo $$(date)\n",
      targets: ["a:", "  2:17 lint $d", "  3:10 date", "  3:2 echo $(date)"]),
    Row(
      name: "a sign in a variable", text: "Q := @\na:\n\t$(Q)go test\n\t$(SILENT)npm test\n",
      targets: ["a:", "  3:2 go test", "  4:2 npm test"]),
    Row(
      name: "several targets and lines that go on",
      text: "B = b\na $(B) c: \\\n  d e # f\n\tx \\\n\t  y\n",
      targets: [
        "a: d e", "  4:2 x y", "b: d e", "  4:2 x y", "c: d e", "  4:2 x y",
      ]),
    Row(
      name: "patterns", text: "test-%: build\n\tgo test $*\na.o b.o: %.o: %.c\n\tcc\n",
      targets: [
        "test-%: build", "  2:2 go test $*", "a.o: a.c", "  4:2 cc", "b.o: b.c", "  4:2 cc",
      ]),
    Row(
      name: "a recipe behind the rule", text: "a: b ; npm test; x\n\ty\n",
      targets: ["a: b", "  1:8 npm test", "  1:18 x", "  2:2 y"]),
    Row(
      name: "conditionals are kept on both sides",
      text: "ifdef CI\na:\nifeq ($(X),1)\n\tb\nelse\n\tc\nendif\n# d\n\n\te\nendif\n",
      targets: ["a:", "  4:2 b", "  6:2 c", "  10:2 e"]),
    Row(
      name: "Windows is left to others",
      text:
        "ifeq ($(OS),Windows_NT)\nRM = del\na:\n\tcopy\nelse\nRM = rm\na:\n\t$(RM) x\nendif\n",
      targets: ["a:", "  8:2 rm x"]),
    Row(
      name: "whichever branch is for Windows",
      text:
        "ifneq '$(OS)' 'Windows_NT'\nX = a\nelse\nX = b\nendif\nifneq (,$(findstring MINGW,$(U)))\nY = c\n"
        + "else ifeq ($(U),Darwin)\nY = d\nendif\nt:\n\t$(X) $(Y)\nifdef COMSPEC\n\te\nendif\n\tf\n",
      targets: ["t:", "  12:2 a d", "  16:2 f"]),
    Row(
      name: "a condition on Windows around another",
      text: "ifeq ($(OS),Windows_NT)\nifdef A\na:\nelse\nb:\nendif\nendif\nc:\n\td\n",
      targets: ["c:", "  9:2 d"]),
    Row(
      name: "definitions are no rules",
      text: "define help\na: b\n\tc\nendef\nX := y: z\nd: X := 1\nd: e\n\tf\nexport G=1\n\tg\n",
      targets: ["d: e", "  8:2 f"]),
    Row(
      name: "the default goal", text: ".DEFAULT_GOAL := b\na:\n\tx\nb:\n\ty\n",
      targets: ["b:", "  5:2 y", "a:", "  3:2 x"]),
    Row(
      name: "one shell", text: ".ONESHELL:\na:\n\tif x; then\n\t  y\n\tfi\n",
      targets: ["a:", "  3:5 x | ignored", "  4:4 y"]),
    Row(
      name: "two colons and groups", text: "a:: b\n\tx\nc d &: e\n\ty\n",
      targets: ["a: b", "  2:2 x", "c: e", "  4:2 y", "d: e", "  4:2 y"]),
    Row(
      name: "line ends of Windows", text: "a: b\r\n\tx \\\r\n\ty\r\n",
      targets: ["a: b", "  2:2 x y"]),
    Row(
      name: "a variable of itself", text: "A = $(A) b\na:\n\t$(A) c\n",
      targets: ["a:", "  3:2 $(A) c"]),
  ]

  @Test("makefiles", arguments: makefiles) func readsMakefiles(_ row: Row) {
    #expect(ShellOutline.lines(Targets.makefile(row.text)) == row.targets)
  }

  static let justfiles: [Row] = [
    Row(
      name: "recipes",
      text: """
        set shell := ["bash", "-c"]
        image := "app"
        tag := `git describe`
        export X := 'y'
        alias t := test

        # the first
        [private]
        @default: build (deploy "a b" 'c') && lint
          -@docker build -t {{image}}:{{ tag }} .

        test target='x:y' *args:
          cargo test {{args}} && {{image}} \\
            --more

        lint:
          #!/usr/bin/env bash
          if a; then
            b
          fi
        py:
          #!/usr/bin/env python3
          import os
        deploy where what:
        """,
      targets: [
        "t: test", "default: build deploy lint",
        "  10:3 docker build -t 'app:{{ tag }}' . | ignored",
        "test:", "  13:3 cargo test {{args}}", "  13:26 app --more", "lint:",
        "  18:6 a | ignored", "  19:5 b", "py:", "deploy:",
      ])
  ]

  @Test("justfiles", arguments: justfiles) func readsJustfiles(_ row: Row) {
    #expect(ShellOutline.lines(Targets.just(row.text)) == row.targets)
  }

  static let rakefiles: [Row] = [
    Row(
      name: "tasks",
      text: """
        require "rake"
        RSpec::Core::RakeTask.new(:spec)
        RuboCop::RakeTask.new do |t|
          t.options = ["-a"]
        end
        desc "All"
        task default: %w[spec lint]
        task :ci => [:spec,
          "lint"] do
          sh "bundle exec brakeman && echo #{x}"
        end
        namespace :db do
          task :reset, [:name] => :drop do |t, args|
            if args.name
              system("psql", "-f", "a b.sql")
            end
            `createdb x`
          end
          task(:drop) { sh "dropdb x" }
        end
        multitask "b" => ["db:drop"] do
          sh <<~SH
            make a
            make b
          SH
          Rake::Task["ci"].invoke
          puts "sh 'no'" # sh "no"
        end
        """,
      targets: [
        "spec:", "  2:1 rspec", "rubocop:", "  3:1 rubocop", "default: spec lint", "ci: spec lint",
        "  10:7 brakeman | bundle exec", "  10:31 echo #{x}", "db:reset: db:drop",
        "  15:15 psql -f 'a b.sql'", "  17:6 createdb x", "db:drop:", "  19:21 dropdb x",
        "b: db:drop ci",
        "  23:5 make a", "  24:5 make b",
      ])
  ]

  @Test("Rakefiles", arguments: rakefiles) func readsRakefiles(_ row: Row) {
    #expect(ShellOutline.lines(Targets.rake(row.text)) == row.targets)
  }

  static let toxes: [Row] = [
    Row(
      name: "environments",
      text: """
        [tox]
        envlist = py312, lint
        [testenv]
        deps = pytest
        commands_pre = pip list
        commands =
            # no
            py312: pytest {posargs:tests -q} \\
                --cov
            - coverage report {toxinidir}
        [testenv:lint]
        commands_pre =
        commands = {[base]lint}
            mypy src
        [testenv:docs]
        ignore_outcome = True
        commands = sphinx-build
        [base]
        lint = ruff check
        [testenv:more]
        deps = x
        """,
      targets: [
        "testenv:", "  3:2 pip install .", "  5:16 pip list", "  8:12 pytest tests -q --cov",
        "  10:5 coverage report {toxinidir} | ignored", "lint:", "  11:2 pip install .",
        "  19:8 ruff check", "  14:5 mypy src", "docs:", "  15:2 pip install .",
        "  5:16 pip list | ignored", "  17:12 sphinx-build | ignored", "more:",
        "  20:2 pip install .", "  5:16 pip list", "  8:12 pytest tests -q --cov",
        "  10:5 coverage report {toxinidir} | ignored",
      ]),
    Row(
      name: "environments without the package",
      text: """
        [testenv]
        commands = pytest
        [testenv:lint]
        skip_install = true
        commands = ruff check
        [testenv:dev]
        usedevelop = True
        """,
      targets: [
        "testenv:", "  1:2 pip install .", "  2:12 pytest", "lint:", "  5:12 ruff check", "dev:",
        "  2:12 pytest",
      ]),
    Row(
      name: "a project without a package",
      text: "[tox]\nskipsdist = True\n[testenv]\ncommands = pytest",
      targets: ["testenv:", "  4:12 pytest"]),
    Row(
      name: "tables",
      text: """
        [tool.tox]
        [tool.tox.env_run_base]
        commands = [["pytest", "-k", "a b"], ["-", "coverage", "report"]]
        [tool.tox.env.lint]
        commands = [["ruff", "check"]]
        """,
      targets: [
        "testenv:", "  3:13 pytest -k 'a b'", "  3:38 coverage report | ignored", "lint:",
        "  5:13 ruff check",
      ]),
  ]

  @Test("tox environments", arguments: toxes) func readsTox(_ row: Row) {
    #expect(ShellOutline.lines(Targets.tox(row.text)) == row.targets)
  }

  @Test("nox sessions") func readsNox() {
    let text = """
      import nox

      @nox.session(python=["3.12"], name="unit", requires=["lint"])
      def tests(session: nox.Session) -> None:
          session.install("pytest")
          session.run("pytest", "-k", "a b", *session.posargs, env={"A": "b"})  # session.run("no")
          session.run(
              "coverage", f"--x={y}", target,
              success_codes=[0, 1],
          )

      @session
      def lint(s):
          \"\"\"Runs s.run("no").\"\"\"
          if True:
              s.run("ruff", "check")
          s.notify("unit")

      def helper(session):
          session.run("no")
      """
    #expect(
      ShellOutline.lines(Targets.nox(text)) == [
        "unit: lint", "  6:5 pytest -k 'a b'", "  7:5 coverage --x={y} $target | ignored",
        "lint: unit", "  16:9 ruff check",
      ])
  }

  @Test("a nox session without a name is none") func readsNamelessNox() {
    let text = """
      @nox.session
      def (session):
          session.run("pytest")

      @nox.session
      def lint(session):
          session.run("ruff")

      @nox.session
      def (session):
          session.notify("pytest")
      """
    #expect(ShellOutline.lines(Targets.nox(text)) == ["lint:", "  7:5 ruff"])
  }

  @Test("a value is put in as long as there is room, and then stays a reference") func fillsUp() {
    let value = String(repeating: "x", count: 1_000)
    let text = "a := \"\(value)\"\n\nb:\n" + String(repeating: "  c {{a}}\n", count: 1_000)
    let commands = Targets.just(text).first?.commands.map(\.words) ?? []
    #expect(commands.first == ["c", value])
    #expect(commands.last == ["c", "{{a}}"])
  }

  @Test("the scripts of a package") func readsPackageScripts() {
    let text = """
      {
        "scripts": {
          "test": "NODE_ENV=test jest --ci && tsc",
          "lint": "eslint . || true"
        }
      }
      """
    #expect(
      ShellOutline.lines(Targets.packageScripts(Array(text.utf8))) == [
        "test:", "  3:14 jest --ci | NODE_ENV=test", "  3:41 tsc", "lint:",
        "  4:14 eslint . | ignored", "  4:26 true",
      ])
    #expect(Targets.packageScripts(Array("{]".utf8)).isEmpty)
  }

  @Test("the tasks of Poe") func readsPoe() {
    let text = """
      [tool.poe.tasks]
      check = "pyright src"
      all = ["check", "test -q"]
      [tool.poe.tasks.test]
      cmd = "pytest"
      deps = ["check"]
      ignore_fail = true
      [tool.poe.tasks.ci]
      sequence = [{cmd = "ruff check"}, "test", {shell = "a | b"}]
      [tool.poe.tasks.long]
      shell = \"\"\"
      make a
        make b
      \"\"\"
      [tool.poe.tasks.py]
      shell = "print()"
      interpreter = "python"
      """
    #expect(
      ShellOutline.lines(Targets.poe(Array(text.utf8))) == [
        "check:", "  2:10 pyright src", "all: check test", "test: check", "  5:8 pytest | ignored",
        "ci: test", "  9:21 ruff check", "  9:53 a", "  9:57 b", "long:", "  12:1 make a",
        "  13:3 make b", "py:",
      ])
  }

  @Test("Taskfiles") func readsTaskfiles() {
    let text = """
      version: '3'
      vars:
        IMAGE: app
        TAG: '{{.CI}}'
      tasks:
        default:
          deps: [lint, {task: gen}]
          cmds:
            - docker build -t {{.IMAGE}}:{{ .TAG }} .
            - task: push
            - cmd: "make x"
              ignore_error: true
            - defer: rm x
        lint: golangci-lint run
        push:
          aliases: [p]
          ignore_error: true
          cmd: |
            a &&
              b
            c
      """
    #expect(
      ShellOutline.lines(Targets.taskfile(Array(text.utf8))) == [
        "default: lint gen push", "  9:9 docker build -t 'app:{{ .TAG }}' .",
        "  11:15 make x | ignored", "  13:16 rm x", "lint:", "  14:9 golangci-lint run", "push:",
        "  19:7 a | ignored", "  20:9 b | ignored", "  21:7 c | ignored", "p: push",
      ])
  }

  static let earthfiles: [Row] = [
    Row(name: "nothing", text: "VERSION 0.8\n", targets: ["base:"]),
    Row(
      name: "targets in order",
      text:
        "VERSION 0.8\nFROM golang:1.24\nRUN apk add git\n\ntest:\n  # all of it\n  COPY . .\n  RUN go vet ./... && \\\n    go test ./...\nlint:\n  FROM +test\n  RUN [\"golint\", \"a b\"]\n",
      targets: [
        "base:", "  3:5 apk add git", "test:", "  7:3 earthly +base", "  8:7 go vet ./...",
        "  9:5 go test ./...", "lint:", "  11:3 earthly +test", "  12:7 golint 'a b'",
      ]),
    Row(
      name: "references",
      text:
        "all:\n  BUILD --pass-args ./web+build --X=1\n  COPY (+gen/out --A=b) ./\n  DO ../lib+SETUP --a=b\n  WITH DOCKER --load app:ci=+image\n    RUN docker run app:ci\n  END\n  BUILD github.com/acme/lib:v1+check\n",
      targets: [
        "base:", "all:", "  2:3 earthly ./web+build", "  3:3 earthly +gen",
        "  4:3 earthly ../lib+SETUP",
        "  5:3 earthly +image", "  6:9 docker run app:ci",
        "  8:3 earthly github.com/acme/lib:v1+check",
      ]),
    Row(
      name: "images and what only runs when pushing",
      text:
        "image:\n  FROM DOCKERFILE .\n  SAVE IMAGE --push acme/app:$TAG\n  SAVE IMAGE local\n  SAVE ARTIFACT out AS LOCAL out\n  RUN --secret KEY --push deploy.sh\n",
      targets: [
        "base:", "image:", "  2:3 docker build .", "  3:3 docker build -t acme/app:$TAG .",
        "  3:3 docker push acme/app:$TAG | --push",
        "  4:3 docker build -t local .", "  6:27 deploy.sh | --push",
      ]),
  ]

  @Test("Earthfiles", arguments: earthfiles) func readsEarthfiles(_ row: Row) {
    #expect(ShellOutline.lines(Targets.earthfile(row.text)) == row.targets)
  }

  static let hostile: [String] = [
    String(repeating: "a: b\n\t$(", count: 20_000),
    String(repeating: "A = $(A)$(A)\n", count: 5_000) + "a:\n\t$(A)",
    (0..<5_000).map {
      "A\($0) = $(A\($0 + 1))$(A\($0 + 1))$(A\($0 + 1))$(A\($0 + 1))\na:\n\t$(A\($0))\n"
    }.joined(),
    String(repeating: "{{", count: 100_000), "a:\n  " + String(repeating: "{{x", count: 50_000),
    String(repeating: "a ", count: 100_000) + ":\n\tb",
    String(repeating: "task :a do\n", count: 50_000),
    String(
      repeating: "[testenv:a]\ncommands = {[testenv:a]commands}\n {[testenv:a]commands}\n",
      count: 5_000),
    String(repeating: "@session\ndef a(s):\n s.run(", count: 20_000),
    String(repeating: "@session\ndef a(s):\n s.run(\"\"\"", count: 20_001) + "\n",
    String(repeating: "[", count: 100_000), String(repeating: "task a: [\n", count: 20_000),
    "a:\n\t" + String(repeating: "x \\\n", count: 100_000), "define\n", "a:\n\t$", "a:\n\t\\",
    "task", "@session\ndef", String(repeating: "a:\n  RUN \\\n", count: 20_000),
    "[testenv]\ncommands =\n" + String(repeating: "  {[a]b}\n", count: 60) + "[a]\nb =\n"
      + String(repeating: "  {[c]d}\n", count: 60) + "[c]\nd =\n"
      + String(repeating: "  {[e]f}\n", count: 60) + "[e]\nf =\n"
      + String(repeating: "  pytest\n", count: 60),
    "[testenv]\ncommands =\n" + String(repeating: "  a\n", count: 5_000)
      + (0..<2_000).map { "[testenv:\($0)]\n" }.joined(),
    (0..<400).map { "[testenv:\($0){1-14}{1-14}]\n" }.joined(),
    "A = " + (0..<800).map { "a\($0)" }.joined(separator: " ") + "\n"
      + String(repeating: "$(A):\n\tb\n", count: 500),
    (0..<1_000).map { "a\($0)" }.joined(separator: " ") + ": %: "
      + String(repeating: "%x ", count: 20_000),
    String(repeating: "namespace :a do\n", count: 20) + "task :b => ["
      + String(repeating: ":c,", count: 100_000) + "]\n",
    "namespace :" + String(repeating: "a", count: 100_000) + " do\n"
      + String(repeating: "task :b do\nend\n", count: 5_000),
    "a:\n" + String(repeating: "  BUILD +a\n  RUN --secret", count: 20_000), "a:\n  RUN [",
    "RUN --push", "SAVE",
  ]

  @Test("hostile files end soon", .ends, arguments: hostile.indices)
  func readsHostile(_ index: Int) {
    let text = Self.hostile[index]
    let bytes = Array(text.utf8)
    let all = [
      Targets.makefile(text), Targets.just(text), Targets.rake(text), Targets.tox(text),
      Targets.nox(text), Targets.poe(bytes), Targets.packageScripts(bytes), Targets.taskfile(bytes),
      Targets.earthfile(text),
    ]
    #expect(all.allSatisfy { $0.count <= 100_000 })
  }

  static let toxLists: [(text: String, names: [String]?)] = [
    ("[testenv]\ncommands = a\n", nil),
    (
      "[tox]\nenvlist = lint, py{312,313}-{a,b}\n[testenv]\n",
      [
        "lint", "py312-a", "py312-b", "py313-a", "py313-b",
      ]
    ),
    (
      "[tox:tox]\nenv_list =\n    py{3-5}  # all\n    docs\n[testenv]\n",
      [
        "py3", "py4", "py5", "docs",
      ]
    ),
    ("env_list = [\"lint\", \"3.13\"]\n", ["lint", "3.13"]),
    ("[tox]\nenvlist = {a,b\n[testenv]\n", ["{a,b"]),
  ]

  @Test("the environments of tox that run by themselves are listed", arguments: toxLists)
  func listsTox(_ text: String, _ names: [String]?) { #expect(Targets.toxDefaults(text) == names) }

  static let noxLists: [(text: String, names: [String]?)] = [
    ("@nox.session\ndef a(session):\n  pass\n", nil),
    ("nox.options.sessions = [\n  'a',\n  \"b\",\n]\n", ["a", "b"]),
    ("nox.options.sessions = \"a\", \"b\"\n", ["a", "b"]),
    (
      "@nox.session(default=False)\ndef a(session):\n  pass\n@nox.session\ndef b(s):\n  pass\n",
      ["b"]
    ),
  ]

  @Test("the sessions of nox that run by themselves are listed", arguments: noxLists)
  func listsNox(_ text: String, _ names: [String]?) { #expect(Targets.noxDefaults(text) == names) }
}
