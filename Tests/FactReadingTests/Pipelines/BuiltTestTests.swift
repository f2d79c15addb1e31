import FactModel
import TestSupport
import Testing

/// Tests that a build links into a program, which its path alone names.
@Suite struct BuiltTestTests {
  private func work(_ lines: [String], _ files: [String: String] = [:]) async -> [String] {
    var files = files
    files[".gitlab-ci.yml"] = "job:\n  script:\n" + lines.map { "    - \($0)\n" }.joined()
    return await SmallRepository(files).work
  }

  @Test(arguments: [
    "./build/unit_tests", "./shop-tests --all", "build/Release/ShopTests.exe",
    #".\build\tests.exe"#,
    "./out/test_parser", "cd build && ./unit-test",
  ])
  func `a program named for tests runs them behind its build`(_ line: String) async {
    let work = await work(["cmake --build build", line])
    #expect(work.last?.hasSuffix("| tests") == true, "\(work)")
  }

  @Test(arguments: [
    ["./build/unit_tests"], ["./build/unit_tests", "cmake --build build"],
    ["cmake --build build", "./build/contest"], ["cmake --build build", "./build/tests.data"],
    ["cmake --build build", "./$NAME-tests"], ["cmake --build build", "./tools/tests"],
    ["cmake --build build", "cp ./build/unit_tests /opt"],
  ])
  func `no other program does`(_ lines: [String]) async {
    let work = await work(lines, ["tools/tests": "data"])
    #expect(!work.contains { $0.contains("tests") && $0.hasSuffix("| tests") }, "\(work)")
  }
}
