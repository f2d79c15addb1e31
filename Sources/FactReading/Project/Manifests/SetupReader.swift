import FactModel
import SourceModel
import Syntax

/// Reads `setup.py`.
///
/// https://setuptools.pypa.io/en/latest/references/keywords.html
struct SetupReader: ManifestReader {
  let names: Set = ["setup.py"]

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var draft = ManifestDraft("pypi", file: file)
    let tokens = CodeLanguage.python.tokens(in: file.bytes)
    // Without the call it is a module of this name and no manifest.
    guard tokens.contains(where: { $0.isWord("setup") || $0.text.hasSuffix(".setup") }) else {
      return FileFacts()
    }
    draft.manifest.name = Self.strings(after: "name", in: tokens, isList: false).first?.text
    draft.manifest.isPublishable = draft.manifest.name != nil
    draft.manifest.offersCommands =
      file.contains("console_scripts") || file.contains("gui_scripts")
      || !Self.strings(after: "scripts", in: tokens, isList: true).isEmpty
    let lists: [(String, ToolUse.Scope)] = [
      ("install_requires", .runtime), ("tests_require", .development),
      ("setup_requires", .development), ("extras_require", .runtime),
    ]
    for (name, scope) in lists {
      draft.dependencies += Self.strings(after: name, in: tokens, isList: true).compactMap {
        token in
        guard let requirement = PythonRequirement(token.text) else { return nil }
        return requirement.dependency(scope, at: file.place(line: token.line))
      }
    }
    // What is counted is what an installation resolves; extras name further groups.
    let counted = draft.dependencies.filter { $0.scope == .runtime }
    draft.settleLock(
      lockFile: PythonLocks.find(in: file.path.folder, context), counted: counted,
      isExact: { PythonRequirement.isExact($0.version ?? "") })
    return draft.facts
  }

  /// The strings in the list or text behind `name =`; keys of mappings are left out.
  private static func strings(
    after name: String, in tokens: [CodeToken], isList: Bool
  ) -> [CodeToken] {
    for index in tokens.indices where tokens[index].isWord(name) {
      guard tokens[at: index + 1]?.isSymbol("=") == true, let first = tokens[at: index + 2] else {
        continue
      }
      if first.kind == .string { return isList ? [] : [first] }
      guard isList, first.isSymbol("[") || first.isSymbol("{") || first.isSymbol("(") else {
        continue
      }
      return collected(tokens[(index + 2)...])
    }
    return []
  }

  private static func collected(_ tokens: ArraySlice<CodeToken>) -> [CodeToken] {
    var depth = 0
    var result: [CodeToken] = []
    for (index, token) in zip(tokens.indices, tokens) {
      switch (token.kind, token.text) {
      case (.symbol, "["), (.symbol, "{"), (.symbol, "("): depth += 1
      case (.symbol, "]"), (.symbol, "}"), (.symbol, ")"):
        depth -= 1
        if depth <= 0 { return result }
      case (.string, _):
        let next = tokens.indices.contains(index + 1) ? tokens[index + 1] : nil
        if next?.isSymbol(":") != true { result.append(token) }
      default: continue
      }
    }
    return result
  }
}

/// Reads `setup.cfg`.
///
/// https://setuptools.pypa.io/en/latest/userguide/declarative_config.html
struct SetupConfigurationReader: ManifestReader {
  let names: Set = ["setup.cfg"]

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    // Many projects keep only the settings of their tools here.
    guard file.contains("[metadata]") || file.contains("[options]") else { return FileFacts() }
    let tree = INI.parse(file.bytes)
    var draft = ManifestDraft("pypi", file: file)
    guard let root = tree.documents.first, root["options"] != nil || root["metadata", "name"] != nil
    else { return FileFacts() }
    draft.manifest.name = root["metadata", "name"]?.text
    draft.manifest.isPublishable = draft.manifest.name != nil
    draft.manifest.offersCommands =
      root["options.entry_points", "console_scripts"] != nil || root["options", "scripts"] != nil
    let lines = ByteLines(file.bytes).map { String(decoding: $0.trimmed, as: UTF8.self) }
    var left = Self.searchLimit
    draft.dependencies = Self.list(
      root["options", "install_requires"], .runtime, file, lines, &left)
    for entry in root["options.extras_require"]?.entries ?? [] {
      let isDevelopment = PythonGroups.isDevelopment(entry.key.text ?? "")
      draft.dependencies += Self.list(
        entry.value, isDevelopment ? .development : .runtime, file, lines, &left)
    }
    draft.settleLock(
      lockFile: PythonLocks.find(in: file.path.folder, context),
      isExact: { PythonRequirement.isExact($0.version ?? "") })
    return draft.facts
  }

  /// How many lines of a file are looked at for where its requirements stand; files have some hundred.
  private static let searchLimit = 200_000

  private static func list(
    _ node: Node?, _ scope: ToolUse.Scope, _ file: SourceFile, _ lines: [String],
    _ left: inout Int
  ) -> [Dependency] {
    guard let node, let text = node.text else { return [] }
    let first = Int(node.position.line)
    // The requirements stand in the order of the lines.
    var next = min(max(0, first - 1), lines.count)
    return text.split(whereSeparator: { $0 == "\n" || $0 == "\r\n" }).compactMap { item in
      guard let requirement = PythonRequirement(item.trimmingSpaces) else { return nil }
      let wanted = item.trimmingSpaces
      let rest = lines[next...].prefix(max(0, left))
      let line = rest.firstIndex { $0.hasSuffix(wanted) }
      left -= line.map { $0 - next } ?? rest.count
      if let line { next = line }
      return requirement.dependency(scope, at: file.place(line: line.map { $0 + 1 } ?? first))
    }
  }
}

/// Reads `environment.yml`.
///
/// https://docs.conda.io/projects/conda/en/latest/user-guide/tasks/manage-environments.html
struct CondaReader: ManifestReader {
  let names: Set = ["environment.yml", "environment.yaml", "conda.yml", "conda.yaml"]

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    guard file.contains("dependencies:") else { return FileFacts() }
    let tree = YAML.parse(file.bytes, manner: .tolerant)
    guard let root = tree.documents.first, let list = root["dependencies"], list.isSequence else {
      return FileFacts()
    }
    var draft = ManifestDraft("conda", file: file)
    draft.addFaults(tree.faults, in: file)
    draft.manifest.name = root["name"]?.text
    for item in list.items {
      for nested in [item] + (item["pip"]?.items ?? []) {
        guard let dependency = Self.dependency(nested, file) else { continue }
        draft.dependencies.append(dependency)
      }
    }
    draft.settleLock(lockFile: PythonLocks.find(in: file.path.folder, context)) { dependency in
      dependency.version?.hasPrefix("=") == true && dependency.version?.contains("*") == false
    }
    return draft.facts
  }

  private static func dependency(_ node: Node, _ file: SourceFile) -> Dependency? {
    guard let text = node.text else { return nil }
    let spec = text.split(separator: "::").last.map(String.init) ?? text
    let name = spec.prefix { $0.isLetter || $0.isNumber || "-_.".contains($0) }
    guard !name.isEmpty, name != "python", name != "pip" else { return nil }
    let version = spec[name.endIndex...].drop { $0 != "=" && $0 != "<" && $0 != ">" && $0 != "~" }
    return Dependency(
      ecosystem: "pypi", name: PythonRequirement.normalized(String(name)),
      version: version.isEmpty ? nil : String(version), place: file.place(node.position))
  }
}
