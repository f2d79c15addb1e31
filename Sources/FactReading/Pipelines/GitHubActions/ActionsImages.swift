import FactModel
import SourceModel
import Syntax

extension ActionsBuilder {
  /// What the stages of a Dockerfile run that an action builds, as the command does that it stands for.
  ///
  /// Without a context, it takes the repository as the host has it, wherever the job puts its own:
  /// https://github.com/docker/build-push-action#git-context
  mutating func builtStages(
    by action: String, at uses: Node, _ with: Node?, _ name: String?, _ rule: ActionsRule,
    _ setting: ActionsStepSetting
  ) -> [Step] {
    guard action.hasSuffix("/build-push-action"), follower.isOpen else { return [] }
    let repository = "{{defaultContext}}"
    var folder = with?["context"]?.text.map { setting.filled($0) } ?? ""
    if folder.hasPrefix(repository) {
      let rest = folder.dropFirst(repository.count)
      folder = rest.hasPrefix(":") ? String(rest.dropFirst()) : ""
    }
    // Other addresses are those of other repositories.
    guard !folder.contains("://") else { return [] }
    var words = ["docker", "build"]
    for (option, input) in [("--file", "file"), ("--target", "target")] {
      guard let value = with?[input]?.text.map({ setting.filled($0) }), !value.isEmpty else {
        continue
      }
      words += [option, value]
    }
    words.append(folder.isEmpty ? "." : folder)
    guard let chunk = ShellChunk(words: words, at: setting.document.place(uses)) else { return [] }
    var text = shellText([chunk], name, setting)
    // Actions start where the job does, whatever its commands do.
    let start = RelativePath("")
    text.folder = start
    text.choices = choices(of: chunk.text, in: nil, rule, setting).map { choice in
      ShellText.Choice(values: choice.values, folder: start)
    }
    // The command itself is the action's step.
    return follower.steps(of: text).filter { $0.via.count > setting.via.count }
  }
}
