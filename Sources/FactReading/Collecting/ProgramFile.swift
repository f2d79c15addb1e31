import SourceModel

/// Files that hold programs, by their endings.
enum ProgramFile {
  private static let endings: Set<String> = [
    "c", "cc", "clj", "cljs", "cpp", "cr", "cs", "cxx", "d", "dart", "elm", "erl", "ex", "f90",
    "fs", "go", "groovy", "h", "hpp", "hs", "java", "jl", "js", "jsx", "kt", "lua", "m", "ml", "mm",
    "nim", "php", "pl", "py", "r", "rb", "rs", "scala", "sol", "svelte", "swift", "ts", "tsx", "vb",
    "vue", "zig", "mjs", "cjs", "ipynb", "ps1", "psm1",
  ]
  private static let serverSide: Set<String> = [
    "clj", "cr", "cs", "erl", "ex", "fs", "go", "groovy", "hs", "java", "kt", "php", "py", "rb",
    "rs", "scala",
  ]

  /// Whether the file holds a program; tests and settings of tools included.
  static func isProgram(_ path: RelativePath) -> Bool { endings.contains(path.fileExtension) }

  /// Whether the file is written in a language that no browser runs.
  static func isServerSide(_ path: RelativePath) -> Bool {
    serverSide.contains(path.fileExtension)
  }
}

extension RelativePath {
  /// Folders beside what the project is: tests, measurements, documentation, the pipelines' own code.
  private static let asides: Set<String> = [
    "test", "tests", "testing", "testutil", "testutils", "integrationtest", "integrationtests",
    "e2e", "acceptance", "bench", "benchmark", "benchmarks", "docs", "doc", "dagger",
  ]

  /// Whether it lies in such a folder.
  var isAside: Bool {
    folder.parts.contains { part in String(part).nameWords.contains(where: Self.asides.contains) }
  }
}
