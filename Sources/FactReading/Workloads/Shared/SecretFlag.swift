/// A word of a command that is a secret, though no name says so: the value of a flag, or an argument.
struct SecretFlag: Sendable {
  /// The words that the command has before it, side by side; none for every command.
  var command: [String]
  /// The flags.
  var flags: Set<String> = []
  /// What stands between a user or a name and the secret in the value, where both do.
  var separator: UInt8?
  /// The letters of flags without values that may stand in one word with a short one, `-su`; `nil`
  /// where the value does not stand in that word either, `-pword`.
  var joins: String?
  /// Whether the next word is the value of a flag that has none in its own.
  var takesNext = true
  /// Whether only long words of letters and digits are secrets: other programs name files so.
  var isOpaque = false
  /// The number of the argument that is one, counted from 0; -1 for the last one.
  var argument: Int?
  /// What stands between a user and the secret in the first word that has both, `user/word@host`.
  var accountSign: UInt8?
  /// Whether each `NAME=value` behind the command is one.
  var isSetting = false
  /// A flag without a value that the command has, where it takes secrets.
  var needs: String?

  private static let named = Dictionary(
    grouping: all.filter { !$0.command.isEmpty }, by: { $0.command[0] })
  private static let general = all.filter(\.command.isEmpty)

  /// Where in the words of commands secrets begin, by the words' numbers.
  static func secrets(in words: [String]) -> [Int: Int] {
    let commands = words.split(omittingEmptySubsequences: true) {
      ["&&", "||", ";", "|", "&"].contains($0)
    }
    return commands.reduce(into: inputs(of: commands, in: words)) { found, command in
      let user = user(in: command, &found)
      findPasswords(in: command, user: user, &found)
      findRegistryPassword(in: command, &found)
      for flag in general { flag.find(in: command, &found) }
      for word in command.uniqued() {
        for flag in named[word] ?? [] { flag.find(in: command, &found) }
      }
    }
  }

  /// What commands that read a secret are given to read: `echo word | docker login --password-stdin`,
  /// `gh auth login --with-token <<< word`.
  private static func inputs(
    of commands: [ArraySlice<String>], in words: [String]
  ) -> [Int: Int] {
    var found: [Int: Int] = [:]
    for (index, command) in commands.enumerated() where readsSecret(command) {
      if let sign = command.firstIndex(of: "<<<"), sign + 1 < command.endIndex {
        found[sign + 1] = 0
      }
      guard index > 0 else { continue }
      let before = commands[index - 1]
      guard before.endIndex + 1 == command.startIndex, words[before.endIndex] == "|",
        let echo = before.firstIndex(where: { $0 == "echo" || $0 == "printf" })
      else { continue }
      let told = before[(echo + 1)...].indices.filter {
        !words[$0].hasPrefix("-") && !words[$0].hasPrefix("%")
      }
      // Several are an expression, or a sentence.
      if told.count == 1 { found[told[0]] = 0 }
    }
    return found
  }

  private static func readsSecret(_ command: ArraySlice<String>) -> Bool {
    command.contains(where: readers.contains) || command.first == "sudo" && command.contains("-S")
      || readingCommands.contains { isPart($0, of: command) }
  }

  private static func isPart(_ words: [String], of command: ArraySlice<String>) -> Bool {
    command.indices.contains { command[$0...].starts(with: words) }
  }

  /// Notes the password behind a registry and a user: `composer config -g http-basic.host user word`.
  private static func findRegistryPassword(
    in words: ArraySlice<String>, _ found: inout [Int: Int]
  ) {
    for index in words.indices where words[index].hasPrefix(registry) {
      if index + 2 < words.endIndex { found[index + 2] = 0 }
    }
  }

  /// The number of the word that names a user; notes what stands behind a colon in it.
  private static func user(in words: ArraySlice<String>, _ found: inout [Int: Int]) -> Int? {
    var user: Int?
    for index in words.indices {
      // `sudo -u deploy` names who runs the command and no account of it.
      guard let (place, start) = value(of: users, at: index, in: words),
        index == words.startIndex || words[index - 1] != "sudo"
      else { continue }
      user = place
      let account = Array(words[place].utf8)[start...]
      guard let colon = account.firstIndex(of: UInt8(ascii: ":")), colon > start,
        !account[colon...].starts(with: "://".utf8), colon + 1 < account.endIndex,
        // Numbers of a user and a group.
        !account.allSatisfy({ $0.isASCIIDigit || $0 == UInt8(ascii: ":") })
      else { continue }
      found[place] = colon + 1
    }
    return user
  }

  /// Notes the values of `-p` in a command that logs in, or names a user beside it.
  private static func findPasswords(
    in words: ArraySlice<String>, user: Int?, _ found: inout [Int: Int]
  ) {
    let logsIn = words.contains("login")
    guard logsIn || user != nil else { return }
    for index in words.indices where words[index] == "-p" {
      guard let (place, start) = value(of: ["-p"], at: index, in: words) else { continue }
      let isBesideUser = user.map { $0 < index || $0 == index + 3 } ?? false
      guard logsIn || (isBesideUser && !isPortOrFolder(words[place])) else { continue }
      found[place] = start
    }
  }

  /// `22`, `127.0.0.1:80:8080/tcp` or `/srv/app`, which `-p` has in commands of other kinds.
  private static func isPortOrFolder(_ word: String) -> Bool {
    if word.hasPrefix("/") || word.hasPrefix("./") { return true }
    let numbers = word.split(separator: "/", maxSplits: 1)
    guard let ports = numbers.first,
      numbers.dropFirst().allSatisfy({ ["tcp", "udp"].contains($0) })
    else { return false }
    return ports.utf8.allSatisfy { $0.isASCIIDigit || ".:-".utf8.contains($0) }
  }

  /// Notes what stands behind the words of the command.
  private func find(in words: ArraySlice<String>, _ found: inout [Int: Int]) {
    guard let start = words.indices.first(where: { words[$0...].starts(with: command) }) else {
      return
    }
    let behind = words[(start + command.count)...]
    if let needs, !behind.contains(needs) { return }
    if isSetting { findSettings(in: behind, &found) }
    if let argument { find(argument, in: behind, &found) }
    if let accountSign { findAccount(accountSign, in: behind, &found) }
    guard !flags.isEmpty else { return }
    for index in behind.indices {
      let flagged = takesNext ? Self.value(of: flags, at: index, in: words) : nil
      guard let (place, start) = flagged ?? joined(at: index, in: words) else { continue }
      let value = Array(words[place].utf8)[start...]
      if isOpaque, !Self.isLongWord(value) { continue }
      guard let separator else {
        found[place] = start
        continue
      }
      if let end = value.firstIndex(of: separator) { found[place] = end + 1 }
    }
  }

  /// Notes the values of `NAME=value`; of `NAME=@file` they are in a file.
  private func findSettings(in words: ArraySlice<String>, _ found: inout [Int: Int]) {
    for index in words.indices where !words[index].hasPrefix("-") {
      let bytes = Array(words[index].utf8)
      guard let sign = bytes.firstIndex(of: UInt8(ascii: "=")), sign > 0,
        sign + 1 < bytes.count, bytes[sign + 1] != UInt8(ascii: "@")
      else { continue }
      found[index] = sign + 1
    }
  }

  /// Notes an argument; flags and the words behind them, which may be their values, are passed over.
  private func find(
    _ number: Int, in words: ArraySlice<String>, _ found: inout [Int: Int]
  ) {
    let words = words.prefix { $0 != "#" && !$0.contains(">") && !$0.hasPrefix("<") }
    let arguments = words.indices.filter { index in
      guard !words[index].hasPrefix("-") else { return false }
      guard index > words.startIndex else { return true }
      let before = words[index - 1]
      return !before.hasPrefix("-") || before.contains("=") || before == needs
    }
    let argument = number < 0 ? arguments.last : arguments.dropFirst(number).first
    guard let index = argument else { return }
    // `vault login password=…` says what it is itself.
    let isSetting = words[index].dropLast(2).contains("=")
    if !isSetting { found[index] = 0 }
  }

  /// Notes what stands behind the sign in the first word that has a user before it.
  private func findAccount(
    _ sign: UInt8, in words: ArraySlice<String>, _ found: inout [Int: Int]
  ) {
    for index in words.indices where !words[index].hasPrefix("-") {
      let bytes = Array(words[index].utf8)
      guard let user = bytes.firstIndex(of: sign), user > 0, user + 1 < bytes.count,
        bytes[0] != UInt8(ascii: "@"), !bytes[user...].starts(with: "://".utf8)
      else { continue }
      found[index] = user + 1
      return
    }
  }

  private static func isLongWord(_ value: ArraySlice<UInt8>) -> Bool {
    value.count >= 16 && value.contains(where: \.isASCIIDigit)
      && value.contains(where: \.isASCIILetter)
      && value.allSatisfy { $0.isWordByte || "-+=".utf8.contains($0) }
  }
}

// MARK: - Values of flags

extension SecretFlag {
  /// The number of the word that holds the value of a flag, and where in it that begins; `nil` where
  /// the word at the index is none of the flags.
  private static func value(
    of flags: Set<String>, at index: Int, in words: ArraySlice<String>
  ) -> (place: Int, start: Int)? {
    let word = words[index]
    if flags.contains(word) { return next(behind: index, in: words) }
    guard word.hasPrefix("-"), let sign = word.utf8.firstIndex(of: UInt8(ascii: "=")),
      flags.contains(String(word[..<sign]))
    else { return nil }
    return (index, word.utf8.distance(from: word.startIndex, to: sign) + 1)
  }

  private static func next(
    behind index: Int, in words: ArraySlice<String>
  ) -> (place: Int, start: Int)? {
    guard index + 1 < words.endIndex, !words[index + 1].hasPrefix("-") else { return nil }
    return (index + 1, 0)
  }

  /// The value of a short flag in the same word, `-pword`, or behind a word of several, `-su word`.
  private func joined(
    at index: Int, in words: ArraySlice<String>
  ) -> (place: Int, start: Int)? {
    guard let joins, words[index].hasPrefix("-") else { return nil }
    let word = Array(words[index].utf8)
    let letters = word.dropFirst().prefix { joins.utf8.contains($0) }
    guard letters.endIndex < word.count,
      flags.contains(String(decoding: [word[0], word[letters.endIndex]], as: UTF8.self))
    else { return nil }
    if letters.endIndex + 1 < word.count { return (index, letters.endIndex + 1) }
    return takesNext && !letters.isEmpty ? Self.next(behind: index, in: words) : nil
  }
}
