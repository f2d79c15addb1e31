import FactModel
import FactReading
import SourceModel
import Testing

/// A file, and the tests that are to be found in it: `go unit:3`, ecosystem, kind and line.
struct TestFileCase: Sendable, CustomTestStringConvertible {
  var path: String
  var text: String
  var tests: [String]

  init(_ path: String, _ text: String, _ tests: String...) {
    self.path = path
    self.text = text
    self.tests = tests
  }

  var testDescription: String { "\(path): \(text.prefix(40))" }

  static let found: [TestFileCase] = [
    TestFileCase("a_test.go", "package a\n\nfunc TestA(t *testing.T) {}\n", "go unit:3"),
    TestFileCase("a_test.go", "package a\n\nfunc FuzzA(f *testing.F) {}\n", "go unit:3"),
    TestFileCase("e2e/a_test.go", "package a\nvar _ = Describe(\"a\", f)\n", "go end-to-end:2"),
    TestFileCase("src/a.test.js", "import a\ntest('adds', () => {})\n", "javascript unit:2"),
    TestFileCase(
      "src/a.spec.tsx", "describe('a', () => {\n  it('b', f)\n})\n", "javascript unit:1"),
    TestFileCase("src/a.test.ts", "test.each([1])('a', f)\n", "javascript unit:1"),
    TestFileCase("src/a.test.ts", "test<A>('a', f)\n", "javascript unit:1"),
    TestFileCase("src/a.test.ts", "a\nit<b; it<A>[0]; it<C>('a', f)\n", "javascript unit:2"),
    TestFileCase("test/a.mjs", "it('b', f)\n", "javascript unit:1"),
    TestFileCase("src/__tests__/a.jsx", "it('b', f)\n", "javascript unit:1"),
    TestFileCase("cypress/e2e/a.cy.ts", "it('b', f)\n", "javascript end-to-end:1"),
    TestFileCase("tests/test_a.py", "import a\n\n\ndef test_a():\n  pass\n", "python unit:4"),
    TestFileCase("a_test.py", "class A:\n    def test_a(self): pass\n", "python unit:2"),
    TestFileCase("test_a.py", "async def test_a(): pass\n", "python unit:1"),
    TestFileCase("spec/a_spec.rb", "RSpec.describe A do\n  it 'b' do\n", "ruby unit:1"),
    TestFileCase("test/a_test.rb", "class A\n  def test_a\n", "ruby unit:2"),
    TestFileCase("test/a_test.rb", "test \"a\" do\nend\n", "ruby unit:1"),
    TestFileCase("features/a.feature", "Feature: a\n  Scenario: b\n", "ruby unit:2"),
    TestFileCase(
      "src/test/java/ATest.java", "class ATest {\n  @Test void a() {}\n}\n", "jvm unit:2"),
    TestFileCase("src/test/kotlin/ATest.kt", "class A {\n  @Test\n  fun a() {}\n}\n", "jvm unit:2"),
    TestFileCase("src/test/groovy/ASpec.groovy", "def \"adds\"() {\n}\n", "jvm unit:1"),
    TestFileCase("src/test/scala/ASpec.scala", "it should \"add\" in {\n}\n", "jvm unit:1"),
    TestFileCase("src/lib.rs", "fn a() {}\n#[test]\nfn b() {}\n", "rust unit:2"),
    TestFileCase("src/lib.rs", "#[tokio::test]\nasync fn b() {}\n", "rust unit:1"),
    TestFileCase(
      "test/ATests.cs", "public class A {\n  [Fact]\n  public void B() {}\n", "dotnet unit:2"),
    TestFileCase("A.Tests/ATests.fs", "[<Fact>]\nlet a () = ()\n", "dotnet unit:1"),
    TestFileCase(
      "tests/ATest.php", "<?php\nclass A { public function testA() {} }\n", "php unit:2"),
    TestFileCase("tests/ATest.php", "<?php\nit('adds', function () {});\n", "php unit:2"),
    TestFileCase("Tests/ATests/ATests.swift", "@Test func a() {}\n", "swift unit:1"),
    TestFileCase("Tests/ATests/ATests.swift", "func testA() {}\n", "swift unit:1"),
    TestFileCase("test/a_test.dart", "void main() {\n  test('a', () {});\n}\n", "dart unit:2"),
    TestFileCase("test/a_test.exs", "  test \"a\" do\n", "elixir unit:1"),
    TestFileCase("test/a_test.cpp", "TEST(A, B) {\n}\n", "c unit:1"),
    TestFileCase("tests/a.c", "int main(void) { return 0; }\n", "c unit:1"),
    TestFileCase("test/a.c", "static void test_a(void) {\n}\n", "c unit:1"),
    TestFileCase("test/ATests.m", "- (void)testA {\n}\n", "c unit:1"),
    TestFileCase("test/ASpec.hs", "prop_a x = x == x\n", "haskell unit:1"),
    TestFileCase("spec/a_test.lua", "function testA() end\n", "lua unit:1"),
    TestFileCase("test/a.bats", "@test \"a\" {\n}\n", "shell unit:1"),
    TestFileCase("test/a.sh", "test_adds() {\n  assert_equals 2 2\n}\n", "shell unit:1"),
    TestFileCase("run/page_test.sh", "diff -u a b\n", "shell unit:1"),
    TestFileCase(
      "page/tests.sh", "if show page | grep -q '1 vote'; then exit 0; fi\n", "shell unit:1"),
    TestFileCase("page/setup.sh", "if show page | grep -q '1 vote'; then exit 0; fi\n"),
    TestFileCase("t/a.t", "use Test::More;\nok(1);\n", "perl unit:2"),
    TestFileCase("test/ASpec.hs", "main = hspec $ describe \"a\" $ do\n", "haskell unit:1"),
    TestFileCase("test/runtests.jl", "using Test\n@testset \"a\" begin\nend\n", "julia unit:2"),
    TestFileCase("tests/testthat/test-a.R", "test_that(\"a\", {})\n", "r unit:1"),
    TestFileCase("spec/a_spec.lua", "describe('a', function() end)\n", "lua unit:1"),
    TestFileCase("src/main.zig", "test \"a\" {\n}\n", "zig unit:1"),
    TestFileCase("test/a_SUITE.erl", "all() -> [a].\n", "erlang unit:1"),
    TestFileCase("a.Tests.ps1", "Describe 'a' {\n  It 'b' {}\n}\n", "powershell unit:1"),
    TestFileCase(
      "tests/test-a.vala", "void main () {\n  Test.add_func (\"/a\", () => {});\n}\n", "c unit:2"),
    TestFileCase("spec/a_spec.cr", "describe A do\nend\n", "crystal unit:1"),
    TestFileCase(
      "tests/a.robot", "*** Settings ***\n*** Test Cases ***\nA\n    Log    a\n", "python unit:2"),
    // Infrastructure.
    TestFileCase(
      "tests/a.tftest.json", "{\n\"run\": {\"a\": {}}\n}\n", "infrastructure module:2"),
    TestFileCase(
      "molecule/default/molecule.yml", "driver: {name: docker}\n", "infrastructure molecule:1"),
    TestFileCase("tests/a.tftest.hcl", "variables {}\nrun \"a\" {}\n", "infrastructure module:2"),
    TestFileCase("policy/a_test.rego", "package a\ntest_a { true }\n", "infrastructure policy:2"),
    TestFileCase(
      "chart/templates/tests/a.yaml",
      "kind: Pod\nmetadata:\n  annotations: {\"helm.sh/hook\": test}\n",
      "infrastructure chart:3"),
    TestFileCase(
      "chart/tests/a_test.yaml", "suite: a\ntests:\n  - asserts: []\n", "infrastructure chart:3"),
    TestFileCase(".kitchen.yml", "driver: {name: vagrant}\n", "infrastructure end-to-end:1"),
  ]

  static let notFound: [TestFileCase] = [
    TestFileCase("a_test.go", "package a\n\n// func TestA(t *testing.T) {}\n"),
    TestFileCase("a_test.go", "package a\n/*\nfunc TestA(t *testing.T) {}\n*/\n"),
    TestFileCase("a_test.go", "package a\n\nfunc Testable() {}\n"),
    TestFileCase("a_test.go", "package a\n\nvar a = `\nfunc TestA(t *testing.T) {}\n`\n"),
    TestFileCase("a.go", "package a\n\nfunc TestA(t *testing.T) {}\n"),
    TestFileCase("src/a.test.js", "// test('adds', () => {})\n"),
    TestFileCase("src/a.test.js", "/* it('a')\n * describe('a')\n */\n"),
    TestFileCase("src/a.test.js", "const text = \"it('adds')\"\n"),
    TestFileCase("src/a.test.js", "test.skip('a', f)\nit.todo('b')\nxit('c', f)\n"),
    TestFileCase("src/a.test.js", "function test(a) {}\n"),
    TestFileCase("src/a.js", "test('adds', () => {})\n"),
    TestFileCase("tests/test_a.py", "# def test_a(): pass\n"),
    TestFileCase("tests/test_a.py", "\"\"\"\ndef test_a(): pass\n\"\"\"\n"),
    TestFileCase("tests/test_a.py", "def a_test(): pass\n"),
    TestFileCase("src/a.py", "def test_a(): pass\n"),
    TestFileCase("spec/a_spec.rb", "# it 'b' do\n"),
    TestFileCase("spec/a_spec.rb", "=begin\nit 'b' do\n=end\n"),
    TestFileCase("spec/a_spec.rb", "it = 1\n"),
    TestFileCase("app/controllers/test_orders_controller.rb", "def test_order\nend\n"),
    TestFileCase("src/test/java/ATest.java", "class ATest {\n  // @Test void a() {}\n}\n"),
    TestFileCase("src/main/java/A.java", "class A {\n  @Test void a() {}\n}\n"),
    TestFileCase("src/lib.rs", "// #[test]\nfn b() {}\n"),
    TestFileCase("src/lib.rs", "fn test() {}\n"),
    TestFileCase("test/ATests.cs", "public class A {\n  // [Fact]\n}\n"),
    TestFileCase("tests/ATest.php", "<?php\n# function testA() {}\n"),
    TestFileCase("tests/ATest.php", "<?php\nfunction tester() {}\n"),
    TestFileCase("Tests/ATests/ATests.swift", "// @Test func a() {}\n"),
    TestFileCase("test/a_test.exs", "  # test \"a\" do\n"),
    TestFileCase("test/a_test.cpp", "// TEST(A, B) {}\n"),
    TestFileCase("test/a.bats", "# @test \"a\" {\n"),
    TestFileCase("test/lib.sh", "build || {\n  exit 1\n}\n"),
    TestFileCase("test/setup.sh", "test -d out\n"),
    TestFileCase("test/ASpec.hs", "-- describe \"a\"\n"),
    TestFileCase("a.Tests.ps1", "<#\nDescribe 'a' {}\n#>\n"),
    TestFileCase("README.md", "test('adds', () => {})\n"),
    TestFileCase("src/a.test.js", ""),
    TestFileCase("tests/a.tftest.hcl", "variables {}\n"),
    TestFileCase("policy/a_test.rego", "package a\n"),
    TestFileCase("policy/a_test.rego", "package a\n# test_a { true }\n"),
    TestFileCase("tests/a.tftest.hcl", "# run \"a\" {}\n"),
    TestFileCase("molecule/default/molecule.yml", "# driver: {name: docker}\n"),
    TestFileCase("chart/templates/tests/a.yaml", "# helm.sh/hook: test\nkind: Pod\n"),
    TestFileCase("chart/templates/tests/a.yaml", "annotations: {\"helm.sh/hook\": pre-install}\n"),
    TestFileCase("features/a.feature", "Feature: a\n# Scenario: b\n"),
    TestFileCase("tests/a.robot", "*** Keywords ***\nA\n    Log    a\n"),
    TestFileCase("chart/templates/tests/a.yaml", "kind: Pod\n"),
  ]
}

@Suite struct TestConventionTests {
  private func summary(_ sample: TestFileCase) -> [String] {
    projectFacts(sample.path, sample.text).testSuites.map { suite in
      "\(suite.ecosystem) \(suite.kind):\(suite.place.position.line)"
    }
  }

  @Test(arguments: TestFileCase.found)
  func `A test is found by its file's name and its form`(_ sample: TestFileCase) {
    #expect(summary(sample) == sample.tests)
  }

  @Test(arguments: TestFileCase.notFound)
  func `What is commented out, quoted, skipped or elsewhere is no test`(_ sample: TestFileCase) {
    #expect(summary(sample) == [])
  }

  @Test(arguments: [
    ([], "ruby"), (["Gemfile"], "ruby"), (["package.json"], "javascript"), (["pom.xml"], "jvm"),
    (["web/package.json", "Gemfile"], "javascript"), (["Gemfile", "package.json"], "ruby"),
    (["web/features/environment.py", "package.json"], "python"),
  ])
  func `Scenarios belong to what the nearest manifest can run them with`(
    _ others: [String], _ ecosystem: String
  ) {
    let facts = projectFacts(
      "web/features/a.feature", "Feature: a\n  Scenario: b\n", beside: others)
    #expect(facts.testSuites.map(\.ecosystem) == [ecosystem])
  }
}
