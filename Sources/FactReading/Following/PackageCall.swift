import SourceModel
import Syntax

/// A call of scripts of `package.json`, by one of the package managers or workspace runners.
struct PackageCall {
  /// The packages whose scripts are meant.
  private enum Selection {
    case here
    case all
    case named([String])
  }

  private let call: CommandCall
  private let program: String

  init(_ call: CommandCall, _ program: String) {
    self.call = call
    self.program = program
  }

  /// What runs; `nil` where no script is called.
  func callees(_ files: inout FollowedFiles) -> [Callee]? {
    if program == "concurrently" { return concurrent(&files) }
    let operands = call.operands(valued: Self.valued)
    let (names, selection) = scripts(operands)
    guard !names.isEmpty else { return nil }
    let found = manifests(selection, &files).flatMap { manifest in
      runs(names, in: manifest, &files)
    }
    return found.isEmpty ? nil : found
  }

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
    let flags = Set(call.words.dropFirst().filter { $0.hasPrefix("-") })
    let isForAll = isRecursive || !flags.isDisjoint(with: ["-r", "--recursive"])
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
    let names = call.values(of: ["-w", "--workspace"])
    let flags = Set(call.words)
    if !flags.isDisjoint(with: ["--workspaces", "-ws"]) { return .all }
    return names.isEmpty ? .here : .named(names)
  }

  /// What stands behind the name of a script is the script's own.
  ///
  /// https://pnpm.io/cli/run
  private var filters: [String] {
    let names: Set<String> = ["--filter", "-F", "--scope"]
    guard program == "pnpm",
      let script = call.operands(valued: Self.valued).first(where: Self.isScript),
      let end = call.words.firstIndex(of: script)
    else { return call.values(of: names) }
    return call.values(of: names, in: call.words[..<end])
  }

  private static func isScript(_ word: String) -> Bool {
    !["run", "run-script", "recursive", "multi", "m"].contains(word)
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
  private func manifests(
    _ selection: Selection, _ files: inout FollowedFiles
  ) -> [RelativePath] {
    let base = call.folderOption(["--prefix", "-C", "--dir", "--cwd"])
    let here = call.nearest(["package.json"], from: base)
    switch selection {
    case .here: return here.map { [$0] } ?? []
    case .all:
      return files.workspacePackages(call.context).compactMap {
        $0.folder.appending("package.json")
      }
    case .named(let names):
      let packages = files.workspacePackages(call.context)
      let filters = PackageFilters(names)
      let chosen = packages.filter(filters.name)
      return chosen.compactMap { $0.folder.appending("package.json") }
    }
  }

  /// Scripts with what their names hang before and behind them: `pretest`, `test`, `posttest`.
  ///
  /// https://docs.npmjs.com/cli/using-npm/scripts#pre--post-scripts
  private func runs(
    _ names: [String], in manifest: RelativePath, _ files: inout FollowedFiles
  ) -> [Callee] {
    let targets = files.targets(in: manifest, .packageScripts, call.context)
    let wanted = names.flatMap { name -> [String] in
      guard name.contains("*") else { return [name] }
      // `run-s build:*`
      let glob = Glob(name.split(separator: ":").joined(separator: "-"))
      return targets.values.sorted { $0.position < $1.position }.map(\.name).filter {
        glob.matches($0.split(separator: ":").joined(separator: "-"))
      }
    }
    let hooked = wanted.filter { targets[$0] != nil }.flatMap { ["pre" + $0, $0, "post" + $0] }
    return call.named(hooked, .packageScripts, in: manifest, &files)
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
  private let texts: Set<String>
  private let paths: Set<String>
  private let globs: [Glob]

  init(_ texts: [String]) {
    func path(_ text: String) -> String { RelativePath("").appending(text)?.text ?? text }
    self.texts = Set(texts)
    paths = Set(texts.map(path))
    globs = Set(texts.filter { $0.contains("*") }.map(path)).map { Glob("/" + $0) }
  }

  /// Whether one of them names the package.
  func name(_ package: FollowedFiles.Package) -> Bool {
    let bare = package.name.split(separator: "/").last.map(String.init) ?? package.name
    return texts.contains(package.name) || texts.contains(bare)
      || paths.contains(package.folder.text) || paths.contains(package.folder.name)
      || globs.contains { $0.matches(package.folder.text) || $0.matches(package.name) }
  }
}
