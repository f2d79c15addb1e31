extension RelativePath {
  /// The folders above, nearest first; the root last.
  package var ancestors: [RelativePath] {
    var result: [RelativePath] = []
    var path = self
    while !path.text.isEmpty, result.count < 64 {
      path = path.folder
      result.append(path)
    }
    return result
  }

  /// The folder and those above it, nearest first.
  package var withAncestors: [RelativePath] { [self] + ancestors }
}
