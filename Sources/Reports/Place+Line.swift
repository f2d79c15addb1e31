import SourceModel

extension Place {
  /// `path:line`, which editors and people follow.
  var pathAndLine: String { "\(path):\(position.line)" }
}
