import SourceModel

/// Words of people for bringing a former version back.
enum GoingBack {
  private static let downgrading: Set<String> = ["downgrade", "downgrades", "downgrading"]
  private static let reverting: Set<String> = ["revert", "reverting", "restore", "restoring"]
  private static let versions: Set<String> = [
    "version", "versions", "release", "releases", "deploy", "deployment", "deployments",
  ]

  /// Whether the name of a document speaks of it: `rollback`, `downgrading-shop`,
  /// `reverting-a-release`.
  static func isIn(_ words: [String], of path: RelativePath) -> Bool {
    let isRollingBack = zip(words, words.dropFirst()).contains { first, second in
      first.hasPrefix("roll") && second == "back"
    }
    if words.contains("rollback") || isRollingBack { return true }
    // Far down among the pages of a site, the users of a product read how they go back.
    guard path.depth <= 2, path.parts.first != "content" else { return false }
    return words.contains(where: downgrading.contains)
      || words.contains(where: reverting.contains) && words.contains(where: versions.contains)
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
    // All of these folders are hidden, which most paths have none of.
    guard text.utf8.first == UInt8(ascii: ".") || text.contains("/.") else { return false }
    let folders = parts.dropLast()
    if folders.contains(where: { Self.assistants.contains(Substring($0)) }) { return true }
    let ofCopilot = ["prompts", "instructions", "chatmodes", "agents", "skills"]
    return folders.count > 1 && folders[folders.startIndex] == ".github"
      && ofCopilot.contains { $0 == folders[folders.index(after: folders.startIndex)] }
  }
}
