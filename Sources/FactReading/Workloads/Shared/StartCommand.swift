import FactModel
import SourceModel
import Syntax

/// The command that starts a container's program: the entry point, then its arguments.
enum StartCommand {
  private static let shells: Set<String> = ["sh", "bash", "ash", "dash", "zsh"]

  /// Notes the command that a container's configuration gives.
  static func read(_ entryPoint: Node?, _ arguments: Node?, into sheet: inout FactSheet) {
    let nodes = [entryPoint, arguments].compactMap { $0 }
    guard let first = nodes.first else { return }
    let words = nodes.flatMap { node in
      node.text.map { $0.split(whereSeparator: \.isWhitespace).map(String.init) } ?? node.texts
    }
    read(words, script: nodes.last?.items.last?.text, at: sheet.place(first), into: &sheet)
  }

  /// Notes the command of these words.
  ///
  /// - Parameter script: the text where a shell is given one.
  static func read(
    _ words: [String], script: String?, at place: Place, into sheet: inout FactSheet
  ) {
    guard let first = words.first else { return }
    let program = String(first.split(separator: "/").last ?? "")
    guard shells.contains(program), words.dropFirst().first?.hasSuffix("c") == true, let script
    else {
      sheet.sight(.start(words), at: place)
      return
    }
    read(script: script, at: place, into: &sheet)
  }

  /// Notes the commands of a shell text that starts the program.
  static func read(script: String, at place: Place, into sheet: inout FactSheet) {
    let commands = ShellScript.parse(script, startingAt: .start).commands
    for command in commands.prefix(100) where command.isReachable && !command.words.isEmpty {
      sheet.sight(.start(command.words), at: place)
    }
  }
}
