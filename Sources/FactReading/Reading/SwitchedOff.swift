package import FactModel
package import SourceModel

/// What a tool does by itself and does not do here, because its configuration says so.
package struct SwitchedOff: Hashable, Sendable {
  /// The tool by the catalogue's name.
  package var tool: String
  /// What it does not do.
  package var capability: Capability
  /// The folder of the program that the configuration is of.
  package var folder: RelativePath
}

extension [SwitchedOff] {
  /// The uses without what is off for their tool in a folder around them.
  func applied(to uses: [ToolUse]) -> [ToolUse] {
    guard !isEmpty else { return uses }
    let tools = Dictionary(grouping: self, by: \.tool).mapValues(OffByFolder.init)
    return uses.map { use in
      guard let off = tools[use.tool]?.off(around: use.place.path),
        !off.isDisjoint(with: use.capabilities)
      else { return use }
      var use = use
      use.capabilities.subtract(off)
      if use.capabilities.isEmpty { use.rungs = [] }
      return use
    }
  }
}

/// What a tool does not do, by the folders: a path is looked up part by part, however deep it is.
private struct OffByFolder {
  private struct Step: Hashable {
    var folder: Int
    var name: Substring
  }

  /// The numbers of the folders in folders; that of the root is 0.
  private var folders: [Step: Int] = [:]
  private var off: [CaseSet<Capability>] = [[]]

  init(_ all: [SwitchedOff]) {
    for one in all {
      var folder = 0
      for name in one.folder.parts {
        let step = Step(folder: folder, name: name)
        folder = folders[step] ?? off.count
        if folder == off.count {
          folders[step] = folder
          off.append([])
        }
      }
      off[folder].insert(one.capability)
    }
  }

  func off(around path: RelativePath) -> CaseSet<Capability> {
    var folder = 0
    var found = off[folder]
    for name in path.parts.dropLast() {
      guard let inner = folders[Step(folder: folder, name: name)] else { break }
      folder = inner
      found.formUnion(off[folder])
    }
    return found
  }
}
