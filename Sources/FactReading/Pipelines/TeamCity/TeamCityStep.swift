import FactModel
import SourceModel

/// A step of a build configuration with its settings.
///
/// https://www.jetbrains.com/help/teamcity/configuring-build-steps.html
struct TeamCityStep: Sendable {
  private static let depthLimit = 4

  /// The runner: the name of the call, or the type of a plain `step`.
  let runner: String
  private(set) var id = ""
  private(set) var isEnabled = true
  private(set) var secrets: [Located<String>] = []
  private(set) var coverage: [Place] = []
  private let place: Place
  private let scope: TeamCityScope
  /// The texts of the settings in order.
  private var texts: [(name: String, text: GroovyText, place: Place)] = []
  /// What a setting chooses: `commandType = build { … }`, `mode = Mode.FAST`.
  private var choices: [String: String] = [:]
  private var conditions: [Condition] = []

  /// The step that a line makes; `nil` for lines that make none.
  init?(_ entry: TeamCityEntry, _ settings: inout TeamCitySettings) {
    guard let call = entry.call, entry.block != nil else { return nil }
    place = entry.place
    scope = entry.scope
    var lines: [(entry: TeamCityEntry, depth: Int)] = []
    Self.collect(entry, 0, &settings, &lines)
    var type: String?
    for (line, depth) in lines {
      if let key = line.key {
        if let text = line.text {
          texts.append((key, text, line.place))
          if key == "id", depth == 0 { id = text.text }
          if key == "type", depth == 0 { type = text.text }
          if Self.isSecret(key, text.text) {
            secrets.append(Located(key, at: line.place))
          }
        } else if let word = line.word {
          choices[key] = word
          if key == "enabled", depth == 0 { isEnabled = word != "false" }
        }
        if key == "coverageEngine" || key == "coverage" { coverage.append(line.place) }
      } else if line.name == "param", let name = line.arguments.first,
        let value = line.arguments.dropFirst().first,
        let key = line.scope.text(name.parts)?.text, let text = line.scope.text(value.parts)
      {
        texts.append((key, text, line.place))
        let plain = key.hasPrefix("secure:") ? String(key.dropFirst(7)) : key
        if plain != key || Self.isSecret(key, text.text) {
          secrets.append(Located(plain, at: line.place))
        }
      } else if line.name == "conditions" {
        conditions += Self.conditions(line, &settings)
      }
    }
    let name = call.name.withoutThis
    runner = name == "step" ? type ?? Self.constructed(entry) ?? name : name
    if choices["executionMode"] == "RUN_ON_FAILURE" {
      conditions.append(Condition(.outcome, "executionMode: RUN_ON_FAILURE", at: place))
    }
  }

  /// The runner of `step(ScriptBuildStep { … })`.
  private static func constructed(_ entry: TeamCityEntry) -> String? {
    guard case .name(let type, _)? = entry.arguments.first?.parts.first else { return nil }
    return runner(ofType: type)
  }

  /// `script` of `ScriptBuildStep`.
  static func runner(ofType type: String) -> String {
    var name = type.lastComponent
    for ending in ["BuildStep", "Step"] where name.hasSuffix(ending) {
      name.removeLast(ending.count)
    }
    return name.prefix(1).lowercased() + name.dropFirst()
  }

  private static func isSecret(_ key: String, _ text: String) -> Bool {
    text.hasPrefix("credentialsJSON:") || key == "dockerRegistryId"
  }

  /// The lines of a block and of the blocks in it.
  private static func collect(
    _ entry: TeamCityEntry, _ depth: Int, _ settings: inout TeamCitySettings,
    _ lines: inout [(entry: TeamCityEntry, depth: Int)]
  ) {
    guard depth < depthLimit, let block = entry.block else { return }
    for line in settings.entries(in: block, entry.scope.deeper) {
      lines.append((line, depth))
      if line.name != "conditions" { collect(line, depth + 1, &settings, &lines) }
    }
  }

  // https://www.jetbrains.com/help/teamcity/build-step-execution-conditions.html
  private static func conditions(
    _ entry: TeamCityEntry, _ settings: inout TeamCitySettings
  ) -> [Condition] {
    guard let block = entry.block else { return [] }
    return settings.entries(in: block, entry.scope.deeper).compactMap { line in
      let words = line.arguments.compactMap { line.scope.text($0.parts)?.text }
      guard let name = words.first else { return nil }
      let subject: Condition.Subject =
        name.contains("pullRequest") ? .event : name.contains("branch") ? .branch : .other
      let text = "\(name) \(line.name) \(words.dropFirst().joined(separator: " "))"
      return Condition(subject, text.trimmingSpaces, at: line.place)
    }
  }

  /// The image in which the step runs.
  func images(_ facts: TeamCityFacts) -> [Located<String>] {
    texts.filter { $0.name == "dockerImage" && !$0.text.text.isEmpty }
      .map { Located(facts.filled($0.text.text), at: $0.place) }
  }

  private func text(_ names: String...) -> GroovyText? {
    names.lazy.compactMap { name in texts.first { $0.name == name }?.text }.first
  }

  private func word(_ names: String...) -> String {
    names.lazy.compactMap { name in texts.first { $0.name == name }?.text.text }.first ?? ""
  }

  // MARK: - What it runs

  /// The commands that the step runs, or the use of its runner.
  func steps(_ facts: TeamCityFacts, _ follower: inout StepFollower) -> [Step] {
    var folder: RelativePath? = RelativePath("")
    if let text = text("workingDir") {
      let path = facts.filled(text.text)
      folder = path.contains("%") ? nil : RelativePath("").appending(path)
    }
    var shell = ShellText(
      name: text("name")?.text, chunks: [], folder: folder, environment: facts.environment,
      conditions: conditions)
    if let script = script {
      shell.chunks = [chunk(script.text, facts)]
      shell.shell = script.shell
      shell.wrappers = script.wrappers
      return follower.steps(of: shell)
    }
    let command = TeamCityRunner.command(
      runner, word: { names in names.lazy.map { word($0) }.first { !$0.isEmpty } ?? "" },
      choice: { choices[$0] ?? "" })
    if let command {
      shell.chunks = [
        ShellChunk(text: facts.filled(command), place: place, keepsLines: false)
      ]
      return follower.steps(of: shell)
    }
    guard follower.isOpen, follower.takesStep() else { return [] }
    let inputs = texts.filter { !["name", "id", "type"].contains($0.name) }
      .filter { !$0.name.hasPrefix("secure:") && !$0.text.text.hasPrefix("credentialsJSON:") }
      .map { ActionUse.Input($0.name, facts.filled($0.text.text), at: $0.place) }
    follower.take(words: inputs.reduce(0) { $0 + $1.value.utf8.count }, at: place)
    return [
      Step(
        name: shell.name,
        action: ActionUse(kind: .step, name: "teamcity/" + runner, inputs: inputs),
        environment: shell.environment, conditions: conditions, place: place)
    ]
  }

  private func chunk(_ text: GroovyText, _ facts: TeamCityFacts) -> ShellChunk {
    ShellChunk(
      text: facts.filled(text.text), place: scope.place(text.position),
      keepsLines: text.keepsLines)
  }

  /// The text that the step hands to a shell.
  private var script: (text: GroovyText, shell: String?, wrappers: [String])? {
    switch runner {
    case "script", "simpleRunner", "nodeJS", "nodejs-runner":
      guard let text = text("scriptContent", "script.content", "shellScript") else { return nil }
      return (text, nil, [])
    case "powerShell", "jetbrains_powershell":
      guard let text = text("content", "jetbrains_powershell_script_code") else { return nil }
      return (text, "pwsh", [])
    case "sshExec", "ssh-exec-runner":
      guard let text = text("commands", "jetbrains.buildServer.sshexec.command") else {
        return nil
      }
      return (text, nil, ["ssh"])
    case "python", "csharpScript", "kotlinScript":
      guard runner == "python", choices["command"] == "script", let text = text("content") else {
        return nil
      }
      return (text, "python", [])
    default: return nil
    }
  }
}

/// The commands that the host's own runners call.
enum TeamCityRunner {
  /// The command of a runner; `nil` for runners that call none of their name.
  static func command(
    _ runner: String, word: ([String]) -> String, choice: (String) -> String
  ) -> String? {
    func line(_ words: String...) -> String {
      words.filter { !$0.isEmpty }.joined(separator: " ").onOneLine
    }
    func option(_ name: String, _ names: String...) -> String {
      let value = word(names)
      return value.isEmpty ? "" : name + " " + value
    }
    switch runner {
    case "maven", "Maven2":
      return line(
        "mvn", option("-f", "pomLocation"), word(["runnerArgs"]), word(["goals"]))
    case "gradle", "gradle-runner":
      let program = choice("useGradleWrapper") == "false" ? "gradle" : "./gradlew"
      return line(
        program, option("-b", "buildFile"), word(["tasks", "ui.gradleRunner.gradle.tasks.names"]),
        word(["gradleParams"]))
    case "ant": return line("ant", word(["targets"]), word(["antArguments"]))
    case "exec":
      return line(word(["path", "command.executable"]), word(["arguments", "command.parameters"]))
    case "powerShell", "jetbrains_powershell":
      let path = word(["path", "jetbrains_powershell_script_file"])
      return path.isEmpty ? nil : line("pwsh", path, word(["scriptArgs"]))
    case "python": return python(word, choice)
    case "rake": return line("rake", word(["rakeTasks", "tasks"]))
    case "cargo": return line("cargo", word(["command"]))
    case "nuGetInstaller": return line("nuget restore", word(["projects"]))
    case "nuGetPack": return line("nuget pack", word(["paths"]))
    case "nuGetPublish":
      return line("nuget push", word(["packages"]), option("-Source", "serverUrl"))
    case "msBuild", "visualStudio": return line("msbuild", word(["path"]), option("-t:", "targets"))
    case "nunit": return line("nunit3-console", word(["includeTests"]))
    case "vstest", "mstest":
      return line("vstest.console", word(["includeTestFileNames", "includeTests"]))
    case "dockerCommand", "DockerCommand": return docker(word, choice)
    case "dockerCompose": return line("docker-compose", option("-f", "file"), "up -d")
    case "sbt": return line("sbt", word(["sbtArgs", "args"]))
    case "terraform": return line("terraform", choice("command").lowercased())
    default: return dotnet(runner, word)
    }
  }

  // https://www.jetbrains.com/help/teamcity/net.html
  private static func dotnet(_ runner: String, _ word: ([String]) -> String) -> String? {
    guard runner.hasPrefix("dotnet") else { return nil }
    let verbs = [
      "dotnetBuild": "build", "dotnetTest": "test", "dotnetRestore": "restore",
      "dotnetPublish": "publish", "dotnetPack": "pack", "dotnetRun": "run",
      "dotnetClean": "clean", "dotnetNugetPush": "nuget push", "dotnetMsBuild": "msbuild",
      "dotnetVsTest": "vstest", "dotnetCustom": "",
    ]
    guard let verb = verbs[runner] else { return nil }
    let words = [
      "dotnet", verb, word(["projects", "packages", "assemblies", "executables"]), word(["args"]),
    ]
    return words.filter { !$0.isEmpty }.joined(separator: " ").onOneLine
  }

  private static func python(
    _ word: ([String]) -> String, _ choice: (String) -> String
  ) -> String? {
    let arguments = word(["scriptArguments", "arguments", "args"])
    let program: String
    switch choice("command") {
    case "file": program = "python " + word(["filename"])
    case "module": program = "python -m " + word(["module"])
    case "pytest", "flake8", "pylint": program = choice("command")
    case "unittest": program = "python -m unittest"
    default: return nil
    }
    return (program + " " + arguments).onOneLine.trimmingSpaces
  }

  // https://www.jetbrains.com/help/teamcity/docker.html
  private static func docker(
    _ word: ([String]) -> String, _ choice: (String) -> String
  ) -> String? {
    let names = word(["namesAndTags"]).split(whereSeparator: \.isWhitespace).map(String.init)
    switch choice("commandType") {
    case "build":
      let tags = names.map { "-t " + $0 }
      return (["docker build"] + tags + [word(["commandArgs"]), "."])
        .filter { !$0.isEmpty }.joined(separator: " ").onOneLine
    case "push": return names.map { "docker push " + $0 }.joined(separator: "; ")
    case "other":
      return "docker \(word(["subCommand"])) \(word(["commandArgs"]))".onOneLine.trimmingSpaces
    default: return nil
    }
  }
}
