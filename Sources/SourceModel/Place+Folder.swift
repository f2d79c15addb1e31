extension RelativePath {
  /// The path, put into a folder.
  package func placed(in folder: RelativePath) -> RelativePath {
    folder.text.isEmpty ? self : RelativePath(text.isEmpty ? folder.text : "\(folder)/\(text)")
  }

  /// The path from a folder that holds it; itself where the folder does not.
  package func taken(from folder: RelativePath) -> RelativePath {
    guard !folder.text.isEmpty, isInside(folder) else { return self }
    return RelativePath(String(text.dropFirst(folder.text.count + 1)))
  }
}

extension Place {
  /// The place, its file put into a folder.
  package func placed(in folder: RelativePath) -> Place {
    Place(path.placed(in: folder), position)
  }

  /// The place, its file taken from a folder.
  package func taken(from folder: RelativePath) -> Place {
    Place(path.taken(from: folder), position)
  }
}

extension Diagnostic {
  /// The same, its file put into a folder.
  package func placed(in folder: RelativePath) -> Diagnostic {
    var copy = self
    copy.place = place?.placed(in: folder)
    return copy
  }
}
