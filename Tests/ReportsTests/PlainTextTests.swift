import Testing

@testable import Reports

@Suite struct PlainTextTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("한글", 4), ("漢字かな", 8), ("ｶﾅ", 2), ("Ａ", 2), ("é", 1), ("e\u{301}", 1),
    ("\u{301}", 0), ("\u{200B}", 0), ("🚀", 2), ("🇰🇷", 2), ("✅", 2), ("⭐", 2), ("☀", 1),
    ("☀\u{FE0F}", 2), ("👩‍💻", 2), ("✓◐✗", 3), ("█░", 2), ("→", 1),
  ])
  func `A text takes as many columns as a terminal gives it`(_ text: String, _ columns: Int) {
    #expect(PlainText.width(text) == columns)
  }
}
