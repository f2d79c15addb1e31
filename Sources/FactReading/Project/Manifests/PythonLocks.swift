import SourceModel

/// Where Python projects fix versions.
enum PythonLocks {
  private static let names = [
    "poetry.lock", "uv.lock", "pdm.lock", "Pipfile.lock", "pylock.toml", "pixi.lock",
    "conda-lock.yml", "requirements.lock", "requirements-lock.txt",
  ]
  private static let requirementNames = [
    "requirements.txt", "requirements/base.txt", "requirements/prod.txt",
    "requirements/production.txt", "requirements/main.txt", "requirements/requirements.txt",
  ]

  /// The lock file of a folder: a tool's own, one of a workspace above, or requirements with
  /// exact versions only.
  static func find(in folder: RelativePath, _ context: ReadingContext) -> Place? {
    let tool = LockFiles.find(names, from: folder, context) { ancestor in
      let manifest = ancestor.appending("pyproject.toml").flatMap(context.read)
      return manifest?.contains("[tool.uv.workspace]") ?? false
    }
    return tool ?? pinnedRequirements(in: folder, context)
  }

  private static func pinnedRequirements(
    in folder: RelativePath, _ context: ReadingContext
  ) -> Place? {
    for name in requirementNames {
      guard let path = folder.appending(name),
        let summary = RequirementsFile.summary(of: path, context)
      else { continue }
      return summary.isPinned ? Place(path) : nil
    }
    return nil
  }
}

/// Which groups of requirements only developers need.
enum PythonGroups {
  private static let development: Set<String> = [
    "dev", "devel", "develop", "development", "test", "tests", "testing", "doc", "docs", "lint",
    "linting", "typing", "types", "ci", "build", "style", "format", "quality", "coverage", "debug",
    "local", "tools", "precommit", "mypy", "tox", "nox",
  ]

  /// Whether the name of a group, extra or file says so.
  static func isDevelopment(_ name: String) -> Bool {
    Words.words(of: name.replacing("_", with: "-")).contains { development.contains($0) }
  }
}
