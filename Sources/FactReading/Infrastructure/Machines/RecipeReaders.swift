import FactModel
import SourceModel

/// Reads Capistrano's stages, one file each.
///
/// https://capistranorb.com/documentation/getting-started/preparing-your-application/
struct CapistranoStageReader: FileReader {
  private static let tool = NamedTool("capistrano", "Capistrano", "deployment")

  func wants(_ path: RelativePath) -> Bool {
    path.fileExtension == "rb" && path.folder.name == "deploy"
      && path.folder.text.hasSuffix("config/deploy")
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var sheet = FactSheet(file, context)
    // A stage that deploys names the machines it deploys to.
    let line = file.lines.firstIndex { line in
      let words = line.split { $0 == " " || $0 == "(" || $0 == "\t" }
      return ["server", "role"].contains(words.first)
        || words.first == "set" && words.dropFirst().first?.hasPrefix(":stage") ?? false
    }
    if let line { sheet.environment(file.path.stem, at: file.place(line: line + 1)) }
    readServers(file, into: &sheet)
    CapistranoVersion.read(file, into: &sheet)
    return sheet.facts
  }

  /// A stage that names machines is the recipe of the team that has them.
  private func readServers(_ file: SourceFile, into sheet: inout FactSheet) {
    let line = file.lines.firstIndex { line in
      let text = line.trimmingSpaces
      guard text.hasPrefix("server ") || text.hasPrefix("role ") || text.hasPrefix("server(") else {
        return false
      }
      return text.contains(".")
        && !["example.com", "localhost", "127.0.0.1"].contains(where: text.contains)
    }
    guard let line else { return }
    sheet.use(Self.tool, [.describesRecipe], rungs: [.server], at: file.place(line: line + 1))
  }
}

/// Reads what all stages of Capistrano share.
struct CapistranoRecipeReader: FileReader {
  func wants(_ path: RelativePath) -> Bool {
    path.name == "deploy.rb" && path.folder.name == "config"
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var sheet = FactSheet(file, context)
    CapistranoVersion.read(file, into: &sheet)
    return sheet.facts
  }
}

/// The version that whoever calls Capistrano may say: a former one goes back.
///
/// https://capistranorb.com/documentation/getting-started/configuration/
private enum CapistranoVersion {
  static func read(_ file: SourceFile, into sheet: inout FactSheet) {
    let line = file.lines.firstIndex { line in
      let text = line.trimmingSpaces
      guard text.hasPrefix("set :branch") || text.hasPrefix("set(:branch") else { return false }
      // What the environment is asked for: `ENV["REVISION"]`, `ENV.fetch("TAG", …)`.
      guard let asked = text.firstRange(of: "ENV") else { return false }
      let name = text[asked.upperBound...].split { $0 == "'" || $0 == "\"" }.dropFirst().first
      return name.map(VersionWord.isIn) ?? false
    }
    guard let line else { return }
    sheet.use(
      NamedTool("capistrano", "Capistrano", "deployment"), [.rollsBack],
      at: file.place(line: line + 1))
  }
}

/// Reads Deployer's recipe: its hosts are environments.
///
/// https://deployer.org/docs/7.x/hosts
struct DeployerReader: FileReader {
  func wants(_ path: RelativePath) -> Bool { path.name == "deploy.php" }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    guard file.contains("Deployer") else { return FileFacts() }
    var sheet = FactSheet(file, context)
    let tool = NamedTool("deployer", "Deployer", "deployment")
    for (index, line) in file.lines.enumerated() {
      let text = line.trimmingSpaces
      guard !text.hasPrefix("//"), !text.hasPrefix("#"), !text.hasPrefix("*") else { continue }
      let words = text.split { $0 == "'" || $0 == "\"" }.map(String.init)
      let place = file.place(line: index + 1)
      if text.hasPrefix("host("), words.count > 1 { sheet.environment(words[1], at: place) }
      if let label = words.firstIndex(of: "stage") ?? words.firstIndex(of: "env"),
        label + 2 < words.count
      {
        sheet.environment(words[label + 2], at: place)
      }
      // https://deployer.org/docs/7.x/recipe/deploy/rollback
      if text.hasPrefix("after("), words.contains("deploy:failed"), words.contains("rollback") {
        sheet.use(tool, [.rollsBackByItself], at: place)
      }
    }
    return sheet.facts
  }
}
