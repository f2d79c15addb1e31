import SourceModel
import Syntax

extension CommandCall {
  // https://pixi.sh/latest/reference/pixi_manifest/
  static let pixiFiles = ["pixi.toml", "pyproject.toml"]

  /// The tasks of the nearest file: `mise run lint ::: test`, each with the words behind it.
  ///
  /// https://mise.jdx.dev/cli/run.html
  func mise(_ files: inout FollowedFiles) -> [Callee]? {
    let words = operands(valued: ["-C", "--cd", "-j", "--jobs", "-o", "--output", "-E", "--env"])
    guard let first = words.first, ["run", "r"].contains(first) else { return nil }
    let folder = folderOption(["-C", "--cd"])
    guard let file = nearest(["mise.toml", ".mise.toml"], from: folder) else { return nil }
    let names = words.dropFirst().split(separator: ":::").compactMap { $0.first }
    return named(names, .mise, in: file, &files)
  }

  /// The commands that words in quotes hold, `sbt "clean; testOnly *Unit"`, each without what it is given.
  ///
  /// https://www.scala-sbt.org/1.x/docs/Running.html
  var quotedCommands: [Callee]? {
    let isPlain = !words.dropFirst().contains { $0.contains(";") || $0.contains(" ") }
    guard !isPlain else { return nil }
    let commands = words.dropFirst().flatMap { word -> [String] in
      guard word.contains(";") || word.contains(" ") else { return [word] }
      // `Test / compile` is one name.
      return word.replacing(" / ", with: "/").split(separator: ";").flatMap {
        command -> ArraySlice<String> in
        let words = command.split(separator: " ").map { String($0) }
        // `++2.13 test` has a command behind the version.
        return words.prefix(words.first?.hasPrefix("++") == true ? 2 : 1)
      }
    }
    let split = Targets.commands(quoting: [words[0]] + commands, at: place.position)
    return [
      Callee(key: nil, folder: nil, content: .commands(split, place.path), wrappers: wrappers)
    ]
  }
}
