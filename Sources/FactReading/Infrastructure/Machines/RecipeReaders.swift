import FactModel
import SourceModel

/// Reads Capistrano's stages, one file each.
///
/// https://capistranorb.com/documentation/getting-started/preparing-your-application/
struct CapistranoStageReader: FileReader {
  private static let tool = NamedTool("capistrano", "Capistrano", "deployment")

  var endings: Set<String>? { ["rb"] }

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

/// Reads what all stages of Capistrano share, and recipes of Mina, which have their environments in
/// files beside each other or in one.
///
/// https://github.com/mina-deploy/mina/blob/master/docs/getting_started.md
struct CapistranoRecipeReader: FileReader {
  var endings: Set<String>? { ["rb"] }

  func wants(_ path: RelativePath) -> Bool {
    path.fileExtension == "rb" && path.name.hasPrefix("deploy") && path.folder.name == "config"
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var sheet = FactSheet(file, context)
    if let name = EnvironmentPath.inName(of: file.path, beside: ["deploy"]) {
      sheet.environment(name, at: file.place(line: 1))
    }
    for (index, line) in file.lines.enumerated() {
      for name in Self.names(in: line.trimmingSpaces) where EnvironmentName.isDeployedTo(name) {
        sheet.environment(name, at: file.place(line: index + 1))
      }
    }
    CapistranoVersion.read(file, into: &sheet)
    // https://capistranorb.com/documentation/getting-started/flow/#rollback-flow
    let line = file.lines.firstIndex { line in
      let text = line.trimmingSpaces
      return text.hasPrefix("after") && text.contains("deploy:failed")
        && text.contains("deploy:rollback")
    }
    if let line {
      sheet.use(
        NamedTool("capistrano", "Capistrano", "deployment"), [.rollsBackByItself],
        at: file.place(line: line + 1))
    }
    return sheet.facts
  }

  /// What a task, a case or a list of stages names: `task :staging do`, `when 'staging'`,
  /// `set :stages, %w(staging production)`.
  private static func names(in line: String) -> [String] {
    let marks = Set<Character>(" :,'\"()[]{}%")
    if line.hasPrefix("task :") || line.hasPrefix("task \"") || line.hasPrefix("when ") {
      return line.split(whereSeparator: marks.contains).dropFirst().prefix(1).map(String.init)
    }
    guard !line.hasPrefix("#"), let list = line.firstRange(of: "%w") else { return [] }
    return line[list.upperBound...].prefix { $0 != ")" && $0 != "]" && $0 != "}" }
      .split(whereSeparator: marks.contains).map(String.init)
  }
}

/// Reads the settings that a program of Rails has for each environment.
///
/// https://guides.rubyonrails.org/configuring.html#creating-rails-environments
struct RailsEnvironmentReader: FileReader {
  var endings: Set<String>? { ["rb"] }

  func wants(_ path: RelativePath) -> Bool {
    path.fileExtension == "rb" && path.folder.name == "environments"
      && path.folder.folder.name == "config"
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var sheet = FactSheet(file, context)
    if EnvironmentName.isDeployedTo(file.path.stem) {
      sheet.environment(file.path.stem, at: file.place(line: 1))
    }
    return sheet.facts
  }
}

/// The version that whoever calls Capistrano may say: a former one goes back.
///
/// https://capistranorb.com/documentation/getting-started/configuration/
private enum CapistranoVersion {
  private static let settings = [
    "set :branch", "set(:branch", "branch = ", "set :commit", "set(:commit", "set :revision",
  ]

  static func read(_ file: SourceFile, into sheet: inout FactSheet) {
    let line = file.lines.firstIndex { line in
      let text = line.trimmingSpaces
      guard Self.settings.contains(where: text.hasPrefix) else { return false }
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
  var endings: Set<String>? { ["php"] }

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
