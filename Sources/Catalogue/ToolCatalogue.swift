package import SourceModel
package import Syntax

/// What is known of tools: the signs by which they show, and what they do for a team.
///
/// The knowledge is data, in `rubrics/catalogue`; this only looks it up. A run meets a few of very many
/// tools, so each is read when something asks for it.
package struct ToolCatalogue: Sendable {
  /// A sign that is a command, with the words that it needs.
  package struct CommandSign: Sendable {
    /// The words.
    package var pattern: CommandPattern
    /// What they mean.
    package var sign: ToolSign
  }

  /// A sign that is a file's name, with what must stand in it.
  package struct FileSign: Sendable {
    /// Texts of which one must stand in the file; none where its name is enough.
    package var contains: [String]
    /// Texts that must not.
    package var lacks: [String]
    /// What it means.
    package var sign: ToolSign
  }

  /// A sign that is a word in the name of pipeline code that stands elsewhere.
  package struct WordSign: Sendable {
    /// One of these is there.
    package var words: Set<String>
    /// None of these is there: they make it about something else.
    package var lacks: Set<String>
    /// What it means.
    package var sign: ToolSign
  }

  private let shelf: CatalogueShelf
  /// The variables that commands and actions ask for.
  package let askedVariables: [NamePattern]
  /// The words that pipeline code elsewhere is told by.
  package let words: [WordSign]

  /// Opens the text that `packed` wrote; `nil` where it is another one.
  package init?(packed text: StaticString) {
    guard let index = CatalogueIndex(.compiled(text)) else { return nil }
    self.init(CatalogueShelf(index, CatalogueMemory()))
  }

  private init(_ shelf: CatalogueShelf) {
    self.shelf = shelf
    askedVariables = shelf.index.askedVariables
    words = shelf.signs(shelf.index.exact(.words, "")).map { sign in
      let names = sign.name.split(separator: " ").map(String.init)
      return WordSign(words: Set(names), lacks: Set(sign.lacks), sign: sign.meaning)
    }
  }

  // MARK: - Reading

  /// Reads catalogue files: YAML lists of tools.
  ///
  /// - Parameter base: a catalogue whose tools come first.
  /// - Returns: the catalogue of all that could be read, and every fault with its place.
  package static func load(
    _ files: [(path: RelativePath, tree: SyntaxTree)], beside base: ToolCatalogue? = nil
  ) -> (ToolCatalogue, [Diagnostic]) {
    let read = CatalogueEntries(files, behind: base?.shelf.entries ?? [])
    let text = CatalogueWriter.text(of: read.entries)
    let entries = Dictionary(uniqueKeysWithValues: read.entries.enumerated().map { ($0, $1) })
    guard let index = CatalogueIndex(.made(Array(text.utf8))) else {
      let fault = Diagnostic(
        error:
          "found a catalogue of \(text.utf8.count) bytes, expected less than a tenth of a gigabyte")
      return (ToolCatalogue(CatalogueShelf(.empty, CatalogueMemory())), read.faults + [fault])
    }
    return (ToolCatalogue(CatalogueShelf(index, CatalogueMemory(entries))), read.faults)
  }

  /// The text from which a program opens the catalogue without reading the files.
  ///
  /// - Returns: the text, and every fault with its place.
  package static func packed(
    _ files: [(path: RelativePath, tree: SyntaxTree)]
  ) -> (text: String, faults: [Diagnostic]) {
    let read = CatalogueEntries(files)
    return (
      CatalogueWriter.text(of: read.entries, trees: read.nodes.map(PackedNode.text)), read.faults
    )
  }

  // MARK: - Looking up

  /// How many tools it knows.
  package var count: Int { shelf.index.count }

  /// All tools, in the order of the files.
  package var tools: [Tool] { shelf.entries.map(\.tool) }

  /// A tool by its number.
  package func tool(_ number: Int) -> Tool? { shelf.entry(number)?.tool }

  /// The signs that are commands of a program, by `ProgramName.key`.
  package func commands(of program: String) -> [CommandSign] {
    shelf.memory.commands(of: program) {
      shelf.signs(shelf.index.exact(.commands, program)).compactMap { sign in
        CommandPattern(sign.name).map { CommandSign(pattern: $0, sign: sign.meaning) }
      }
    }
  }

  /// The signs that are globs of a file's path.
  package func files(at path: RelativePath) -> [FileSign] {
    shelf.signs(shelf.index.files(path, shelf.memory)).map { sign in
      FileSign(contains: sign.contains, lacks: sign.lacks, sign: sign.meaning)
    }
  }

  /// The signs that are an action's name, in which `deploy_app` and `deploy-app` are the same.
  package func exactActions(named name: String) -> [ToolSign] {
    shelf.signs(shelf.index.exact(.actions, name)).map(\.meaning)
  }

  /// The signs that are an action's name or a pattern of it.
  package func actions(named name: String) -> [ToolSign] { signs(.actions, name) }

  /// The signs that are a dependency's name with its ecosystem, `npm:jest`.
  package func dependencies(named name: String) -> [ToolSign] { signs(.dependencies, name) }

  /// The signs that are an image's name.
  package func images(named name: String) -> [ToolSign] { signs(.images, name) }

  /// The signs that are an object's group and kind, `apps/Deployment`.
  package func objects(named name: String) -> [ToolSign] { signs(.objects, name) }

  /// The signs that are a resource's type.
  package func resources(named name: String) -> [ToolSign] { signs(.resources, name) }

  /// The signs that are a chart's address or name.
  package func charts(named name: String) -> [ToolSign] { signs(.charts, name) }

  /// The signs that are a variable by which running programs are told what to do.
  package func programVariables(named name: String) -> [ToolSign] { signs(.variables, name) }

  private func signs(_ subject: SignSubject, _ name: String) -> [ToolSign] {
    shelf.signs(shelf.index.exact(subject, name) + shelf.index.patterns(subject, name)).map(
      \.meaning)
  }
}
