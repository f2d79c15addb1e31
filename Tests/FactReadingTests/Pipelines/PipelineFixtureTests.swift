import FactModel
import FactReading
import Foundation
import SourceModel
import TestSupport
import Testing

/// A folder with the files of a small repository, and `facts.txt`: what is to be found in them.
struct PipelineFixture: Sendable, CustomTestStringConvertible {
  let folder: URL
  let vendor: String

  var testDescription: String { "\(vendor)/\(folder.lastPathComponent)" }

  static var all: [PipelineFixture] {
    get throws {
      let root = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Fixtures/pipelines").standardizedFileURL
      let fixtures = try folders(in: root).flatMap { vendor in
        try folders(in: vendor).map { folder in
          PipelineFixture(folder: folder, vendor: vendor.lastPathComponent)
        }
      }
      // An empty table would pass.
      try #require(!fixtures.isEmpty)
      return fixtures
    }
  }

  private static func folders(in folder: URL) throws -> [URL] {
    try FileManager.default
      .contentsOfDirectory(at: folder, includingPropertiesForKeys: [.isDirectoryKey])
      .filter { try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true }
      .sorted { $0.path < $1.path }
  }

  var facts: URL { folder.appending(path: "facts.txt") }

  /// The files but for the expectation, by their paths.
  func files() throws -> [RelativePath: SourceFile] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    return try paths.filter { $0 != "facts.txt" }.reduce(into: [:]) { files, path in
      let address = folder.appending(path: path)
      guard try address.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else {
        return
      }
      let relative = RelativePath(path)
      files[relative] = SourceFile(path: relative, bytes: [UInt8](try Data(contentsOf: address)))
    }
  }
}

extension PipelineFixture {
  /// What a reader finds in the files.
  func reading(by reader: any PipelineReader) throws -> PipelineReading {
    let files = try files()
    let context = ReadingContext(
      files: Array(files.keys), read: { files[$0] })
    return reader.pipelines(in: files.keys.filter(reader.isPipeline).sorted(), context: context)
  }
}

@Suite struct PipelineFixtureTests {
  @Test(arguments: try PipelineFixture.all)
  func readsWhatThePipelineRuns(_ fixture: PipelineFixture) throws {
    let reader = try #require(PipelineReaders.all.first { $0.vendor == fixture.vendor })
    let actual = "\(PipelineSummary(try fixture.reading(by: reader)))"
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try Data(actual.utf8).write(to: fixture.facts)
      Issue.record("wrote \(fixture.testDescription)/facts.txt: review it, then run without it")
      return
    }
    let expected = try? String(contentsOf: fixture.facts, encoding: .utf8)
    let golden = try #require(
      expected, "no facts.txt: UPDATE_GOLDEN=1 swift test --filter PipelineFixtureTests")
    guard actual != golden else { return }
    Issue.record("\(Self.difference(golden, actual))")
  }

  /// The lines that differ, with their numbers.
  private static func difference(_ expected: String, _ actual: String) -> String {
    let expected = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let actual = actual.split(separator: "\n", omittingEmptySubsequences: false)
    let changes = actual.difference(from: expected).map { change in
      switch change {
      case .remove(let offset, let line, _): "- \(offset + 1): \(line)"
      case .insert(let offset, let line, _): "+ \(offset + 1): \(line)"
      }
    }
    return (["facts.txt says (-), found (+):"] + changes).joined(separator: "\n")
  }
}
