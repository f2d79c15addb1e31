import SourceModel
import Syntax

/// A call of scripts of `package.json`, by one of the package managers or workspace runners.
struct PackageCall {
  /// The packages whose scripts are meant.
  enum Selection {
    case here
    case all
    case named([String])
  }

  let call: CommandCall
  let program: String

  init(_ call: CommandCall, _ program: String) {
    self.call = call
    self.program = program
  }

  /// What runs; `nil` where nothing of the repository or its dependencies is called.
  func callees(_ files: inout FollowedFiles) -> [Callee]? {
    if program == "concurrently" { return concurrent(&files) }
    let (asked, selection) = scripts(call.operands(valued: valued))
    let names = asked.uniqued()
    guard !names.isEmpty else { return nil }
    let words = wordsForScripts
    let found = manifests(selection, &files).flatMap { manifest in
      runs(names, with: words, in: manifest, &files)
    }
    return found.isEmpty ? dependencyProgram(selection, &files) : found
  }

  /// The options with a value.
  var valued: Set<String> { program == "pnpm" ? Self.pnpmValued : Self.valued }

  // https://pnpm.io/pnpm-cli#options and https://pnpm.io/filtering
  private static let pnpmValued: Set = [
    "-C", "--dir", "--prefix", "-F", "--filter", "--filter-prod", "--loglevel", "--reporter",
    "--workspace-concurrency", "--resume-from",
  ]

  private static let valued: Set = [
    "-w", "--workspace", "--prefix", "-C", "--dir", "--cwd", "--filter", "-F", "--scope",
    "--include", "--exclude", "--from", "-c", "--configuration", "--parallel", "-t", "--target",
    "--targets", "-p", "--projects", "--concurrency", "--loglevel",
  ]

  /// The scripts that a command names, and for which packages.
  private func scripts(_ operands: [String]) -> ([String], Selection) {
    var rest = operands[...]
    let first = rest.popFirst() ?? ""
    switch program {
    case "npm":
      switch first {
      case "run", "run-script", "rum", "urn":
        return (Array(rest.prefix(1)), npmSelection)
      case "test", "t", "tst": return (["test"], npmSelection)
      case "start", "stop", "restart": return ([first], npmSelection)
      case "publish": return (["prepublishOnly", "prepack"], npmSelection)
      case "pack": return (["prepack"], npmSelection)
      default: return ([], .here)
      }
    case "yarn": return yarnScripts(first, rest)
    case "pnpm": return pnpmScripts(first, rest)
    case "bun":
      let selection = filters.isEmpty ? Selection.here : filterSelection
      return (first == "run" ? Array(rest.prefix(1)) : [first].filter { $0 != "test" }, selection)
    case "lerna": return (first == "run" ? Array(rest.prefix(1)) : [], filterSelection)
    case "turbo":
      let names = first == "run" ? Array(rest) : [first].filter { !$0.isEmpty }
      return (names, filterSelection)
    case "nx": return nxScripts(first, rest)
    default: return (operands, .here)
    }
  }

  private func yarnScripts(_ first: String, _ rest: ArraySlice<String>) -> ([String], Selection) {
    var rest = rest
    switch first {
    case "run": return (Array(rest.prefix(1)), .here)
    case "workspace":
      guard let name = rest.popFirst() else { return ([], .here) }
      return (Array(rest.filter { $0 != "run" }.prefix(1)), .named([name]))
    case "workspaces":
      let names = rest.filter { $0 != "run" && $0 != "foreach" }
      return (Array(names.prefix(1)), .all)
    case "npm":
      return rest.first == "publish" ? (["prepack"], .here) : ([], .here)
    default: return (first.isEmpty ? [] : [first], .here)
    }
  }

  private func pnpmScripts(_ first: String, _ rest: ArraySlice<String>) -> ([String], Selection) {
    let isRecursive = ["recursive", "multi", "m"].contains(first)
    let words = (isRecursive ? rest : [first] + rest).filter { $0 != "run" && $0 != "run-script" }
    let isForAll =
      isRecursive || call.words.dropFirst().contains { $0 == "-r" || $0 == "--recursive" }
    let selection: Selection =
      !filters.isEmpty ? filterSelection : isForAll ? .all : .here
    guard let name = words.first, !name.isEmpty else { return ([], .here) }
    return ([name == "t" ? "test" : name], selection)
  }

  // https://nx.dev/docs/reference/nx-commands
  private func nxScripts(_ first: String, _ rest: ArraySlice<String>) -> ([String], Selection) {
    switch first {
    case "run-many", "affected":
      let words = call.words
      var names = call.values(of: ["--target", "--targets"])
        .flatMap { $0.split(separator: ",").map(String.init) }
      // `-t lint test build` takes all words up to the next option.
      if let index = words.firstIndex(where: { $0 == "-t" || $0 == "--targets" }) {
        names += words[(index + 1)...].prefix { !$0.hasPrefix("-") }
          .flatMap { $0.split(separator: ",").map(String.init) }
      }
      let projects = call.values(of: ["-p", "--projects"])
        .flatMap { $0.split(separator: ",").map(String.init) }
      return (names.uniqued(), projects.isEmpty ? .all : .named(projects))
    case "run":
      let parts = (rest.first ?? "").split(separator: ":").map(String.init)
      return parts.count > 1 ? ([parts[1]], .named([parts[0]])) : ([], .here)
    default:
      guard let project = rest.first else { return (first.isEmpty ? [] : [first], .here) }
      return ([first], .named([project]))
    }
  }

  private var npmSelection: Selection {
    if call.words.contains(where: { $0 == "--workspaces" || $0 == "-ws" }) { return .all }
    let names = call.values(of: ["-w", "--workspace"])
    return names.isEmpty ? .here : .named(names)
  }

  /// What stands behind the name of a script is the script's own.
  ///
  /// https://pnpm.io/cli/run
  private var filters: [String] {
    let names: Set<String> = ["--filter", "-F", "--scope"]
    guard program == "pnpm", let name else { return call.values(of: names) }
    return call.values(of: names, in: call.words[..<name.index])
  }

  /// `--filter=@scope/name`, `--filter ./packages/*`, `--filter name...`; what is left out by `!`,
  /// or chosen by what changed, may be any package.
  private var filterSelection: Selection {
    // A package that is named when the job runs may be any one, too.
    let names = filters.filter { name in
      !name.hasPrefix("!") && !name.hasPrefix("[") && !name.hasPrefix("...[")
        && !name.contains("$")
    }
    .map { name in
      let start = name.hasPrefix("...") ? name.dropFirst(3) : name[...]
      let end = start.hasSuffix("...") ? start.dropLast(3) : start
      return String(end.prefix { $0 != "[" && $0 != "{" && $0 != "^" })
    }
    return names.isEmpty ? .all : .named(names)
  }

  /// The manifests of the chosen packages.
  func manifests(
    _ selection: Selection, _ files: inout FollowedFiles
  ) -> [RelativePath] {
    switch selection {
    case .here:
      return call.nearest(["package.json"], from: folder).map { [$0] } ?? []
    case .all: return files.workspacePackages(call.context).map(\.manifest)
    case .named(let names):
      let packages = files.workspacePackages(call.context)
      let filters = PackageFilters(names, call.context)
      return packages.filter { filters.name($0, call.context) }.map(\.manifest)
    }
  }

  /// The folder that an option names.
  var folder: RelativePath? { call.folderOption(["--prefix", "-C", "--dir", "--cwd"]) }

  /// Scripts with what their names hang before and behind them: `pretest`, `test`, `posttest`.
  ///
  /// https://docs.npmjs.com/cli/using-npm/scripts#pre--post-scripts
  private func runs(
    _ names: [String], with words: [String] = [], in manifest: RelativePath,
    _ files: inout FollowedFiles
  ) -> [Callee] {
    guard call.context.takes(looks: 3 + 2 * names.count) else { return [] }
    let targets = files.targets(in: manifest, .packageScripts, call.context)
    let wanted = names.flatMap { name -> [String] in
      guard name.contains("*") else { return targets[name] == nil ? [] : [name] }
      // `run-s build:*`
      return files.scripts(in: manifest, matching: name, call.context)
    }
    let hooked = wanted.uniqued().flatMap { ["pre" + $0, $0, "post" + $0] }
    let found = call.named(hooked, .packageScripts, in: manifest, &files)
    guard !words.isEmpty else { return found }
    let named = Set(wanted)
    return found.map { callee in
      guard let target = callee.target, named.contains(target) else { return callee }
      return callee.adding(words, call.context)
    }
  }

  /// `concurrently "npm:watch" "npm run serve"`: scripts by name, and texts for the shell.
  private func concurrent(_ files: inout FollowedFiles) -> [Callee]? {
    let valued: Set = [
      "-n", "--names", "-c", "--prefix-colors", "-p", "--prefix", "-s", "--success",
    ]
    return call.operands(valued: valued).flatMap { word -> [Callee] in
      for prefix in ["npm:", "yarn:", "pnpm:", "bun:"] where word.hasPrefix(prefix) {
        guard let manifest = call.nearest(["package.json"]) else { return [] }
        return runs([String(word.dropFirst(prefix.count))], in: manifest, &files)
      }
      return [Callee(key: nil, folder: nil, content: .text(word, call.place))]
    }
  }
}

/// What names packages of a workspace: names, names without scope, or folders.
private struct PackageFilters {
  private var texts: Set<String> = []
  private var paths: Set<String> = []
  private var globs: [Glob] = []

  init(_ texts: [String], _ context: ReadingContext) {
    for text in texts where self.texts.insert(text).inserted {
      guard context.takes(looks: 3 + text.utf8.count / 64) else { return }
      let path = RelativePath("").appending(text)?.text ?? text
      guard paths.insert(path).inserted, text.contains("*"),
        let glob = Glob("/" + path, within: context)
      else { continue }
      globs.append(glob)
    }
  }

  /// Whether one of them names the package.
  func name(_ package: FollowedFiles.Package, _ context: ReadingContext) -> Bool {
    guard context.takes(looks: 5) else { return false }
    let (name, folder) = (RelativePath(package.name), package.folder)
    let bare = package.name.split(separator: "/").last.map(String.init) ?? package.name
    return texts.contains(package.name) || texts.contains(bare)
      || paths.contains(folder.text) || paths.contains(folder.name)
      || globs.contains { glob in
        glob.matches(folder, within: context) == true || glob.matches(name, within: context) == true
      }
  }
}
