/// A flag whose name alone does not say that its value is a secret.
struct SecretFlag: Sendable {
  /// The words that the command has before the flag, side by side.
  var command: [String]
  /// The flags.
  var flags: Set<String>
  /// What stands between a user and the secret in the value, where both do.
  var separator: UInt8?

  /// Programs with such flags; most short flags mean something else for other programs.
  static let all: [SecretFlag] = [
    // https://docs.digitalocean.com/reference/doctl/reference/
    SecretFlag(command: ["doctl"], flags: ["-t"]),
    // https://vercel.com/docs/cli/global-options#token
    SecretFlag(command: ["vercel"], flags: ["-t"]),
    // https://docs.codecov.com/docs/codecov-uploader
    SecretFlag(command: ["codecov"], flags: ["-t"]),
    // https://docs.codecov.com/docs/the-codecov-cli
    SecretFlag(command: ["codecovcli"], flags: ["-t"]),
    // https://learn.microsoft.com/dotnet/core/tools/dotnet-nuget-push
    SecretFlag(command: ["nuget", "push"], flags: ["-k"]),
    // https://cli.netlify.com/commands/deploy
    SecretFlag(command: ["netlify"], flags: ["--auth"]),
    // https://lftp.yar.ru/lftp-man.html
    SecretFlag(command: ["lftp"], flags: ["-u", "--user"], separator: UInt8(ascii: ",")),
    // https://man7.org/linux/man-pages/man1/sshpass.1.html
    SecretFlag(command: ["sshpass"], flags: ["-p"]),
    // https://cli.github.com/manual/gh_secret_set
    SecretFlag(command: ["secret", "set"], flags: ["-b", "--body"]),
    // https://kubernetes.io/docs/reference/kubectl/generated/kubectl_create/kubectl_create_secret_generic/
    SecretFlag(command: ["create", "secret"], flags: ["--from-literal"]),
  ]

  /// Settings whose names do not say it either, in small letters, also behind the `-D` of Java.
  ///
  /// https://docs.sonarsource.com/sonarqube-server/latest/analyzing-source-code/analysis-parameters/,
  /// https://docs.airbrake.io/docs/platform/airbrake-js/
  static let settings: Set<String> = [
    "sonar.login", "dsonar.login", "airbrake_project_key", "airbrake-project-key",
  ]

  private static let users: Set<String> = ["-u", "--user", "--username"]

  /// Of which one stands in each line that has such a flag, in small letters.
  static let hints: [String] =
    ["login", " -u", "\"-u", "'-u", "--user"] + settings + all.compactMap(\.command.first)

  /// Where in the words of commands secrets begin, by the words' numbers.
  static func secrets(in words: [String]) -> [Int: Int] {
    words.split(omittingEmptySubsequences: true) { ["&&", "||", ";", "|", "&"].contains($0) }
      .reduce(into: [:]) { found, command in
        let user = user(in: command, &found)
        findPasswords(in: command, user: user, &found)
        for flag in all { flag.find(in: command, &found) }
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

  /// Notes the values of the flags behind the words of the command.
  private func find(in words: ArraySlice<String>, _ found: inout [Int: Int]) {
    guard let start = words.indices.first(where: { words[$0...].starts(with: command) }) else {
      return
    }
    for index in words.indices.dropFirst(start - words.startIndex + command.count) {
      guard let (place, start) = Self.value(of: flags, at: index, in: words) else { continue }
      guard let separator else {
        found[place] = start
        continue
      }
      let value = Array(words[place].utf8)[start...]
      if let end = value.firstIndex(of: separator) { found[place] = end + 1 }
    }
  }

  /// The number of the word that holds the value of a flag, and where in it that begins; `nil` where
  /// the word at the index is none of the flags.
  private static func value(
    of flags: Set<String>, at index: Int, in words: ArraySlice<String>
  ) -> (place: Int, start: Int)? {
    let word = words[index]
    guard word.hasPrefix("-") else { return nil }
    if flags.contains(word) {
      guard index + 1 < words.endIndex, !words[index + 1].hasPrefix("-") else { return nil }
      return (index + 1, 0)
    }
    guard let sign = word.utf8.firstIndex(of: UInt8(ascii: "=")),
      flags.contains(String(word[..<sign]))
    else { return nil }
    return (index, word.utf8.distance(from: word.startIndex, to: sign) + 1)
  }
}
