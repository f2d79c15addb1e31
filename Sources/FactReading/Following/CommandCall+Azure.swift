import SourceModel
import Syntax

extension CommandCall {
  /// What the Azure Developer CLI runs behind one of its commands: `azd up`, `azd deploy`.
  func azureHooks(_ files: inout FollowedFiles) -> [Callee] {
    guard let command = operands(valued: ["-e", "--environment", "-C", "--cwd"]).first,
      let path = nearest(["azure.yaml", "azure.yml"]),
      let project = files.azureProject(path, context),
      context.takes(looks: project.hooks.count)
    else { return [] }
    return AzureHooks.hooks(of: command, among: project.hooks).compactMap { hook in
      guard let chunk = project.document.chunk(hook.run) else { return nil }
      let folder = hook.folder.flatMap(path.folder.appending) ?? path.folder
      return Callee(
        key: "\(path)#\(hook.name)@\(chunk.place.position.line)", folder: folder,
        content: .text(chunk.text, chunk.place))
    }
  }
}

/// A project of the Azure Developer CLI whose commands are called.
struct AzureProject: Sendable {
  let document: PipelineDocument
  let hooks: [AzureHook]

  /// Reads the file; `nil` where it holds no mapping.
  init?(_ file: SourceFile) {
    document = PipelineDocument(yaml: file)
    guard let root = document.root?.merged() else { return nil }
    hooks = AzureHooks.hooks(in: root)
  }
}
