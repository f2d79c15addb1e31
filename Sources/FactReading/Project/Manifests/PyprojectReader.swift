import FactModel
import SourceModel
import Syntax

/// Reads `pyproject.toml`.
///
/// https://packaging.python.org/en/latest/specifications/pyproject-toml/
struct PyprojectReader: ManifestReader {
  let names: Set = ["pyproject.toml"]

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    let tree = TOML.parse(file.bytes)
    var draft = ManifestDraft("pypi", file: file)
    draft.addFaults(tree.faults, in: file)
    guard let root = tree.documents.first else { return draft.facts }
    let poetry = root["tool", "poetry"]
    let hasProject = root["project"] != nil || poetry != nil || root["dependency-groups"] != nil
    // Many projects keep only the settings of their tools here.
    guard hasProject || root["build-system"] != nil else {
      var facts = FileFacts()
      facts.warnings = draft.warnings
      return facts
    }
    describe(root, &draft.manifest)
    draft.dependencies = Self.standard(root, file) + Self.tools(root, file)
    if let poetry { draft.dependencies += Self.poetry(poetry, file) }
    draft.settleLock(lockFile: PythonLocks.find(in: file.path.folder, context)) { dependency in
      let version = dependency.version ?? ""
      return version.hasPrefix("@") || PythonRequirement.isExact(version)
        || VersionText.isExact(version)
    }
    return draft.facts
  }

  private func describe(_ root: Node, _ manifest: inout Manifest) {
    let project = root["project"]
    let poetry = root["tool", "poetry"]
    manifest.name = project?["name"]?.text ?? poetry?["name"]?.text
    let scripts = [
      project?["scripts"], project?["gui-scripts"], poetry?["scripts"],
      project?["entry-points", "console_scripts"],
    ]
    manifest.commands = Set(scripts.flatMap { ($0?.entries ?? []).compactMap(\.key.text) })
    manifest.offersCommands = scripts.contains { $0?.entries.isEmpty == false }
    let classifiers = (project?["classifiers"] ?? poetry?["classifiers"])?.texts ?? []
    let isUpload = !classifiers.contains { $0.hasPrefix("Private ::") }
    let isPackage =
      poetry?["package-mode"]?.flag != false && root["tool", "uv", "package"]?.flag != false
      && root["tool", "pdm", "distribution"]?.flag != false
    manifest.isApplication = !isUpload || !isPackage
    manifest.isPublishable =
      !manifest.isApplication && manifest.name != nil && root["build-system"] != nil
  }

  /// What the standards name: PEP 621 and PEP 735.
  private static func standard(_ root: Node, _ file: SourceFile) -> [Dependency] {
    var result = requirements(root["project", "dependencies"], .runtime, file)
    for entry in root["project", "optional-dependencies"]?.entries ?? [] {
      let isDevelopment = PythonGroups.isDevelopment(entry.key.text ?? "")
      result += requirements(entry.value, isDevelopment ? .development : .runtime, file)
    }
    for entry in root["dependency-groups"]?.entries ?? [] {
      result += requirements(entry.value, .development, file)
    }
    return result
  }

  private static func tools(_ root: Node, _ file: SourceFile) -> [Dependency] {
    var result = requirements(root["tool", "uv", "dev-dependencies"], .development, file)
    for entry in root["tool", "pdm", "dev-dependencies"]?.entries ?? [] {
      result += requirements(entry.value, .development, file)
    }
    for entry in root["tool", "hatch", "envs"]?.entries ?? [] {
      for key in ["dependencies", "extra-dependencies"] {
        result += requirements(entry.value[key], .development, file)
      }
    }
    return result
  }

  private static func requirements(
    _ list: Node?, _ scope: ToolUse.Scope, _ file: SourceFile
  ) -> [Dependency] {
    (list?.items ?? []).compactMap { item in
      guard let text = item.text, let requirement = PythonRequirement(text) else { return nil }
      return requirement.dependency(scope, at: file.place(item.position))
    }
  }

  /// The tables of Poetry.
  ///
  /// https://python-poetry.org/docs/dependency-specification/
  private static func poetry(_ poetry: Node, _ file: SourceFile) -> [Dependency] {
    var result = table(poetry["dependencies"], .runtime, file)
    result += table(poetry["dev-dependencies"], .development, file)
    for group in poetry["group"]?.entries ?? [] {
      let isMain = ["main", "prod", "production", "deploy"].contains(group.key.text ?? "")
      result += table(group.value["dependencies"], isMain ? .runtime : .development, file)
    }
    return result
  }

  /// A table of names with versions, as Poetry and Pipenv write it.
  static func table(
    _ node: Node?, _ scope: ToolUse.Scope, _ file: SourceFile
  ) -> [Dependency] {
    (node?.entries ?? []).compactMap { entry in
      guard let name = entry.key.text, name != "python", entry.value["path"] == nil else {
        return nil
      }
      let isCommit = entry.value["rev"] != nil || entry.value["ref"] != nil
      let version = isCommit ? "@" : entry.value.text ?? entry.value["version"]?.text
      return Dependency(
        ecosystem: "pypi", name: PythonRequirement.normalized(name), version: version, scope: scope,
        place: file.place(entry.key.position))
    }
  }
}

/// Reads `Pipfile`.
///
/// https://pipenv.pypa.io/en/latest/pipfile.html
struct PipfileReader: ManifestReader {
  let names: Set = ["Pipfile"]

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    let tree = TOML.parse(file.bytes)
    var draft = ManifestDraft("pypi", file: file)
    draft.addFaults(tree.faults, in: file)
    let root = tree.documents.first
    draft.manifest.isApplication = true
    draft.dependencies =
      PyprojectReader.table(root?["packages"], .runtime, file)
      + PyprojectReader.table(root?["dev-packages"], .development, file)
    draft.settleLock(lockFile: PythonLocks.find(in: file.path.folder, context)) { dependency in
      let version = dependency.version ?? ""
      return version == "@" || PythonRequirement.isExact(version)
    }
    return draft.facts
  }
}
