import FactModel
import TestSupport
import Testing

/// Several tasks of Rake in one call are each called.
@Suite struct RubyTaskTests {
  /// What the commands do that a job with this line runs, by their words.
  private func work(_ line: String, _ files: [String: String] = [:]) async -> [String] {
    await SmallRepository.running(line, files).work
  }

  private static let rakefile = "task :style do\n  sh 'rubocop'\nend\n"

  @Test(arguments: [
    (
      "bin/rails db:test:prepare test test:system",
      ["rails test | tests", "rails test:system | tests"]
    ),
    ("bundle exec rake app:setup style[fast] spec", ["rubocop | lints", "rake spec | tests"]),
    ("rake style spec CI=1", ["rubocop | lints", "rake spec | tests"]),
  ])
  func `Each of several tasks does what it does alone`(
    _ line: String, _ expected: [String]
  ) async {
    #expect(await work(line, ["Rakefile": Self.rakefile]) == expected)
  }

  @Test func `Tasks need no Rakefile that is there`() async {
    #expect(await work("rake app:setup spec") == ["rake spec | tests"])
  }

  @Test(arguments: [
    "rails generate migration test", "rails server test", "rails runner spec", "rake app:setup",
    "rake -n app:a app:b spec", "rails new test:all",
  ])
  func `What a command of Rails is given is no task`(_ line: String) async {
    #expect(await work(line) == [])
  }
}
