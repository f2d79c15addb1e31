import SourceModel

/// How tests of one ecosystem are named and written.
struct TestConvention: Sendable {
  /// The ecosystem, as runners in the catalogue name it.
  var ecosystem: String
  /// The endings of its files, without their dot.
  var endings: Set<String>
  /// What names of test files begin with, end with before their ending, or are.
  var prefixes: [String] = []
  var suffixes: [String] = []
  var names: Set<String> = []
  /// Folders in which every file may hold tests.
  var folders: Set<String> = []
  /// Folders of programs that a person runs, whatever their names begin with.
  var handFolders: Set<String> = []
  /// The folder of an application at the root, in which nothing is a test by its name.
  var programFolder: String?
  /// Whether tests also stand among the program's own files.
  var isInline = false
  /// How the language writes comments and strings.
  var style: CodeStyle
  /// What a test looks like; any of these.
  var signs: [CodeSign]
}

extension TestConvention {
  /// Whether a file with one of the endings is one of tests by its path.
  func covers(_ path: RelativePath) -> Bool {
    if isInline || names.contains(path.name) { return true }
    let stem = path.stem
    if suffixes.contains(where: stem.hasSuffix) { return true }
    if prefixes.contains(where: stem.hasPrefix) {
      let isProgram = programFolder.map { $0 == path.parts.first.map { String($0) } } ?? false
      return !isProgram && !handFolders.contains(path.folder.name.lowercased())
    }
    guard !folders.isEmpty else { return false }
    return path.parts.dropLast().contains { folders.contains($0.lowercased()) }
  }

  private static let testFolders: Set<String> = [
    "test", "tests", "__tests__", "spec", "specs", "e2e", "cypress", "integration",
  ]

  /// All conventions; a file may fit several.
  static let all: [TestConvention] =
    [
      TestConvention(
        ecosystem: "go", endings: ["go"], suffixes: ["_test"], style: .go,
        signs: [
          .startOfName("func Test"), .startOfName("func Fuzz"), .startOfName("func Example"),
          .startOfName("func Benchmark"), .text(") Test"), .call("It"), .call("Describe"),
        ]),
      TestConvention(
        ecosystem: "javascript",
        endings: ["js", "jsx", "ts", "tsx", "mjs", "cjs", "mts", "cts", "vue", "coffee"],
        prefixes: ["test-", "test_", "test."],
        suffixes: [
          ".test", ".spec", "_test", "-test", "_spec", "-spec", ".cy", ".e2e", ".it", "Test",
        ],
        names: ["test.js", "test.ts", "test.mjs", "test.cjs"], folders: testFolders,
        handFolders: ["scripts", "script", "bin"], style: .javaScript,
        signs: [
          .call("it"), .call("test"), .call("specify"), .call("describe"), .call("suite"),
          .call("scenario"), .call("Scenario"), .text("QUnit.test("), .text("Deno.test("),
          .text("t.test("), .text("tap.test("), .call("testAsync"), .text("assert."),
        ]),
      TestConvention(
        ecosystem: "python", endings: ["py"], prefixes: ["test_", "tests_", "test"],
        suffixes: ["_test", "_tests"], names: ["tests.py"], folders: ["test", "tests", "testing"],
        style: .python, signs: [.start("def test"), .start("async def test")]),
      TestConvention(
        ecosystem: "ruby", endings: ["rb"], prefixes: ["test_"], suffixes: ["_spec", "_test"],
        // https://guides.rubyonrails.org/autoloading_and_reloading_constants.html#project-structure
        programFolder: "app", style: .ruby,
        signs: [
          .statement("it"), .statement("specify"), .statement("scenario"), .statement("example"),
          .statement("test"), .start("def test"), .statement("should"), .text("it_behaves_like"),
          .text("include_examples"), .statement("describe"), .statement("its"),
          .statement("feature"),
          .text("RSpec.describe"),
        ]),
      TestConvention(
        ecosystem: "jvm", endings: ["java", "kt", "kts", "groovy", "scala", "clj"],
        suffixes: ["Test", "Tests", "IT", "Spec", "TestCase", "Suite", "Specs", "ITCase", "_test"],
        folders: ["test", "androidtest", "integrationtest", "it", "functionaltest", "commontest"],
        style: .jvm,
        signs: [
          .text("@Test"), .text("@ParameterizedTest"), .text("@RepeatedTest"),
          .text("@TestFactory"),
          .text("@Property"), .text("@ArchTest"), .text("@QuarkusTest"), .start("public void test"),
          .text("def \"\""), .text("void \"\""), .text("def ''"), .call("test"), .call("it"),
          .text("\"\" in"), .text("\"\" should"), .text("should \"\""), .call("should"),
          .call("property"), .text("(deftest"), .call("describe"), .text("@KarateTest"),
          .text("\"\" {"),
        ]),
      TestConvention(
        ecosystem: "rust", endings: ["rs"], isInline: true, style: .rust,
        signs: [
          .text("#[test]"), .text("::test]"), .text("::test("), .text("#[rstest"),
          .text("#[test_case"), .text("#[quickcheck"), .text("proptest!"), .text("rgtest!("),
          .text("#[wasm_bindgen_test"), .text("#[case("),
        ]),
      TestConvention(
        ecosystem: "dotnet", endings: ["cs", "fs", "vb"],
        suffixes: ["Test", "Tests", "Spec", "Specs", "Should", "Facts", "Fixture"],
        folders: ["test", "tests"], style: .c,
        signs: [
          .nameBeginning("[Fact"), .nameBeginning("[Theory"), .nameBeginning("[Test"),
          .nameBeginning("[<Fact"), .nameBeginning("[<Test"), .nameBeginning("[<Theory"),
          .text("[Scenario"), .text("[Property"), .text("testCase"), .nameBeginning("<Fact"),
          .nameBeginning("<Test"), .text("[DataTestMethod"), .text("SkippableFact"),
          .text("SkippableTheory"), .text("ConditionalFact"), .text("ConditionalTheory"),
          .text("StaFact"), .text("WpfFact"), .text("UIFact"), .text("RetryFact"),
        ]),
      TestConvention(
        ecosystem: "php", endings: ["php"],
        suffixes: ["Test", "Cest", "Spec", "TestCase", "Tests"],
        folders: ["test", "tests"], style: .php,
        signs: [
          .nameBeginning("function test"), .text("#[Test"), .call("it"), .call("test"),
          .nameBeginning("function it_"), .nameBeginning("function its_"),
        ]),
      TestConvention(
        ecosystem: "swift", endings: ["swift"], suffixes: ["Tests", "Test", "Spec"],
        folders: ["tests"], style: .swift,
        signs: [.nameBeginning("func test"), .text("@Test"), .call("it")]),
      TestConvention(
        ecosystem: "dart", endings: ["dart"], suffixes: ["_test"], style: .c,
        signs: [.call("test"), .call("testWidgets"), .call("blocTest"), .call("patrolTest")]),
      TestConvention(
        ecosystem: "elixir", endings: ["exs", "ex"], suffixes: ["_test"], style: .elixir,
        signs: [.statement("test"), .statement("property"), .start("test "), .start("doctest")]),
      TestConvention(
        ecosystem: "c", endings: ["c", "cc", "cpp", "cxx", "m", "mm"],
        prefixes: ["test_", "test-", "test", "tst_", "t-"],
        suffixes: [
          "_test", "_tests", "-test", "_unittest", "Test", "Tests", "_spec", ".test", ".t",
        ],
        folders: ["test", "tests", "unittest", "unittests", "unit-tests", "unit_tests"], style: .c,
        signs: [
          .call("TEST"), .call("TEST_F"), .call("TEST_P"), .call("TEST_CASE"), .call("SCENARIO"),
          .call("TYPED_TEST"), .call("BOOST_AUTO_TEST_CASE"), .call("START_TEST"),
          .call("BOOST_FIXTURE_TEST_CASE"), .start("int main("), .nameBeginning("void test"),
          .call("QTEST_MAIN"),
          .call("ATF_TC"), .call("Test"), .start("int test"),
          .start("main("), .nameBeginning("- (void)test"), .call("DEFINE_TEST"),
        ]),
    ] + others

  private static let others: [TestConvention] = [
    // https://robotframework.org/robotframework/latest/RobotFrameworkUserGuide.html#test-case-section
    TestConvention(
      ecosystem: "python", endings: ["robot"], style: .plain,
      signs: [.start("*** Test Case"), .start("*** Task")], isInlineFor: true),
    TestConvention(
      ecosystem: "shell", endings: ["bats"], style: .plain, signs: [.start("@test")],
      isInlineFor: true),
    TestConvention(
      ecosystem: "shell", endings: ["sh", "bash"], prefixes: ["test_", "test-"],
      suffixes: ["_test", "_spec", "-test", "_tests"], folders: ["test", "tests"], style: .hash,
      signs: [
        .start("test_"), .start("function test"), .start("It '"), .start("It \""), .start("assert"),
        .text("shunit2"),
      ]),
    // Scripts of a tests folder ask for files and compare them too; only a name says that they test.
    TestConvention(
      ecosystem: "shell", endings: ["sh", "bash"], prefixes: ["test_", "test-", "tests"],
      suffixes: ["_test", "_spec", "-test", "_tests"], style: .hash,
      signs: [
        .start("test"), .start("expect"), .start("diff "), .start("cmp "), .start("if ! diff "),
        .text("grep -q"),
      ]),
    TestConvention(
      ecosystem: "perl", endings: ["t"], style: .perl,
      signs: [
        .call("ok"), .call("is"), .call("is_deeply"), .call("like"), .call("subtest"),
        .statement("ok"), .statement("is"), .statement("like"), .statement("subtest"),
      ], isInlineFor: true),
    TestConvention(
      ecosystem: "haskell", endings: ["hs"], suffixes: ["Spec", "Test", "Tests"],
      folders: ["test", "tests", "spec"], style: .haskell,
      signs: [
        .text("describe"), .text("testCase"), .nameBeginning("prop_"), .text("testGroup"),
        .text("testProperty"), .start("main ="), .text("it \"\""),
      ]),
    TestConvention(
      ecosystem: "clojure", endings: ["clj", "cljs", "cljc"], suffixes: ["_test", "_spec"],
      folders: ["test"], style: .lisp, signs: [.text("deftest"), .text("defspec")]),
    TestConvention(
      ecosystem: "julia", endings: ["jl"], folders: ["test"], style: .julia,
      signs: [.text("@test"), .text("@testset")]),
    TestConvention(
      ecosystem: "r", endings: ["r"], prefixes: ["test-", "test_"], folders: ["testthat"],
      style: .hash, signs: [.text("test_that"), .nameBeginning("expect_")]),
    TestConvention(
      ecosystem: "lua", endings: ["lua"], suffixes: ["_spec", "_test"],
      folders: ["spec", "test", "tests"], style: .lua,
      signs: [.call("it"), .call("describe"), .nameBeginning("function test"), .text("luaunit")]),
    TestConvention(
      ecosystem: "zig", endings: ["zig"], isInline: true, style: .c, signs: [.start("test \"")]),
    TestConvention(
      ecosystem: "erlang", endings: ["erl"], suffixes: ["_SUITE", "_tests", "_test"],
      style: .erlang, signs: [.text("_test("), .text("_test_("), .start("all("), .text("all()")]),
    TestConvention(
      ecosystem: "ocaml", endings: ["ml"], prefixes: ["test"], suffixes: ["_test", "_tests"],
      folders: ["test", "tests"], style: .ocaml,
      signs: [.text("test_case"), .text("let%test"), .text("let () ="), .text("assert")]),
    TestConvention(
      ecosystem: "c", endings: ["vala"], prefixes: ["test-", "test_", "Test"],
      suffixes: ["-test", "_test", "Test", "Tests"], folders: ["test", "tests"], style: .c,
      signs: [.text("Test.add_func"), .call("add_test"), .text("Test.run"), .call("assert")]),
    TestConvention(
      ecosystem: "crystal", endings: ["cr"], suffixes: ["_spec"], style: .ruby,
      signs: [.statement("it"), .statement("describe")]),
    TestConvention(
      ecosystem: "powershell", endings: ["ps1"], suffixes: [".Tests", ".tests"],
      style: .powerShell, signs: [.start("It "), .start("Describe ")]),
    TestConvention(
      ecosystem: "sql", endings: ["sql"], folders: ["test", "tests"], style: .sql,
      signs: [.start("select plan("), .start("SELECT plan("), .text("has_table(")]),
  ]

  /// A convention whose ending alone tells tests.
  private init(
    ecosystem: String, endings: Set<String>, style: CodeStyle, signs: [CodeSign],
    isInlineFor isInline: Bool
  ) {
    self.init(
      ecosystem: ecosystem, endings: endings, isInline: isInline, style: style, signs: signs)
  }
}
