import FactModel
import SourceModel
import Syntax

extension BuildkiteBuilder {
  /// What a step runs: its plugins, the pipeline that it triggers, its commands.
  mutating func steps(
    of node: Node, _ environment: [String: String], _ document: PipelineDocument
  ) -> [Step] {
    let environment = environment.merging(node["env"]?.variables ?? [:]) { $1 }
    var steps = plugins(node["plugins"], environment, document)
    if let trigger = node["trigger"], let name = trigger.text {
      let place = document.place(trigger)
      if let path = BuildkiteStart.file(of: name, context) {
        // What it does is told by the steps of that file.
        triggered.append(BuildkiteStart(path: path, former: Located(document.path.text, at: place)))
      } else {
        let action = ActionUse(
          kind: .pipeline, name: "trigger/" + name, version: node["build", "branch"]?.text)
        steps.append(Step(action: action, environment: environment, place: place))
      }
    }
    if let commands = node["commands"] ?? node["command"] {
      let chunks = commands.itemsOrSelf.compactMap(document.chunk)
      steps += follower.steps(of: ShellText(chunks: chunks, environment: environment))
    }
    return steps
  }

  /// The plugins of a step, with what is passed to them.
  ///
  /// https://buildkite.com/docs/pipelines/integrations/plugins/using
  private mutating func plugins(
    _ node: Node?, _ environment: [String: String], _ document: PipelineDocument
  ) -> [Step] {
    let uses: [(key: Node, value: Node?)] = (node?.itemsOrSelf ?? []).flatMap { item in
      item.isMapping ? item.entries.map { ($0.key, Optional($0.value)) } : [(item, nil)]
    }
    var steps: [Step] = []
    for use in uses {
      guard let text = use.key.text else { continue }
      let parts = text.split(separator: "#", maxSplits: 1).map(String.init)
      let plain = parts.first ?? text
      // The short name stands for a repository; without an owner it is the vendor's own.
      let owned = plain.contains("/") ? plain : "buildkite-plugins/" + plain
      let name = owned.contains(":") ? owned : owned + "-buildkite-plugin"
      let inputs = document.inputs(use.value?.entries ?? [], empty: "{}")
      let action = ActionUse(
        kind: .step, name: name, version: parts.count > 1 ? parts[1] : nil, inputs: inputs)
      steps.append(
        Step(action: action, environment: environment, place: document.place(use.key)))
      guard Self.containers.contains(name), let command = use.value?["command"] else { continue }
      let line = command.texts.map(\.shellQuoted).joined(separator: " ")
      let chunk = ShellChunk(text: line, place: document.place(command), keepsLines: false)
      steps += follower.steps(of: ShellText(chunks: [chunk], environment: environment))
    }
    return steps
  }

  /// Plugins that run their command in a container.
  ///
  /// https://github.com/buildkite-plugins/docker-compose-buildkite-plugin
  private static let containers: Set = [
    "buildkite-plugins/docker-buildkite-plugin",
    "buildkite-plugins/docker-compose-buildkite-plugin",
  ]
}
