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

  @Test func `What a killed run left keeps no report from its place`() async throws {
    try await TestFolder.with { folder in
      let path = folder.path("report.md")
      let part = "report.md.\(ProcessInfo.processInfo.processIdentifier).part"
      try folder.write(part, "half")
      #expect(write("whole", path) == nil)
      let written = try text(path)
      let left = try text(folder.path(part))
      #expect(written == "whole")
      #expect(left == "half")
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

  @Test func aFileBehindALinkIsPutInPlaceWholeToo() async throws {
    try await TestFolder.with { folder in
      try folder.write("real.md", "former")
      try FileManager.default.createSymbolicLink(
        atPath: folder.path("report.md"), withDestinationPath: "real.md")
      let reader = try #require(FileHandle(forReadingAtPath: folder.path("real.md")))
      #expect(write("new", folder.path("report.md")) == nil)
      #expect(String(decoding: reader.readDataToEndOfFile(), as: UTF8.self) == "former")
    }
  }

  /// A repository may hold links of the names that its users write reports to.
  @Test(arguments: [
    ("report.md", false), ("inside.md", true), ("nowhere.md", false), ("reports/report.md", false),
    ("own/report.md", true), ("plain.md", true),
  ])
  func aRepositoryLeadsNoReportOutOfIt(_ name: String, _ isWritten: Bool) async throws {
    try await TestFolder.with { parent in
      let folder = try parent.folder("shop")
      try folder.fillWithService()
      try parent.write("mine.md", "mine")
      _ = try parent.folder("mine")
      _ = try folder.folder("docs")
      let links = [
        ("report.md", "../mine.md"), ("inside.md", "README.md"), ("nowhere.md", "../made.md"),
        ("reports", "../mine"), ("own", "docs"),
      ]
      for (link, target) in links {
        try FileManager.default.createSymbolicLink(
          atPath: folder.path(link), withDestinationPath: target)
      }
      let run = await ToolRun("-o", folder.path(name), folder.path)
      #expect(run.status == (isWritten ? .fine : .wrongUse))
      #expect(run.files.keys.contains(folder.path(name)) == isWritten)
      if !isWritten {
        #expect(run.errors.contains("a link of the repository that leads out of it"))
      }
    }
  }

  @Test(
    "A link of the repository leads no report out of it or to where git runs programs",
    arguments: [
      ("../mine.md", "app"), (".git/hooks/pre-commit", ""), (".git/config", "app"),
      ("x/.git/config", ""),
    ])
  func linkLeadsAway(_ target: String, _ part: String) async throws {
    try await TestFolder.with { parent in
      let folder = try parent.folder("shop")
      try folder.fillWithService()
      try folder.git("init", "-q")
      try folder.write("app/main.go", "package main\n")
      try folder.write(".git/hooks/pre-commit", "#!/bin/sh\n")
      try folder.link("report.md", to: target)
      try folder.commit()
      try folder.folder("x").git("init", "-q")
      let run = await ToolRun("-o", folder.path("report.md"), folder.path(part))
      #expect(run.status == .wrongUse)
      #expect(run.files.isEmpty)
      #expect(run.errors.contains("leads out of it or into its git folder"))
    }
  }

  @Test func `A pipe that nobody reads from is no place for a report`() async throws {
    try await TestFolder.with { folder in
      let path = folder.path("pipe")
      #expect(mkfifo(path, 0o644) == 0)
      #expect(write("one", path) == "nobody reads from it")
      let reader = open(path, O_RDONLY | O_NONBLOCK)
      try #require(reader >= 0)
      defer { close(reader) }
      #expect(write("two", path) == nil)
      var buffer = [UInt8](repeating: 0, count: 8)
      let count = read(reader, &buffer, buffer.count)
      #expect(buffer.prefix(max(0, count)).elementsEqual("two".utf8))
    }
  }

  @Test(arguments: ["report.json", "json=app/link", "json=./report.json"])
  func `A pipe of the repository is no place for a report`(_ output: String) async throws {
    try await TestFolder.with { folder in
      try folder.fillWithService()
      try folder.write("app/main.go", "package main\n")
      #expect(mkfifo(folder.path("report.json"), 0o644) == 0)
      try folder.link("app/link", to: "../report.json")
      let parts = output.split(separator: "=")
      let name = folder.path(String(parts.last ?? ""))
      let run = await ToolRun(
        "-o", parts.count == 2 ? "json=\(name)" : name, folder.path("app"))
      #expect(run.status == .wrongUse)
      #expect(run.files.isEmpty)
      #expect(run.errors.contains("a pipe or device in the repository"))
    }
  }

  @Test func oneThatCannotBeWrittenKeepsNothingElseBack() async throws {
    try await TestFolder.with { folder in
      try folder.fillWithService()
      let run = await ToolRun(
        "-o", folder.path("a.md"), "-o", folder.path("b.html"), "--min-stage", "v5", folder.path,
        refusal: "no room")
      #expect(run.status == .wrongUse)
      for name in ["a.md", "b.html"] {
        #expect(run.errors.contains("could not write `\(folder.path(name))`: no room\n"))
      }
      #expect(run.errors.contains("expected at least v5"))
    }
  }

  @Test func `Two reports for one file are refused where a link leads to it`() async throws {
    try await TestFolder.with { parent in
      let folder = try parent.folder("shop")
      try folder.fillWithService()
      try parent.write("real.json", "{}")
      try parent.link("link.json", to: "real.json")
      _ = try parent.folder("reports")
      try parent.link("same", to: "reports")
      let pairs = [
        ("real.json", "link.json"), ("reports/new.json", "same/new.json"),
        ("new.json", "reports/../new.json"),
      ]
      for (first, second) in pairs {
        let run = await ToolRun(
          "-o", parent.path(first), "-o", parent.path(second), folder.path)
        #expect(run.status == .wrongUse, "\(first)")
        #expect(run.files.isEmpty)
        #expect(run.errors.contains("found the file `\(parent.path(second))` for two of"))
      }
    }
  }

  @Test func `A dash is no name for a report`() async {
    let run = await ToolRun("-o", "json=-", ".")
    #expect(run.status == .wrongUse)
    #expect(run.files.isEmpty)
    #expect(run.errors.contains("`--format json` writes to the standard output"))
  }

  @Test func twoReportsForOneFileAreRefused() async {
    let run = await ToolRun("-o", "a.md", "-o", "json=./a.md", ".")
    #expect(run.status == .wrongUse)
    #expect(run.errors.hasPrefix("error: found the file `./a.md` for two of `--output`"))
  }

  @Test func aMessageHasOneLineThatNobodyObeys() async throws {
    try await TestFolder.with { folder in
      try folder.fillWithService()
      let text = "x\\e[31m\\n::error::a##vso[task.complete]"
      try folder.write(".devops-assess.yml", "kind: \"\(text)\"\n")
      let run = await ToolRun(folder.path)
      #expect(run.status == .wrongUse)
      #expect(run.errors.contains("x\\u{1b}[31m\\u{a}::error::a#\\u{23}vso[task.complete]"))
      #expect(run.errors.split(separator: "\n").count == 1)
    }
  }

  @Test func linksThatTheCallerMadeAreFollowed() async throws {
    try await TestFolder.with { parent in
      let folder = try parent.folder("shop")
      try folder.fillWithService()
      _ = try parent.folder("mine")
      try FileManager.default.createSymbolicLink(
        atPath: parent.path("reports"), withDestinationPath: "mine")
      let run = await ToolRun("-o", parent.path("reports/report.md"), folder.path)
      #expect(run.status == .fine)
    }
  }

  @Test func anOutputThatTakesNoMoreIsSaid() async throws {
    try await TestFolder.with { folder in
      try folder.fillWithService()
      for words in [
        [folder.path], ["--version"], ["help"], ["schema", "report"], ["rubric", "list"],
      ] {
        let run = await ToolRun(words: words, outputRefusal: "No space left on device")
        #expect(run.status == .wrongUse, "\(words)")
        #expect(run.errors == "error: could not write the output: No space left on device\n")
      }
    }
  }

  @Test func anOutputThatTakesNoMoreKeepsNothingElseBack() async throws {
    try await TestFolder.with { folder in
      try folder.fillWithService()
      let run = await ToolRun(
        words: [
          "-o", "a.md", "--github", "--min-stage", "v5", "--kind", "service", folder.path,
        ],
        environment: ["GITHUB_STEP_SUMMARY": "summary", "GITHUB_OUTPUT": "outputs"],
        outputRefusal: "No space left on device")
      #expect(run.status == .wrongUse)
      #expect(run.output == "")
      #expect(run.files.keys.sorted() == ["a.md", "outputs", "summary"])
      #expect(run.errors.hasPrefix("error: could not write the output: No space left on device\n"))
      #expect(run.errors.contains("expected at least v5"))
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
