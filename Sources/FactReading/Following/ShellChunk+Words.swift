import SourceModel

extension ShellChunk {
  /// The command of a program that is given its words and no line of a shell.
  ///
  /// A shell that is given a text with `-c` runs that text.
  ///
  /// - Parameters:
  ///   - texts: the chunks of the words, for those that are scalars of a file.
  init?(words: [String], texts: [ShellChunk?] = [], at place: Place) {
    guard let first = words.first else { return nil }
    let program = first.split(separator: "/").last.map(String.init) ?? first
    if ["bash", "sh", "zsh", "dash"].contains(program),
      let flag = words.dropFirst().firstIndex(where: { word in
        word.hasPrefix("-") && !word.hasPrefix("--") && word.hasSuffix("c")
      }), flag + 1 < words.count
    {
      let text = flag + 1 < texts.count ? texts[flag + 1] : nil
      self = text ?? ShellChunk(text: words[flag + 1], place: place, keepsLines: false)
      return
    }
    self.init(
      text: words.map(Self.quoted).joined(separator: " "), place: place, keepsLines: false)
  }

  /// A word as the shell reads it back.
  static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      byte.isNamePart || "/.:=@,+%_-${}".utf8.contains(byte)
    }
    guard !isPlain || word.isEmpty else { return word }
    return "'"
      + word.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
  }
}
