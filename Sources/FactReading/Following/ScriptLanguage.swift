import SourceModel

/// The language of a script, as far as its commands can be read.
enum ScriptLanguage: Hashable, Sendable {
  case shell
  case powerShell
  case python
  case javaScript
  case ruby
  case other

  /// The language of an interpreter as a pipeline or a first line names it.
  ///
  /// `bash -e {0}`, `/usr/bin/env python3`; nothing means a shell.
  init(shell: String?) {
    let words = (shell ?? "").split(separator: " ").map { String($0) }
    let program = words.first { !$0.hasSuffix("/env") && !$0.hasPrefix("-") && !$0.contains("=") }
    guard let program else {
      self = .shell
      return
    }
    self.init(program: RelativePath(program).name)
  }

  /// The language that a program interprets.
  init(program: String) {
    // Makefiles name the shell by a variable.
    if ["$(SHELL)", "${SHELL}", "$SHELL"].contains(program) {
      self = .shell
      return
    }
    // `python3.12` is a `python`, `pwsh.exe` a `pwsh`.
    let name = program.prefix { $0.isLetter || $0 == "-" }
    switch name {
    case "sh", "bash", "dash", "ash", "zsh", "ksh", "bats", "cmd", "msys": self = .shell
    case "pwsh", "powershell": self = .powerShell
    case "python", "pypy": self = .python
    case "node", "nodejs", "bun", "deno", "tsx", "ts-node", "zx": self = .javaScript
    case "ruby": self = .ruby
    default: self = .other
    }
  }

  /// The language of a file, by its first line, then by its name; `nil` for what is no text.
  init?(file: SourceFile) {
    guard !ByteSearch.holds(0, inFirst: 1024, of: file.bytes) else { return nil }
    if file.bytes.starts(with: "#!".utf8) {
      let line = file.bytes.dropFirst(2).prefix { $0 != UInt8(ascii: "\n") }
      self.init(shell: String(decoding: line, as: UTF8.self).trimmingSpaces)
      return
    }
    switch file.path.fileExtension {
    case "", "sh", "bash", "zsh", "ksh", "cmd", "bat": self = .shell
    case "ps1": self = .powerShell
    case "py": self = .python
    case "js", "mjs", "cjs", "ts", "mts", "cts": self = .javaScript
    case "rb": self = .ruby
    default: self = .other
    }
  }

  /// Whether files of this name are scripts that one calls by their path.
  static func isScript(_ path: RelativePath) -> Bool {
    switch path.fileExtension {
    case "", "sh", "bash", "zsh", "ksh", "cmd", "bat", "ps1", "py", "js", "mjs", "cjs", "ts",
      "mts", "cts", "rb":
      true
    default: false
    }
  }
}
