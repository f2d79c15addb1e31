import FactModel
import SourceModel
import Syntax

/// Reads Netlify's file: its contexts are environments, its plugins try what was built.
///
/// https://docs.netlify.com/build/configure-builds/file-based-configuration/
struct NetlifyReader: FileReader {
  var endings: Set<String>? { ["toml"] }

  func wants(_ path: RelativePath) -> Bool { path.name == "netlify.toml" }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var sheet = FactSheet(file, context)
    let tree = TOML.parse(file.bytes)
    sheet.facts.warnings += tree.faults.map { $0.diagnostic(in: file.path) }
    guard let root = tree.documents.first else { return sheet.facts }
    if sendsAllElsewhere(root) {
      // The address of something that is delivered another way.
      let all: [Capability] = [
        .pullsFromTree, .configuresPlatform, .keepsState, .describesInfrastructure,
      ]
      sheet.facts.switchedOff += all.map {
        SwitchedOff(tool: "netlify", capability: $0, folder: file.path.folder)
      }
      return sheet.facts
    }
    readContexts(of: root, into: &sheet)
    let contexts = root["context"]?.entries.map(\.value) ?? []
    for part in [root["build"]].compactMap({ $0 }) + contexts { read(part, into: &sheet) }
    for part in [root] + contexts { readPlugins(of: part, into: &sheet) }
    return sheet.facts
  }

  /// Whether every address is forced to another host, so that nothing of the tree is served.
  ///
  /// https://docs.netlify.com/manage/routing/redirects/redirect-options/
  private func sendsAllElsewhere(_ root: Node) -> Bool {
    (root["redirects"]?.items ?? []).contains { redirect in
      let status = redirect["status"]?.integer ?? 301
      return redirect["from"]?.text == "/*" && redirect["force"]?.flag == true
        && (300..<400).contains(status) && redirect["conditions"] == nil
        && redirect["to"]?.text?.hasPrefix("http") == true
    }
  }

  /// Deploys of pull requests and branches go to addresses of their own, beside production: where
  /// one of the two has settings of its own, the tree names both.
  ///
  /// https://docs.netlify.com/deploy/deploy-overview/#deploy-contexts
  private func readContexts(of root: Node, into sheet: inout FactSheet) {
    let command = root["build"]?.entry("command")
    for entry in root["context"]?.entries ?? [] {
      guard let name = entry.key.text else { continue }
      let place = sheet.place(entry.key)
      let isPreview = name == "deploy-preview" || name == "branch-deploy"
      sheet.environment(isPreview ? "preview" : name, at: place)
      if isPreview { sheet.environment("production", at: place) }
      if name == "production", let command, entry.value["command"] != nil {
        sheet.environment("preview", at: sheet.place(command.key))
      }
    }
  }

  // https://docs.netlify.com/extend/install-and-use/build-plugins/
  private func readPlugins(of part: Node, into sheet: inout FactSheet) {
    for plugin in part["plugins"]?.itemsOrSelf ?? [] {
      guard let package = plugin["package"], let name = package.filledText else { continue }
      sheet.sight(.resource("netlify-plugin:\(name)"), at: sheet.place(package))
    }
  }

  private func read(_ part: Node, into sheet: inout FactSheet) {
    if let command = part["command"] { CommandSightings.sightScript(command, into: &sheet) }
    sheet.readVariables(part["environment"])
  }
}

/// Reads Vercel's file.
///
/// https://vercel.com/docs/project-configuration
struct VercelReader: ContentReader {
  private static let tool = NamedTool("vercel", "Vercel", "deployment")

  func mayRead(_ file: SourceFile) -> Bool { file.path.name == "vercel.json" }

  func read(_ root: Node, into sheet: inout FactSheet) {
    if let command = root["buildCommand"] { CommandSightings.sightScript(command, into: &sheet) }
    readSource(of: root, into: &sheet)
    for function in root["functions"]?.entries ?? [] {
      guard let place = sheet.place(ofAny: ["memory", "maxDuration"], in: function.value) else {
        continue
      }
      sheet.use(Self.tool, [.boundsResources], at: place)
      return
    }
  }

  /// Settings that say which commits of the tree the platform deploys.
  ///
  /// https://vercel.com/docs/project-configuration/git-configuration
  private func readSource(of root: Node, into sheet: inout FactSheet) {
    let enabled = root["git"]?.entry("deploymentEnabled")
    guard enabled?.value.flag != false, root["github", "enabled"]?.flag != false else { return }
    let isForBranches = enabled?.value.entries.contains { $0.value.flag == true } ?? false
    if let enabled, isForBranches || enabled.value.flag == true {
      sheet.use(Self.tool, [.pullsFromTree], at: sheet.place(enabled.key))
    } else if let ignore = root.entry("ignoreCommand"), ignore.value.filledText != nil {
      sheet.use(Self.tool, [.pullsFromTree], at: sheet.place(ignore.key))
    }
  }
}
