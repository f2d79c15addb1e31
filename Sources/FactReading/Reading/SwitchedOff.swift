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

  /// The uses of the tool in the folder without what is off.
  func applied(to uses: [ToolUse]) -> [ToolUse] {
    uses.map { use in
      guard use.tool == tool, use.capabilities.contains(capability),
        use.place.path.isInside(folder)
      else {
        return use
      }
      var use = use
      use.capabilities.remove(capability)
      if use.capabilities.isEmpty { use.rungs = [] }
      return use
    }
  }
}
