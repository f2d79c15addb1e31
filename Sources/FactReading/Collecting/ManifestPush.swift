import FactModel

extension [Step] {
  /// Notes pushes of manifests whose images were changed before: a deployer takes them from there.
  ///
  /// Only the order of the commands tells such a push from any other.
  mutating func noteManifestPushes() {
    var isChanged = false
    for index in indices {
      let step = self[index]
      isChanged = isChanged || step.changesImageOfManifest
      guard isChanged, step.pushesBranch, step.uses.isEmpty else { continue }
      self[index].uses = [
        ToolUse(
          tool: "manifest-push", name: "Git", category: "deployment", capabilities: [.handsOver],
          origin: .command, confidence: .inferred, place: step.place,
          excerpt: Excerpt.command(step.words))
      ]
      isChanged = false
    }
  }
}

extension Step {
  /// Whether it writes an image or its tag into a file of YAML.
  fileprivate var changesImageOfManifest: Bool {
    guard action == nil, let program = words.first.map(ProgramName.key) else { return false }
    let rest = words.dropFirst()
    switch program {
    case "kustomize": return Array(rest.prefix(3)) == ["edit", "set", "image"]
    case "sed", "perl":
      return rest.contains { $0.hasPrefix("-i") || $0 == "--in-place" || $0.hasPrefix("-pi") }
        && Self.namesManifest(rest) && rest.contains { $0.hasPrefix("s") && Self.namesImage($0) }
    case "yq":
      let writes = rest.contains { ["-i", "--inplace", "-yi", "-iy", "w", "write"].contains($0) }
      return writes && Self.namesManifest(rest) && rest.contains(where: Self.namesImage)
    default: return false
    }
  }

  private static func namesManifest(_ words: ArraySlice<String>) -> Bool {
    words.contains { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
  }

  /// Whether an expression is about the key of an image or tag: `s|image: .*|…|`, `.image.tag = …`.
  private static func namesImage(_ expression: String) -> Bool {
    let text = expression.lowercased()
    return ["image:", "tag:", ".image", ".tag", "newtag"].contains { text.contains($0) }
  }

  /// Whether it pushes commits and not only tags.
  fileprivate var pushesBranch: Bool {
    guard action == nil, words.first == "git", words.contains("push") else { return false }
    return !words.contains("--tags") && !words.contains("--delete")
  }
}
