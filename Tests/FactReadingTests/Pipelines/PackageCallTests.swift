import FactModel
import TestSupport
import Testing

/// What managers of packages call is a script, a program of a dependency, or a command of their own.
@Suite struct PackageCallTests {
  /// What the commands do that a job with this line runs, by their words.
  private func work(_ line: String, _ files: [String: String] = [:]) async -> [String] {
    await SmallRepository.running(line, files).work
  }

  private static let files = [
    "package.json": #"{"name": "shop", "scripts": {"unit": "jest", "tsc": "eslint ."}}"#,
    "web/package.json": #"{"name": "web", "scripts": {"lint": "eslint ."}}"#,
  ]

  @Test(arguments: [
    ("yarn jest --ci --coverage", ["jest --ci --coverage | measures-coverage tests"]),
    ("yarn run jest", ["jest | tests"]), ("yarn run -T jest", ["jest | tests"]),
    ("yarn workspace web jest", ["jest | tests"]),
    ("yarn workspaces foreach -A run jest", ["jest | tests"]),
    ("yarn --cwd web jest", ["jest | tests"]), ("yarn cross-env CI=1 jest", ["jest | tests"]),
    ("pnpm jest", ["jest | tests"]), ("pnpm -w eslint .", ["eslint . | lints"]),
    ("pnpm --filter web exec jest", ["jest | tests"]),
    ("pnpm --filter web eslint src", ["eslint src | lints"]),
    ("bun eslint .", ["eslint . | lints"]), ("bun run jest", ["jest | tests"]),
    ("for tool in jest; do yarn $tool; done", ["jest | tests"]),
    // A script of the name is what is run.
    ("yarn tsc", ["eslint . | lints"]), ("yarn workspace web lint", ["eslint . | lints"]),
  ])
  func `What is no script is a program of a dependency`(
    _ line: String, _ expected: [String]
  ) async {
    #expect(await work(line, Self.files) == expected)
  }

  @Test(arguments: [
    "yarn add jest", "yarn global add jest", "yarn why jest", "yarn dedupe", "pnpm add jest",
    "pnpm why jest", "pnpm up jest", "bun add jest", "bun pm ls", "yarn run env", "yarn $TOOL",
    // Scripts that are not found, though programs of other languages have these names.
    "yarn build", "yarn run build", "yarn coverage run", "yarn bundle", "pnpm test:unit",
    "bun run deploy", "bun jest.ts",
    // It looks for scripts only.
    "pnpm run jest", "npm jest", "npm run jest", "yarn workspace other add jest",
  ])
  func `A manager's own command or a script that is not there proves nothing`(
    _ line: String
  ) async {
    #expect(await work(line, Self.files) == [])
  }

  @Test func `Programs of dependencies call targets too`() async {
    let files = [
      "package.json": #"{"scripts": {"test": "yarn nx run-many -t unit"}}"#,
      "a/package.json": #"{"name": "a", "scripts": {"unit": "pnpm vitest run"}}"#,
      "Makefile": "test:\n\tyarn test\n",
    ]
    #expect(await work("make test", files).contains("vitest run | tests"))
  }

  @Test func `A loop of programs ends`() async {
    let line = Array(repeating: "yarn", count: 200).joined(separator: " ")
    #expect(await work(line + " jest").count < 20)
  }

  private static let scripts = [
    "package.json":
      #"{"scripts": {"pretest": "eslint .", "test": "tsc --noEmit && jest", "all": "yarn test"}}"#,
    "composer.json": #"{"scripts": {"test": "phpunit"}}"#,
    "a/package.json": #"{"name": "a", "scripts": {"unit": "jest"}}"#,
  ]

  @Test(arguments: [
    ("npm test -- --coverage", "jest --coverage"), ("npm t -- --coverage", "jest --coverage"),
    ("npm run test --silent -- --coverage", "jest --coverage"),
    ("yarn test --coverage", "jest --coverage"), ("yarn test -- --coverage", "jest --coverage"),
    ("yarn all --coverage", "jest --coverage"), ("pnpm test --coverage", "jest --coverage"),
    ("pnpm run test --coverage", "jest --coverage"),
    ("bun run test --coverage", "jest --coverage"),
    ("yarn workspace a unit --coverage", "jest --coverage"),
    ("pnpm -r unit --coverage", "jest --coverage"),
    ("npx turbo run unit -- --coverage", "jest --coverage"),
    ("composer test -- --coverage-clover=x", "phpunit --coverage-clover=x"),
    ("composer run-script test -- --coverage-clover=x", "phpunit --coverage-clover=x"),
  ])
  func `The last command of a script gets the words behind its name`(
    _ line: String, _ command: String
  ) async {
    let found = await work(line, Self.scripts)
    #expect(found.contains(command + " | measures-coverage tests"), "\(found)")
    #expect(!found.contains { $0.hasPrefix("eslint . -") }, "\(found)")
  }

  @Test(arguments: ["npm test --coverage", "npm run test --coverage", "composer test -v"])
  func `A manager keeps its own options`(_ line: String) async {
    let found = await work(line, Self.scripts)
    #expect(!found.isEmpty)
    #expect(!found.contains { $0.contains("measures-coverage") }, "\(found)")
  }
}
