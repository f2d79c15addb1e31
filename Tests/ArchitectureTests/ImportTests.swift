import Testing

/// What each target may import of the others: the whole architecture in one table.
private let mayImport: [String: Set<String>] = [
  "SourceModel": [],
  "Syntax": ["SourceModel"],
  "Inventory": ["SourceModel"],
  "FactModel": ["SourceModel"],
  "Catalogue": ["SourceModel", "Syntax", "FactModel"],
  "FactReading": ["SourceModel", "Syntax", "Inventory", "FactModel", "Catalogue"],
  "Rubrics": ["SourceModel", "Syntax", "FactModel"],
  "Reports": ["SourceModel", "FactModel", "Rubrics"],
  "BuiltInRubrics": [],
  "CommandLineTool": [
    "SourceModel", "Syntax", "Inventory", "FactModel", "Catalogue", "FactReading", "Rubrics",
    "Reports", "BuiltInRubrics",
  ],
  "devops-assess": ["CommandLineTool"],
  "syntax-dump": ["SourceModel", "Syntax"],
  "Plugins": ["SourceModel", "Syntax", "Catalogue"],
]

/// The modules that come with the toolchain and may be imported.
private let system: Set<String> = ["Darwin", "Glibc", "Musl", "Synchronization"]

@Suite struct ImportTests {
  /// The modules that a file imports, with the lines on which it does.
  private static func imports(of file: ProjectTree.File) -> [(module: String, line: Int)] {
    file.lines.enumerated().compactMap { index, line in
      var words = line.split(separator: " ")[...]
      while let word = words.first, word.hasPrefix("@") || accessLevels.contains(String(word)) {
        words.removeFirst()
      }
      guard words.first == "import", words.count >= 2 else { return nil }
      let name = words.count >= 3 ? words[words.startIndex + 2] : words[words.startIndex + 1]
      return (String(name.split(separator: ".")[0]), index + 1)
    }
  }

  private static let accessLevels: Set<String> = [
    "package", "public", "internal", "private", "fileprivate",
  ]

  private static func target(of file: ProjectTree.File) -> String {
    let parts = file.path.split(separator: "/")
    return parts.count > 1 ? String(parts[1]) : ""
  }

  @Test func everyTargetStandsInTheTable() throws {
    let targets = Set(try ProjectTree.swiftFiles(in: "Sources").map(Self.target))
    #expect(targets == Set(mayImport.keys))
  }

  @Test(arguments: mayImport.keys.sorted())
  func importsNoTargetButThoseOfTheTable(_ target: String) throws {
    let allowed = try #require(mayImport[target]).union(system)
      .union(target == "Plugins" ? ["Foundation", "PackagePlugin"] : [])
    let files = try ProjectTree.swiftFiles(in: "Sources/\(target)")
    #expect(!files.isEmpty)
    for file in files {
      for found in Self.imports(of: file) where !allowed.contains(found.module) {
        Issue.record("\(file.path):\(found.line) imports \(found.module)")
      }
    }
  }

  @Test func readsImportsWithAttributesAndAccess() {
    let file = ProjectTree.File(
      path: "Sources/X/A.swift",
      lines: ["import A", "package import B", "@testable import C", "  import struct D.E", "let a"])
    #expect(Self.imports(of: file).map(\.module) == ["A", "B", "C", "D"])
  }

  @Test func theSystemIsAskedOnlyWhereDisksAndTerminalsAre() throws {
    let asking: Set<String> = ["Inventory", "CommandLineTool", "devops-assess", "syntax-dump"]
    // It takes the C library's search for a byte, which asks the system for nothing.
    let searching = "Sources/SourceModel/ByteSearch.swift"
    for file in try ProjectTree.swiftFiles(in: "Sources") {
      let target = Self.target(of: file)
      guard !asking.contains(target), target != "Plugins", file.path != searching else { continue }
      for found in Self.imports(of: file) where ["Darwin", "Glibc", "Musl"].contains(found.module) {
        Issue.record("\(file.path):\(found.line) imports \(found.module)")
      }
    }
  }
}
