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
  /// Reads a makefile.
  package static func makefile(_ text: String) -> [BuildTarget] { [] }
  /// Reads the scripts of a `package.json`.
  package static func packageScripts(_ bytes: [UInt8]) -> [BuildTarget] { [] }
  /// Reads a justfile.
  package static func just(_ text: String) -> [BuildTarget] { [] }
  /// Reads a Taskfile.
  package static func taskfile(_ bytes: [UInt8]) -> [BuildTarget] { [] }
  /// Reads a Rakefile.
  package static func rake(_ text: String) -> [BuildTarget] { [] }
  /// Reads tox environments.
  package static func tox(_ text: String) -> [BuildTarget] { [] }
  /// Reads nox sessions.
  package static func nox(_ text: String) -> [BuildTarget] { [] }
  /// Reads the tasks of Poe the Poet.
  package static func poe(_ bytes: [UInt8]) -> [BuildTarget] { [] }
}
