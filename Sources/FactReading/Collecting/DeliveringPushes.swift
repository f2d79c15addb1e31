import Catalogue
import FactModel
import SourceModel

extension [Step] {
  /// Notes pushes to Git that bring something out: of manifests whose images were changed before, to
  /// a repository that a host serves as pages, or to a tap of Homebrew.
  ///
  /// Only the commands before tell such a push from any other.
  mutating func noteDeliveringPushes() {
    var goal: PushGoal?
    for index in indices {
      let step = self[index]
      goal = PushGoal(clonedBy: step) ?? (step.changesImageOfManifest ? .manifests : goal)
      guard let found = goal, step.pushesBranch, step.uses.isEmpty else { continue }
      self[index].uses = [
        ToolUse(
          tool: found.rawValue, name: "Git", category: "deployment",
          capabilities: found.capabilities, origin: .command, confidence: .inferred,
          place: step.place, excerpt: Excerpt.command(of: step))
      ]
      goal = nil
    }
  }
}

extension [Step] {
  /// Reads pushes to remotes by the addresses that commands before them give these.
  ///
  /// `git remote add $APP dokku@apps.example.org:shop` tells where `git push $APP` goes.
  mutating func notePushesToRemotes(by catalogue: ToolCatalogue) {
    var addresses: [String: String] = [:]
    for index in indices {
      let step = self[index]
      if let remote = step.namedRemote { addresses[remote.name] = remote.address }
      guard !addresses.isEmpty, step.pushesBranch, step.uses.isEmpty,
        let at = step.words.firstIndex(where: { addresses[$0] != nil }),
        let address = addresses[step.words[at]]
      else { continue }
      var words = step.words
      words[at] = address
      self[index].uses = catalogue.uses(ofCommand: words, at: step.place).map { use in
        var use = use
        use.excerpt = Excerpt.command(step.words)
        return use
      }
    }
  }
}

/// What a push to Git brings out.
private enum PushGoal: String {
  case manifests = "manifest-push"
  case pages = "pages-push"
  case tap = "tap-push"

  /// The goal that the name of a cloned repository tells.
  ///
  /// https://docs.github.com/en/pages/getting-started-with-github-pages/what-is-github-pages,
  /// https://docs.brew.sh/Taps#repository-naming-conventions-and-assumptions
  init?(clonedBy step: Step) {
    guard step.action == nil, step.words.first == "git", step.words.contains("clone") else {
      return nil
    }
    for word in step.words.dropFirst() {
      guard word.contains("/"), let last = word.split(separator: "/").last else { continue }
      let name = last.hasSuffix(".git") ? last.dropLast(4) : last
      if name.hasSuffix(".github.io") || name.hasSuffix(".gitlab.io") {
        self = .pages
        return
      }
      if name.hasPrefix("homebrew-") {
        self = .tap
        return
      }
    }
    return nil
  }

  var capabilities: CaseSet<Capability> {
    switch self {
    case .manifests: [.handsOver]
    case .pages: [.deploys, .hostsPages]
    case .tap: [.publishes]
    }
  }
}

extension Step {
  /// Whether it writes an image or its tag into a file of YAML, which a variable may name.
  fileprivate var changesImageOfManifest: Bool {
    action == nil && judged.contains(where: Self.changesImageOfManifest)
  }

  private static func changesImageOfManifest(_ words: [String]) -> Bool {
    guard let program = words.first.map(ProgramName.key) else { return false }
    let rest = words.dropFirst()
    switch program {
    case "kustomize": return Array(rest.prefix(3)) == ["edit", "set", "image"]
    case "sed", "perl":
      return rest.contains { $0.hasPrefix("-i") || $0 == "--in-place" || $0.hasPrefix("-pi") }
        && namesManifest(rest) && rest.contains { $0.hasPrefix("s") && namesImage($0) }
    case "yq":
      let writes = rest.contains { ["-i", "--inplace", "-yi", "-iy", "w", "write"].contains($0) }
      return writes && namesManifest(rest) && rest.contains(where: namesImage)
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

  /// The remote that it names, and its address.
  ///
  /// https://git-scm.com/docs/git-remote
  fileprivate var namedRemote: (name: String, address: String)? {
    guard action == nil, words.first == "git", let at = words.firstIndex(of: "remote"),
      at + 1 < words.count, ["add", "set-url"].contains(words[at + 1])
    else { return nil }
    let operands = words[(at + 2)...].filter { !$0.hasPrefix("-") }
    return operands.count == 2 ? (operands[0], operands[1]) : nil
  }

  /// Whether it pushes commits and not only tags.
  fileprivate var pushesBranch: Bool {
    guard action == nil, words.first == "git", words.contains("push") else { return false }
    return !words.contains("--tags") && !words.contains("--delete")
  }
}
