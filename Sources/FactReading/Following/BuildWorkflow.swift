import SourceModel
import Syntax

/// The workflows of Sampler: names in `build.yaml`, each with the tasks of Invoke-Build or the other
/// workflows that it runs.
///
/// https://github.com/gaelcolas/Sampler#build-workflow
enum BuildWorkflow {
  /// The workflows in the order of the file; their names are in lower case, as case does not matter.
  static func targets(in file: SourceFile) -> [BuildTarget] {
    let root = YAML.parse(file.bytes, manner: .tolerant).documents.first
    let workflows = root?["BuildWorkflow"]?.entries ?? []
    let names = Set(workflows.compactMap { $0.key.text?.lowercased() })
    return workflows.compactMap { entry in
      guard let name = entry.key.text else { return nil }
      let items = entry.value.itemsOrSelf.filter { $0.text != nil }
      let others = items.compactMap { $0.text?.lowercased() }.filter(names.contains)
      let commands = items.flatMap { item -> [ShellCommand] in
        guard let task = item.text, !names.contains(task.lowercased()) else { return [] }
        return Targets.commands(quoting: ["Invoke-Build", task], at: item.position)
      }
      return BuildTarget(
        name: name.lowercased(), dependencies: others, commands: commands,
        position: entry.key.position)
    }
  }
}
