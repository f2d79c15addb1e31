import FactModel
import SourceModel

/// Reads `Package.swift`.
///
/// https://docs.swift.org/package-manager/PackageDescription/
struct SwiftPackageReader: ManifestReader {
  let names: Set = ["Package.swift"]

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var draft = ManifestDraft("swift", file: file)
    let calls = CodeCall.calls(
      of: ["Package", ".package", ".executable", ".library"],
      in: CodeLanguage.swift.tokens(in: file.bytes))
    for call in calls {
      switch call.name {
      case "Package": draft.manifest.name = call.string("name")
      case ".executable": draft.manifest.offersCommands = true
      case ".library": draft.manifest.isPublishable = true
      default:
        guard let name = (call.string("url") ?? call.string("id")).map(Self.name) else { continue }
        let last = call.arguments.last
        let isExact = ["exact", "revision"].contains { call.argument($0) != nil }
        draft.dependencies.append(
          Dependency(
            ecosystem: "swift", name: name,
            version: last?.string.map { isExact ? "=" + $0 : $0 },
            place: file.place(line: call.line)))
      }
    }
    draft.settleLock(lockFile: LockFiles.find(["Package.resolved"], in: file.path.folder, context))
    {
      $0.version?.hasPrefix("=") ?? false
    }
    return draft.facts
  }

  /// `owner/name` of an address.
  private static func name(_ address: String) -> String {
    let path = address.hasSuffix(".git") ? address.dropLast(4) : address[...]
    return path.split { $0 == "/" || $0 == ":" }.suffix(2).joined(separator: "/")
  }
}

/// Reads `mix.exs`.
///
/// https://hexdocs.pm/mix/Mix.Tasks.Deps.html
struct MixReader: ManifestReader {
  let names: Set = ["mix.exs"]

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var draft = ManifestDraft("hex", file: file)
    let tokens = CodeLanguage.elixir.tokens(in: file.bytes).filter { $0.kind != .lineEnd }
    var isInDependencies = false
    for (index, token) in tokens.enumerated() {
      let next = tokens[at: index + 1]
      if token.isWord("def") || token.isWord("defp") {
        isInDependencies = next?.text.hasPrefix("deps") ?? false
      } else if token.isWord("escript"), next?.isSymbol(":") == true {
        draft.manifest.offersCommands = true
      } else if token.isWord("package"), next?.isSymbol(":") == true {
        draft.manifest.isPublishable = true
      } else if token.isWord("app"), next?.isSymbol(":") == true {
        draft.manifest.name = tokens[at: index + 3]?.text
      } else if isInDependencies, token.isSymbol("{"), next?.isSymbol(":") == true,
        draft.dependencies.count < ManifestDraft.dependencyLimit
      {
        draft.dependencies += Self.dependency(tokens[(index + 2)...], file)
      }
    }
    let lock = LockFiles.find(["mix.lock"], from: file.path.folder, context) {
      context.has("mix.exs", in: $0)
    }
    draft.settleLock(lockFile: lock) { VersionText.isExact($0.version ?? "") }
    return draft.facts
  }

  private static func dependency(
    _ tokens: ArraySlice<CodeToken>, _ file: SourceFile
  ) -> [Dependency] {
    guard let name = tokens.first, name.kind == .word else { return [] }
    // What opens another tuple or map is none of its options.
    let body = Array(
      tokens.dropFirst().prefix(200).prefix { !$0.isSymbol("}") && !$0.isSymbol("{") })
    guard !body.contains(where: { $0.isWord("path") || $0.isWord("in_umbrella") }) else {
      return []
    }
    let environments = body.firstIndex { $0.isWord("only") }.map { start in
      body[(start + 1)...].prefix { !$0.isSymbol("]") }.filter { $0.kind == .word }.map(\.text)
    }
    let version = body[at: 1].flatMap { $0.kind == .string ? $0.text : nil }
    return [
      Dependency(
        ecosystem: "hex", name: name.text, version: version,
        scope: environments.map { !$0.contains("prod") } ?? false ? .development : .runtime,
        place: file.place(line: name.line))
    ]
  }
}

/// Reads builds of sbt.
///
/// https://www.scala-sbt.org/1.x/docs/Library-Dependencies.html
struct SbtReader: ManifestReader {
  let extensions: Set = ["sbt"]

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    let isOfPlugins = file.path.folder.name == "project"
    let folder = isOfPlugins ? file.path.folder.folder : file.path.folder
    var draft = ManifestDraft("sbt", file: file, folder: folder)
    let tokens = CodeLanguage.scala.tokens(in: file.bytes).filter { $0.kind != .lineEnd }
    for (index, token) in tokens.enumerated() {
      if token.isWord("publishTo") { draft.manifest.isPublishable = true }
      // A string behind a percent sign is a name or a version.
      guard token.kind == .string, tokens[at: index + 1]?.isSymbol("%") == true,
        tokens[at: index - 1]?.isSymbol("%") != true
      else { continue }
      let rest = Array(tokens[(index + 1)...].prefix(12).drop { $0.isSymbol("%") })
      guard let name = rest.first, name.kind == .string else { continue }
      let version = Array(rest.dropFirst().drop { $0.isSymbol("%") })
      guard rest[at: 1]?.isSymbol("%") == true, let number = version.first else { continue }
      let configuration = version[at: 1]?.isSymbol("%") == true ? version[at: 2]?.text : nil
      let isTest = configuration?.lowercased().contains("test") ?? false
      draft.dependencies.append(
        Dependency(
          ecosystem: "maven", name: "\(token.text):\(name.text)",
          version: number.kind == .string ? number.text : nil,
          scope: isTest || isOfPlugins ? .development : .runtime,
          place: file.place(line: token.line)))
    }
    draft.settleLock(lockFile: LockFiles.find(["build.sbt.lock"], in: file.path.folder, context)) {
      !VersionText.isMovingForJVM($0.version ?? "")
    }
    return draft.facts
  }
}

/// Reads `MODULE.bazel`.
///
/// https://bazel.build/external/module
struct BazelModuleReader: ManifestReader {
  let names: Set = ["MODULE.bazel"]

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var draft = ManifestDraft("bazel", file: file)
    let calls = CodeCall.calls(
      of: ["module", "bazel_dep"], in: CodeLanguage.starlark.tokens(in: file.bytes))
    for call in calls {
      guard let name = call.string("name") ?? call.firstString else { continue }
      if call.name == "module" {
        draft.manifest.name = name
        continue
      }
      let isDevelopment = call.argument("dev_dependency")?.tokens.first?.isWord("True") ?? false
      draft.dependencies.append(
        Dependency(
          ecosystem: "bazel", name: name, version: call.string("version"),
          scope: isDevelopment ? .development : .runtime, place: file.place(line: call.line)))
    }
    // A module names one version of each; the least that fits all is taken.
    draft.settleLock(
      lockFile: LockFiles.find(["MODULE.bazel.lock"], in: file.path.folder, context),
      isExact: { _ in true })
    return draft.facts
  }
}
