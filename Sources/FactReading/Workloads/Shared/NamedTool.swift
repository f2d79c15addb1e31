/// A tool that a reader of contents recognises, under the id that the catalogue uses for it.
struct NamedTool: Hashable, Sendable {
  /// The id.
  var id: String
  /// The name shown to people.
  var name: String
  /// What it is for.
  var category: String

  /// Makes a tool.
  init(_ id: String, _ name: String, _ category: String) {
    self.id = id
    self.name = name
    self.category = category
  }
}
