package import Foundation

/// A folder that a test fills, with git at hand; it is gone when the test is over.
package struct TestFolder: Sendable {
  /// Where it is, links resolved.
  package let url: URL

  /// The path as text.
  package var path: String { url.path }

  /// A folder or file below.
  package func path(_ name: String) -> String { path + "/" + name }

  /// Runs a test with a new folder.
  package static func with<Result: Sendable>(
    _ body: (TestFolder) async throws -> Result
  ) async throws -> Result {
    let name = "assess-\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString)"
    let url = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: name)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: url) }
    return try await body(TestFolder(url: url))
  }

  /// Writes a file, with the folders on the way.
  package func write(_ name: String, _ text: String = "x\n") throws {
    let file = url.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// Writes a file whose name may be any bytes.
  package func write(name: [UInt8], _ text: String = "x\n") throws {
    let full = Array(path.utf8) + [UInt8(ascii: "/")] + name + [0]
    let file = full.withUnsafeBytes { bytes in
      bytes.withMemoryRebound(to: CChar.self) { chars in
        chars.baseAddress.flatMap { fopen($0, "w") }
      }
    }
    guard let file else { throw TestFolderFailure(reason: "could not write \(name)") }
    fputs(text, file)
    fclose(file)
  }

  /// Makes a symbolic link.
  package func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: path(name), withDestinationPath: target)
  }

  /// Makes a folder.
  package func folder(_ name: String) throws -> TestFolder {
    let folder = url.appending(path: name)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return TestFolder(url: folder)
  }

  /// Removes a file or folder.
  package func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: path(name))
  }

  /// Whether there is something.
  package func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: path(name))
  }

  /// The text of a file.
  package func text(_ name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }

  /// Runs git here, apart from the caller's settings; what it printed.
  ///
  /// - Parameter input: a file whose content git is given.
  @discardableResult
  package func git(
    _ arguments: String..., author: String = "Ada", address: String = "ada@example.org",
    input: String? = nil
  ) throws -> String {
    let settings = [
      "user.name=\(author)", "user.email=\(address)", "init.defaultBranch=main",
      "commit.gpgSign=false", "protocol.file.allow=always", "advice.detachedHead=false",
    ]
    let words = ["git", "-C", path] + settings.flatMap { ["-c", $0] } + arguments
    let (status, output) = try run(words, input: input)
    guard status == 0 else { throw TestFolderFailure(reason: "\(arguments): \(output)") }
    return output.trimmingCharacters(in: .newlines)
  }

  /// Notes all files in a commit, or an empty one.
  package func commit(
    _ message: String = "Change", author: String = "Ada", address: String = "ada@example.org"
  ) throws {
    try git("add", "-A", author: author, address: address)
    try git("commit", "-q", "--allow-empty", "-m", message, author: author, address: address)
  }

  private func run(_ words: [String], input: String?) throws -> (Int32, String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    let kept = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    process.environment = [
      "PATH": kept, "HOME": path, "LC_ALL": "C", "GIT_CONFIG_NOSYSTEM": "1",
      "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_AUTHOR_DATE": "2026-01-02T03:04:05Z",
      "GIT_COMMITTER_DATE": "2026-01-02T03:04:05Z",
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    process.standardInput =
      try input.map { try FileHandle(forReadingFrom: url.appending(path: $0)) }
      ?? FileHandle.nullDevice
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
  }
}

/// Why a test's folder cannot be made.
package struct TestFolderFailure: Error, CustomStringConvertible {
  /// The reason.
  package var reason: String

  /// Makes a failure.
  package init(reason: String) {
    self.reason = reason
  }

  package var description: String { reason }
}
