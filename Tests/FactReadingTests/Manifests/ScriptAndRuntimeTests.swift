import FactModel
import SourceModel
import TestSupport
import Testing

/// What a file keeps under names, and the versions that it asks for.
@Suite struct ScriptAndRuntimeTests {
  @Test(arguments: [
    ("package.json", #"{"scripts": {"test": "jest", "build": "tsc"}}"#, ["npm test", "npm build"]),
    ("composer.json", #"{"scripts": {"test": ["phpunit", "phpstan"]}}"#, ["composer test"]),
    (
      "Makefile", ".PHONY: test\nbuild: main.c\n\tcc main.c\ntest:\n\t./a.out\n",
      ["make build", "make test"]
    ),
  ])
  func `Manifests keep commands under names`(
    _ path: String, _ text: String, _ expected: [String]
  ) async {
    let facts = await SmallRepository([path: text]).facts
    #expect(facts.scripts.map { "\($0.ecosystem) \($0.name)" } == expected)
  }

  @Test(arguments: [
    (#"echo "Error: no test specified" && exit 1"#, true), ("exit 1", true), ("true", true),
    ("jest", false), ("echo start && jest", false), ("", false),
  ])
  func `A command that only gives up is a placeholder`(_ command: String, _ isPlaceholder: Bool) {
    let script = Script(
      ecosystem: "npm", name: "test", command: command, place: Place(RelativePath("package.json")))
    #expect(script.isPlaceholder == isPlaceholder)
  }

  @Test(arguments: [
    ("build.gradle", "sourceCompatibility = '1.8'\n", "java 8"),
    ("build.gradle", "java {\n  sourceCompatibility = JavaVersion.VERSION_17\n}\n", "java 17"),
    (
      "build.gradle.kts",
      "java {\n  toolchain {\n    languageVersion.set(JavaLanguageVersion.of(21))\n  }\n}\n",
      "java 21"
    ),
    ("build.gradle.kts", "kotlin {\n  jvmToolchain(17)\n}\n", "java 17"),
    (
      "pom.xml",
      "<project><properties><v>11</v><maven.compiler.release>${v}</maven.compiler.release></properties></project>",
      "java 11"
    ),
    ("package.json", #"{"engines": {"node": "20.x"}}"#, "node 20"),
    ("package.json", #"{"engines": {"node": ">=18"}}"#, nil),
    ("package.json", #"{"packageManager": "pnpm@9.1.0+sha512.ab"}"#, "pnpm 9.1.0"),
    (
      "a.csproj",
      "<Project><PropertyGroup><TargetFramework>net8.0</TargetFramework></PropertyGroup></Project>",
      "dotnet 8.0"
    ),
    (".nvmrc", "v22.1.0\n", "node 22.1.0"), (".nvmrc", "lts/*\n", nil),
    (".java-version", "temurin-21.0.2\n", "java 21.0.2"),
    (".python-version", "3.12\n", "python 3.12"),
    (".tool-versions", "# all\nnodejs 22.1.0\n", "node 22.1.0"),
  ])
  func `Files ask for versions`(_ path: String, _ text: String, _ expected: String?) async {
    let facts = await SmallRepository([path: text]).facts
    #expect(facts.runtimes.map { "\($0.name) \($0.version)" } == [expected].compactMap(\.self))
  }

  @Test func `Set-up steps ask for versions, those of a matrix aside`() async {
    let facts = await SmallRepository([
      ".github/workflows/ci.yml": """
      on: push
      jobs:
        test:
          runs-on: ubuntu-24.04
          steps:
            - uses: actions/setup-java@v5
              with: {distribution: temurin, java-version: 17}
            - uses: actions/setup-node@v6
              with: {node-version: "${{ matrix.node }}"}
      """
    ]).facts
    #expect(facts.pipelines.flatMap(\.runtimes).map { "\($0.name) \($0.major)" } == ["java 17"])
  }

  @Test(arguments: [
    (["v1.2.0", "v1.1.0"], "v*"), (["1.7.8"], "[0-9]*"), (["release-3"], "release-*"), ([], nil),
  ])
  func `Version tags have a pattern`(_ tags: [String], _ expected: String?) {
    #expect(HistoryFact(versionTags: tags).tagPattern == expected)
  }
}
