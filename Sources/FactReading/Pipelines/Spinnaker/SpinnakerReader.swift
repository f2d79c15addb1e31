import FactModel
package import SourceModel
import Syntax

/// Reads pipelines of Spinnaker as code: its JSON or YAML, the `dinghyfile`, pipeline templates.
///
/// https://spinnaker.io/docs/reference/pipeline/, https://docs.armory.io/plugins/pipelines-as-code/,
/// https://spinnaker.io/docs/guides/user/pipeline/pipeline-templates/
package struct SpinnakerReader: PipelineReader {
  /// The vendor's id.
  package let vendor = "spinnaker"

  /// How many files are searched for the names of pipelines.
  private static let searchLimit = 2000
  /// How many pipelines are read.
  private static let pipelineLimit = 500

  /// Makes a reader.
  package init() {}

  /// The endings of its files.
  package var endings: Set<String>? { ["yml", "yaml", "json", "dinghyfile", ""] }

  /// Whether the file is a `dinghyfile`, or a JSON or YAML file that is named for pipelines.
  package func isPipeline(_ path: RelativePath) -> Bool {
    if Self.isDinghy(path) { return true }
    guard ["json", "yml", "yaml"].contains(path.fileExtension) else { return false }
    if Self.isAtRoot(path) || Self.holds(path.text, "pinnaker")

      || Self.holds(path.text, "dinghy")
    {
      return true
    }
    return path.folder.parts.contains { $0 == "pipelines" || $0 == "pipeline" }
  }

  /// Whether the file stands at the root under a name that says what it holds: `pipeline.json`.
  private static func isAtRoot(_ path: RelativePath) -> Bool {
    path.folder.text.isEmpty && path.fileExtension == "json" && holds(path.name, "pipeline")
  }

  /// Whether a text holds a word, byte by byte: every data file of a tree is asked.
  private static func holds(_ text: String, _ word: String) -> Bool {
    let (bytes, wanted) = (Array(text.utf8), Array(word.utf8))
    guard bytes.count >= wanted.count else { return false }
    return (0...(bytes.count - wanted.count)).contains { start in
      bytes[start] == wanted[0] && bytes[start...].starts(with: wanted)
    }
  }

  private static func isDinghy(_ path: RelativePath) -> Bool {
    let name = path.name.lowercased()
    return name == "dinghyfile" || name.hasSuffix(".dinghyfile")
  }

  /// The pipelines of a `dinghyfile`, those in folders of the product's name, and others that a
  /// script of the tree saves.
  package func pipelines(in paths: [RelativePath], context: ReadingContext) -> PipelineReading {
    var reading = PipelineReading()
    let files = paths.compactMap(context.read).filter { file in
      Self.isDinghy(file.path)
        || file.contains("refId") && file.contains("stages")
        || file.contains("dependsOn") && file.contains("stages") && file.contains("schema")
    }
    let live = live(files, context)
    var documents: [SpinnakerDocument] = []
    for file in files {
      guard Self.isDinghy(file.path) || file.contains("refId") || live.contains(file.path) else {
        continue
      }
      let document = SpinnakerDocument(
        file, isDinghy: Self.isDinghy(file.path), context: context)
      if live.contains(file.path) { reading.warnings += document.warnings }
      documents.append(document)
    }
    let templates = SpinnakerTemplates(documents)
    var filling = ParameterFilling()
    for document in documents where live.contains(document.path) {
      for node in document.pipelines
      where reading.pipelines.count < Self.pipelineLimit && !filling.isSpent {
        var builder = SpinnakerBuilder(node, document, templates, filling, context: context)
        let pipeline = builder.pipeline(vendor: vendor)
        filling = builder.filling
        if let pipeline { reading.pipelines.append(pipeline) }
      }
    }
    reading.warnings += filling.warnings
    return reading
  }

  /// The files whose pipelines the team uses.
  private func live(_ files: [SourceFile], _ context: ReadingContext) -> Set<RelativePath> {
    var live: Set<RelativePath> = []
    var open: [SourceFile] = []
    for file in files {
      let words = file.path.text.nameWords
      if Self.isDinghy(file.path) || Self.isAtRoot(file.path) || words.contains("spinnaker")
        || words.contains("dinghy")
      {
        live.insert(file.path)
      } else {
        open.append(file)
      }
    }
    guard !open.isEmpty else { return live }
    let endings = [".sh", ".yml", ".yaml", "Makefile", ".mk", "Jenkinsfile", ".groovy", ".tf"]
    let searched = context.files.filter { path in endings.contains { path.text.hasSuffix($0) } }
      .sorted().prefix(Self.searchLimit)
    let names = NameFinder(
      open.map { [$0.path.name, $0.path.folder.text + "/"].filter { $0 != "/" } })
    for path in searched {
      guard let file = context.read(path), file.contains("spin ") || file.contains("spinnaker")
      else { continue }
      let named = names.found(in: CollectionOfOne(file.text))
      for (candidate, isNamed) in zip(open, named) where isNamed && candidate.path != path {
        live.insert(candidate.path)
      }
    }
    return live
  }
}
