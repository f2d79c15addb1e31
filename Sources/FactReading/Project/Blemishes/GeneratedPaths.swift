import FactModel
import SourceModel

/// Tells tracked files that a tool generates: dependencies, build output, virtual environments.
enum GeneratedPaths {
  /// Folders of what the project keeps for tests.
  private static let data: Set<String> = [
    "fixtures", "testdata", "test", "tests", "vendor", "third_party", "__fixtures__", "spec",
    "examples", "resources",
  ]

  /// The first file of each kind of generated folder or file.
  static func blemishes(among paths: [RelativePath]) -> [Blemish] {
    let environments = environments(among: paths)
    var memory = FolderMemory<Folders>()
    var seen: Set<String> = []
    return paths.compactMap { path in
      let folders = memory.value(of: path) { Folders(of: $0, environments) }
      guard let what = what(path, folders), seen.insert(what).inserted else { return nil }
      return Blemish(.generatedFile, what: what, place: Place(path))
    }
  }

  /// How many virtual environments are looked at: one of each name is told.
  private static let environmentLimit = 20

  /// The folders of virtual environments, which all hold the same file.
  ///
  /// https://docs.python.org/3/library/venv.html
  private static func environments(among paths: [RelativePath]) -> [RelativePath] {
    paths.firstResults(environmentLimit) { path in
      guard path.name == "pyvenv.cfg" else { return nil }
      let folder = path.folder
      return ["venv", ".venv", "env"].contains(folder.name) ? folder : nil
    }
  }

  /// The folders in which a file stands.
  private struct Folders {
    let names: [Substring]
    /// Which of the folders is the outermost virtual environment.
    let environment: Int?
    /// Whether what stands there is meant to: the project keeps it for tests.
    let isTestData: Bool

    init(of path: RelativePath, _ environments: [RelativePath]) {
      names = path.parts.dropLast()
      environment = environments.filter(path.isInside).map(\.depth).min()
      isTestData = names.contains { data.contains($0.lowercased()) }
    }
  }

  private static func what(_ path: RelativePath, _ folders: Folders) -> String? {
    let (names, isTestData) = (folders.names, folders.isTestData)
    for (index, folder) in names.enumerated() {
      switch folder {
      case "node_modules": return isTestData ? nil : "node_modules/"
      case "__pycache__": return "__pycache__/"
      case ".terraform": return ".terraform/"
      case ".gradle": return ".gradle/"
      case "venv", ".venv", "env":
        if index == folders.environment { return "\(folder)/" }
      case "classes" where index > 0 && names[index - 1] == "target": return "target/classes/"
      case "Debug" where index > 0 && names[index - 1] == "bin": return "bin/Debug/"
      case "obj":
        let name = path.name
        if name == "project.assets.json" || name.hasSuffix(".csproj.nuget.g.props")
          || names.dropFirst(index + 1).first == "Debug"
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
