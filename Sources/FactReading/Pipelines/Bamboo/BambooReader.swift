import FactModel
package import SourceModel
import Syntax

/// Reads Bamboo Specs in YAML: plans, deployment projects, and what they include.
///
/// https://docs.atlassian.com/bamboo-specs-docs/latest/specs.html?yaml
package struct BambooReader: PipelineReader {
  /// The vendor's id.
  package let vendor = "bamboo"

  /// Makes a reader.
  package init() {}

  /// The endings of its files.
  package var endings: Set<String>? { ["yml", "yaml"] }

  /// Whether the file stands in the folder of the host.
  package func isPipeline(_ path: RelativePath) -> Bool {
    path.folder.text == "bamboo-specs"
      && (path.fileExtension == "yml" || path.fileExtension == "yaml")
  }

  /// A pipeline for each plan, for each branch that overrides it, and for each environment.
  package func pipelines(in paths: [RelativePath], context: ReadingContext) -> PipelineReading {
    var reading = PipelineReading()
    // Where the host's own file is, all others are pieces of it.
    let own = paths.filter { $0.stem == "bamboo" }
    var loader = BambooLoader(context: context)
    let roots = (own.isEmpty ? paths : own).flatMap { loader.documents(of: $0) }
    let broken = Set(loader.warnings.compactMap { $0.place?.path })
    let faults = roots.compactMap(BambooPlan.fault).filter { fault in
      fault.place.map { $0.path.stem == "bamboo" || !broken.contains($0.path) } ?? true
    }
    reading.warnings += (loader.warnings + faults).uniqued()
    let plans = roots.compactMap(BambooPlan.init)
    var builder = BambooBuilder(context: context, plans: plans)
    for plan in plans { reading.pipelines += builder.pipelines(of: plan, vendor: vendor) }
    for root in roots {
      guard let deployment = BambooDeployment(root) else { continue }
      reading.pipelines += builder.pipelines(of: deployment, vendor: vendor)
    }
    return reading
  }
}

/// Reads files with the pieces that they include.
struct BambooLoader {
  private static let depthLimit = 8
  private static let fileLimit = 300
  /// How many values all files may hold together, those that are included again each time; real ones
  /// have some thousand.
  private static let valueLimit = 200_000
  /// How many bytes of files are kept for those that include them again.
  private static let room = 1 << 20

  private let context: ReadingContext
  private(set) var warnings: [Diagnostic] = []
  private var count = 0
  private var valuesLeft = Self.valueLimit
  private var parsed = KeptValues<RelativePath, PipelineDocument>(room: Self.room)
  private var faulty: Set<RelativePath> = []
  /// The files on the way to the one that is read.
  private var active: Set<RelativePath> = []

  init(context: ReadingContext) {
    self.context = context
  }

  /// The documents of a file; one that is nothing but an include stands for those of its file.
  mutating func documents(of path: RelativePath, depth: Int = 0) -> [PipelineValue] {
    guard depth < Self.depthLimit, count < Self.fileLimit, let file = context.read(path),
      active.insert(path).inserted
    else { return [] }
    defer { active.remove(path) }
    count += 1
    let document = self.document(of: file)
    if faulty.insert(path).inserted { warnings += document.warnings }
    return document.documents.flatMap { node -> [PipelineValue] in
      if let included = include(node, in: document) {
        return documents(of: included, depth: depth + 1)
      }
      return [value(of: node.merged(), in: document, depth: depth, level: 0)]
    }
  }

  private mutating func document(of file: SourceFile) -> PipelineDocument {
    if let known = parsed[file.path] { return known }
    let document = PipelineDocument(yaml: file)
    parsed.keep(document, of: file.path, size: file.bytes.count)
    return document
  }

  /// The file that a node includes, from the host's folder.
  private mutating func include(_ node: Node, in document: PipelineDocument) -> RelativePath? {
    guard node.tag == "!include", let text = node.text,
      let path = RelativePath("bamboo-specs").appending(text)
    else { return nil }
    guard context.files.contains(path) else {
      warnings.append(
        Diagnostic(
          .warning,
          Phrase(
            "found an include of `\(path)`, expected that file in the repository",
            "포함하려는 `\(path)` 파일이 저장소에 없습니다"),
          at: document.place(node)))
      return nil
    }
    return path
  }

  private mutating func value(
    of node: Node, in document: PipelineDocument, depth: Int, level: Int
  ) -> PipelineValue {
    let place = document.place(node)
    valuesLeft -= 1
    if valuesLeft == 0 {
      warnings.append(
        Diagnostic(
          .warning,
          Phrase(
            "found files that hold more than \(Self.valueLimit) values with what they include; "
              + "from here on none is read",
            "포함하는 것까지 합해 값이 \(Self.valueLimit)개보다 많아서 여기부터는 읽지 않았습니다"),
          at: place))
    }
    guard level < 64, valuesLeft > 0 else { return PipelineValue(.list([]), at: place) }
    if let path = include(node, in: document) {
      return documents(of: path, depth: depth + 1).first ?? PipelineValue(.list([]), at: place)
    }
    switch node.content {
    case .scalar: return PipelineValue(node, in: document)
    case .sequence(let items):
      var values: [PipelineValue] = []
      for item in items {
        values.append(value(of: item, in: document, depth: depth, level: level + 1))
      }
      return PipelineValue(.list(values), at: place)
    case .mapping(let entries):
      var values: [PipelineValue.Entry] = []
      for entry in entries {
        guard let key = entry.key.text else { continue }
        values.append(
          PipelineValue.Entry(
            key: key, place: document.place(entry.key),
            value: value(of: entry.value, in: document, depth: depth, level: level + 1)))
      }
      return PipelineValue(.map(values), at: place)
    }
  }
}
