package import SourceModel

/// A target of a build file: a name, what it needs, and what it runs.
package struct BuildTarget: Hashable, Sendable {
  /// The name.
  package var name: String
  /// The targets that run before it.
  package var dependencies: [String]
  /// The commands.
  package var commands: [ShellCommand]
  /// Where the name stands.
  package var position: Position

  /// Makes a target.
  package init(
    name: String, dependencies: [String], commands: [ShellCommand], position: Position
  ) {
    self.name = name
    self.dependencies = dependencies
    self.commands = commands
    self.position = position
  }
}

/// The readers of build files with targets.
package enum Targets {
  /// Reads a makefile: https://www.gnu.org/software/make/manual/make.html
  package static func makefile(_ text: String) -> [BuildTarget] {
    var reader = MakefileReader()
    return reader.targets(in: text)
  }

  /// Reads the scripts of a `package.json`: https://docs.npmjs.com/cli/using-npm/scripts
  package static func packageScripts(_ bytes: [UInt8]) -> [BuildTarget] {
    let scripts = JSON.parse(bytes, dialect: .withComments).documents.first?["scripts"]
    return (scripts?.entries ?? []).compactMap { entry in
      guard let name = entry.key.text, let text = entry.value.text else { return nil }
      return BuildTarget(
        name: name, dependencies: [],
        commands: ShellScript.parse(text, startingAt: entry.value.textStart).commands,
        position: entry.key.position)
    }
  }

  /// Reads a justfile: https://just.systems/man/en/
  package static func just(_ text: String) -> [BuildTarget] { JustfileReader.targets(in: text) }

  /// Reads a Taskfile: https://taskfile.dev/docs/reference/schema
  package static func taskfile(_ bytes: [UInt8]) -> [BuildTarget] {
    TaskfileReader(bytes).targets
  }

  /// Reads a Rakefile: https://ruby.github.io/rake/doc/rakefile_rdoc.html
  package static func rake(_ text: String) -> [BuildTarget] { RakefileReader.targets(in: text) }

  /// Reads tox environments, `testenv` and `testenv:NAME`: https://tox.wiki/en/stable/config.html
  package static func tox(_ text: String) -> [BuildTarget] { ToxReader.targets(in: text) }

  /// Reads nox sessions: https://nox.thea.codes/en/stable/config.html
  package static func nox(_ text: String) -> [BuildTarget] { NoxfileReader.targets(in: text) }

  /// Reads the tasks of Poe the Poet: https://poethepoet.natn.io/tasks/index.html
  package static func poe(_ bytes: [UInt8]) -> [BuildTarget] {
    PoeReader.targets(in: TOML.parse(bytes).documents.first?["tool", "poe", "tasks"])
  }
}

extension Node {
  /// Where the text of a scalar on one line starts, behind its quote.
  var textStart: Position {
    guard case .scalar(let scalar) = content else { return position }
    switch scalar.style {
    case .plain, .literal, .folded: return position
    case .singleQuoted, .doubleQuoted:
      return Position(line: Int(position.line), column: Int(position.column) + 1)
    }
  }
}

extension [ShellCommand] {
  /// The commands with their failures ignored where asked.
  func ignoringFailures(_ ignores: Bool) -> [ShellCommand] {
    guard ignores else { return self }
    return map { command in
      var command = command
      command.ignoresFailure = true
      return command
    }
  }
}
