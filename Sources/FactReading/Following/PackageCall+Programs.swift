import SourceModel
import Syntax

/// What stands behind a manager's own words: the name of a script or of a dependency's program, with its words.
extension PackageCall {
  /// Where the name stands, and whether a word before it says that it is run, `yarn run jest`.
  var name: (index: Int, isBehindRun: Bool)? {
    guard let running = Self.running[program] else { return nil }
    var rest = call.operandIndices(valued: valued)[...]
    if program == "yarn", let first = rest.first, call.words[first] == "workspace" {
      rest = rest.dropFirst(2)
    }
    var isBehindRun = false
    for index in rest {
      guard running.contains(call.words[index]) else { return (index, isBehindRun) }
      isBehindRun = isBehindRun || call.words[index] != "workspaces"
    }
    return nil
  }

  /// The words with which managers say that what follows is run.
  private static let running: [String: Set<String>] = [
    "npm": ["run", "run-script", "rum", "urn"], "yarn": ["run", "workspaces", "foreach"],
    "pnpm": ["run", "run-script", "recursive", "multi", "m"], "bun": ["run"],
  ]

  /// The words that the script is given: those behind its name, or behind `--` where options before are the
  /// manager's own.
  ///
  /// https://docs.npmjs.com/cli/commands/npm-run, https://yarnpkg.com/cli/run, https://pnpm.io/cli/run,
  /// https://bun.com/docs/cli/run, https://lerna.js.org/docs/api-reference/commands and
  /// https://turborepo.com/docs/reference/run
  var wordsForScripts: [String] {
    let words = call.words
    let end = words.firstIndex(of: "--") ?? words.endIndex
    let rest = Array(words[end...].dropFirst())
    switch program {
    case "npm":
      guard let name, isScript(name) else { return [] }
      let operands = call.operandIndices(valued: valued).filter { $0 > name.index }
      return operands.map { words[$0] } + rest
    case "yarn", "pnpm", "bun":
      guard let name, isScript(name), name.index < end else { return [] }
      return Array(words[(name.index + 1)..<end]) + rest
    case "lerna", "turbo": return rest
    default: return []
    }
  }

  /// Whether a script of the name gets the words, and not a command that runs others on its way.
  private func isScript(_ name: (index: Int, isBehindRun: Bool)) -> Bool {
    name.isBehindRun || !["publish", "pack", "npm"].contains(call.words[name.index])
  }

  /// The program of a dependency that is called where no script has the name: `yarn jest --ci`.
  ///
  /// What people call their scripts is no such program: the script is just not found.
  /// https://yarnpkg.com/cli/run, https://pnpm.io/cli/exec and https://bun.com/docs/cli/run
  func dependencyProgram(
    _ selection: Selection, _ files: inout FollowedFiles
  ) -> [Callee]? {
    guard let name, mayBeProgram(name) else { return nil }
    var words = Array(call.words[name.index...])
    if words.count > 1, words[1] == "--" { words.remove(at: 1) }
    let folders: [RelativePath?]
    switch selection {
    case .here: folders = [folder]
    case .all: folders = [nil]
    case .named: folders = manifests(selection, &files).map { $0.folder }
    }
    let commands = Targets.commands(quoting: words, at: call.place.position)
    return folders.map { folder in
      // The words are the caller's, so that what a loop puts into them is known.
      Callee(
        key: nil, folder: folder, content: .commands(commands, call.place.path),
        wrappers: call.wrappers)
    }
  }

  private func mayBeProgram(_ name: (index: Int, isBehindRun: Bool)) -> Bool {
    let word = call.words[name.index]
    guard word.utf8.first?.isNameStart == true, word.utf8.allSatisfy(\.isNamePart),
      !UsualScriptName.isOne(word), !Self.scriptNames.contains(word)
    else { return false }
    switch program {
    case "yarn":
      return name.isBehindRun ? word != "env" : !Self.yarnCommands.contains(word)
    // With `run` it only looks for scripts.
    case "pnpm": return !name.isBehindRun && !Self.pnpmCommands.contains(word)
    case "bun": return name.isBehindRun || !Self.bunCommands.contains(word)
    default: return false
    }
  }

  /// Names of scripts that are those of programs of other languages.
  private static let scriptNames: Set<String> = [
    "bundle", "compile", "coverage", "doctest", "e2e", "expect", "generate", "loadtest", "package",
    "prepare", "preview", "push", "safety", "scan", "setup", "sync", "task", "tidy", "unittest",
    "up", "update", "validate", "verify", "watch",
  ]

  /// The commands of Yarn, of its first version too; `yarn node` only finds the program.
  ///
  /// https://yarnpkg.com/cli and https://classic.yarnpkg.com/en/docs/cli/
  private static let yarnCommands: Set<String> = [
    "access", "add", "audit", "autoclean", "bin", "cache", "check", "config", "constraints",
    "create", "dedupe", "dlx", "exec", "explain", "focus", "global", "help", "import", "info",
    "init", "install", "licenses", "link", "list", "login", "logout", "npm", "outdated", "owner",
    "pack", "patch", "patch-commit", "plugin", "policies", "prune", "publish", "rebuild", "remove",
    "search", "self-update", "set", "stage", "tag", "team", "unlink", "unplug", "up", "upgrade",
    "upgrade-interactive", "version", "versions", "why", "workspace",
  ]

  /// The commands of pnpm, and those of npm that it passes on.
  ///
  /// https://pnpm.io/pnpm-cli and https://docs.npmjs.com/cli/commands
  private static let pnpmCommands: Set<String> = [
    "access", "add", "adduser", "approve-builds", "audit", "bin", "bugs", "c", "cache", "cat-file",
    "cat-index", "ci", "clean-install", "completion", "config", "create", "dedupe", "deploy",
    "deprecate", "dist-tag", "dlx", "docs", "doctor", "edit", "env", "exec", "fetch", "find-hash",
    "get", "help", "i", "ignored-builds", "import", "info", "init", "install", "install-test", "it",
    "la", "licenses", "link", "list", "ll", "ln", "login", "logout", "ls", "org", "outdated",
    "owner", "pack", "patch", "patch-commit", "patch-remove", "ping", "pkg", "prefix", "profile",
    "prune", "publish", "rb", "rebuild", "remove", "repo", "restart", "rm", "root", "s", "search",
    "self-update", "server", "set", "setup", "show", "star", "stars", "stop", "store", "t", "team",
    "token", "un", "uninstall", "unlink", "unpublish", "unstar", "up", "update", "upgrade", "v",
    "version", "view", "whoami", "why",
  ]

  /// The commands of Bun.
  ///
  /// https://bun.com/docs/cli/run and https://bun.com/docs/pm/cli/install
  private static let bunCommands: Set<String> = [
    "a", "add", "audit", "build", "c", "completions", "create", "discord", "exec", "feedback",
    "help", "i", "info", "init", "install", "link", "list", "outdated", "patch", "patch-commit",
    "pm", "publish", "remove", "repl", "rm", "run", "test", "unlink", "update", "upgrade", "why",
    "x",
  ]
}

extension Callee {
  /// The same with words for its last command, as managers hang them behind the text of a script.
  func adding(_ words: [String], _ context: ReadingContext) -> Callee {
    guard case .commands(var commands, let path) = content,
      let last = commands.lastIndex(where: \.isReachable),
      // All of them are copied.
      context.takes(looks: words.count + commands.count)
    else { return self }
    commands[last].words += words
    var callee = self
    callee.content = .commands(commands, path)
    return callee
  }
}
