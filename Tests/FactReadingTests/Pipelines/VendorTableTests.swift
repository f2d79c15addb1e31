import FactModel
import FactReading
import Foundation
import SourceModel
import Testing

/// What a reader can bring out of a vendor's files.
private enum Aspect: String, CaseIterable {
  case triggers, order, conditions, commands, scripts, plugins, environments, gates
  case ignored = "ignored failures"
  case caches
  case fanOut = "fan-out"
  case artifacts, coverage, secrets, images

  /// Whether the pipelines show it.
  func isShown(by pipelines: [Pipeline]) -> Bool {
    let jobs = pipelines.flatMap(\.jobs)
    let steps = jobs.flatMap(\.steps)
    return switch self {
    case .triggers: pipelines.contains { !$0.triggers.isEmpty }
    case .order: jobs.contains { !$0.needs.isEmpty }
    case .conditions:
      jobs.contains { !$0.conditions.isEmpty } || steps.contains { !$0.conditions.isEmpty }
    case .commands: steps.contains { !$0.words.isEmpty }
    case .scripts: steps.contains { !$0.via.isEmpty }
    case .plugins: steps.contains { $0.action != nil }
    case .environments: jobs.contains { $0.environment != nil }
    case .gates: jobs.contains { $0.gate != nil || $0.events == [.manual] }
    case .ignored: jobs.contains(where: \.ignoresFailure) || steps.contains(where: \.ignoresFailure)
    case .caches: jobs.contains { !$0.caches.isEmpty }
    case .fanOut: jobs.contains { $0.fanOut != nil }
    case .artifacts: jobs.contains { !$0.artifacts.isEmpty }
    case .coverage: jobs.contains { !$0.coverageReports.isEmpty }
    case .secrets: jobs.contains { !$0.secrets.isEmpty }
    case .images: jobs.contains { !$0.images.isEmpty }
    }
  }
}

@Suite struct VendorTableTests {
  /// The rows of the README's table of vendors, without its head.
  private static func rows() throws -> [String] {
    let readme = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../README.md").standardizedFileURL
    let lines = try String(contentsOf: readme, encoding: .utf8).split(separator: "\n").map(
      String.init)
    let head = "  | vendor | \(Aspect.allCases.map(\.rawValue).joined(separator: " | ")) |"
    let start = try #require(
      lines.firstIndex(of: head), "README.md has no table with the head \(head)")
    return lines[(start + 2)...].prefix { $0.hasPrefix("  | ") }.map { $0 }
  }

  /// What the fixtures of a vendor show, as a row of the table.
  private static func row(of reader: any PipelineReader) throws -> String {
    let fixtures = try PipelineFixture.all.filter { $0.vendor == reader.vendor }
    let pipelines = try fixtures.flatMap { try $0.reading(by: reader).pipelines }
    let cells = Aspect.allCases.map { $0.isShown(by: pipelines) ? "✓" : "–" }
    return "  | `\(reader.vendor)` | \(cells.joined(separator: " | ")) |"
  }

  @Test func `The README says of each vendor what its fixtures show`() throws {
    let expected = try PipelineReaders.all.map(Self.row)
    let rows = try Self.rows()
    for row in expected where !rows.contains(row) {
      Issue.record("the README lacks the row\n\(row)")
    }
    for row in rows where !expected.contains(row) {
      Issue.record("no fixtures show the row\n\(row)")
    }
  }

  @Test(arguments: PipelineReaders.all.map(\.vendor))
  func `A wrong file of every vendor is told with its place, and one with an error is no pipeline`(
    _ vendor: String
  ) throws {
    let reader = try #require(PipelineReaders.all.first { $0.vendor == vendor })
    let wrong = try PipelineFixture.all.first {
      $0.vendor == vendor && $0.folder.lastPathComponent == "wrong"
    }
    let reading = try #require(wrong, "no fixture `wrong`").reading(by: reader)
    #expect(reading.warnings.contains { $0.place != nil })
    let refused = Set(reading.warnings.filter { $0.severity == .error }.compactMap(\.place?.path))
    #expect(reading.pipelines.allSatisfy { !refused.contains($0.place.path) })
  }
}
