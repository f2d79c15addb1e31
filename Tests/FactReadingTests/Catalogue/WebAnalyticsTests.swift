import FactModel
import TestSupport
import Testing

@Suite struct WebAnalyticsTests {
  @Test(arguments: [
    ("index.html", "<script src=\"https://plausible.io/js/script.js\"></script>\n", true),
    ("layouts/base.html", "<script src=\"https://www.googletagmanager.com/gtag/js\">\n", true),
    ("index.html", "<!-- <script src=\"https://plausible.io/js/script.js\"></script> -->\n", false),
    ("index.html", "<p>Nobody is watched.</p>\n", false),
  ])
  func `A page loads them`(
    _ path: String, _ text: String, _ isWatched: Bool
  ) async {
    let uses = await SmallRepository([path: text]).facts.uses
    #expect(uses.contains { $0.capabilities.contains(.webAnalytics) } == isWatched)
  }
}
