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
    /// What they say of their files, from the outermost on; behind what says so of all files nothing is asked.
    var signs: [Sign] = []
    /// Whether what stands there is meant to: the project keeps it for tests.
    let isTestData: Bool

    init(of path: RelativePath, _ environments: [RelativePath]) {
      let names = path.parts.dropLast()
      isTestData = names.contains { data.contains($0.lowercased()) }
      let environment = environments.filter(path.isInside).map(\.depth).min()
      for (index, folder) in names.enumerated() {
        switch folder {
        case "node_modules": signs.append(isTestData ? .meant : .generated("node_modules/"))
        case "__pycache__", ".terraform", ".gradle": signs.append(.generated("\(folder)/"))
        case "venv", ".venv", "env":
          if index == environment { signs.append(.generated("\(folder)/")) }
        case "classes" where index > 0 && names[index - 1] == "target":
          signs.append(.generated("target/classes/"))
        case "Debug" where index > 0 && names[index - 1] == "bin":
          signs.append(.generated("bin/Debug/"))
        case "obj":
          let isBuilt = names.dropFirst(index + 1).first == "Debug"
          signs.append(isBuilt ? .generated("obj/") : .objects)
        default: continue
        }
      }
    }
  }

  /// What a folder says of the files in it.
  private enum Sign {
    /// A tool generates them.
    case generated(String)
    /// The project keeps them on purpose.
    case meant
    /// Some of them are what .NET writes for a build.
    case objects
  }

  private static func what(_ path: RelativePath, _ folders: Folders) -> String? {
    for sign in folders.signs {
      switch sign {
      case .generated(let what): return what
      case .meant: return nil
      case .objects:
        let name = path.name
        if name == "project.assets.json" || name.hasSuffix(".csproj.nuget.g.props") {
          return "obj/"
        }
      }
    }
    switch path.fileExtension {
    case "pyc" where !folders.isTestData: return "*.pyc"
    case "class" where !folders.isTestData: return "*.class"
    default: return nil
    }
  }
}
