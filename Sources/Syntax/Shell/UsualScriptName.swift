/// The names that people give to scripts, which are no programs.
package enum UsualScriptName {
  private static let names: Set<String> = [
    "all", "build", "check", "ci", "clean", "cov", "coverage-report", "deploy", "dev", "docs",
    "fix", "fmt", "format", "install", "lint", "migrate", "publish", "release", "serve", "start",
    "style", "test", "test-cov", "tests", "typecheck", "types", "typing", "unit",
  ]

  /// Whether a word is such a name, or has a colon as no program has.
  package static func isOne(_ word: String) -> Bool {
    names.contains(word) || word.utf8.contains(UInt8(ascii: ":"))
  }
}
