import Foundation
import Testing

/// The project's own files, as the checkout holds them.
struct ProjectTree {
  /// A text file with its lines.
  struct File: Sendable, CustomTestStringConvertible {
    /// The path from the project's root.
    var path: String
    var lines: [String]

    var testDescription: String { path }
  }

  /// The project's root.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    .standardizedFileURL

  /// Every Swift file below a folder, in order.
  static func swiftFiles(in folder: String) throws -> [File] {
    try files(in: folder) { $0.hasSuffix(".swift") }
  }

  /// Every readable text below a folder, in order; build products are no part of the project.
  static func files(
    in folder: String, where isWanted: (String) -> Bool = { _ in true }
  ) throws -> [File] {
    let top = root.appending(path: folder)
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: top.path, isDirectory: &isFolder) else {
      return []
    }
    let names =
      isFolder.boolValue
      ? try FileManager.default.subpathsOfDirectory(atPath: top.path).sorted().map {
        "\(folder)/\($0)"
      } : [folder]
    return names.filter(isWanted).compactMap { name in
      guard let text = try? String(contentsOf: root.appending(path: name), encoding: .utf8) else {
        return nil
      }
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      return File(path: name, lines: lines)
    }
  }
}
