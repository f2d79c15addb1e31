import SourceModel

/// Words of people for bringing a former version back.
enum GoingBack {
  private static let verbs: Set<String> = [
    "rollback", "rollbacks", "downgrade", "downgrades", "downgrading",
  ]
  private static let reverting: Set<String> = ["revert", "reverting", "restore", "restoring"]
  private static let versions: Set<String> = [
    "version", "versions", "release", "releases", "deploy", "deployment", "deployments",
  ]

  /// Whether a name or title speaks of it: `downgrading-airflow`, `Reverting a release`.
  static func isIn(_ words: [String]) -> Bool {
    if words.contains(where: verbs.contains) { return true }
    if zip(words, words.dropFirst()).contains(where: {
      ["roll", "rolling"].contains($0) && $1 == "back"
    }) {
      return true
    }
    return words.contains(where: reverting.contains) && words.contains(where: versions.contains)
  }
}

extension RelativePath {
  private static let assistants: Set<Substring> = [
    ".claude", ".cursor", ".windsurf", ".gemini", ".codex", ".clinerules", ".roo", ".aider",
    ".continue", ".kiro", ".junie", ".opencode",
  ]

  /// Whether it lies among the prompts of a coding assistant, which are no documents of the team.
  ///
  /// https://code.claude.com/docs/en/skills
  /// https://docs.github.com/en/copilot/customizing-copilot/adding-repository-custom-instructions-for-github-copilot
  var isForAssistants: Bool {
    let folders = parts.dropLast()
    if folders.contains(where: { Self.assistants.contains(Substring($0)) }) { return true }
    let ofCopilot = ["prompts", "instructions", "chatmodes", "agents", "skills"]
    return folders.count > 1 && folders[folders.startIndex] == ".github"
      && ofCopilot.contains { $0 == folders[folders.index(after: folders.startIndex)] }
  }
}
