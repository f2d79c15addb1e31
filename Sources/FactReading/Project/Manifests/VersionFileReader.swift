import FactModel
import SourceModel

/// Reads files that pin versions of languages and tools for everyone who works in a folder.
///
/// `.java-version`, `.python-version` and the like hold one version, `.tool-versions` a line for
/// each tool: https://asdf-vm.com/manage/configuration.html#tool-versions
struct VersionFileReader: ManifestReader {
  /// The names of tools where a file calls them otherwise than set-up steps do.
  private static let names: [String: String] = ["nodejs": "node", "golang": "go", "nvmrc": "node"]

  let names: Set = [
    ".dotnet-version", ".go-version", ".java-version", ".node-version", ".nvmrc", ".php-version",
    ".python-version", ".ruby-version", ".tool-versions",
  ]

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    let isList = file.path.name == ".tool-versions"
    let own = file.path.name.dropFirst().prefix { $0 != "-" }
    var facts = FileFacts()
    for (index, line) in file.lines.enumerated() {
      let words = line.prefix { $0 != "#" }.split(separator: " ").map(String.init)
      guard let version = isList ? words.dropFirst().first : words.first,
        let tool = isList ? words.first : String(own),
        let runtime = Runtime(
          Self.names[tool] ?? tool, asking: version, at: file.place(line: index + 1))
      else { continue }
      facts.runtimes.append(runtime)
    }
    return facts
  }
}
