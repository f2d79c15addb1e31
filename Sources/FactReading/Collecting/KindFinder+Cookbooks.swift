import FactModel
import SourceModel

extension KindFinder {
  /// The parts of a cookbook that say what is on machines.
  private static let cookbookParts: Set<String> = [
    "attributes", "definitions", "libraries", "providers", "recipes", "resources",
  ]

  /// The programs that cookbooks consist of: their metadata, recipes, resources and what these use.
  ///
  /// https://docs.chef.io/cookbooks/
  static func cookbookPrograms(in facts: Facts) -> Set<RelativePath> {
    let cookbooks = facts.manifests.map(\.place.path).filter { path in
      path.name == "metadata.rb" && !path.isAside
    }
    guard !cookbooks.isEmpty else { return [] }
    let folders = Set(cookbooks.map(\.folder))
    let parts = facts.files.filter { path in
      path.fileExtension == "rb" && cookbookParts.contains(path.folder.name)
        && folders.contains(path.folder.folder)
    }
    return Set(cookbooks + parts)
  }
}
