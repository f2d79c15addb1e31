import FactModel
import SourceModel
import Syntax

/// Reads the release command of a Procfile, and what starts its processes; that says nothing about
/// delivery.
///
/// https://devcenter.heroku.com/articles/release-phase
struct ProcfileReader: FileReader {
  var endings: Set<String>? { [""] }

  func wants(_ path: RelativePath) -> Bool { path.name == "Procfile" }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var sheet = FactSheet(file, context)
    for (index, line) in file.lines.enumerated() {
      guard line.hasPrefix("release:") else {
        guard !line.hasPrefix("#"), let colon = line.firstIndex(of: ":") else { continue }
        StartCommand.read(
          script: String(line[line.index(after: colon)...]), at: file.place(line: index + 1),
          into: &sheet)
        continue
      }
      let text = line.dropFirst("release:".count)
      let blanks = text.prefix { $0 == " " || $0 == "\t" }.count
      let position = Position(line: index + 1, column: "release:".count + blanks + 1)
      let command = Node(.scalar(Scalar(text.trimmingSpaces)), at: position)
      CommandSightings.sightScript(command, into: &sheet)
    }
    return sheet.facts
  }
}

/// Reads Heroku's application manifest, which Dokku reads too.
///
/// https://devcenter.heroku.com/articles/app-json-schema
/// https://dokku.com/docs/appendices/file-formats/app-json/
struct HerokuApplicationReader: ContentReader {
  private static let tool = NamedTool("heroku", "Heroku", "deployment")
  private static let dokku = NamedTool("dokku", "Dokku", "deployment")

  func mayRead(_ file: SourceFile) -> Bool {
    file.path.name == "app.json"
      && (file.contains("\"buildpacks\"") || file.contains("\"formation\"")
        || file.contains("\"addons\"") || file.contains("\"environments\"")
        || file.contains("\"healthchecks\"") || file.contains("\"postdeploy\"")
        || file.contains("\"dokku\""))
  }

  func read(_ root: Node, into sheet: inout FactSheet) {
    read(part: root, into: &sheet)
    for environment in root["environments"]?.entries ?? [] {
      // Tests run on a machine of their own, which nothing is deployed to.
      guard let name = environment.key.text, name != "test" else { continue }
      sheet.environment(name, at: sheet.place(environment.key))
      // Review applications stand beside the one that the rest of the file describes:
      // https://devcenter.heroku.com/articles/github-integration-review-apps
      if name == "review" { sheet.environment("production", at: sheet.place(environment.key)) }
      read(part: environment.value, into: &sheet)
    }
    for process in root["healthchecks"]?.entries ?? [] where !process.value.items.isEmpty {
      sheet.use(Self.dokku, [.checksHealth], at: sheet.place(process.key))
    }
  }

  private func read(part: Node, into sheet: inout FactSheet) {
    let scripts = part["scripts"]
    for command in [scripts?["postdeploy"], scripts?["dokku", "predeploy"]].compactMap({ $0 }) {
      CommandSightings.sightScript(command["command"] ?? command, into: &sheet)
    }
    for process in part["formation"]?.entries ?? [] {
      guard let size = process.value.entry("size") else { continue }
      sheet.use(Self.tool, [.boundsResources], at: sheet.place(size.key))
    }
    for addon in part["addons"]?.items ?? [] {
      guard let name = addon.text ?? addon["plan"]?.text else { continue }
      let product = name.split(separator: ":").first.map(String.init) ?? name
      sheet.sight(.resource("heroku-addon:\(product)"), at: sheet.place(addon))
    }
  }
}

/// Reads Heroku's build manifest, which may run a command at each release.
///
/// https://devcenter.heroku.com/articles/build-docker-images-heroku-yml
struct HerokuBuildReader: ContentReader {
  func mayRead(_ file: SourceFile) -> Bool { file.path.stem == "heroku" }

  func read(_ root: Node, into sheet: inout FactSheet) {
    guard root["build"] != nil || root["run"] != nil else { return }
    for command in root["release", "command"]?.itemsOrSelf ?? [] {
      CommandSightings.sightScript(command, into: &sheet)
    }
    for addon in root["setup", "addons"]?.items ?? [] {
      guard let name = addon["plan"]?.text else { continue }
      let product = name.split(separator: ":").first.map(String.init) ?? name
      sheet.sight(.resource("heroku-addon:\(product)"), at: sheet.place(addon))
    }
  }
}
