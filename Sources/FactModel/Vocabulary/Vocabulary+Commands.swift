import SourceModel

extension Vocabulary {
  static let commandCollections = [scripts, runtimes]

  private static let scripts = FactCollection(
    "scripts", "every command that a manifest keeps under a name",
    attributes: [
      .texts("ecosystem", "the ecosystem of its manifest") { [$0.ecosystem] },
      .texts("name", "the name by which it is called") { [$0.name] },
      .texts("command", "what it runs, as written; compare it with `like`") { [$0.command] },
      .flag("root", "whether it stands at the root") { $0.isRoot },
      .flag("placeholder", "whether it only says something or gives up") { $0.isPlaceholder },
    ],
    facts: \.facts.scripts,
    shown: { [FactSign($0.place, $0.command, $0.phrase)] })

  private static let runtimes = FactCollection(
    "runtimes", "every version of a language or tool that a file or a set-up step asks for",
    attributes: [
      .texts("name", "the language or tool") { [$0.name] },
      .texts("version", "the version") { [$0.version] },
      .texts("major", "the first number of the version") { [$0.major] },
      .texts("minor", "the first two numbers of the version") { $0.minor.map { [$0] } ?? [] },
      .texts("path", "the file; compare it with `like`") { [$0.place.path.text] },
    ],
    facts: { $0.facts.pipelines.flatMap(\.runtimes) + $0.facts.runtimes },
    shown: { [FactSign($0.place, Phrase($0.title, $0.title))] })
}

extension Script {
  /// What it is, in one clause.
  fileprivate var phrase: Phrase {
    Phrase("script \(name.shownName)", "스크립트 \(name.shownName)")
  }
}

extension Runtime {
  /// Name and version.
  fileprivate var title: String { "\(name.shownName) \(version.shownName)" }
}
