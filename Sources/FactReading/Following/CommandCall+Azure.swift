import SourceModel
import Syntax

extension CommandCall {
  /// What the Azure Developer CLI runs behind one of its commands: `azd up`, `azd deploy`.
  func azureHooks(_ files: inout FollowedFiles) -> [Callee] {
    guard let command = operands(valued: ["-e", "--environment", "-C", "--cwd"]).first,
      let path = nearest(["azure.yaml", "azure.yml"]),
      let file = files.document(path, context), let root = file.root
    else { return [] }
    let document = file.document
    return AzureHooks.hooks(of: command, in: root).compactMap { hook in
      guard let chunk = document.chunk(hook.run) else { return nil }
      let folder = hook.folder.flatMap(path.folder.appending) ?? path.folder
      return Callee(
        key: "\(path)#\(hook.name)@\(chunk.place.position.line)", folder: folder,
        content: .text(chunk.text, chunk.place))
    }
  }
}
