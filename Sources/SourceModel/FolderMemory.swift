/// What was found for the folder of the path before: in a listing most files stand beside that one.
package struct FolderMemory<Value> {
  // Seen by other modules, so that calls are made for their types there.
  @usableFromInline var latest: (path: RelativePath, value: Value)?

  /// Makes a memory of nothing.
  package init() {}

  /// The value of a path's folder, asked of the path where another folder came before.
  ///
  /// - Parameter make: gives the same for all files of a folder.
  @inlinable package mutating func value(
    of path: RelativePath, _ make: (RelativePath) -> Value
  ) -> Value {
    if let latest, path.isBeside(latest.path) { return latest.value }
    let value = make(path)
    latest = (path, value)
    return value
  }
}
