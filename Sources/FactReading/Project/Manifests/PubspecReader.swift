import FactModel
import SourceModel
import Syntax

/// Reads `pubspec.yaml`.
///
/// https://dart.dev/tools/pub/pubspec
struct PubspecReader: ManifestReader {
  let names: Set = ["pubspec.yaml"]

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    let tree = YAML.parse(file.bytes, manner: .tolerant)
    var draft = ManifestDraft("pub", file: file)
    draft.addFaults(tree.faults, in: file)
    guard let root = tree.documents.first else { return draft.facts }
    draft.manifest.name = root["name"]?.text
    draft.manifest.isApplication = root["publish_to"]?.text == "none"
    draft.manifest.isPublishable = !draft.manifest.isApplication && root["version"] != nil
    draft.manifest.offersCommands = root["executables"] != nil
    draft.dependencies =
      Self.dependencies(in: root["dependencies"], .runtime, file)
      + Self.dependencies(in: root["dev_dependencies"], .development, file)
    let lock = LockFiles.find(["pubspec.lock"], from: file.path.folder, context) { ancestor in
      ancestor.appending("pubspec.yaml").flatMap(context.read)?.contains("workspace:") ?? false
    }
    draft.settleLock(lockFile: lock) { VersionText.isExact($0.version ?? "") }
    return draft.facts
  }

  private static func dependencies(
    in section: Node?, _ scope: ToolUse.Scope, _ file: SourceFile
  ) -> [Dependency] {
    (section?.entries ?? []).compactMap { entry in
      guard let name = entry.key.text, entry.value["sdk"] == nil, entry.value["path"] == nil else {
        return nil
      }
      return Dependency(
        ecosystem: "pub", name: name, version: entry.value.text ?? entry.value["version"]?.text,
        scope: scope, place: file.place(entry.key.position))
    }
  }
}
