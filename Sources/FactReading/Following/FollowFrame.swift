import FactModel
import SourceModel

/// What is true for the commands of one script, target or step.
struct FollowFrame: Sendable {
  var name: String?
  var environment: [String: String]
  var conditions: [Condition]
  var ignoresFailure: Bool
  var wrappers: [String]
  var via: [Place]
  /// Variables that hold folders of the repository.
  var folders: [String: RelativePath]
  /// Folders beside each other that hold a checkout of the repository.
  let checkouts: Set<String>
  let placeholders: PlaceholderMarks
  /// The folder in which commands run; `nil` where it is not known.
  var folder: RelativePath?
  /// The folder in which the step starts.
  let start: RelativePath
  /// The script whose commands these are.
  var script: RelativePath?
  /// The arguments with which it is called.
  var arguments: [String] = []
  /// The scripts and targets on the way here.
  var active: Set<String> = []
  var depth = 0

  init(_ text: ShellText) {
    name = text.name
    environment = text.environment
    conditions = text.conditions
    ignoresFailure = text.ignoresFailure
    wrappers = text.wrappers
    via = text.via
    folders = text.folders
    checkouts = text.checkouts
    placeholders = text.placeholders
    folder = text.folder
    start = text.folder ?? RelativePath("")
  }

  /// Whether commands run on this machine and see the repository.
  var isFollowed: Bool { !wrappers.contains("ssh") }

  /// Takes over `cd` and `pushd`; `false` where the command is neither.
  mutating func changesFolder(_ words: [String]) -> Bool {
    switch words[0] {
    case "cd", "pushd":
      guard let target = words.dropFirst().first(where: { !$0.hasPrefix("-") || $0 == "-" }),
        target != "-"
      else {
        folder = start
        return true
      }
      folder = resolvedFolder(target)
      return true
    case "popd":
      folder = start
      return true
    default: return false
    }
  }

  /// A folder as a command names it.
  func resolvedFolder(_ word: String) -> RelativePath? {
    if let (base, rest) = splitVariable(word) {
      return inRepository(base?.appending("./" + rest))
    }
    guard !word.hasPrefix("/"), !word.hasPrefix("~"), !word.contains("$") else { return nil }
    return inRepository(folder?.appending(word))
  }

  /// The path as the repository has it, without the folder that holds the checkout.
  func inRepository(_ path: RelativePath?) -> RelativePath? {
    path.map { Self.path($0, without: checkouts) }
  }

  /// The path inside of the checkout, where it leads into one.
  static func path(_ path: RelativePath, without checkouts: Set<String>) -> RelativePath {
    guard !checkouts.isEmpty else { return path }
    // The innermost, whatever the order of the set.
    let folder = path.withAncestors.first { !$0.text.isEmpty && checkouts.contains($0.text) }
    guard let folder else { return path }
    return RelativePath(String(path.text.dropFirst(folder.text.count + 1)))
  }

  /// The folder that a variable or substitution at the start of a word holds, and what follows;
  /// `nil` where the word starts with neither.
  func splitVariable(_ word: String) -> (base: RelativePath?, rest: String)? {
    guard word.hasPrefix("$") || word.hasPrefix("`") else { return nil }
    let cut =
      word.utf8.lastIndex(of: UInt8(ascii: ")"))
      ?? word.utf8.lastIndex(of: UInt8(ascii: "}")) ?? word.utf8.lastIndex(of: UInt8(ascii: "`"))
    let head: Substring
    if word.hasPrefix("$("), let cut {
      head = word[...cut]
    } else if word.hasPrefix("${"), let cut {
      head = word[...cut]
    } else {
      head = word.prefix { $0 != "/" }
    }
    let rest = String(word[head.endIndex...])
    let name = String(decoding: head.utf8.filter { $0.isNamePart }, as: UTF8.self)
    if let folder = folders[name] { return (folder, rest) }
    if head.contains("dirname") || head.contains("BASH_SOURCE") || head.contains("SCRIPT") {
      return (script?.folder, rest)
    }
    if head.contains("--show-toplevel") || Self.rootVariables.contains(name) {
      return (RelativePath(""), rest)
    }
    if name == "PWD" || name == "pwd" { return (folder, rest) }
    return (nil, rest)
  }

  /// Variables in which vendors keep the folder of the checkout.
  private static let rootVariables: Set<String> = [
    "GITHUB_WORKSPACE", "CI_PROJECT_DIR", "TRAVIS_BUILD_DIR", "BITBUCKET_CLONE_DIR", "WORKSPACE",
    "BUILD_SOURCESDIRECTORY", "Build_SourcesDirectory", "APPVEYOR_BUILD_FOLDER",
    "CIRCLE_WORKING_DIRECTORY", "DRONE_WORKSPACE", "CI_WORKSPACE", "BUILDKITE_BUILD_CHECKOUT_PATH",
    "CIRRUS_WORKING_DIR", "SEMAPHORE_GIT_DIR", "REPO_ROOT", "ROOT_DIR", "PROJECT_ROOT", "ROOT",
    "TOPDIR", "BASE_DIR", "PROJECT_DIR", "HARNESS_WORKSPACE", "bamboo_build_working_directory",
  ]
}
