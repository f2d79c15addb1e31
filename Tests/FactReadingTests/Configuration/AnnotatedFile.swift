import FactModel
import FactReading
import SourceModel
import TestSupport
import Testing

/// A small file whose lines say, behind them in `⟦…⟧`, every fact that must be found there.
///
/// Several facts on a line are separated by `; `, in any order.
struct AnnotatedFile: Sendable, CustomTestStringConvertible {
  let path: RelativePath
  let text: String
  private let expected: [Int: [String]]

  var testDescription: String { path.text }

  init(_ path: String, _ annotated: String) {
    self.path = RelativePath(path)
    var lines: [String] = []
    var expected: [Int: [String]] = [:]
    for line in annotated.split(separator: "\n", omittingEmptySubsequences: false) {
      let parts = line.split(separator: "⟦", maxSplits: 1, omittingEmptySubsequences: false)
      lines.append(String(parts[0]))
      guard parts.count > 1 else { continue }
      let notes = parts[1].prefix { $0 != "⟧" }
      expected[lines.count] = notes.split(separator: ";").map { note in
        String(note.drop { $0 == " " })
      }
    }
    text = lines.map { line in String(line.reversed().drop { $0 == " " }.reversed()) }
      .joined(separator: "\n")
    self.expected = expected
  }

  /// What every reader that wants the file finds in these bytes.
  func facts(in bytes: [UInt8]) -> FileFacts {
    let source = SourceFile(path: path, bytes: bytes)
    let context = ReadingContext(
      files: [path], read: { $0 == source.path ? source : nil })
    var facts = FileFacts()
    for reader in ConfigurationReaders.all where reader.wants(path) {
      facts.append(reader.facts(in: source, context: context))
    }
    return facts
  }

  /// Compares what is found in the file with what its lines say.
  func expectFacts() {
    let facts = facts(in: Array(text.utf8))
    let found = FactNotes.notes(facts)
    for line in Set(found.keys).union(expected.keys).sorted() {
      let actual = Set(found[line] ?? []).sorted()
      let wanted = Set(expected[line] ?? []).sorted()
      #expect(actual == wanted, "line \(line) of \(path)")
    }
  }
}

/// Facts as short notes by their lines.
enum FactNotes {
  static func notes(_ facts: FileFacts) -> [Int: [String]] {
    var notes: [Int: [String]] = [:]
    func note(_ text: String, _ place: Place?) {
      guard let place else { return }
      notes[Int(place.position.line), default: []].append(text)
    }
    for use in facts.uses { note(text(use), use.place) }
    for environment in facts.environments {
      note("environment \(environment.name)", environment.place)
    }
    for resource in facts.resources { note("resource \(resource.name)", resource.place) }
    for sighting in facts.sightings {
      guard let text = text(sighting) else {
        for use in BuiltInKnowledge.catalogue.uses(of: sighting) { note(self.text(use), use.place) }
        continue
      }
      note(text, sighting.place)
    }
    let overrides = facts.kustomizations.flatMap(\.images).compactMap(\.version)
    for image in facts.images + overrides + facts.workloads.flatMap(\.images) {
      note("image \(image.text) \(image.pinning.rawValue)", image.place)
    }
    for workload in facts.workloads {
      note("\(workload.platform.rawValue) \(workload.name)", workload.place)
      for probe in workload.probes { note("probe", probe.place) }
      for volume in workload.volumes { note("volume", volume) }
      note("bounds", workload.resources)
      note("strategy \(workload.strategy?.value ?? "")", workload.strategy?.place)
      note("rollout bound", workload.rolloutBound)
      note("replicas", workload.replicas)
      note("restart", workload.restartPolicy)
    }
    for warning in facts.warnings { note("warning", warning.place) }
    return notes
  }

  private static func text(_ use: ToolUse) -> String {
    let capabilities = use.capabilities.map(\.rawValue).sorted()
    return (capabilities + use.rungs.map { "rung:\($0.rawValue)" }.sorted()).joined(separator: " ")
  }

  /// The name; `nil` where only the catalogue's meaning is of interest.
  private static func text(_ sighting: Sighting) -> String? {
    switch sighting.subject {
    case .image(let name): "sees \(name)"
    case .object(_, let kind): "sees \(kind)"
    case .resource(let type): "sees \(type)"
    case .command(let words): "runs \(words.joined(separator: " "))"
    case .chart(let name): "sees \(name)"
    case .start, .variable: nil
    }
  }
}
