import SourceModel

/// The options with which a runner ends well though what it runs has failed.
enum IgnoringOptions {
  /// Whether a command has such an option.
  static func stand(in words: [String]) -> Bool {
    guard let first = words.first else { return false }
    let arguments = words.dropFirst().prefix { $0 != "--" }
    return switch RelativePath(first).name {
    case "make", "gmake", "remake", "$(MAKE)", "${MAKE}": arguments.contains(where: isOfMake)
    case "mvn", "mvnw", "mvnd", "mvn.cmd", "mvnw.cmd": areOfMaven(arguments)
    default: false
    }
  }

  /// `-i`, also among other letters without a value.
  ///
  /// https://www.gnu.org/software/make/manual/make.html#Options-Summary
  private static func isOfMake(_ word: String) -> Bool {
    if word == "--ignore-errors" { return true }
    let letters = word.dropFirst()
    return word.hasPrefix("-") && letters.contains("i")
      && letters.allSatisfy("bBdeikLmnpqrRsStvw".contains)
  }

  /// `-fn`; where only the failures of tests are ignored, a goal of a plugin may check other things.
  ///
  /// https://maven.apache.org/ref/current/maven-embedder/cli.html and
  /// https://maven.apache.org/surefire/maven-surefire-plugin/test-mojo.html#testFailureIgnore
  private static func areOfMaven(_ words: ArraySlice<String>) -> Bool {
    if words.contains(where: { ["-fn", "--fail-never"].contains($0) }) { return true }
    let property = "-Dmaven.test.failure.ignore"
    return words.contains { $0 == property || $0 == property + "=true" }
      && !words.contains { !$0.hasPrefix("-") && $0.contains(":") }
  }
}
