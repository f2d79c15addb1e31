import SourceModel
import Syntax

/// The tasks of `tasks.py`: functions behind `@task`, and the commands that they run.
///
/// https://docs.pyinvoke.org/en/stable/getting-started.html
enum InvokeTasks {
  /// The tasks in the order of the file.
  static func targets(in text: String) -> [BuildTarget] { targets(in: text, areMarked: true) }

  /// The tasks of a `fabfile.py`: those behind `@task`, or all functions where none is marked so.
  ///
  /// https://docs.fabfile.org/en/1.14/usage/tasks.html
  static func fabricTargets(in text: String) -> [BuildTarget] {
    targets(in: text, areMarked: text.contains("\n@task"))
  }

  private static func targets(in text: String, areMarked: Bool) -> [BuildTarget] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var targets: [(name: String, line: Int)] = []
    var ends: [Int] = []
    var isTask = false
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("@task") { isTask = true }
      guard line.hasPrefix("def ") else { continue }
      if ends.count < targets.count { ends.append(index) }
      if isTask || !areMarked {
        let name = line.dropFirst(4).prefix { $0 != "(" }
        // Fabric 1 keeps underscores in the names of its tasks.
        targets.append(
          (areMarked ? name.split(separator: "_").joined(separator: "-") : String(name), index))
      }
      isTask = false
    }
    let calls = ScriptCalls.calls(in: text, .python)
    return targets.indices.map { index in
      let start = targets[index].line
      let end = index < ends.count ? ends[index] : lines.count
      let commands = calls.filter { $0.line >= start && $0.line < end }
        .reduce(into: [ShellCommand]()) { commands, call in
          let position = Position(line: call.line + 1, column: call.column)
          commands.append(
            inOwnShell: ShellScript.parse(call.text, startingAt: position).commands)
        }
      return BuildTarget(
        name: targets[index].name, dependencies: [], commands: commands,
        position: Position(line: start + 1, column: 1))
    }
  }
}
