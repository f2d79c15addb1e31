/// What the name of a command means: to the shell itself, or to the outcome of a script.
enum CommandMeaning {
  case exit
  case `return`
  case `break`
  case `continue`
  case shift
  case set
  /// Puts values into variables: `export`, `local`.
  case declaration
  case trap
  /// Reads a file into the script: `.`.
  case source
  /// Runs what the script or function was given.
  case arguments
  /// Reads commands from a text: `sh`, `/bin/bash`.
  case shell
  /// Asks something: `[`.
  case test
  /// Always succeeds and does nothing: `true`, `:`.
  case success
  /// Always fails and does nothing else.
  case failure
  /// A function as people call the one that ends a script as a failure: `die`.
  case giveUp
  /// Does no more than tell: `echo`, `warn`.
  case telling

  /// The meaning of a command's first word; `nil` for that of any other program.
  init?(_ name: String) {
    guard let found = Self.table[name] else { return nil }
    self = found
  }

  private static let table = NameTable<CommandMeaning>([
    "exit": .exit, "return": .return, "break": .break, "continue": .continue,
    "shift": .shift, "set": .set, "trap": .trap,
    ".": .source, "source": .source,
    "export": .declaration, "readonly": .declaration, "local": .declaration,
    "declare": .declaration, "typeset": .declaration,
    "$@": .arguments, "$*": .arguments, "${@}": .arguments,
    "sh": .shell, "bash": .shell, "zsh": .shell, "ash": .shell, "dash": .shell, "ksh": .shell,
    "/bin/sh": .shell, "/bin/bash": .shell,
    "[": .test, "[[": .test, "test": .test,
    "true": .success, ":": .success, "false": .failure,
    "die": .giveUp, "fail": .giveUp, "abort": .giveUp, "fatal": .giveUp, "error_exit": .giveUp,
    "throw": .giveUp,
    "echo": .telling, "printf": .telling, "warn": .telling, "warning": .telling, "log": .telling,
    "info": .telling, "log_warn": .telling, "log_info": .telling, "Write-Host": .telling,
    "Write-Warning": .telling, "Write-Output": .telling,
  ])
}
