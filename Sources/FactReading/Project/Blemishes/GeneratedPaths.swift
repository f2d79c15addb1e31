import FactModel
import SourceModel

/// Tells tracked files that a tool generates: dependencies, build output, virtual environments.
enum GeneratedPaths {
  /// The first file of each kind of generated folder or file.
  static func blemishes(among paths: [RelativePath]) -> [Blemish] {
    let all = Set(paths)
    var seen: Set<String> = []
    return paths.compactMap { path in
      guard let what = what(path, all), seen.insert(what).inserted else { return nil }
      return Blemish(.generatedFile, what: what, place: Place(path))
    }
  }

  private static func what(_ path: RelativePath, _ all: Set<RelativePath>) -> String? {
    let parts = path.parts
    let folders = parts.dropLast()
    // What the project keeps for tests is meant to be there.
    let isTestData = folders.contains { folder in
      let name = folder.lowercased()
      return name == "fixtures" || name == "testdata" || name == "test" || name == "tests"
        || name == "vendor" || name == "third_party" || name == "__fixtures__" || name == "spec"
        || name == "examples" || name == "resources"
    }
    for (index, folder) in folders.enumerated() {
      switch folder {
      case "node_modules": return isTestData ? nil : "node_modules/"
      case "__pycache__": return "__pycache__/"
      case ".terraform": return ".terraform/"
      case ".gradle": return ".gradle/"
      case "venv", ".venv", "env":
        let root = RelativePath(parts[...index].joined(separator: "/"))
        if root.appending("pyvenv.cfg").map(all.contains) == true { return "\(folder)/" }
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
