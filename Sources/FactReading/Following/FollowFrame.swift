import FactModel
import SourceModel
import Syntax

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
  /// The folder on the machine that holds the checkout; `nil` where it is not known.
  let root: String?
  let placeholders: PlaceholderMarks
  /// Where the shell is that runs the commands.
  var location: ShellLocation
  /// The shells around the command, with their places.
  var shells = ShellFolders()
  /// The folder in which the step starts.
  let start: RelativePath
  /// The tests around the commands of the text at work.
  var guards = KnownGuards()
  /// The script whose commands these are.
  var script: RelativePath?
  /// The script that reads other files into itself.
  var reader: Reader
  /// The arguments with which it is called.
  var arguments = ShellArguments.unknown
  /// Whether words may follow the commands that are not written there, as `npm run x -- more` adds.
  var mayGoOn: Bool
  /// The scripts and targets on the way here.
  var active: Set<String> = []
  var depth = 0
  /// What the choice of a matrix gives variables and, by their texts, expressions.
  var choice: [String: String] = [:]
  /// What loops around the command give their variables, innermost last.
  var turns: [KnownValue] = []
  /// How many loops around the command are being run.
  var loopDepth = 0

  /// A script into which files are read, and the calls that lead to it.
  struct Reader: Sendable {
    var script: RelativePath?
    var via: [Place]
  }

  init(_ text: ShellText) {
    reader = Reader(script: nil, via: text.via)
    name = text.name
    environment = text.environment
    conditions = text.conditions
    ignoresFailure = text.ignoresFailure
    wrappers = text.wrappers
    via = text.via
    folders = text.folders
    checkouts = text.checkouts
    // A relative one says nothing that the words of commands would not say otherwise.
    root = text.root.flatMap { $0.hasPrefix("~") || $0.hasPrefix("/") && $0 != "/" ? $0 : nil }
    placeholders = text.placeholders
    location = ShellLocation(text.folder)
    start = text.folder ?? RelativePath("")
    mayGoOn = text.chunks.contains { Self.mayGoOn($0.text) }
  }

  /// The folder in which commands run; `nil` where it is not known.
  var folder: RelativePath? {
    get { location.folder }
    set { location.folder = newValue }
  }

  /// Whether a text is not all that the shell sees: a program that puts it together adds a word behind
  /// a space, and GoCD and Octopus replace `#{name}`, which a shell takes for a comment.
  private static func mayGoOn(_ text: String) -> Bool {
    text.utf8.last == UInt8(ascii: " ") || text.contains(" #{")
  }

  /// Whether commands run on this machine and see the repository.
  var isFollowed: Bool { !wrappers.contains("ssh") }

  /// Takes over `cd` and `pushd`; `false` where the command is neither.
  mutating func changesFolder(_ words: [String]) -> Bool {
    let target = words.dropFirst().first { !$0.hasPrefix("-") || $0 == "-" }
    switch (words[0], target) {
    case ("cd", "-"?): location.moveBack(from: start)
    case ("cd", let target?): location.move(to: resolvedFolder(target))
    case ("cd", nil): location.move(to: start)
    case ("pushd", "-"?), ("pushd", nil): location.exchange(from: start)
    case ("pushd", let target?): location.push(resolvedFolder(target))
    case ("popd", _): location.pop(from: start)
    default: return false
    }
    return true
  }

  /// A folder as a command names it.
  func resolvedFolder(_ word: String) -> RelativePath? {
    if let (base, rest) = splitVariable(word) {
      return inRepository(base?.appending("./" + rest))
    }
    if let path = inCheckout(word) { return path }
    guard !word.hasPrefix("/"), !word.hasPrefix("~"), !word.contains("$") else { return nil }
    return inRepository(folder?.appending(word))
  }

  /// The path of what a word names by the machine's folder of the checkout; `nil` where it does not.
  func inCheckout(_ word: String) -> RelativePath? {
    guard let root, word.hasPrefix(root), !word.contains("$") else { return nil }
    let rest = word.dropFirst(root.count)
    guard rest.isEmpty || rest.hasPrefix("/") else { return nil }
    return RelativePath("").appending("./" + rest)
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
