import FactModel
import SourceModel
import Testing

@testable import FactReading

/// Requirements with the files that they include.
@Suite struct RequirementsTests {
  private static func manifest(_ text: String, _ others: [String: String]) -> Manifest? {
    ManifestCase("requirements.txt", text, []).facts(beside: [], others: others).manifests.first
  }

  /// Files that each include the next, and the last of which asks for something.
  private static func chain(of count: Int, asking last: String) -> [String: String] {
    (0..<count).reduce(into: ["r\(count).txt": last]) { files, number in
      files["r\(number).txt"] = "a\(number)==1.0\n-r r\(number + 1).txt\n"
    }
  }

  @Test func `What the last of many files says counts for the first`() throws {
    let fixed = try #require(Self.manifest("-r r0.txt\n", Self.chain(of: 40, asking: "z==1.0\n")))
    #expect(fixed.lock == .locked)
    let floating = try #require(Self.manifest("-r r0.txt\n", Self.chain(of: 40, asking: "z\n")))
    #expect(floating.lock == .floating)
    #expect(floating.lockPlace?.path.text == "r40.txt")
  }

  @Test func `Files that include each other say together what each of them says`() throws {
    let ring = ["a.txt": "-r b.txt\nx==1.0\n", "b.txt": "-r requirements.txt\nz\n"]
    let floating = try #require(Self.manifest("-r a.txt\ny==1.0\n", ring))
    #expect(floating.lock == .floating)
    #expect(floating.lockPlace?.path.text == "b.txt")
    let fixed = try #require(
      Self.manifest(
        "-r a.txt\ny==1.0\n", ["a.txt": "-r b.txt\nx==1.0\n", "b.txt": "-r a.txt\nz==1.0\n"]))
    #expect(fixed.lock == .locked)
  }

  @Test func `The first that floats is told, in the order in which pip reads`() throws {
    let others = ["a.txt": "x==1.0\n", "b.txt": "y\n"]
    let found = try #require(Self.manifest("-r a.txt\nu==1.0\n-r b.txt\nv\n-r b.txt\n", others))
    #expect(found.lockPlace?.path.text == "b.txt")
    let own = try #require(Self.manifest("-r a.txt\nv\n-r b.txt\n", others))
    #expect(own.lockPlace?.path.text == "requirements.txt")
    #expect(own.lockPlace?.position.line == 2)
  }
}
