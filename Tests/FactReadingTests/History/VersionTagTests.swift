import FactModel
import FactReading
import Inventory
import Testing

@Suite struct VersionTagTests {
  @Test(arguments: [
    "1.2", "v1.2.3", "V1.2.3", "1.2.3.4", "2024.05.01", "v1694", "release-1.2", "release/2.0.1",
    "api/v2.0.1", "@acme/api@1.4.0", "api@1.4.0", "acme-1.2.3", "v1.2.3+build.5", "rel_1.2",
  ])
  func `A version is known with or without a prefix`(_ tag: String) {
    #expect(VersionTag(tag) == .stable)
  }

  @Test(arguments: [
    "v2.0.0-rc.1", "v2.0.0-beta", "v2.0.0-alpha.3", "1.0-pre", "1.0.rc1", "51.beta", "1.0.dev3",
    "1.0.0b2", "v3.0.0-next.4", "v1.2.3-SNAPSHOT", "1.0.0.M2", "api/v1.0.0-rc1", "v1.0.0-nightly",
  ])
  func `A version before a stable one is known in the ecosystem's form`(_ tag: String) {
    #expect(VersionTag(tag) == .prerelease)
  }

  @Test(arguments: [
    "", "latest", "stable", "production", "prod-2024.05.01", "deploy-1.2", "staging/2024-05-01",
    "build-123", "before-migration", "sprint7", "20240501120000", "v", "main",
    "deployed-2024.05.01-1200", "release-2024-05-01", "SHOP-DONE-2025-01-16T18-13-36-b9604",
    "2025-01-16T18-13-36",
  ])
  func `A mark of a deployment or a word is no version`(_ tag: String) {
    #expect(VersionTag(tag) == VersionTag.none)
  }

  @Test func `Git's tags are sorted into versions and early ones, the newest first`() {
    let history = HistoryFact(
      GitHistory(
        isRepository: true, commits: 7, people: 3, examined: 7, reviewed: 2,
        reviewExample: "Add a (#3)", releaseRequest: "Release 1.0 (#9)",
        tags: [("v1.0.0", 1), ("v1.1.0-rc.1", 2), ("prod-1.2", 3), ("v1.1.0", 4)]
          .map { .init(name: $0.0, time: $0.1) }))
    #expect(history.versionTags == ["v1.1.0", "v1.0.0", "v1.1.0-rc.1"])
    #expect(history.prereleaseTags == ["v1.1.0-rc.1"])
    #expect(history.reviewedPercent == 28)
    #expect(history.reviewExample == "Add a (#3)")
    #expect(history.releaseRequest == "Release 1.0 (#9)")
  }
}
