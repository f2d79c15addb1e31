import CommandLineTool
import Foundation
import TestSupport
import Testing

/// Files that reports are written to.
@Suite struct OutputFileTests {
  private let write = Console.process.write

  private func names(in folder: TestFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  private func mode(of path: String) throws -> Int? {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return (attributes[.posixPermissions] as? NSNumber)?.intValue
  }

  @Test func aFileIsPutInPlaceWholeAndNothingElseIsLeft() async throws {
    try await TestFolder.with { folder in
      let path = folder.path("report.md")
      #expect(write("one", path) == nil)
      #expect(write("two", path) == nil)
      let text = try text(path)
      #expect(text == "two")
      let names = try names(in: folder)
      #expect(names == ["report.md"])
    }
  }

  @Test func anOpenReaderKeepsTheFormerFile() async throws {
    try await TestFolder.with { folder in
      try folder.write("report.md", "former")
      let reader = try #require(FileHandle(forReadingAtPath: folder.path("report.md")))
      #expect(write("new", folder.path("report.md")) == nil)
      #expect(String(decoding: reader.readDataToEndOfFile(), as: UTF8.self) == "former")
    }
  }

  @Test func whoMayReadTheFileStaysAsItWas() async throws {
    try await TestFolder.with { folder in
      try folder.write("report.md", "former")
      let path = folder.path("report.md")
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
      #expect(write("new", path) == nil)
      let kept = try mode(of: path)
      #expect(kept == 0o600)
    }
  }

  @Test func aLinkIsWrittenThroughAndStaysALink() async throws {
    try await TestFolder.with { folder in
      try folder.write("real.md", "former")
      let path = folder.path("report.md")
      try FileManager.default.createSymbolicLink(
        atPath: path, withDestinationPath: folder.path("real.md"))
      #expect(write("new", path) == nil)
      let text = try text(folder.path("real.md"))
      #expect(text == "new")
      let names = try names(in: folder)
      #expect(names == ["real.md", "report.md"])
    }
  }

  @Test func whatCannotBeWrittenIsSaidAndLeavesNothing() async throws {
    try await TestFolder.with { folder in
      _ = try folder.folder("report.md")
      #expect(write("new", folder.path("report.md")) != nil)
      #expect(write("new", folder.path("missing/report.md")) == "No such file or directory")
      let names = try names(in: folder)
      #expect(names == ["report.md"])
    }
  }
}
