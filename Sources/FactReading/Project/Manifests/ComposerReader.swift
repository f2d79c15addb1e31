import FactModel
import SourceModel
import Syntax

/// Reads `composer.json`.
///
/// https://getcomposer.org/doc/04-schema.md
struct ComposerReader: ManifestReader {
  let names: Set = ["composer.json"]

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    let tree = JSON.parse(file.bytes, dialect: .withComments)
    var draft = ManifestDraft("composer", file: file)
    draft.addFaults(tree.faults, in: file)
    guard let root = tree.documents.first, root.isMapping else { return draft.facts }
    draft.manifest.name = root["name"]?.text
    draft.manifest.isApplication = root["type"]?.text == "project"
    draft.manifest.isPublishable = !draft.manifest.isApplication && draft.manifest.name != nil
    draft.manifest.offersCommands = root["bin"].map { !$0.texts.isEmpty } ?? false
    draft.addScripts(root["scripts"], in: file)
    draft.dependencies =
      Self.dependencies(in: root["require"], .runtime, file)
      + Self.dependencies(in: root["require-dev"], .development, file)
    draft.settleLock(lockFile: LockFiles.find(["composer.lock"], in: file.path.folder, context)) {
      VersionText.isExact($0.version ?? "")
    }
    return draft.facts
  }

  private static func dependencies(
    in section: Node?, _ scope: ToolUse.Scope, _ file: SourceFile
  ) -> [Dependency] {
    (section?.entries ?? []).compactMap { entry in
      // Names without a vendor are the platform's: `php`, `ext-json`.
      guard let name = entry.key.text, name.contains("/") else { return nil }
      return Dependency(
        ecosystem: "composer", name: name, version: entry.value.text, scope: scope,
        place: file.place(entry.key.position))
    }
  }
}
