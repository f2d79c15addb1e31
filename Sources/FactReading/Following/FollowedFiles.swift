import SourceModel
import Syntax

/// Files with targets, each parsed once.
struct FollowedFiles: Sendable {
  /// The kinds of such files.
  enum Kind: Hashable, Sendable {
    case make, packageScripts, composer, just, taskfile, rake, tox, nox, poe, invoke, cargo, pdm
    case hatch, pipenv, deno, earthfile, dagger, fabric, powerShell, buildWorkflow, pixi, mise
  }

  /// What one package of a workspace is called and where it lies.
  struct Package: Sendable {
    var name: String
    var manifest: RelativePath

    /// The folder in which it lies.
    var folder: RelativePath { manifest.folder }
  }

  /// A task and the file in which it stands.
  typealias FoundTask = (target: BuildTarget, file: RelativePath)

  /// What a target, each command and each target that it needs take of the looks; they are kept as long
  /// as the pipelines are read.
  private static let looksOfPart = 30

  private struct Key: Hashable, Sendable {
    var path: RelativePath
    var kind: Kind
  }

  private var targets: [Key: [String: BuildTarget]] = [:]
  private var firsts: [Key: String] = [:]
  private var defaults: [Key: [String]?] = [:]
  private var toxDefaults: [RelativePath: [String]] = [:]
  private var patternRules: [RelativePath: PatternRules] = [:]
  private var packages: [Package]?
  private var scriptNames: [RelativePath: ScriptNames] = [:]
  private var dockerfiles = KeptValues<RelativePath, FollowedDockerfile>(room: 1 << 20)
  private var composeFiles = KeptValues<RelativePath, ComposeFile>(room: 1 << 20)
  private var builds = KeptValues<RelativePath, SubmittedBuild>(room: 1 << 20)
  private var azureProjects = KeptValues<RelativePath, AzureProject>(room: 1 << 20)
  private var skaffolds = KeptValues<RelativePath, SkaffoldConfiguration>(room: 1 << 20)
  private var rakeTasks: [RelativePath: [String: [FoundTask]]] = [:]
  private var daggerSources: [RelativePath: [RelativePath]] = [:]

  /// The targets of a file by their names.
  mutating func targets(
    in path: RelativePath, _ kind: Kind, _ context: ReadingContext
  ) -> [String: BuildTarget] {
    let key = Key(path: path, kind: kind)
    if let known = targets[key] { return known }
    guard !context.isCalleeSearchOver else { return [:] }
    let file = context.read(path)
    let list = file.map { Self.parsedWithIncludes($0, kind, context) } ?? []
    let parts = list.reduce(0) { $0 + 1 + $1.commands.count + $1.dependencies.count }
    let looks = (file?.bytes.count ?? 0) / 8 + Self.looksOfPart * parts
    guard context.takes(looks: looks) else { return [:] }
    // Each in its place: a target of thousands of rules would be copied for each of them.
    var byName: [String: BuildTarget] = [:]
    for target in list {
      if let place = byName.index(forKey: target.name) {
        byName.values[place].take(target)
      } else {
        byName[target.name] = target
      }
    }
    targets[key] = byName
    firsts[key] = list.first { !$0.name.hasPrefix(".") && !$0.name.contains("%") }?.name
    return byName
  }

  /// The target that is made where none is named.
  mutating func first(
    in path: RelativePath, _ kind: Kind, _ context: ReadingContext
  ) -> String? {
    _ = targets(in: path, kind, context)
    return firsts[Key(path: path, kind: kind)]
  }

  /// The environments or sessions that run where none is named; `nil` where the file does not say.
  mutating func defaults(
    in path: RelativePath, _ kind: Kind, _ context: ReadingContext
  ) -> [String]? {
    let key = Key(path: path, kind: kind)
    if let known = defaults[key] { return known }
    let names = context.read(path).flatMap { file in
      kind == .tox ? Targets.toxDefaults(file.text) : Targets.noxDefaults(file.text)
    }
    defaults[key] = .some(names)
    return names
  }

  /// What runs of tox's environments where none is named.
  mutating func toxDefaults(in path: RelativePath, _ context: ReadingContext) -> [String] {
    if let known = toxDefaults[path] { return known }
    let listed = defaults(in: path, .tox, context) ?? ["testenv"]
    let environments = toxEnvironments(listed, in: path, context).uniqued()
    toxDefaults[path] = environments
    return environments
  }

  /// The sections of tox's environments: `py312-django` runs what stands under `testenv` unless it has a
  /// section of its own.
  mutating func toxEnvironments(
    _ names: [String], in path: RelativePath, _ context: ReadingContext
  ) -> [String] {
    let known = targets(in: path, .tox, context)
    return names.compactMap { name in
      [name, "testenv:" + name, "testenv", "py"].first { known[$0] != nil }
    }
  }

  /// Make's rules with a pattern.
  mutating func patternRules(
    in path: RelativePath, _ context: ReadingContext
  ) -> PatternRules {
    if let known = patternRules[path] { return known }
    let rules = PatternRules(Array(targets(in: path, .make, context).values))
    patternRules[path] = rules
    return rules
  }

  /// The scripts of a manifest whose names fit a pattern, in the order of the file.
  mutating func scripts(
    in manifest: RelativePath, matching pattern: String, _ context: ReadingContext
  ) -> [String] {
    let known = targets(in: manifest, .packageScripts, context)
    return scriptNames[manifest, default: ScriptNames(known)].matching(pattern, context)
  }

  /// The packages of a repository of JavaScript, the root aside.
  mutating func workspacePackages(_ context: ReadingContext) -> [Package] {
    if let packages { return packages }
    let paths = context.files.filter { $0.name == "package.json" && !$0.folder.text.isEmpty }
    let found = paths.sorted().prefix(500).compactMap { path -> Package? in
      guard let file = context.read(path),
        let root = JSON.parse(file.bytes, dialect: .withComments).documents.first
      else { return nil }
      return Package(name: root["name"]?.text ?? path.folder.name, manifest: path)
    }
    packages = found
    return found
  }

  /// The tasks of a Rakefile and of the folders beside it, by their names.
  mutating func rakeTasks(
    of file: RelativePath, _ context: ReadingContext
  ) -> [String: [FoundTask]] {
    if let known = rakeTasks[file] { return known }
    let folders = ["lib/tasks", "rakelib"].compactMap { file.folder.appending($0) }
    let beside = folders.flatMap { context.files(below: $0) }
    guard context.takes(looks: beside.count) else { return [:] }
    let others = beside.filter { $0.fileExtension == "rake" }.sorted().prefix(100)
    let tasks = ([file] + others).reduce(into: [String: [FoundTask]]()) { tasks, path in
      for target in targets(in: path, .rake, context).values {
        tasks[target.name, default: []].append((target, path))
      }
    }
    rakeTasks[file] = tasks
    return tasks
  }

  /// A Dockerfile whose stages are built.
  mutating func dockerfile(
    _ path: RelativePath, _ context: ReadingContext
  ) -> FollowedDockerfile? {
    dockerfiles.value(of: path, context, FollowedDockerfile.init)
  }

  /// A Compose file whose services are run or built.
  mutating func composeFile(_ path: RelativePath, _ context: ReadingContext) -> ComposeFile? {
    composeFiles.value(of: path, context) { ComposeFile($0, context) }
  }

  /// A build of Google Cloud Build that commands submit.
  mutating func submittedBuild(
    _ path: RelativePath, _ context: ReadingContext
  ) -> SubmittedBuild? {
    builds.value(of: path, context, SubmittedBuild.init)
  }

  /// A project of the Azure Developer CLI.
  mutating func azureProject(_ path: RelativePath, _ context: ReadingContext) -> AzureProject? {
    azureProjects.value(of: path, context, AzureProject.init)
  }

  /// A configuration of Skaffold.
  mutating func skaffold(
    _ path: RelativePath, _ context: ReadingContext
  ) -> SkaffoldConfiguration? {
    skaffolds.value(of: path, context) { SkaffoldConfiguration($0, context) }
  }

  /// The programs in which a Dagger module's functions may stand.
  mutating func daggerSources(
    of module: RelativePath, _ make: () -> [RelativePath]
  ) -> [RelativePath] {
    if let known = daggerSources[module] { return known }
    let sources = make()
    daggerSources[module] = sources
    return sources
  }

  /// The targets in the order of the file.
  static func parsed(_ file: SourceFile, _ kind: Kind) -> [BuildTarget] {
    switch kind {
    case .make: Targets.makefile(file.text)
    case .packageScripts: Targets.packageScripts(file.bytes)
    case .just: Targets.just(file.text)
    case .taskfile: Targets.taskfile(file.bytes)
    case .rake: Targets.rake(file.text)
    case .tox: Targets.tox(file.text)
    case .nox: Targets.nox(file.text)
    case .poe: Targets.poe(file.bytes)
    case .composer: scripts(in: json(file)?["scripts"])
    case .deno: scripts(in: json(file)?["tasks"])
    case .cargo: aliases(in: TOML.parse(file.bytes).documents.first?["alias"])
    case .pdm: scripts(in: TOML.parse(file.bytes).documents.first?["tool", "pdm", "scripts"])
    case .pipenv: scripts(in: TOML.parse(file.bytes).documents.first?["scripts"])
    case .hatch: hatchScripts(in: TOML.parse(file.bytes).documents.first)
    case .pixi: pixiTasks(in: TOML.parse(file.bytes).documents.first)
    case .mise: miseTasks(in: TOML.parse(file.bytes).documents.first?["tasks"])
    case .invoke: InvokeTasks.targets(in: file.text)
    case .fabric: InvokeTasks.fabricTargets(in: file.text)
    case .earthfile: Targets.earthfile(file.text)
    case .dagger: DaggerFunctions.targets(in: file)
    case .powerShell: PowerShellTasks.targets(in: file.text)
    case .buildWorkflow: BuildWorkflow.targets(in: file)
    }
  }

  private static func json(_ file: SourceFile) -> Node? {
    JSON.parse(file.bytes, dialect: .withComments).documents.first
  }

  /// Names with a command, a list of commands, or a mapping that holds one.
  static func scripts(in node: Node?) -> [BuildTarget] {
    (node?.entries ?? []).compactMap { entry in
      guard let name = entry.key.text else { return nil }
      let value =
        entry.value["cmd"] ?? entry.value["shell"] ?? entry.value["command"]
        ?? entry.value["composite"] ?? entry.value["run"] ?? entry.value
      let commands = value.itemsOrSelf.reduce(into: [ShellCommand]()) { commands, item in
        guard let text = item.text else { return }
        let own = ShellScript.parse(text, startingAt: item.contentPosition).commands
        commands.append(inOwnShell: own)
      }
      return BuildTarget(
        name: name, dependencies: [], commands: commands, position: entry.key.position)
    }
  }

  /// `[tool.hatch.envs.NAME.scripts]`: called by `run NAME:script`, or `run script` in the default.
  private static func hatchScripts(in root: Node?) -> [BuildTarget] {
    (root?["tool", "hatch", "envs"]?.entries ?? []).flatMap { environment in
      let name = environment.key.text ?? ""
      return scripts(in: environment.value["scripts"]).map { target in
        var target = target
        if name != "default" { target.name = "\(name):\(target.name)" }
        return target
      }
    }
  }

  // https://doc.rust-lang.org/cargo/reference/config.html#alias
  private static func aliases(in node: Node?) -> [BuildTarget] {
    (node?.entries ?? []).compactMap { entry in
      guard let name = entry.key.text else { return nil }
      let text = "cargo " + entry.value.texts.joined(separator: " ")
      return BuildTarget(
        name: name, dependencies: [],
        commands: ShellScript.parse(text, startingAt: entry.value.contentPosition).commands,
        position: entry.key.position)
    }
  }
}

extension BuildTarget {
  /// How many dependencies and how many commands the rules of one name may come to.
  private static let limit = 10_000

  /// Takes over another rule of the name: Make allows a target in several, of which one has the
  /// commands.
  fileprivate mutating func take(_ other: BuildTarget) {
    dependencies += other.dependencies.prefix(max(0, Self.limit - dependencies.count))
    if commands.isEmpty {
      commands = other.commands
      position = other.position
      path = other.path
    } else {
      commands.append(
        inOwnShell: Array(other.commands.prefix(max(0, Self.limit - commands.count))))
    }
  }
}

extension Node {
  /// Where the text of a scalar on one line starts, behind its quote.
  fileprivate var contentPosition: Position {
    guard case .scalar(let scalar) = content else { return position }
    switch scalar.style {
    case .plain, .literal, .folded: return position
    case .singleQuoted, .doubleQuoted:
      return Position(line: Int(position.line), column: Int(position.column) + 1)
    }
  }
}

extension KeptValues where Key == RelativePath {
  /// What is made of a file; `nil` where it is not there or says nothing.
  fileprivate mutating func value(
    of path: RelativePath, _ context: ReadingContext, _ make: (SourceFile) -> Value?
  ) -> Value? {
    if let known = self[path] { return known }
    guard let file = context.read(path), context.takes(looks: file.bytes.count),
      hasRoom(for: file.bytes.count) || context.takes(inclusionOf: file),
      let value = make(file)
    else { return nil }
    keep(value, of: path, size: file.bytes.count)
    return value
  }
}
