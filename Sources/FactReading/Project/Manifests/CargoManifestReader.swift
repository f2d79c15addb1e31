import FactModel
import SourceModel
import Syntax

/// Reads `Cargo.toml`.
///
/// https://doc.rust-lang.org/cargo/reference/manifest.html
struct CargoManifestReader: ManifestReader {
  let names: Set = ["Cargo.toml"]

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    let tree = TOML.parse(file.bytes)
    var draft = ManifestDraft("cargo", file: file)
    draft.addFaults(tree.faults, in: file)
    guard let root = tree.documents.first else { return draft.facts }
    describe(root, folder: file.path.folder, context, &draft.manifest)
    draft.dependencies = Self.dependencies(in: root, file)
    for entry in root["target"]?.entries ?? [] {
      draft.dependencies += Self.dependencies(in: entry.value, file)
    }
    if root["package"] == nil {
      draft.dependencies += Self.dependencies(in: root["workspace"], file)
    }
    let lockFile = LockFiles.find(["Cargo.lock"], from: file.path.folder, context) { ancestor in
      let manifest = ancestor.appending("Cargo.toml").flatMap(context.read)
      return manifest?.contains("[workspace") ?? false
    }
    draft.settleLock(lockFile: lockFile) { dependency in
      dependency.version.map { $0.hasPrefix("=") && VersionText.isExact($0) } ?? false
    }
    return draft.facts
  }

  private func describe(
    _ root: Node, folder: RelativePath, _ context: ReadingContext, _ manifest: inout Manifest
  ) {
    guard let package = root["package"] else { return }
    func exists(_ name: String) -> Bool { context.has(name, in: folder) }
    manifest.name = package["name"]?.text
    let isPrivate = package["publish"].map { $0.flag == false || $0.items.isEmpty && $0.isSequence }
    manifest.isApplication = isPrivate ?? false
    manifest.offersCommands =
      root["bin"] != nil || exists("src/main.rs")
      || folder.appending("src/bin").map(context.folders.contains) ?? false
    if manifest.offersCommands {
      let binaries = (root["bin"]?.items ?? []).compactMap { $0["name"]?.text }
      manifest.commands = Set(binaries + [manifest.name].compactMap { $0 })
    }
    let isLibrary = root["lib"] != nil || exists("src/lib.rs")
    manifest.isPublishable = isPrivate != true && (isLibrary || package["description"] != nil)
  }

  private static func dependencies(in node: Node?, _ file: SourceFile) -> [Dependency] {
    let sections: [(String, ToolUse.Scope)] = [
      ("dependencies", .runtime), ("build-dependencies", .development),
      ("dev-dependencies", .development),
    ]
    return sections.flatMap { section, scope in
      (node?[section]?.entries ?? []).compactMap { entry -> Dependency? in
        guard let key = entry.key.text else { return nil }
        // A crate of the same repository has a path and, for the registry, perhaps a version.
        guard entry.value["path"] == nil else { return nil }
        return Dependency(
          ecosystem: "cargo", name: entry.value["package"]?.text ?? key,
          version: entry.value.text ?? entry.value["version"]?.text, scope: scope,
          place: file.place(entry.key.position))
      }
    }
  }
}
