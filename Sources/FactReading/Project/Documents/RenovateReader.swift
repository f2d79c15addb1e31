import FactModel
import SourceModel
import Syntax

/// Reads the settings of Renovate, which may switch it off for the whole repository.
///
/// https://docs.renovatebot.com/configuration-options/#enabled
struct RenovateReader: FileReader {
  private static let paths: Set<String> = [
    "renovate.json", "renovate.json5", ".renovaterc", ".renovaterc.json", ".renovaterc.json5",
    ".github/renovate.json", ".github/renovate.json5", ".gitlab/renovate.json",
    ".gitlab/renovate.json5",
  ]

  var endings: Set<String>? { ["json", "json5", ""] }

  func wants(_ path: RelativePath) -> Bool { Self.paths.contains(path.text) }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var facts = FileFacts()
    let tree = JSON.parse(file.bytes, dialect: .json5)
    facts.warnings = tree.faults.map { $0.diagnostic(in: file.path) }
    guard let root = tree.documents.first, root.isMapping, root["enabled"]?.flag != false else {
      return facts
    }
    facts.uses.append(
      ToolUse(
        tool: "renovate", name: "Renovate", category: "security",
        capabilities: [.updatesDependencies], origin: .content, place: file.place(root.position),
        excerpt: file.path.name))
    return facts
  }
}
