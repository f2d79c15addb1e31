import SourceModel
import Syntax

/// The runners of environments for Python, which run those that the file lists where none is named.
extension CommandCall {
  // https://tox.wiki/en/latest/cli_interface.html
  func tox(_ files: inout FollowedFiles) -> [Callee] {
    let file =
      option(["-c", "--conf"])
      ?? nearest(["tox.ini", "tox.toml", "pyproject.toml", "setup.cfg"])
    guard let file, !runsNothing else { return [] }
    let asked = values(of: ["-e"]) + (chosen(by: ["TOXENV", "TOX_ENV"]).map { [$0] } ?? [])
    guard let names = self.names(in: asked) else { return [] }
    if names.contains("ALL") { return all(.tox, in: file, &files) }
    // A placeholder stands for one environment after the other.
    let isOpen = names.allSatisfy { $0.hasPrefix("$") }
    let environments =
      isOpen
      ? files.toxDefaults(in: file, context)
      : files.toxEnvironments(names, in: file, context)
    return named(environments, .tox, in: file, &files)
  }

  /// The names between the commas of some texts, each once; `nil` where too much was looked for before.
  private func names(in texts: [String]) -> [String]? {
    guard context.takes(looks: texts.reduce(1) { $0 + $1.utf8.count }) else { return nil }
    return texts.flatMap { $0.split(separator: ",").map(\.trimmingSpaces) }.uniqued()
  }

  /// Whether tox is only asked what there is.
  private var runsNothing: Bool {
    let asking: Set = ["l", "list", "c", "config", "q", "quickstart", "schema", "devenv", "d"]
    let flags: Set = ["-l", "--listenvs", "-a", "--listenvs-all", "--notest", "--version"]
    return operands(valued: ["-e", "-c", "-x"]).first.map(asking.contains) == true
      || words.contains(where: flags.contains)
  }

  // https://nox.thea.codes/en/stable/usage.html
  func nox(_ files: inout FollowedFiles) -> [Callee] {
    guard let file = option(["-f", "--noxfile"]) ?? nearest(["noxfile.py"]),
      words.allSatisfy({ !["-l", "--list", "--list-sessions", "--version"].contains($0) })
    else { return [] }
    let known = files.targets(in: file, .nox, context)
    var names = sessions
    if names.isEmpty, let chosen = chosen(by: ["NOXSESSION"]) {
      guard let given = self.names(in: [chosen]) else { return [] }
      names = given
    }
    if names.isEmpty || names.allSatisfy({ $0.hasPrefix("$") }) {
      let tags = values(of: ["-t", "--tags", "-k", "--keywords"])
      names = tags.isEmpty ? files.defaults(in: file, .nox, context) ?? [] : []
      if names.isEmpty { return all(.nox, in: file, &files) }
    }
    guard context.takes(looks: 2 * names.count) else { return [] }
    // `tests-3.12` and `tests(sql='x')` are the session `tests`.
    let resolved = names.map { name in
      guard known[name] == nil else { return name }
      let plain = String(name.prefix { $0 != "(" })
      return known[plain] != nil ? plain : plain.withoutPythonVersion
    }
    return named(resolved, .nox, in: file, &files)
  }

  /// The words behind `-s` up to the next option, and those given with it.
  private var sessions: [String] {
    let flags: Set = ["-s", "--session", "--sessions", "-e"]
    var sessions: [String] = []
    var takes = false
    for word in words.dropFirst() {
      if word == "--" { break }
      if flags.contains(word) {
        takes = true
      } else if word.hasPrefix("-") {
        takes = false
        let given = ["--session=", "--sessions=", "-s", "-e"].first { word.hasPrefix($0) }
        if let given, !word.hasPrefix("--") || given.hasPrefix("--") {
          sessions.append(String(word.dropFirst(given.count)))
        }
      } else if takes {
        sessions.append(word)
      }
    }
    return sessions
  }

  /// The value of the first of these variables that is set for the command.
  private func chosen(by names: [String]) -> String? {
    names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
  }
}

extension String {
  /// `tests` of `tests-3.12`, and of a version that is a placeholder.
  fileprivate var withoutPythonVersion: String {
    guard let dash = lastIndex(of: "-") else { return self }
    let version = self[index(after: dash)...]
    return version.first.map { $0.isNumber || $0 == "$" } == true ? String(self[..<dash]) : self
  }
}
