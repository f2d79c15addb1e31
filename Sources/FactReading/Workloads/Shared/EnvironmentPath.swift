import SourceModel

/// Finds the environment that a file's path names.
enum EnvironmentPath {
  /// Folders whose folders are environments.
  private static let parents: Set<String> = [
    "overlays", "overlay", "environments", "environment", "envs", "env", "clusters", "stages",
    "stacks", "inventories", "inventory", "live", "workspaces", "workspace-variables",
    "workspace_variables", "values", "vars", "tfvars", "deployments",
  ]

  /// How many folders are looked at, the innermost; trees are read no deeper, but files may name any path.
  private static let depthLimit = 128
  /// How long the name of a folder may be that stands for an environment wherever it lies.
  private static let nameLimit = 24

  /// The environment that a folder of the path stands for: `overlays/staging/…`, `prod/…`.
  static func inFolders(of path: RelativePath) -> String? {
    let folders = path.folder.parts.suffix(depthLimit)
    for index in folders.indices.reversed() {
      let name = String(folders[index])
      let parent = index > folders.startIndex ? folders[index - 1].lowercased() : ""
      if parents.contains(parent), EnvironmentName.isEnvironment(name) { return name }
      let isShort = name.utf8.count <= nameLimit || name.count <= nameLimit
      if isShort, EnvironmentName.isPlain(name) { return name }
    }
    return nil
  }

  /// The environment that one of the words of a file's name says: `shop-prod-canary.yaml`.
  static func amongWords(of path: RelativePath) -> String? {
    path.stem.nameWords.first(where: EnvironmentName.isPlain)
  }

  /// The environment in a file's name beside these words: `values-prod.yaml` beside `values`.
  static func inName(of path: RelativePath, beside words: [String]) -> String? {
    let stem = stemWithoutTemplate(path)
    let lowered = stem.lowercased()
    for word in words {
      for separator in ["-", "_", "."] {
        if lowered.hasPrefix(word + separator) {
          let rest = String(stem.dropFirst(word.count + 1))
          if EnvironmentName.isEnvironment(rest) { return rest }
        }
        if lowered.hasSuffix(separator + word) {
          let rest = String(stem.dropLast(word.count + 1))
          if EnvironmentName.isEnvironment(rest) { return rest }
        }
      }
    }
    return nil
  }

  /// `values.prod` of `values.prod.template.yaml`, which is filled in when it is used.
  private static func stemWithoutTemplate(_ path: RelativePath) -> String {
    let stem = path.stem
    let lowered = stem.lowercased()
    let mark = [".template", ".tmpl", ".tpl"].first { lowered.hasSuffix($0) }
    return mark.map { String(stem.dropLast($0.count)) } ?? stem
  }

  /// The environment that a file named for it alone stands for: `values/prod.yaml`.
  static func asName(of path: RelativePath) -> String? {
    let stem = path.stem
    guard EnvironmentName.isEnvironment(stem) else { return nil }
    let parent = path.folder.name.lowercased()
    return parents.contains(parent) || EnvironmentName.isPlain(stem) ? stem : nil
  }
}
