package import SourceModel

/// A command that a manifest keeps under a name: a script of `package.json`, a target of a Makefile.
package struct Script: Hashable, Sendable {
  /// The ecosystem of its manifest, `npm`, `make`.
  package var ecosystem: String
  /// The name by which it is called, `test`.
  package var name: String
  /// What it runs, as written, where that is one text.
  package var command: String
  /// Where it stands.
  package var place: Place

  /// Makes a script.
  package init(ecosystem: String, name: String, command: String = "", place: Place) {
    self.ecosystem = ecosystem
    self.name = name
    self.command = command
    self.place = place
  }

  /// Whether it stands at the repository's root.
  package var isRoot: Bool { place.path.folder.text.isEmpty }

  /// Whether it only says something or gives up, as the `test` that `npm init` writes:
  /// `echo "Error: no test specified" && exit 1`.
  package var isPlaceholder: Bool {
    let words = command.split { $0 == ";" || $0 == "&" }.compactMap { part in
      part.split(separator: " ").first
    }
    return !words.isEmpty && words.allSatisfy { ["echo", "exit", "true", ":"].contains($0) }
  }
}
