extension String {
  /// The word as the shell reads it back.
  var shellQuoted: String {
    let isPlain = utf8.allSatisfy { $0.isNamePart || "/.:=@,+%_-${}".utf8.contains($0) }
    guard !isPlain || isEmpty else { return self }
    return "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }
}
