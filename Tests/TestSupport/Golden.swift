import Foundation

/// A file with the text that something must give, byte for byte.
package struct Golden: Sendable {
  private let url: URL

  /// Makes a golden file of a folder in `Tests/Fixtures`.
  package init(folder: String, name: String) {
    url =
      URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fixtures/\(folder)/\(name)").standardizedFileURL
  }

  /// Whether the files are to be written anew; a run that does so must fail.
  package static var isRecording: Bool {
    ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"
  }

  /// The text; `nil` where there is no file.
  package var text: String? { try? String(contentsOf: url, encoding: .utf8) }

  /// Writes the text.
  package func record(_ text: String) throws {
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// The lines that differ, with their numbers.
  package static func difference(_ expected: String, _ actual: String, in name: String) -> String {
    let expected = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let actual = actual.split(separator: "\n", omittingEmptySubsequences: false)
    let changes = actual.difference(from: expected).map { change in
      switch change {
      case .remove(let offset, let line, _): "- \(offset + 1): \(line)"
      case .insert(let offset, let line, _): "+ \(offset + 1): \(line)"
      }
    }
    return (["\(name) says (-), found (+):"] + changes).joined(separator: "\n")
  }
}
