import Foundation
import PackagePlugin

/// Writes the files of `rubrics` into one Swift file, so that the program is whole wherever it is moved.
@main struct EmbedRubrics: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let root = context.package.directoryURL.appending(path: "rubrics")
    let files = try Self.files(in: root)
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedFiles.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(files.count) rubric files",
        executable: try context.tool(named: "embed-rubrics").url,
        arguments: [output.path(), root.path()], inputFiles: files.folders + files.files,
        outputFiles: [output])
    ]
  }

  private struct Tree {
    /// Folders are inputs too: a new file changes its folder.
    var folders: [URL]
    var files: [URL]

    var count: Int { files.count }
  }

  private static func files(in root: URL) throws -> Tree {
    var tree = Tree(folders: [root], files: [])
    let names = try FileManager.default.subpathsOfDirectory(atPath: root.path())
    for name in names.sorted() {
      let url = root.appending(path: name)
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: url.path(), isDirectory: &isFolder) else {
        continue
      }
      if isFolder.boolValue {
        tree.folders.append(url)
      } else if ["json", "yml"].contains(url.pathExtension) {
        tree.files.append(url)
      }
    }
    return tree
  }
}
