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
  /// The file, where it is another one than the one asked for.
  package var path: RelativePath?

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
  /// Reads a makefile: the rules in the order of the file, the default goal first where one is named.
  ///
  /// See https://www.gnu.org/software/make/manual/make.html
  package static func makefile(_ text: String) -> [BuildTarget] {
    var reader = MakefileReader(text)
    return reader.targets()
  }

  /// Reads makefiles that are included into one, whose variables hold for all.
  package static func makefiles(_ texts: [String]) -> [[BuildTarget]] {
    var variables = MakeVariables()
    let whole = TargetRoom(bytes: texts.reduce(0) { $0 + $1.utf8.count })
    var room = whole
    for text in texts {
      var reader = MakefileReader(text, variables: variables, room: room)
      reader.readVariables()
      (variables, room) = (reader.variables, reader.room)
    }
    room = whole
    return texts.map { text in
      var reader = MakefileReader(text, variables: variables, isSettled: true, room: room)
      let targets = reader.targets()
      (variables, room) = (reader.variables, reader.room)
      return targets
    }
  }

  /// Reads the scripts of a `package.json`.
  ///
  /// See https://docs.npmjs.com/cli/using-npm/scripts
  package static func packageScripts(_ bytes: [UInt8]) -> [BuildTarget] {
    let root = JSON.parse(bytes, dialect: .withComments).documents.first
    let lines = SourceLines(bytes)
    return (root?["scripts"]?.entries ?? []).compactMap { entry in
      guard let name = entry.key.text, let script = lines.script(of: entry.value) else {
        return nil
      }
      return BuildTarget(
        name: name, dependencies: [], commands: script.commands(), position: entry.key.position)
    }
  }

  /// Reads a justfile; an alias is a target that depends on what it stands for.
  ///
  /// See https://just.systems/man/en/
  package static func just(_ text: String) -> [BuildTarget] {
    var reader = JustfileReader(text)
    return reader.targets()
  }

  /// Reads a Taskfile.
  ///
  /// See https://taskfile.dev/reference/schema/
  package static func taskfile(_ bytes: [UInt8]) -> [BuildTarget] {
    TaskfileReader(bytes).targets()
  }

  /// Reads a Rakefile; names have the namespaces before them.
  ///
  /// See https://ruby.github.io/rake/doc/rakefile_rdoc.html
  package static func rake(_ text: String) -> [BuildTarget] {
    var reader = RakefileReader(text)
    return reader.targets()
  }

  /// Reads tox environments from `tox.ini`, `setup.cfg`, `tox.toml` or `pyproject.toml`.
  ///
  /// `testenv` is a target with what it gives to all others.
  /// See https://tox.wiki/en/latest/config.html
  package static func tox(_ text: String) -> [BuildTarget] {
    var reader = ToxReader(text)
    return reader.targets()
  }

  /// The tox environments that run where none is named; `nil` where the file does not say.
  ///
  /// See https://tox.wiki/en/latest/config.html#env_list
  package static func toxDefaults(_ text: String) -> [String]? {
    var reader = ToxReader(text)
    return reader.defaults()
  }

  /// The nox sessions that run where none is named; `nil` where these are all.
  ///
  /// See https://nox.thea.codes/en/stable/config.html#modifying-nox-s-behavior-in-the-noxfile
  package static func noxDefaults(_ text: String) -> [String]? {
    var reader = NoxfileReader(text)
    return reader.defaults()
  }

  /// Reads the sessions of a `noxfile.py`.
  ///
  /// See https://nox.thea.codes/en/stable/config.html
  package static func nox(_ text: String) -> [BuildTarget] {
    var reader = NoxfileReader(text)
    return reader.targets()
  }

  /// Reads the tasks of Poe the Poet in a `pyproject.toml`.
  ///
  /// See https://poethepoet.natn.io/tasks/index.html
  package static func poe(_ bytes: [UInt8]) -> [BuildTarget] {
    PoeTasksReader(bytes).targets()
  }

  /// Reads the targets and functions of an Earthfile.
  ///
  /// See https://docs.earthly.dev/docs/earthfile
  package static func earthfile(_ text: String) -> [BuildTarget] {
    var reader = EarthfileReader(text)
    return reader.targets()
  }

  /// The command that a list of words is, however a shell would cut them.
  package static func commands(quoting words: [String], at place: Position) -> [ShellCommand] {
    TargetScript(quoting: words, at: place).commands()
  }
}
