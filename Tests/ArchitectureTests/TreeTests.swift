import Foundation
import Testing

@Suite struct TreeTests {
  @Test func noFileNamesAPathOfAMachine() throws {
    // Put together, so that this file does not hold them.
    let paths = ["work", "root", "home/runner", "Users"].map { "/\($0)/" }
    for folder in ["Package.swift", "README.md", "CHANGELOG.md", "Sources", "Tests", "rubrics"] {
      for file in try ProjectTree.files(in: folder, where: Self.isOwn) {
        for (index, line) in file.lines.enumerated() {
          for path in paths where Self.names(path, in: line) {
            Issue.record("\(file.path):\(index + 1) names \(path): \(line)")
          }
        }
      }
    }
  }

  /// Whether a file was written for the project: fixtures may hold what teams write.
  private static func isOwn(_ path: String) -> Bool { !path.contains("/Fixtures/") }

  /// Whether a line has an absolute path that starts so; `.github/work/` is none.
  private static func names(_ path: String, in line: String) -> Bool {
    line.ranges(of: path).contains { range in
      guard range.lowerBound > line.startIndex else { return true }
      let before = line[line.index(before: range.lowerBound)]
      return !(before.isLetter || before.isNumber || "._-*}$~/".contains(before))
    }
  }

  @Test(arguments: [("/opt/x", true), ("a /opt/x", true), ("a/opt/x", false), ("\"/opt/x", true)])
  func tellsAbsolutePathsFromOthers(_ line: String, _ isAbsolute: Bool) {
    #expect(Self.names("/opt/", in: line) == isAbsolute)
  }

  @Test func theTopLevelHoldsWhatTheDesignNames() throws {
    let known: Set<String> = [
      "Package.swift", "Sources", "Tests", "README.md", "rubrics", "CHANGELOG.md",
      "Package.resolved",
    ]
    let names = try FileManager.default.contentsOfDirectory(atPath: ProjectTree.root.path)
    #expect(names.filter { !$0.hasPrefix(".") && !known.contains($0) } == [])
  }

  @Test func thePackageNeedsNoOtherPackage() throws {
    let manifest = try #require(try ProjectTree.files(in: "Package.swift").first)
    #expect(!manifest.lines.contains { $0.contains(".package(") })
  }
}
