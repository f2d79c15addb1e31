import Reports
import Rubrics
import SourceModel

/// Completions for shells, made from the tables of commands and options.
struct Completions {
  /// The shells that are known.
  enum Shell: String, CaseIterable {
    case bash
    case zsh
    case fish
  }

  /// The ids of criteria, for `explain`.
  let criteria: [String]
  /// The language of what is said beside the words.
  var language = Language.english

  /// The script for a shell.
  func script(for shell: Shell) -> String {
    let lines =
      switch shell {
      case .bash: bash
      case .zsh: zsh
      case .fish: fish
      }
    return lines.map { $0 + "\n" }.joined()
  }

  private var commands: [String] { Command.allCases.map(\.rawValue) }

  private static func spellings(_ option: CommandOption) -> [String] {
    (option.letter.map { ["-\($0)"] } ?? []) + ["--\(option.name)"]
  }

  /// The words that may stand behind a command; `nil` where these are paths.
  private func operands(of command: Command) -> [String]? {
    switch command {
    case .assess, .initialize: nil
    case .explain: criteria
    case .rubric: RubricCommand.actions
    case .schema: SchemaCommand.names
    case .completions: Shell.allCases.map(\.rawValue)
    case .help: commands
    }
  }

  // MARK: - bash

  /// The script of a function for bash.
  ///
  /// https://www.gnu.org/software/bash/manual/html_node/Programmable-Completion.html
  private var bash: [String] {
    let values = CommandOption.all.filter { $0.value != nil }.map { option -> String in
      let names = Self.spellings(option).joined(separator: "|")
      let words =
        option.completed.isEmpty
        ? "compgen -f -- \"$word\""
        : "compgen -W '\(option.completed.joined(separator: " "))' -- \"$word\""
      return "    \(names)) mapfile -t COMPREPLY < <(\(words)); return ;;"
    }
    let perCommand = Command.allCases.flatMap { command -> [String] in
      let options = CommandOption.all.filter { $0.commands.contains(command) }
        .flatMap(Self.spellings)
      let operands = operands(of: command)
      return [
        "    \(command.rawValue))", "      options='\(options.joined(separator: " "))'",
        "      operands='\((operands ?? []).joined(separator: " "))' ;;",
      ]
    }
    return [
      "# Completions of devops-assess for bash: source this file.", "_devops_assess() {",
      "  local word=\"${COMP_WORDS[COMP_CWORD]}\" before=\"${COMP_WORDS[COMP_CWORD-1]}\"",
      "  local command=assess options operands index",
      // `=` is a word of its own there: `--format = s`.
      "  if [[ $word == = ]]; then word=''; elif [[ $before == = ]]; then",
      "    before=\"${COMP_WORDS[COMP_CWORD-2]}\"; fi",
      "  for ((index = 1; index < COMP_CWORD; index++)); do",
      "    case \"${COMP_WORDS[index]}\" in",
      "      \(commands.joined(separator: "|"))) command=\"${COMP_WORDS[index]}\"; break ;;",
      "    esac", "  done", "  case \"$before\" in",
    ] + values + ["  esac", "  case \"$command\" in"] + perCommand + [
      "  esac", "  if [[ $word == -* ]]; then",
      "    mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$word\")",
      "  elif ((COMP_CWORD == 1)); then",
      "    mapfile -t COMPREPLY < <(compgen -W '\(commands.joined(separator: " "))' -- \"$word\"; compgen -d -- \"$word\")",
      "  elif [[ -n $operands && $before == \"$command\" ]]; then",
      "    mapfile -t COMPREPLY < <(compgen -W \"$operands\" -- \"$word\")", "  else",
      "    mapfile -t COMPREPLY < <(compgen -d -- \"$word\")", "  fi", "}",
      "complete -o filenames -F _devops_assess devops-assess",
    ]
  }

  // MARK: - zsh

  private static func quoted(_ text: String) -> String {
    text.replacing("'", with: "'\\''").replacing("[", with: "\\[").replacing("]", with: "\\]")
      .replacing(":", with: "\\:")
  }

  /// The script of a function for zsh.
  ///
  /// https://zsh.sourceforge.io/Doc/Release/Completion-System.html
  private var zsh: [String] {
    let perCommand = Command.allCases.flatMap { command -> [String] in
      let options = CommandOption.all.filter { $0.commands.contains(command) }.map(zshSpecification)
      let operands =
        operands(of: command).map {
          ["'1:\(command.rawValue):(\($0.joined(separator: " ")))'", "'*:folder:_files'"]
        } ?? ["'*:folder:_files -/'"]
      return ["    \(command.rawValue))", "      _arguments -s \\"]
        + (options + operands).map { "        \($0) \\" } + ["        && return ;;"]
    }
    let described = Command.allCases.map {
      "    '\($0.rawValue):\(Self.quoted($0.summary.text(in: language)))'"
    }
    return [
      "#compdef devops-assess",
      "# Completions of devops-assess for zsh: a file `_devops-assess` in $fpath.",
      "_devops-assess() {", "  local command=assess", "  local -a commands", "  commands=(",
    ] + described + [
      "  )", "  if ((CURRENT == 2)) && [[ ${words[2]} != -* ]]; then",
      "    _describe command commands", "    _files -/", "    return", "  fi",
      "  if (($+words[2])) && (($commands[(I)${words[2]}:*])); then",
      "    command=${words[2]}", "    shift words", "    ((CURRENT--))", "  fi",
      "  case $command in",
    ] + perCommand + [
      "  esac", "}", "if [[ $zsh_eval_context[-1] == loadautofunc ]]; then",
      "  _devops-assess \"$@\"", "else", "  compdef _devops-assess devops-assess", "fi",
    ]
  }

  private func zshSpecification(_ option: CommandOption) -> String {
    let value =
      option.value.map { name in
        option.completed.isEmpty
          ? ":\(name):_files" : ":\(name):(\(option.completed.joined(separator: " ")))"
      } ?? ""
    let summary = "[\(Self.quoted(option.summary.text(in: language)))]"
    let star = option.isRepeatable ? "*" : ""
    guard let letter = option.letter else {
      return "'\(star)--\(option.name)\(option.value == nil ? "" : "=")\(summary)\(value)'"
    }
    let exclusion = option.isRepeatable ? "'*'" : "'(-\(letter) --\(option.name))'"
    let (short, long) =
      option.value == nil
      ? ("-\(letter)", "--\(option.name)") : ("-\(letter)+", "--\(option.name)=")
    return "\(exclusion){\(short),\(long)}'\(summary)\(value)'"
  }

  // MARK: - fish

  /// The script of calls for fish.
  ///
  /// https://fishshell.com/docs/current/completions.html
  private var fish: [String] {
    func told(_ text: String) -> String { "'" + text.replacing("'", with: "\\'") + "'" }
    let seen = "__fish_seen_subcommand_from"
    let names = commands.joined(separator: " ")
    let head = [
      "# Completions of devops-assess for fish: a file in ~/.config/fish/completions.",
      "complete -c devops-assess -f",
      "complete -c devops-assess -n '__fish_is_first_token' -a '(__fish_complete_directories)'",
    ]
    let commands = Command.allCases.map { command in
      "complete -c devops-assess -n '__fish_is_first_token' -a \(command.rawValue) "
        + "-d \(told(command.summary.text(in: language)))"
    }
    let operands = Command.allCases.map { command -> String in
      let condition = "-n '\(seen) \(command.rawValue)'"
      guard let words = self.operands(of: command) else {
        return "complete -c devops-assess \(condition) -a '(__fish_complete_directories)'"
      }
      return "complete -c devops-assess \(condition) -a '\(words.joined(separator: " "))'"
    }
    let options = CommandOption.all.map { option -> String in
      let isDefault = option.commands.contains(.assess)
      let named = option.commands.map(\.rawValue).sorted().joined(separator: " ")
      let condition =
        isDefault ? "not \(seen) \(names); or \(seen) \(named)" : "\(seen) \(named)"
      let letter = option.letter.map { " -s \($0)" } ?? ""
      let value =
        option.value == nil
        ? ""
        : option.completed.isEmpty
          ? " -r -F" : " -x -a '\(option.completed.joined(separator: " "))'"
      return "complete -c devops-assess -n '\(condition)'\(letter) -l \(option.name)\(value) "
        + "-d \(told(option.summary.text(in: language)))"
    }
    return head + commands + operands + options
  }
}

/// Prints the completions for a shell.
struct CompletionsCommand {
  let console: Console
  let arguments: Arguments

  func run() async throws -> ExitStatus {
    let names = Completions.Shell.allCases.map(\.rawValue)
    guard arguments.operands.count == 1, let word = arguments.operands.first,
      let shell = Completions.Shell(rawValue: word)
    else {
      let found = arguments.operands.joined(separator: " ")
      let hint = Suggestion.nearest(to: found, among: names).map { ", did you mean `\($0)`?" }
      throw UsageError(
        message: "found the shell `\(found)`\(hint ?? ""), expected one of "
          + names.joined(separator: ", "))
    }
    let criteria = try Knowledge.load(arguments).rubric.criteria.map(\.id)
    let completions = Completions(criteria: criteria, language: arguments.language)
    try console.output(completions.script(for: shell))
    return .fine
  }
}
