import FactModel
import SourceModel
import Syntax

/// Reads the configuration of Cloudflare's Workers: environments, bounds and what is observed.
///
/// https://developers.cloudflare.com/workers/wrangler/configuration/
struct CloudflareReader: FileReader {
  private static let tool = NamedTool("cloudflare", "Cloudflare Workers and Pages", "deployment")

  var endings: Set<String>? { ["toml", "json", "jsonc"] }

  func wants(_ path: RelativePath) -> Bool {
    ["wrangler.toml", "wrangler.json", "wrangler.jsonc"].contains(path.name)
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var sheet = FactSheet(file, context)
    let tree =
      file.path.fileExtension == "toml"
      ? TOML.parse(file.bytes) : JSON.parse(file.bytes, dialect: .withComments)
    sheet.facts.warnings += tree.faults.map { $0.diagnostic(in: file.path) }
    guard let root = tree.documents.first else { return sheet.facts }
    sheet.environments(inKeysOf: root["env"])
    for part in [root] + (root["env"]?.entries.map(\.value) ?? []) { read(part, into: &sheet) }
    return sheet.facts
  }

  private func read(_ part: Node, into sheet: inout FactSheet) {
    if let place = sheet.place(ofAny: ["cpu_ms"], in: part["limits"]) {
      sheet.use(Self.tool, [.boundsResources], at: place)
    }
    if let logs = part.entry("logpush") ?? part.entry("tail_consumers"), logs.value.flag != false {
      sheet.use(Self.tool, [.logs], at: sheet.place(logs.key))
    }
    // https://developers.cloudflare.com/workers/observability/logs/workers-logs/
    let observed = part["observability"]
    if let enabled = observed?.entry("enabled"), enabled.value.flag == true {
      sheet.use(Self.tool, [.logs], at: sheet.place(enabled.key))
    }
    if let traces = observed?["traces"]?.entry("enabled"), traces.value.flag == true {
      sheet.use(Self.tool, [.traces], at: sheet.place(traces.key))
    }
    if let command = part["build", "command"] {
      CommandSightings.sightScript(command, into: &sheet)
    }
    sheet.readVariables(part["vars"])
  }
}

/// Reads the projects that Firebase's command line knows by their names.
///
/// https://firebase.google.com/docs/cli#project_aliases
struct FirebaseProjectsReader: FileReader {
  var endings: Set<String>? { [""] }

  func wants(_ path: RelativePath) -> Bool { path.name == ".firebaserc" }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var sheet = FactSheet(file, context)
    let tree = JSON.parse(file.bytes, dialect: .withComments)
    sheet.facts.warnings += tree.faults.map { $0.diagnostic(in: file.path) }
    sheet.environments(inKeysOf: tree.documents.first?["projects"])
    return sheet.facts
  }
}
