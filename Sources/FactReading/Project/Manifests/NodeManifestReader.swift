import FactModel
import SourceModel
import Syntax

/// Reads `package.json`.
///
/// https://docs.npmjs.com/cli/configuring-npm/package-json
struct NodeManifestReader: ManifestReader {
  private static let lockNames = [
    "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock",
    "bun.lockb", "deno.lock",
  ]

  let names: Set = ["package.json"]

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    let tree = JSON.parse(file.bytes, dialect: .withComments)
    var draft = ManifestDraft("npm", file: file)
    draft.addFaults(tree.faults, in: file)
    guard let root = tree.documents.first, root.isMapping else { return draft.facts }
    let isPrivate = root["private"]?.flag == true
    draft.manifest.name = root["name"]?.text
    draft.manifest.isApplication = isPrivate
    draft.manifest.offersCommands = root["bin"].map { !$0.isNull } ?? false
    draft.manifest.commands = Self.commands(root)
    draft.manifest.hasEntry = Self.hasEntry(root)
    draft.manifest.isPublishable =
      !isPrivate && draft.manifest.name != nil
      && (["publishConfig", "files", "exports", "module", "types", "bin"].contains {
        root[$0] != nil
      } || Self.hasMain(root, file, context))
    draft.addScripts(root["scripts"], in: file)
    addRuntimes(of: root, in: file, to: &draft)
    for (section, scope) in Self.sections {
      draft.dependencies += Self.dependencies(in: root[section], scope, file)
    }
    // Peers are chosen by whoever installs the package.
    let peers = Set((root["peerDependencies"]?.entries ?? []).compactMap(\.key.text))
    let counted = draft.dependencies.filter { !peers.contains($0.name) }
    draft.settleLock(
      lockFile: Self.lockFile(for: file.path.folder, context), counted: counted,
      isExact: { Self.isExact($0.version ?? "") })
    return draft.facts
  }

  /// The engine, and the package manager that Corepack starts: `pnpm@9.1.0+sha512.…`.
  private func addRuntimes(of root: Node, in file: SourceFile, to draft: inout ManifestDraft) {
    let node = root["volta", "node"] ?? root["engines", "node"]
    draft.addRuntime("node", node?.text, at: file.place(node?.position ?? .start))
    guard let manager = root["packageManager"], let text = manager.text,
      let at = text.firstIndex(of: "@")
    else { return }
    let version = text[text.index(after: at)...].prefix { $0 != "+" }
    draft.addRuntime(String(text[..<at]), String(version), at: file.place(manager.position))
  }

  /// The programs: by their names, or one with the package's name without its scope.
  private static func commands(_ root: Node) -> Set<String> {
    guard let bin = root["bin"], !bin.isNull else { return [] }
    if bin.isMapping { return Set(bin.entries.compactMap(\.key.text)) }
    let name = root["name"]?.text?.split(separator: "/").last
    return Set([name].compactMap { $0.map(String.init) })
  }

  /// Whether a module that is none of its programs is there for others to import.
  private static func hasEntry(_ root: Node) -> Bool {
    guard let main = root["main"]?.text else { return false }
    let programs = root["bin"].map { [$0.text] + $0.entries.map(\.value.text) } ?? []
    guard !programs.contains(where: { $0?.fromHere == main.fromHere }) else { return false }
    return root["exports", "."] != nil
      || ["types", "typings", "module", "browser"].contains { root[$0] != nil }
  }

  /// Whether the entry is more than the one that `npm init` writes without asking.
  private static func hasMain(
    _ root: Node, _ file: SourceFile, _ context: ReadingContext
  ) -> Bool {
    // The program that `npm start` runs is the package itself.
    guard !startsItself(root) else { return false }
    guard let main = root["main"]?.text else {
      // Without an entry it is `index.js`; keywords are what the registry finds a package by.
      let hasIndex = ["index.js", "index.ts"].contains { context.has($0, in: file.path.folder) }
      let isReleased = releasers.contains { root["devDependencies"]?.entry($0) != nil }
      return (hasIndex || isReleased) && root["keywords"]?.items.isEmpty == false
    }
    // A tool's settings are no entry.
    let name = main.split(separator: "/").last.map(String.init) ?? main
    guard !main.contains(".config."), !taskFiles.contains(name.lowercased()) else { return false }
    return main != "index.js" || context.has("index.js", in: file.path.folder)
  }

  /// What brings packages to the registry.
  private static let releasers = ["semantic-release", "release-it", "np", "@changesets/cli"]

  private static let taskFiles: Set<String> = [
    "gruntfile.js", "gulpfile.js", "gruntfile", "gulpfile",
  ]

  /// Whether `npm start` runs the package's own entry: `node .`, `node src/app.js`.
  private static func startsItself(_ root: Node) -> Bool {
    let words = (root["scripts"]?["start"]?.text ?? "").split(separator: " ")
    guard let runner = words.firstIndex(where: { $0 == "node" || $0 == "nodemon" }) else {
      return false
    }
    let main = root["main"]?.text?.fromHere
    return words[(runner + 1)...].contains { word in
      let path = word.fromHere
      return word == "." || main.map { path == $0 || path + ".js" == $0 } ?? false
    }
  }

  private static let sections: [(String, ToolUse.Scope)] = [
    ("dependencies", .runtime), ("optionalDependencies", .runtime), ("peerDependencies", .runtime),
    ("devDependencies", .development),
  ]

  private static func dependencies(
    in section: Node?, _ scope: ToolUse.Scope, _ file: SourceFile
  ) -> [Dependency] {
    (section?.entries ?? []).compactMap { entry in
      guard let key = entry.key.text, let version = entry.value.text, !isLocal(version) else {
        return nil
      }
      let (name, wanted) = resolved(alias: version) ?? (key, version)
      return Dependency(
        ecosystem: "npm", name: name, version: wanted, scope: scope,
        place: file.place(entry.key.position))
    }
  }

  /// Packages of the same repository.
  private static func isLocal(_ version: String) -> Bool {
    ["workspace:", "file:", "link:", "portal:", ".", "/"].contains { version.hasPrefix($0) }
  }

  /// `npm:real-name@1.2.3`.
  private static func resolved(alias version: String) -> (String, String)? {
    guard version.hasPrefix("npm:") else { return nil }
    let target = version.dropFirst(4)
    guard let at = target.dropFirst().lastIndex(of: "@") else { return (String(target), "*") }
    return (String(target[..<at]), String(target[target.index(after: at)...]))
  }

  /// One version, or a commit of a repository.
  ///
  /// https://docs.npmjs.com/cli/configuring-npm/package-json#dependencies
  static func isExact(_ version: String) -> Bool {
    if VersionText.isExact(version) { return true }
    guard version.contains("/"), let hash = version.lastIndex(of: "#") else { return false }
    let revision = version[version.index(after: hash)...]
    return revision.count == 40 && revision.allSatisfy(\.isHexDigit)
  }

  private static func lockFile(for folder: RelativePath, _ context: ReadingContext) -> Place? {
    if let place = LockFiles.find(
      lockNames, from: folder, context, coveredBy: { isWorkspace($0, context) })
    {
      return place
    }
    // Rush keeps the lock of all its projects in one folder: https://rushjs.io/pages/advanced/config_files/
    let isRush = folder.withAncestors.contains { context.has("rush.json", in: $0) }
    return isRush
      ? LockFiles.find(
        ["common/config/rush/pnpm-lock.yaml", "common/config/rush/npm-shrinkwrap.json"],
        in: RelativePath(""), context) : nil
  }

  private static func isWorkspace(_ folder: RelativePath, _ context: ReadingContext) -> Bool {
    if context.has("pnpm-workspace.yaml", in: folder) || context.has("lerna.json", in: folder)
      || context.has("nx.json", in: folder)
    {
      return true
    }
    guard let path = folder.appending("package.json"), let file = context.read(path) else {
      return false
    }
    return file.contains("\"workspaces\"")
  }
}

/// Reads `deno.json`.
///
/// https://docs.deno.com/runtime/fundamentals/configuration/
struct DenoManifestReader: ManifestReader {
  let names: Set = ["deno.json", "deno.jsonc"]

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    let tree = JSON.parse(file.bytes, dialect: .withComments)
    var draft = ManifestDraft("deno", file: file)
    draft.addFaults(tree.faults, in: file)
    let root = tree.documents.first
    draft.manifest.name = root?["name"]?.text
    draft.manifest.isPublishable = root?["exports"] != nil && draft.manifest.name != nil
    var remote: [Dependency] = []
    for entry in root?["imports"]?.entries ?? [] {
      guard let target = entry.value.text, let (ecosystem, rest) = Self.split(target) else {
        continue
      }
      let at = rest.dropFirst().firstIndex(of: "@")
      let version = at.map { String(rest[rest.index(after: $0)...].prefix { $0 != "/" }) }
      remote.append(
        Dependency(
          ecosystem: ecosystem, name: String(at.map { rest[..<$0] } ?? rest), version: version,
          place: file.place(entry.key.position)))
    }
    draft.dependencies = remote.filter { $0.ecosystem == "npm" }
    draft.settleLock(
      lockFile: LockFiles.find(["deno.lock"], from: file.path.folder, context) { _ in true },
      counted: remote, isExact: { VersionText.isExact($0.version ?? "") })
    return draft.facts
  }

  private static func split(_ target: String) -> (String, Substring)? {
    for ecosystem in ["npm", "jsr"] where target.hasPrefix(ecosystem + ":") {
      return (ecosystem, target.dropFirst(4).drop { $0 == "/" })
    }
    return nil
  }
}
