import SourceModel
import Syntax

/// A command that may call targets: its words, and what is around it.
struct CommandCall {
  let words: [String]
  let wrappers: [String]
  /// The variables that are set for it.
  let environment: [String: String]
  /// Where the command stands.
  let place: Place
  let frame: FollowFrame
  let context: ReadingContext

  /// What a target runner calls; `nil` where the command is no such runner.
  func targets(_ files: inout FollowedFiles) -> [Callee]? {
    let program = RelativePath(words[0]).name
    if IdleOptions.stand(in: words.dropFirst(), of: program) { return [] }
    switch program {
    case "make", "gmake", "remake", "$(MAKE)", "${MAKE}": return make(&files)
    case "npm", "yarn", "pnpm", "bun", "lerna", "turbo", "nx", "npm-run-all", "npm-run-all2",
      "run-s", "run-p", "concurrently":
      return PackageCall(self, program).callees(&files)
    case "composer": return composer(&files)
    case "just":
      return just(&files)
    case "task", "go-task":
      let file =
        option(["-t", "--taskfile"])
        ?? folderOption(["-d", "--dir"]).flatMap { nearest(Self.taskfiles, from: $0) }
        ?? nearest(Self.taskfiles)
      let names = operands(valued: ["-t", "--taskfile", "-d", "--dir"])
      return named(names.isEmpty ? ["default"] : names, .taskfile, in: file, &files)
    case "rake", "rails":
      let names = operands(valued: ["-f", "--rakefile"]).map { name in
        String(name.prefix { $0 != "[" })
      }
      return rake(program, names.isEmpty && program == "rake" ? ["default"] : names, &files)
    case "tox": return tox(&files)
    case "nox": return nox(&files)
    case "poe": return first(.poe, ["pyproject.toml"], &files)
    case "pdm", "hatch", "pipenv", "deno", "pixi": return scripts(program, &files)
    case "mise": return mise(&files)
    case "sbt": return quotedCommands
    case "invoke", "inv":
      return named(operands(valued: []), .invoke, in: nearest(["tasks.py"]), &files)
    case "fab": return named(fabricTasks, .fabric, in: nearest(["fabfile.py"]), &files)
    case "earthly": return earthly(&files)
    case "dagger": return dagger(&files)
    case "cargo":
      return first(.cargo, [".cargo/config.toml", ".cargo/config"], &files).flatMap {
        $0.isEmpty ? nil : $0
      }
    case "docker", "podman", "nerdctl", "buildah": return imageBuild(&files) ?? compose(&files)
    case "docker-compose", "podman-compose": return compose(&files)
    case "azd": return azureHooks(&files)
    case "gcloud": return submittedBuild(&files)
    case "skaffold": return skaffoldTests(&files)
    default: return powerShell(program, &files) ?? wrapped(&files)
    }
  }

  /// Runners of PowerShell, whose names are written in any case.
  private func powerShell(_ program: String, _ files: inout FollowedFiles) -> [Callee]? {
    switch program.lowercased() {
    case "invoke-psake", "psake", "psake.ps1": psake(&files)
    case "invoke-build", "invoke-build.ps1": invokeBuild(&files)
    case "build.ps1": buildWorkflow(&files)
    default: nil
    }
  }

  /// `fab staging deploy:v1 -H host`: the names of tasks, without what they are given.
  private var fabricTasks: [String] {
    operands(valued: ["-H", "--hosts", "-i", "-f", "--fabfile", "-c", "-u", "--user", "-R"])
      .map { name in String(name.prefix { $0 != ":" }) }
  }

  private static let taskfiles = [
    "Taskfile.yml", "taskfile.yml", "Taskfile.yaml", "taskfile.yaml", "Taskfile.dist.yml",
    "Taskfile.dist.yaml",
  ]

  // https://just.systems/man/en/
  private func just(_ files: inout FollowedFiles) -> [Callee] {
    let names = operands(valued: ["-f", "--justfile", "-d", "--working-directory", "--set"])
    guard
      let file = option(["-f", "--justfile"]) ?? nearest(["justfile", "Justfile", ".justfile"])
    else { return [] }
    let first = files.first(in: file, .just, context).map { [$0] } ?? []
    return named(names.isEmpty ? first : names, .just, in: file, &files)
  }

  /// Scripts of Python's managers look like wrapped programs.
  private func wrapped(_ files: inout FollowedFiles) -> [Callee]? {
    for (wrapper, kind, names) in [
      ("pipenv", FollowedFiles.Kind.pipenv, ["Pipfile"]), ("pdm", .pdm, ["pyproject.toml"]),
      ("hatch", .hatch, ["pyproject.toml"]), ("pixi", .pixi, Self.pixiFiles),
    ] where wrappers.contains(where: { $0.hasPrefix(wrapper) }) {
      guard let path = nearest(names) else { return nil }
      let found = named([words[0]], kind, in: path, &files)
      return found.isEmpty ? nil : found
    }
    return nil
  }

  private func scripts(_ program: String, _ files: inout FollowedFiles) -> [Callee]? {
    let names = operands(
      valued: ["-p", "--project", "-e", "--env", "--environment", "--manifest-path"])
    guard names.count > 1, ["run", "task"].contains(names[0]) else { return nil }
    switch program {
    case "pdm": return named([names[1]], .pdm, in: nearest(["pyproject.toml"]), &files)
    case "hatch":
      return named([names[1]], .hatch, in: nearest(["pyproject.toml"]), &files)
    case "pipenv": return named([names[1]], .pipenv, in: nearest(["Pipfile"]), &files)
    case "pixi": return named([names[1]], .pixi, in: nearest(Self.pixiFiles), &files)
    default:
      let file = nearest(["deno.json", "deno.jsonc"])
      return names[0] == "task" ? named([names[1]], .deno, in: file, &files) : nil
    }
  }

  /// The target that the first operand names.
  private func first(
    _ kind: FollowedFiles.Kind, _ names: [String], _ files: inout FollowedFiles
  ) -> [Callee]? {
    guard let name = operands(valued: ["-C"]).first else { return nil }
    return named([name], kind, in: nearest(names), &files)
  }

  // https://getcomposer.org/doc/articles/scripts.md
  private func composer(_ files: inout FollowedFiles) -> [Callee]? {
    let words = operands(valued: ["-d", "--working-dir"])
    let folder = folderOption(["-d", "--working-dir"])
    guard let file = nearest(["composer.json"], from: folder), let first = words.first else {
      return nil
    }
    let isRun = ["run", "run-script", "exec"].contains(first)
    guard let name = isRun ? words.dropFirst().first : first else { return nil }
    var left = Self.composerLimit
    let found = composerScript(name, in: file, &files, active: [], &left)
    // What stands behind `--` is for all commands of the script.
    let own = Array(self.words.drop { $0 != "--" }.dropFirst())
    return own.isEmpty ? found : found.map { $0.adding(own, context) }
  }

  /// How many scripts of a manifest one call may run; scripts may name each other many times.
  private static let composerLimit = 200

  private func composerScript(
    _ name: String, in file: RelativePath, _ files: inout FollowedFiles, active: Set<String>,
    _ left: inout Int
  ) -> [Callee] {
    left -= 1
    guard context.takes(looks: 1), left >= 0,
      let target = files.targets(in: file, .composer, context)[name],
      !active.contains(name), active.count < 10
    else { return [] }
    return target.commands.flatMap { command -> [Callee] in
      guard let first = command.words.first, first.hasPrefix("@") else {
        let key = "\(file)#\(name)@\(command.position)"
        return [Callee(key: key, folder: file.folder, content: .commands([command], file))]
      }
      let other = String(first.dropFirst())
      guard ["php", "composer", "putenv"].contains(other) else {
        return composerScript(other, in: file, &files, active: active.union([name]), &left)
      }
      var command = command
      command.words[0] = other
      let key = "\(file)#\(name)@\(command.position)"
      return [Callee(key: key, folder: file.folder, content: .commands([command], file))]
    }
  }
}
