import FactModel
import SourceModel
import Syntax

/// Reads build scripts of Gradle, Groovy and Kotlin alike.
///
/// https://docs.gradle.org/current/userguide/declaring_dependencies.html
struct GradleReader: ManifestReader {
  let names: Set = [
    "build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts",
  ]

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var draft = ManifestDraft("gradle", file: file)
    let catalogue = GradleCatalogue.find(for: file, context)
    for statement in BraceStatements.statements(CodeLanguage.gradle.tokens(in: file.bytes)) {
      // A script may apply plugins without the block: to itself or to all projects of a build.
      if statement.head == "apply", let plugin = statement.value(of: "plugin"),
        plugin.kind == .string
      {
        Self.note(plugin: plugin.text, in: &draft)
      }
      Self.readJava(statement, file, &draft)
      guard let block = statement.blocks.last else {
        if statement.head == "rootProject.name" {
          draft.manifest.name = statement.strings.first?.text
        }
        continue
      }
      if block == "plugins" {
        readPlugin(statement, catalogue, file, &draft)
      } else if block == "dependencies" || block.hasSuffix(".dependencies") {
        guard draft.dependencies.count < ManifestDraft.dependencyLimit else { continue }
        let found = dependency(statement, catalogue, file)
        // Two words of a script may stand for a bundle of thousands.
        if found.count > 1, statement.strings.isEmpty { context.charge(200 * found.count) }
        draft.dependencies += found
      }
    }
    let lock = LockFiles.find(
      [
        "gradle.lockfile", "gradle/dependency-locks/compileClasspath.lockfile", "dependencies.lock",
      ],
      in: file.path.folder, context)
    draft.settleLock(lockFile: lock) { !VersionText.isMovingForJVM($0.version ?? "") }
    return draft.facts
  }

  /// `sourceCompatibility = '17'`, `languageVersion = JavaLanguageVersion.of(21)`, `jvmToolchain(21)`.
  ///
  /// https://docs.gradle.org/current/userguide/toolchains.html
  private static func readJava(
    _ statement: CodeStatement, _ file: SourceFile, _ draft: inout ManifestDraft
  ) {
    let names = ["sourceCompatibility", "languageVersion", "jvmToolchain"]
    guard let head = statement.head,
      names.contains(where: head.hasPrefix) || names.contains(where: head.hasSuffix)
    else { return }
    let version = statement.tokens.dropFirst().map(\.text).last { text in
      text.contains { $0.isNumber }
    }
    draft.addRuntime(
      "java", version.map { $0.replacing("JavaVersion.", with: "") },
      at: file.place(line: statement.line))
  }

  /// `id("x") version "1"`, `kotlin("jvm")`, `alias(libs.plugins.x)`, `application`.
  private func readPlugin(
    _ statement: CodeStatement, _ catalogue: GradleCatalogue?, _ file: SourceFile,
    _ draft: inout ManifestDraft
  ) {
    let strings = statement.strings.map(\.text)
    var found: (id: String, version: String?)?
    switch statement.head {
    case "id": found = strings.first.map { ($0, strings[at: 1]) }
    case "kotlin": found = strings.first.map { ("org.jetbrains.kotlin.\($0)", strings[at: 1]) }
    case "alias": found = statement.tokens[at: 2].flatMap { catalogue?.plugins[$0.text] }
    default: found = (statement.tokens.map(\.text).joined().replacing("`", with: ""), nil)
    }
    guard let found else { return }
    Self.note(plugin: found.id, in: &draft)
    // Plugins of Gradle itself have no dot in their names.
    guard found.id.contains(".") else { return }
    draft.dependencies.append(
      Dependency(
        ecosystem: "maven", name: GradleCatalogue.marker(found.id), version: found.version,
        scope: .development, place: file.place(line: statement.line)))
  }

  /// What a plugin makes of the project; those that publish say so in their ids.
  private static func note(plugin id: String, in draft: inout ManifestDraft) {
    switch id {
    case "application": draft.manifest.offersCommands = true
    case "war", "ear", "com.android.application": draft.manifest.isApplication = true
    case "java-gradle-plugin": draft.manifest.isPublishable = true
    default:
      if id.nameWords.contains("publish") { draft.manifest.isPublishable = true }
    }
  }

  private func dependency(
    _ statement: CodeStatement, _ catalogue: GradleCatalogue?, _ file: SourceFile
  ) -> [Dependency] {
    guard let head = statement.head else { return [] }
    let isDevelopment = Self.isDevelopment(head)
    return coordinates(statement, catalogue).map { name, version in
      Dependency(
        ecosystem: "maven", name: name, version: version,
        scope: isDevelopment ? .development : .runtime, place: file.place(line: statement.line))
    }
  }

  private func coordinates(
    _ statement: CodeStatement, _ catalogue: GradleCatalogue?
  ) -> [(String, String?)] {
    if let group = statement.value(of: "group"), let name = statement.value(of: "name"),
      group.kind == .string, name.kind == .string
    {
      let version = statement.value(of: "version")
      return [("\(group.text):\(name.text)", version?.kind == .string ? version?.text : nil)]
    }
    // The name of the project's own module stands in a string too.
    guard !statement.tokens.contains(where: { $0.isWord("project") }) else { return [] }
    let strings = statement.strings.map(\.text)
    if statement.tokens.contains(where: { $0.isWord("kotlin") }), let module = strings.first {
      return [("org.jetbrains.kotlin:kotlin-\(module)", strings[at: 1])]
    }
    let written = strings.compactMap { text -> (String, String?)? in
      let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
      guard parts.count >= 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
      let version = parts[at: 2].flatMap { $0.split(separator: "@").first.map(String.init) }
      return ("\(parts[0]):\(parts[1])", version)
    }
    guard written.isEmpty, let catalogue else { return written }
    return statement.tokens.lazy.compactMap { catalogue.libraries[$0.text] }.first ?? []
  }

  private static func isDevelopment(_ configuration: String) -> Bool {
    let name = configuration.lowercased()
    return name.contains("test") || name.hasPrefix("debug") || name.hasPrefix("development")
      || name.hasSuffix("plugins") || name.hasSuffix("processor") || name == "classpath"
      || name == "jmh"
  }
}

/// Reads a catalogue of versions: what it offers is used by build scripts, so it names no dependency
/// itself; but versions float or do not here.
struct GradleCatalogueReader: FileReader {
  var endings: Set<String>? { ["toml"] }

  func wants(_ path: RelativePath) -> Bool { path.name.hasSuffix(".versions.toml") }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    let folder = file.path.folder.name == "gradle" ? file.path.folder.folder : file.path.folder
    var draft = ManifestDraft("gradle", file: file, folder: folder)
    let tree = TOML.parse(file.bytes)
    draft.addFaults(tree.faults, in: file)
    guard let root = tree.documents.first else { return draft.facts }
    let versions =
      (root["versions"]?.entries ?? [])
      + (root["libraries"]?.entries ?? []).compactMap { library in library.value.entry("version") }
    let counted = versions.map { entry in
      Dependency(
        ecosystem: "maven", name: entry.key.text ?? "", version: entry.value.text,
        place: file.place(entry.key.position))
    }
    draft.settleLock(lockFile: nil, counted: counted) {
      !VersionText.isMovingForJVM($0.version ?? "")
    }
    return draft.facts
  }
}

/// The names that a catalogue of versions gives to libraries and plugins.
///
/// https://docs.gradle.org/current/userguide/version_catalogs.html
struct GradleCatalogue {
  /// Coordinates and version by `libs.some.library`; more than one for a bundle.
  private(set) var libraries: [String: [(String, String?)]] = [:]
  /// The id and version by `libs.plugins.some`.
  private(set) var plugins: [String: (id: String, version: String?)] = [:]

  /// The catalogue of the build that a script belongs to.
  static func find(for file: SourceFile, _ context: ReadingContext) -> GradleCatalogue? {
    guard file.contains("libs.") else { return nil }
    for folder in file.path.folder.withAncestors {
      guard let path = folder.appending("gradle/libs.versions.toml"), context.files.contains(path)
      else { continue }
      let catalogue = context.memory.catalogue(at: path) {
        let file = context.read(path)
        let root = file.flatMap { TOML.parse($0.bytes).documents.first }
        return (root.map(GradleCatalogue.init), size: file?.bytes.count ?? 0)
      }
      return catalogue
    }
    return nil
  }

  init(_ root: Node) {
    let versions = (root["versions"]?.entries ?? []).reduce(into: [String: String]()) {
      if let name = $1.key.text, let text = $1.value.text { $0[name] = text }
    }
    func version(_ node: Node?) -> String? {
      node?.text ?? node?["ref"]?.text.flatMap { versions[$0] }
    }
    for entry in root["libraries"]?.entries ?? [] {
      guard let key = entry.key.text else { continue }
      let parts = (entry.value.text ?? entry.value["module"]?.text ?? "").split(separator: ":")
      let group = entry.value["group"]?.text ?? parts.first.map(String.init)
      let name = entry.value["name"]?.text ?? parts.dropFirst().first.map(String.init)
      guard let group, let name else { continue }
      let own = parts.dropFirst(2).first.map(String.init)
      libraries[Self.accessor("libs", key)] = [
        ("\(group):\(name)", own ?? version(entry.value["version"]))
      ]
    }
    for entry in root["bundles"]?.entries ?? [] {
      let members = entry.value.texts.uniqued().flatMap { name in
        libraries[Self.accessor("libs", name)] ?? []
      }
      libraries[Self.accessor("libs.bundles", entry.key.text ?? "")] = members
    }
    for entry in root["plugins"]?.entries ?? [] {
      let parts = (entry.value.text ?? "").split(separator: ":").map(String.init)
      guard let id = entry.value["id"]?.text ?? parts.first else { continue }
      plugins[Self.accessor("libs.plugins", entry.key.text ?? "")] = (
        id, parts[at: 1] ?? version(entry.value["version"])
      )
    }
  }

  /// The artifact that stands for a plugin in a repository.
  ///
  /// https://docs.gradle.org/current/userguide/plugins.html#sec:plugin_markers
  static func marker(_ id: String) -> String { "\(id):\(id).gradle.plugin" }

  private static func accessor(_ prefix: String, _ key: String) -> String {
    "\(prefix).\(key.replacing("-", with: ".").replacing("_", with: "."))"
  }
}
