import FactModel

/// What an interpreter is given to run, told from its own options.
enum InterpreterCall: Equatable {
  /// A file, with the words behind it.
  case file(String, arguments: [String])
  /// Text of a shell.
  case text(String)
  /// A module of Python, by its name.
  case module(String)
  /// Nothing that stands in the repository: it checks a script, or reads its input.
  case nothing

  /// Reads the words behind an interpreter's name.
  ///
  /// Options are the interpreter's up to the first operand; what follows is the script's.
  init(_ arguments: ArraySlice<String>, of language: ScriptLanguage) {
    self = Self.read(arguments, InterpreterOptions.of(language), language)
  }

  private static func read(
    _ arguments: ArraySlice<String>, _ options: InterpreterOptions, _ language: ScriptLanguage
  ) -> InterpreterCall {
    var rest = arguments
    var isText = false
    while let word = rest.first, word != "--" {
      let isOption = word.hasPrefix("-") || language == .shell && word.hasPrefix("+")
      // `deno run x.ts`, `bun run x.ts`.
      let isRun = language == .javaScript && word == "run"
      guard isOption && word.count > 1 || isRun else { break }
      rest = rest.dropFirst()
      if options.idle.contains(word) { return .nothing }
      if options.module == word { return rest.first.map { .module($0) } ?? .nothing }
      if options.valued.contains(word) { rest = rest.dropFirst() }
      guard let letters = options.letters(of: word) else { continue }
      let names = rest.prefix(letters.count { "oO".contains($0) })
      rest = rest.dropFirst(names.count)
      guard word.hasPrefix("-") else { continue }
      // Checked and not run, or read from the input.
      if letters.contains("n") || letters.contains("s") || names.contains("noexec") {
        return .nothing
      }
      isText = isText || letters.contains("c")
    }
    if rest.first == "--" { rest = rest.dropFirst() }
    guard let operand = rest.first else { return .nothing }
    return isText ? .text(operand) : .file(operand, arguments: Array(rest.dropFirst()))
  }
}

/// The options of an interpreter that say where the script stands.
private struct InterpreterOptions {
  /// Letters that may stand together behind one hyphen.
  var joined = ""
  /// Options whose value is the next word.
  var valued: Set<String> = []
  /// Options with which no script runs: it is checked, or other text is run.
  var idle: Set<String> = []
  /// The option behind which a module stands.
  var module: String?

  /// The letters of options that stand together; `nil` for another word.
  func letters(of word: String) -> Substring? {
    let letters = word.dropFirst()
    return !joined.isEmpty && letters.allSatisfy(joined.contains) ? letters : nil
  }

  static func of(_ language: ScriptLanguage) -> InterpreterOptions {
    switch language {
    case .shell: shell
    case .python: python
    case .javaScript: javaScript
    case .ruby: ruby
    case .powerShell, .other: InterpreterOptions()
    }
  }

  // https://www.gnu.org/software/bash/manual/html_node/Invoking-Bash.html
  // https://www.gnu.org/software/bash/manual/html_node/The-Set-Builtin.html
  private static let shell = InterpreterOptions(
    joined: "abefhkmnprtuvxBCEHPTcsilDoO", valued: ["--rcfile", "--init-file"],
    idle: ["--version", "--help", "--dump-strings", "--dump-po-strings"])

  // https://docs.python.org/3/using/cmdline.html
  private static let python = InterpreterOptions(
    valued: ["-W", "-X", "--check-hash-based-pycs"],
    idle: ["-c", "-V", "-VV", "--version", "-h", "--help"], module: "-m")

  // https://nodejs.org/api/cli.html, https://docs.deno.com/runtime/reference/cli/run/,
  // https://bun.com/docs/runtime, https://tsx.is/node-enhancement
  private static let javaScript = InterpreterOptions(
    valued: [
      "-r", "--require", "--loader", "--experimental-loader", "--import", "-C", "--conditions",
      "--config", "--import-map", "--cwd", "--filter", "--preload", "--tsconfig", "-P", "--project",
      "-O", "--compiler-options",
    ],
    idle: ["-c", "--check", "-e", "--eval", "-p", "--print", "-v", "--version", "-h", "--help"])

  // https://docs.ruby-lang.org/en/master/language/options_md.html
  private static let ruby = InterpreterOptions(
    valued: ["-I", "-r", "-C", "-E", "--encoding"],
    idle: ["-c", "-e", "-v", "--version", "-h", "--help"])
}

/// The options with which a runner of targets runs none of them: it lists them, or says what it would do.
struct IdleOptions {
  private let words: Set<String>
  /// Whether words behind the first operand belong to the target.
  private let endAtOperand: Bool

  private init(_ words: String, endAtOperand: Bool = false) {
    self.words = Set(words.split(separator: " ").map(String.init))
    self.endAtOperand = endAtOperand
  }

  // https://www.gnu.org/software/make/manual/make.html#Options-Summary
  private static let make = IdleOptions(
    "-n --dry-run --just-print --recon -q --question -v --version -h --help")

  private static let table: [String: IdleOptions] = [
    "make": make, "gmake": make, "remake": make, "$(MAKE)": make, "${MAKE}": make,
    // https://just.systems/man/en/
    "just": IdleOptions(
      "-l --list -n --dry-run --dump --evaluate --fmt --init --show -s --summary --variables --groups "
        + "--choose -e --edit --version -V --help -h", endAtOperand: true),
    // https://taskfile.dev/docs/reference/cli
    "task": task, "go-task": task,
    // https://ruby.github.io/rake/doc/command_line_usage_rdoc.html
    "rake": IdleOptions(
      "-n --dry-run -T --tasks -D --describe -P --prereqs -W --where -A --all -V --version -h --help"
    ),
  ]

  private static let task = IdleOptions(
    "-l --list -a --list-all -n --dry --summary --status -i --init --version -h --help --completion"
  )

  /// Whether a runner is told to run nothing.
  static func stand(in arguments: ArraySlice<String>, of program: String) -> Bool {
    guard let options = table[program] else { return false }
    for word in arguments {
      if word == "--" || options.endAtOperand && !word.hasPrefix("-") { return false }
      if options.words.contains(word) { return true }
    }
    return false
  }
}
