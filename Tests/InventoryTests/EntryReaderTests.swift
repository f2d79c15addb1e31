import Testing

@testable import Inventory

@Suite struct EntryReaderTests {
  /// What came in pieces, and the entries: those that are cut end with `…`.
  @Test(arguments: [
    (["one\ntwo\n"], ["one", "two"]),
    (["o", "ne", "\n", "two\nth"], ["one", "two"]),
    (["\n\n"], ["", ""]),
    (["four\n", "fives\n"], ["four", "five…"]),
    (["fi", "ves and more", " and more\nsix\n"], ["five…", "six"]),
    (["four", "", "\n"], ["four"]),
    (["never ends"], []),
    ([], []),
  ])
  func `Entries are the same however they come, and long ones are cut`(
    _ pieces: [String], _ entries: [String]
  ) {
    var reader = EntryReader(endingWith: UInt8(ascii: "\n"), upTo: 4)
    let read = pieces.flatMap { piece in
      reader.entries(in: Array(piece.utf8)[...]).map { entry in
        String(decoding: entry.bytes, as: UTF8.self) + (entry.isWhole ? "" : "…")
      }
    }
    #expect(read == entries)
  }
}
