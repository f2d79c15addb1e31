import SourceModel
import Syntax

extension LateList {
  /// Elements whose nodes a build has folded, none of them read yet.
  ///
  /// What is wrong with them is told where the texts of the same files are read, and left out here.
  init(
    folded nodes: [Node], in path: RelativePath,
    _ read: @escaping @Sendable (Node, inout FaultList) -> Element?
  ) {
    self.init(count: nodes.count) { index in
      var faults = FaultList(path: path)
      return PackedNode.unfolded(nodes[index]).flatMap { read($0, &faults) }
    }
  }
}
