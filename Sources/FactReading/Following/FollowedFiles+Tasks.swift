import SourceModel
import Syntax

/// Tasks in TOML, which may need others.
extension FollowedFiles {
  /// The tasks of a workspace and of its features.
  ///
  /// https://pixi.sh/latest/reference/pixi_manifest/#the-tasks-table
  static func pixiTasks(in root: Node?) -> [BuildTarget] {
    let workspace = root?["tool", "pixi"] ?? root
    let features = (workspace?["feature"]?.entries ?? []).map(\.value)
    return ([workspace].compactMap { $0 } + features).flatMap { table in
      tasks(in: table["tasks"], needing: ["depends-on", "depends_on"])
    }
  }

  /// The tasks under one key.
  ///
  /// https://mise.jdx.dev/tasks/toml-tasks.html
  static func miseTasks(in node: Node?) -> [BuildTarget] {
    tasks(in: node, needing: ["depends"])
  }

  /// Tasks with those whose names stand under one of the keys.
  private static func tasks(in node: Node?, needing keys: [String]) -> [BuildTarget] {
    var needed: [String: [String]] = [:]
    for entry in node?.entries ?? [] {
      guard let name = entry.key.text, entry.value.isMapping else { continue }
      let items = keys.compactMap { entry.value[$0] }.flatMap(\.itemsOrSelf)
      needed[name] = items.compactMap { item in
        // A task may be given words: `lint --all`.
        (item["task"] ?? item).text?.split(separator: " ").first.map { String($0) }
      }
    }
    return scripts(in: node).map { target in
      var target = target
      target.dependencies = needed[target.name] ?? []
      return target
    }
  }
}
