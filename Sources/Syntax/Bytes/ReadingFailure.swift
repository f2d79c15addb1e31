/// What ends the reading of a text, or of one statement of it.
struct ReadingFailure: Error {
  /// What was found and what was expected.
  var message: String
  /// The byte where it was found.
  var offset: Int

  /// Makes a failure.
  init(_ message: String, at offset: Int) {
    self.message = message
    self.offset = offset
  }
}
