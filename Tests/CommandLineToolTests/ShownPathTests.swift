import Testing

@testable import CommandLineTool

@Suite struct ShownPathTests {
  @Test(
    "Reports name a folder in one way, however it was given",
    arguments: [
      ("shop", "shop"), ("shop/", "shop"), ("./shop", "shop"), ("./a//b/.", "a/b"),
      ("a/../shop", nil), (".", nil), ("./", nil), ("..", nil), ("../shop/", nil),
      ("a/../../shop", nil), ("/srv/shop", nil), ("...", "..."),
    ])
  func folderIsShown(_ path: String, _ shown: String?) {
    #expect(ConfiguredCall.shown(path) == shown)
  }
}
