import FactModel
import SourceModel
import Syntax

/// Reads Netlify's file: its contexts are environments.
///
/// https://docs.netlify.com/build/configure-builds/file-based-configuration/#deploy-contexts
struct NetlifyReader: FileReader {
  func wants(_ path: RelativePath) -> Bool { path.name == "netlify.toml" }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var sheet = FactSheet(file, context)
    let tree = TOML.parse(file.bytes)
    sheet.facts.warnings += tree.faults.map { $0.diagnostic(in: file.path) }
    for entry in tree.documents.first?["context"]?.entries ?? [] {
      guard let name = entry.key.text else { continue }
      // Deploys of pull requests and branches go to addresses of their own.
      let isPreview = name == "deploy-preview" || name == "branch-deploy"
      sheet.environment(isPreview ? "preview" : name, at: sheet.place(entry.key))
    }
    return sheet.facts
  }
}

/// Reads Vercel's file.
///
/// https://vercel.com/docs/project-configuration
struct VercelReader: ContentReader {
  private static let tool = NamedTool("vercel", "Vercel", "deployment")

  func mayRead(_ file: SourceFile) -> Bool { file.path.name == "vercel.json" }

  func read(_ root: Node, into sheet: inout FactSheet) {
    for function in root["functions"]?.entries ?? [] {
      guard let place = sheet.place(ofAny: ["memory", "maxDuration"], in: function.value) else {
        continue
      }
      sheet.use(Self.tool, [.boundsResources], at: place)
      return
    }
  }
}
