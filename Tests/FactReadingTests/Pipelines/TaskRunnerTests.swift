import FactModel
import TestSupport
import Testing

/// Runners whose targets stand in the repository are judged by what these run.
@Suite struct TaskRunnerTests {
  /// The steps of a job with this line, by their words, and what they do.
  private func steps(_ line: String, _ files: [String: String]) async -> [String] {
    var files = files
    files[".gitlab-ci.yml"] = "job:\n  script:\n    - \(line)\n"
    let facts = await SmallRepository(files).facts
    return facts.pipelines.flatMap(\.jobs).flatMap(\.steps).map { step in
      let given = step.uses.flatMap { $0.capabilities.map(\.rawValue) }.sorted()
      return (step.words + (given.isEmpty ? [] : ["|"] + given)).joined(separator: " ")
    }
  }

  private static let earthfile = """
    VERSION 0.8
    FROM alpine
    test:
      RUN go test ./...
    image:
      FROM +test
      SAVE IMAGE --push acme/app:1.0
    all:
      BUILD +image
      BUILD ./web+lint
    talk:
      RUN echo go test
    """
  private static let earthly = [
    "Earthfile": earthfile, "web/Earthfile": "VERSION 0.8\nlint:\n  RUN npx eslint .\n",
  ]

  @Test func `Earthly runs the targets of its file and those they refer to`() async {
    var found = await steps("earthly +test", Self.earthly)
    #expect(found == ["earthly +test", "go test ./... | builds tests"])
    found = await steps("earthly --ci +all", Self.earthly)
    #expect(
      found == [
        "earthly --ci +all", "earthly +image", "earthly +test", "go test ./... | builds tests",
        "docker build -t acme/app:1.0 . | builds-image", "earthly ./web+lint", "eslint . | lints",
      ])
  }

  @Test(arguments: [
    (
      "make check",
      [
        "Makefile": "include build/*.mk\nRUNNER = uv run\ncheck: test\n",
        "build/python.mk":
          "-include $(ROOT)/build/more/docs.mk # words\ntest: docs\n\t$(RUNNER) pytest\n",
        "build/more/docs.mk": "docs:\n\tnpx eslint docs\n",
      ], ["make check", "eslint docs | lints", "pytest | tests"]
    ),
    (
      "make check",
      [
        "Makefile": "include ../outside.mk missing.mk $(X)\ncheck: test\n",
        "missing/missing.mk": "test:\n\tpytest\n",
      ], ["make check"]
    ),
    (
      "make check",
      [
        "Makefile": "include flags.mk\ncheck:\n\tgo test $(FLAGS) ./...\n",
        "flags.mk": "FLAGS += -race\n",
      ], ["make check", "go test -race ./... | builds tests"]
    ),
    (
      "just check",
      [
        "justfile": "import 'ci/test.just'\nmod web\ncheck: test web::lint\n",
        "ci/test.just": "test:\n  go test ./...\n", "web/mod.just": "lint:\n  npx eslint .\n",
      ], ["just check", "go test ./... | builds tests", "eslint . | lints"]
    ),
    (
      "task check",
      [
        "Taskfile.yml":
          "includes:\n  web: ./web\n  go: {taskfile: ci/go.yml, flatten: true}\ntasks:\n  check: {deps: [test, 'web:lint']}\n",
        "ci/go.yml": "tasks:\n  test: go test ./...\n",
        "web/Taskfile.yml":
          "tasks:\n  lint: {deps: [install], cmds: [npx eslint .]}\n  install: npm ci\n",
      ],
      ["task check", "go test ./... | builds tests", "npm ci | installs", "eslint . | lints"]
    ),
  ])
  func `Files that a file of targets takes in are read with it`(
    line: String, files: [String: String], expected: [String]
  ) async {
    #expect(await steps(line, files) == expected)
  }

  @Test func `Earthly pushes images where the call says so`() async {
    let steps = await steps("earthly --push +all", Self.earthly)
    #expect(steps.contains("docker push acme/app:1.0 | publishes-image"))
    #expect(steps.contains("earthly --push ./web+lint"))
  }

  @Test func `The name of a target that is followed proves nothing`() async {
    let files = ["Earthfile": "VERSION 0.8\ntest:\n  RUN echo go test\n"]
    var found = await steps("earthly +test", files)
    #expect(found == ["earthly +test", "echo go test"])
    found = await steps("earthly +test", [:])
    #expect(found == ["earthly +test | builds tests"])
    let nox = [
      "noxfile.py": "import nox\n@nox.session\ndef tests(session):\n    session.run('echo')\n"
    ]
    found = await steps("nox -s tests", nox)
    #expect(found == ["nox -s tests", "echo"])
  }

  private static let dagger = [
    "dagger.json": "{\"name\": \"shop\", \"sdk\": \"go\", \"source\": \".dagger\"}",
    ".dagger/main.go": """
    package main

    // Test runs nothing here: WithExec([]string{"npm", "test"})
    func (m *Shop) Test(ctx context.Context) (string, error) {
      return m.base().WithExec([]string{"go", "test", "./..."}).Stdout(ctx)
    }

    func (m *Shop) BuildImage(src *dagger.Directory) *dagger.Container {
      return dag.Container().WithExec([]string{"sh", "-c", "make x && make y"})
    }

    func (m *Shop) Publish(ctx context.Context) (string, error) {
      return m.BuildImage(nil).Publish(ctx, "acme/shop:1.0")
    }

    func (m *Shop) Push(ctx context.Context, tag string) (string, error) {
      address := fmt.Sprintf("registry.acme.test/shop:%s", tag)
      return dag.Container().Publish(ctx, address, dagger.ContainerPublishOpts{})
    }
    """,
  ]

  @Test func `Dagger runs the functions of the module and those they call`() async {
    var found = await steps("dagger call test --source=.", Self.dagger)
    #expect(
      found == [
        "dagger call test --source=.", "go test ./... | builds tests",
      ])
    found = await steps("dagger call publish", Self.dagger)
    #expect(
      found == [
        "dagger call publish", "sh -c make x && make y", "make x", "make y",
        "docker push acme/shop:1.0 | publishes-image",
      ])
    found = await steps("dagger call push --tag=v1", Self.dagger)
    #expect(
      found == [
        "dagger call push --tag=v1",
        "docker push registry.acme.test/shop:$value | publishes-image",
      ])
  }

  @Test(arguments: [
    (
      "src/shop/main.py",
      "@object_type\nclass Shop:\n    @function\n    async def unit_tests(self) -> str:\n        return await dag.container().with_exec([\"pytest\", \"-q\"]).stdout()\n",
      "pytest -q | tests"
    ),
    (
      "src/index.ts",
      "@object()\nexport class Shop {\n  @func()\n  async unitTests(source: Directory): Promise<string> {\n    return dag.container().withExec([\"npx\", \"vitest\"]).stdout()\n  }\n}\n",
      "vitest | tests"
    ),
  ])
  func `Modules of Dagger may be in other languages`(
    _ path: String, _ text: String, _ step: String
  ) async {
    let files = ["dagger.json": "{\"name\": \"shop\"}", path: text]
    let found = await steps("dagger call unit-tests", files)
    #expect(found == ["dagger call unit-tests", step])
  }

  @Test func `A script is known by its first line, whatever its name ends in`() async {
    let text = "#!/bin/bash\ngo test ./...\n"
    var found = await steps("ci/run.checks all", ["ci/run.checks": text])
    #expect(found == ["ci/run.checks all", "go test ./... | builds tests"])
    found = await steps("ci/run.checks all", ["ci/run.checks": "go test ./...\n"])
    #expect(found == ["ci/run.checks all"])
  }

  @Test func `Fabric runs the tasks of its file`() async {
    let old =
      "from fabric.api import *\ndef test():\n    local(\"pytest\")\ndef x():\n    run(\"y\")\n"
    var found = await steps("fab test", ["fabfile.py": old])
    #expect(found == ["fab test", "pytest | tests"])
    let new =
      "from fabric import task\n@task\ndef roll_out(c):\n    c.run(\"docker compose up -d\")\ndef other(c):\n    c.run(\"y\")\n"
    found = await steps("fab roll-out", ["fabfile.py": new])
    #expect(
      found == [
        "fab roll-out", "docker compose up -d | runs-container",
      ])
  }

  @Test func `Rake runs the tasks beside its file, and those of gems by their names`() async {
    let files = [
      "Rakefile": "task default: [:style, :spec]\n",
      "lib/tasks/style.rake":
        "task :style do\n  sh \"rubocop\"\nend\ntask(:default).enhance(%i[brakeman])\n",
    ]
    let found = await steps("bundle exec rake", files)
    #expect(
      found == [
        "rake | tests", "rubocop | lints", "rake spec | tests", "rake brakeman | scans",
      ])
  }

  private static let dockerfile = """
    FROM golang AS base
    RUN go mod download
    FROM base AS checks
    RUN <<END
    go vet ./...
    END
    FROM base AS tests
    RUN ["go", "test", "./..."]
    FROM scratch
    COPY --from=tests /app /app
    """

  @Test(arguments: [
    (
      "docker build -f ci/Dockerfile .",
      ["go mod download | installs", "go test ./... | builds tests"]
    ),
    (
      "docker buildx build --target checks ./ci",
      ["go mod download | installs", "go vet ./... | lints"]
    ),
    ("docker build --target checks https://example.com/shop.git", []),
    ("docker images", []),
  ])
  func `The build of an image runs the stages that it needs`(
    _ line: String, _ runs: [String]
  ) async {
    let found = await steps(line, ["ci/Dockerfile": Self.dockerfile])
    #expect(Array(found.dropFirst()) == runs)
  }

  private static let psake = """
    Task Default -Depends Test

    Task Build {
      dotnet build
    }
    Task Test -Depends 'Build', Lint
    {
      $result = Invoke-Pester -PassThru
    }
    Task Lint { Invoke-ScriptAnalyzer -Path . }
    """

  @Test func `PowerShell's runners run the tasks of their files`() async {
    let script = "param($Task)\nInvoke-psake $PSScriptRoot\\tasks.ps1 -taskList $Task\n"
    var found = await steps(
      "powershell -NoProfile -File ci\\build.ps1",
      ["ci/build.ps1": script, "ci/tasks.ps1": Self.psake])
    #expect(
      found.suffix(3) == [
        "dotnet build | builds", "Invoke-ScriptAnalyzer -Path . | lints",
        "Invoke-Pester -PassThru | tests",
      ])
    found = await steps(
      "pwsh ./run.ps1",
      [
        "run.ps1": "Invoke-Build Test, Pack\n",
        "shop.build.ps1": "task Test Build, {\n  Invoke-Pester\n}\ntask Build { dotnet build }\n",
      ])
    #expect(found.suffix(2) == ["dotnet build | builds", "Invoke-Pester | tests"])
  }

  private static let workflow = """
    BuildWorkflow:
      '.': [build, test]
      build: [Clean, Build_Module_ModuleBuilder]
      Pack:
        - build
        - package_module_nupkg
      test:
        - Pester_Tests_Stop_On_Fail
    """

  @Test(arguments: [
    (
      "./build.ps1 -ResolveDependency -Tasks pack",
      ["Clean", "Build_Module_ModuleBuilder | builds", "package_module_nupkg | builds"]
    ),
    ("./build.ps1 -tasks test", ["Pester_Tests_Stop_On_Fail | tests"]),
    (
      "./build.ps1",
      ["Clean", "Build_Module_ModuleBuilder | builds", "Pester_Tests_Stop_On_Fail | tests"]
    ),
  ])
  func `A build script runs the tasks that its workflows list`(
    _ line: String, _ tasks: [String]
  ) async {
    let found = await steps(
      line, ["build.ps1": "Import-Module x\n", "build.yaml": Self.workflow])
    #expect(found.suffix(tasks.count) == tasks.map { "Invoke-Build " + $0 }[...])
  }

  @Test func `Backticks escape in PowerShell`() async {
    let script = "Write-Host \"a`n$($b -join \"`n\")\"\nInvoke-Pester `\n  -PassThru\n"
    let found = await steps("pwsh ./run.ps1", ["run.ps1": script])
    #expect(found.last == "Invoke-Pester -PassThru | tests")
  }

  @Test func `What a script calls leaves steps for what follows the call`() async {
    let long = String(repeating: "echo a\n", count: 6_000)
    let found = await steps(
      "./release.sh", ["release.sh": "./long.sh\ntwine upload dist/*\n", "long.sh": long])
    #expect(found.count > 1_000)
    #expect(found.last == "twine upload dist/* | publishes")
  }

  @Test func `Makefiles may name the shell by a variable`() async {
    let files = ["Makefile": "test:\n\t$(SHELL) ./t.sh\n", "t.sh": "go test ./...\n"]
    let found = await steps("make test", files)
    #expect(found.last == "go test ./... | builds tests")
  }

  private static let compose = """
    services:
      tests:
        build: .
        entrypoint: sh -c
        command: ["pytest"]
      lint:
        build: {context: ., target: lint}
      db:
        image: postgres:17
    """

  @Test(arguments: [
    ("docker compose run --rm tests", ["sh -c pytest", "pytest | tests"]),
    ("docker-compose up --exit-code-from lint", ["ruff check . | lints"]),
    ("docker compose up -d", []),
    ("docker compose run", []),
    ("docker compose build lint", ["pip install -r requirements.txt | installs"]),
  ])
  func `Compose runs what its services say, or their images`(
    _ line: String, _ runs: [String]
  ) async {
    let dockerfile = "FROM python AS lint\nRUN pip install -r requirements.txt\nCMD ruff check .\n"
    let found = await steps(
      line, ["compose.yaml": Self.compose, "Dockerfile": dockerfile])
    #expect(Array(found.dropFirst()) == runs)
  }

  @Test(arguments: [
    (
      "run-s 'b:*' 'b:*' c b:x", ["package.json": scripts],
      ["go vet ./... | lints", "eslint . | lints", "pytest | tests"]
    ),
    (
      "pnpm -r test",
      ["package.json": scripts, "p/package.json": member("p"), "q/package.json": "{}"],
      ["pytest | tests"]
    ),
    (
      "npm run test -w 'p*' -w 'p*' -w none",
      ["package.json": scripts, "p1/package.json": member("p1"), "q/package.json": member("q")],
      ["pytest | tests"]
    ),
    (
      "make web-x", ["Makefile": "%-x:\n\tgo vet ./...\nweb-%:\n\tpytest\n"],
      ["pytest | tests"]
    ),
    (
      "make a",
      [
        "Makefile":
          "a: b\na: c\n\tpytest\nb:\n\tgo vet ./...\nc:\n\tnpx eslint .\n"
      ], ["go vet ./... | lints", "eslint . | lints", "pytest | tests"]
    ),
    (
      "tox", ["tox.ini": "[tox]\nenvlist = a, b, c\n[testenv]\ncommands = pytest\n"],
      ["pip install . | installs installs-own runs-built", "pytest | tests"]
    ),
    (
      "docker compose -f a.yaml -f b.yaml build",
      [
        "a.yaml": "services:\n  x: {image: a}\n  y: {build: y}\n",
        "b.yaml": "services:\n  x: {build: x}\n  y: {image: b}\n",
        "x/Dockerfile": "FROM a\nRUN pytest\n", "y/Dockerfile": "FROM a\nRUN go vet ./...\n",
      ], ["pytest | tests", "go vet ./... | lints"]
    ),
  ])
  func `What is named several times runs once, in its order`(
    _ line: String, _ files: [String: String], _ runs: [String]
  ) async {
    let found = Array(await steps(line, files).dropFirst())
    #expect(found == runs)
  }

  private static let scripts = """
    {"scripts": {"b:x": "go vet ./...", "c": "pytest", "b:y": "npx eslint ."}}
    """

  private static func member(_ name: String) -> String {
    "{\"name\": \"\(name)\", \"scripts\": {\"test\": \"pytest\"}}"
  }
}
