import SourceModel
import Syntax

/// The tasks of `tasks.py`: functions behind `@task`, and the commands that they run.
///
/// https://docs.pyinvoke.org/en/stable/getting-started.html
enum InvokeTasks {
  /// The tasks in the order of the file.
  static func targets(in text: String) -> [BuildTarget] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var targets: [(name: String, line: Int)] = []
    var isTask = false
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("@task") { isTask = true }
      guard line.hasPrefix("def ") else { continue }
      if isTask {
        let name = line.dropFirst(4).prefix { $0 != "(" }
        targets.append((name.split(separator: "_").joined(separator: "-"), index))
      }
      isTask = false
    }
    let calls = ScriptCalls.calls(in: text, .python)
    return targets.indices.map { index in
      let start = targets[index].line
      let end = index + 1 < targets.count ? targets[index + 1].line : lines.count
      let commands = calls.filter { $0.line >= start && $0.line < end }
        .flatMap { call -> [ShellCommand] in
          let position = Position(line: call.line + 1, column: call.column)
          return ShellScript.parse(call.text, startingAt: position).commands
        }
      return BuildTarget(
        name: targets[index].name, dependencies: [], commands: commands,
        position: Position(line: start + 1, column: 1))
    }
  }
}
