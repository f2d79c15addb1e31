import FactModel
import SourceModel

/// Reads `go.mod`.
///
/// https://go.dev/ref/mod#go-mod-file
struct GoManifestReader: ManifestReader {
  let names: Set = ["go.mod"]

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var draft = ManifestDraft("go", file: file)
    var module = GoModule()
    for line in ByteLines(file.bytes) { module.read(line.text, number: line.number) }
    draft.manifest.name = module.name
    let tools = module.tools.sorted(by: Self.precedes)
    draft.dependencies = module.requirements.filter { !module.isLocal($0.path) }.map {
      requirement in
      Dependency(
        ecosystem: "go", name: requirement.path, version: requirement.version,
        scope: Self.isBeginning(requirement.path, amongOrdered: tools) ? .development : .runtime,
        place: file.place(line: requirement.line))
    }
    let folder = file.path.folder
    let isProgram = Self.isProgram(folder, context)
    let hasCommands = folder.appending("cmd").map(context.folders.contains) ?? false
    draft.manifest.offersCommands = isProgram || hasCommands
    draft.manifest.commands = Self.commands(of: module.name, in: folder, context)
    // The package in the module's own folder decides; commands may stand beside it.
    draft.manifest.isPublishable =
      !isProgram && module.name?.contains(".") ?? false
      && (!hasCommands || Self.hasPackage(folder, context))
    // Every requirement names one version, and the least one that fits all is taken:
    // https://go.dev/ref/mod#minimal-version-selection
    draft.settleLock(
      lockFile: LockFiles.find(["go.sum"], in: folder, context) ?? Self.vendored(folder, context),
      isExact: { _ in true })
    if module.hasNoRequirements { draft.manifest.lock = .noDependencies }
    return draft.facts
  }

  private static func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  /// Whether one of the paths begins so.
  private static func isBeginning(_ path: String, amongOrdered paths: [String]) -> Bool {
    // Those that begin so are the first that do not precede it.
    paths[at: paths.partitionPoint { !precedes($0, path) }]?.utf8.starts(with: path.utf8) ?? false
  }

  /// What `go install` calls the programs: by the module, or by their folders in `cmd`.
  private static func commands(
    of module: String?, in folder: RelativePath, _ context: ReadingContext
  ) -> Set<String> {
    let parts = module?.split(separator: "/") ?? []
    let isVersion = parts.last.map { $0.first == "v" && $0.dropFirst().allSatisfy(\.isNumber) }
    let own = (isVersion == true ? parts.dropLast().last : parts.last).map(String.init)
    let cmd = folder.appending("cmd").flatMap { context.folders.contains($0) ? $0 : nil }
    let programs = cmd.map { cmd in context.folders(in: cmd).map(\.name) }
    return Set((programs ?? []) + [own].compactMap { $0 })
  }

  /// Whether a program stands in the module's own folder.
  private static func isProgram(_ folder: RelativePath, _ context: ReadingContext) -> Bool {
    if context.has("main.go", in: folder) { return true }
    let files = context.files(in: folder).filter {
      $0.fileExtension == "go" && !$0.name.hasSuffix("_test.go")
    }
    return files.sorted().prefix(3).contains { path in
      context.read(path)?.firstLine(holding: "package main") != nil
    }
  }

  /// Whether a package stands in the module's own folder: more than a file of tools or of embedded files.
  private static func hasPackage(_ folder: RelativePath, _ context: ReadingContext) -> Bool {
    context.files(in: folder).count {
      $0.fileExtension == "go" && !$0.name.hasSuffix("_test.go")
        && !["tools", "doc"].contains($0.stem)
    } >= 2
  }

  /// The list of the vendored tree, which does not count as a file of the team's own.
  private static func vendored(_ folder: RelativePath, _ context: ReadingContext) -> Place? {
    guard let path = folder.appending("vendor/modules.txt"), context.read(path) != nil else {
      return nil
    }
    return Place(path)
  }
}

/// What the lines of a `go.mod` say.
private struct GoModule {
  struct Requirement {
    var path: String
    var version: String
    var line: Int
  }

  var name: String?
  var requirements: [Requirement] = []
  var tools: [String] = []
  var hasNoRequirements = true
  private var replacedByFolder: Set<String> = []
  private var block: String?

  func isLocal(_ path: String) -> Bool { replacedByFolder.contains(path) }

  mutating func read(_ line: String, number: Int) {
    let parts = line.split(separator: "//", maxSplits: 1, omittingEmptySubsequences: false)
    let comment = parts.count > 1 ? parts[1].trimmingSpaces : ""
    var words = (parts.first ?? "").split { $0 == " " || $0 == "\t" || $0 == "\r" }.map(
      Self.unquoted)
    guard let first = words.first else { return }
    if first == ")" {
      block = nil
      return
    }
    let directive: String
    if let block {
      directive = block
    } else {
      directive = first
      words.removeFirst()
      if words.first == "(" {
        block = directive
        return
      }
    }
    apply(directive, words, isIndirect: comment.hasPrefix("indirect"), line: number)
  }

  private mutating func apply(
    _ directive: String, _ words: [String], isIndirect: Bool, line: Int
  ) {
    switch directive {
    case "module": name = words.first
    case "tool": tools += words.prefix(1)
    case "require":
      hasNoRequirements = false
      guard words.count >= 2, !isIndirect else { return }
      requirements.append(Requirement(path: words[0], version: words[1], line: line))
    case "replace":
      guard let arrow = words.firstIndex(of: "=>"), let old = words.first,
        let new = words[at: arrow + 1], new.hasPrefix(".") || new.hasPrefix("/")
      else { return }
      replacedByFolder.insert(old)
    default: return
    }
  }

  private static func unquoted(_ word: Substring) -> String {
    word.hasPrefix("\"") && word.hasSuffix("\"") && word.count > 1
      ? String(word.dropFirst().dropLast()) : String(word)
  }
}
