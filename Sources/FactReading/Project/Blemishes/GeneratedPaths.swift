import FactModel
import SourceModel

/// Tells tracked files that a tool generates: dependencies, build output, virtual environments.
enum GeneratedPaths {
  /// Folders by which generated files may be told: those that `what` asks for.
  private static let marks: Set<Substring> = [
    "node_modules", "__pycache__", ".terraform", ".gradle", "venv", ".venv", "env", "classes",
    "Debug", "obj",
  ]

  /// Folders of what the project keeps for tests.
  private static let data: Set<String> = [
    "fixtures", "testdata", "test", "tests", "vendor", "third_party", "__fixtures__", "spec",
    "examples", "resources",
  ]

  /// The first file of each kind of generated folder or file.
  static func blemishes(among paths: [RelativePath]) -> [Blemish] {
    lazy var all = Set(paths)
    var memory = FolderMemory<Bool>()
    var seen: Set<String> = []
    return paths.compactMap { path in
      let isMarked = memory.value(of: path) { $0.parts.dropLast().contains(where: marks.contains) }
      guard isMarked || ["pyc", "class"].contains(path.fileExtension),
        let what = what(path, { all.contains($0) }), seen.insert(what).inserted
      else { return nil }
      return Blemish(.generatedFile, what: what, place: Place(path))
    }
  }

  private static func what(_ path: RelativePath, _ exists: (RelativePath) -> Bool) -> String? {
    let parts = path.parts
    let folders = parts.dropLast()
    // What the project keeps for tests is meant to be there.
    let isTestData = folders.contains { data.contains($0.lowercased()) }
    for (index, folder) in folders.enumerated() {
      switch folder {
      case "node_modules": return isTestData ? nil : "node_modules/"
      case "__pycache__": return "__pycache__/"
      case ".terraform": return ".terraform/"
      case ".gradle": return ".gradle/"
      case "venv", ".venv", "env":
        let root = RelativePath(parts[...index].joined(separator: "/"))
        if root.appending("pyvenv.cfg").map(exists) == true { return "\(folder)/" }
      case "classes" where index > 0 && folders[index - 1] == "target": return "target/classes/"
      case "Debug" where index > 0 && folders[index - 1] == "bin": return "bin/Debug/"
      case "obj":
        let name = path.name
        if name == "project.assets.json" || name.hasSuffix(".csproj.nuget.g.props")
          || folders.dropFirst(index + 1).first == "Debug"
        {
          return "obj/"
        }
      default: continue
      }
    }
    switch path.fileExtension {
    case "pyc" where !isTestData: return "*.pyc"
    case "class" where !isTestData: return "*.class"
    default: return nil
    }
  }
}
