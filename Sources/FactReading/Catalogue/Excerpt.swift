import FactModel
import SourceModel

/// The words that are shown for a sign.
enum Excerpt {
  /// How many bytes a text may have to be looked at as a whole.
  private static let sizeLimit = 4096
  /// How many secrets are looked for in the words of a command; of one with more only the program is
  /// shown.
  private static let secretLimit = 200

  /// The words of a command on one line, short, without the values of flags that speak of secrets.
  static func command(_ words: [String]) -> String {
    let secrets = SecretFlag.secrets(in: words)
    let namers = Set(words.filter(SecretFlag.namers.contains))
    let shown = words.indices.map { index -> String in
      let (word, flag) = (words[index], index > 0 ? words[index - 1] : "")
      if let start = secrets[index] { return hidden(word, from: start) }
      let own = namers.isEmpty ? "" : String(word.prefix { $0 != "=" })
      let isName = [own, flag].contains { SecretFlag.namesSecret($0, for: namers) }
      // What the whole command says of it is seen below.
      return isName ? word : masked(word, behind: flag)
    }
    return text(shown.joined(separator: " "))
  }

  /// The words of a step's command as they are written, without secrets that only the values of its
  /// variables tell: `$CLI deploy -t …`.
  static func command(of step: Step) -> String {
    let found = Set(step.meanings.flatMap(secrets))
    guard !found.isEmpty else { return command(step.words) }
    guard found.count <= secretLimit else { return command(Array(step.words.prefix(1))) }
    let words = step.words.prefix(TextLines.excerptLimit).map { word in
      found.contains { word.contains($0) } ? "***" : word
    }
    return command(words)
  }

  private static func secrets(in words: [String]) -> [String] {
    SecretFlag.secrets(in: words).compactMap { index, start in
      let word = words[index].utf8
      let secret = Substring(word.dropFirst(start))
      // What is shorter stands in other words too.
      return secret.utf8.count < 3 || SecretReference.isReference(secret) ? nil : String(secret)
    }
  }

  /// The word up to the byte at which a secret begins in it.
  private static func hidden(_ word: String, from start: Int) -> String {
    let end = word.utf8.index(word.startIndex, offsetBy: start)
    return SecretReference.isReference(word[end...]) ? word : word[..<end] + "***"
  }

  /// The word of a command behind another one without the values of secrets.
  private static func masked(_ word: String, behind flag: String) -> String {
    if word.hasPrefix("-") {
      guard word.contains("=") || word.contains(":") else { return word }
      return masked(word).replacing("= ***", with: "=***").replacing(": ***", with: ":***")
    }
    guard flag.hasPrefix("-"), !flag.contains("=") else {
      return word.contains(" ") ? masked(word) : word
    }
    // A flag and its value are read as a setting.
    let start = flag + "="
    let setting = start + word
    let shown = masked(setting)
    guard shown != setting else { return word }
    return shown.hasPrefix(start) ? String(shown.dropFirst(start.count).drop { $0 == " " }) : "***"
  }

  /// A line of code, its indentation and alignment aside.
  static func code(_ line: [UInt8]) -> String {
    let words = String(decoding: line, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    return text(words.joined(separator: " "))
  }

  /// A word without the values of secrets, as much of it as is looked at; of a long value nothing.
  private static func masked(_ word: String) -> String {
    let start = beginning(of: word)
    guard start.endIndex < word.endIndex else { return SecretMask.masked(word) }
    guard start.isEmpty else { return SecretMask.masked(String(start)) + " …" }
    let name = word.prefix(80).firstIndex(of: "=").map { word[...$0] } ?? ""
    return name + "***"
  }

  /// As much of a text as is looked at: what is far behind the end of an excerpt is not.
  ///
  /// A word that goes on is left out as a whole: the start of a secret may tell nothing of what it is.
  private static func beginning(of text: String) -> Substring {
    guard text.utf8.count > sizeLimit else { return text[...] }
    let start = text.prefix(sizeLimit / 4)
    return start[..<(start.lastIndex(where: \.isWhitespace) ?? start.startIndex)]
  }

  /// The text on one line, short, without the values of secrets.
  static func text(_ text: String) -> String {
    let start = beginning(of: text)
    let line = start.split(whereSeparator: \.isNewline).joined(separator: " ")
    let shown = SecretMask.masked(line)
    if start.endIndex < text.endIndex, shown.count < TextLines.excerptLimit { return shown + " …" }
    guard shown.count > TextLines.excerptLimit else { return shown }
    return shown.prefix(TextLines.excerptLimit - 1) + "…"
  }
}
