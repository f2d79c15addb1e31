import SourceModel

/// A program that runs the command behind it, and how its own words are told from that command's.
///
/// A class, since each command of a script is shown to several and none of them changes.
final class ShellWrapper: Sendable {
  /// What is special about a program.
  struct Traits: OptionSet, Sendable {
    let rawValue: UInt32
    /// `NAME=value` before the command sets a variable.
    static let assignments = Traits(rawValue: 1 << 0)
    /// The command stands behind `--` and nowhere else.
    static let separated = Traits(rawValue: 1 << 1)
    /// The rest is joined and read as shell text.
    static let joined = Traits(rawValue: 1 << 2)
    /// One word with spaces is shell text.
    static let mayBeText = Traits(rawValue: 1 << 3)
    /// The wrapper is a command of its own too.
    static let kept = Traits(rawValue: 1 << 4)
    /// Its operands belong to its name: the image, the service.
    static let named = Traits(rawValue: 1 << 5)
    /// Options may stand behind the operands.
    static let loose = Traits(rawValue: 1 << 6)
    /// Numbers and times before the command are its own.
    static let counted = Traits(rawValue: 1 << 7)
    /// The command may carry a version: `jest@29`.
    static let versioned = Traits(rawValue: 1 << 8)
    /// `--entrypoint` names the program.
    static let entrypoint = Traits(rawValue: 1 << 9)
    /// Modules and files are run by Python.
    static let python = Traits(rawValue: 1 << 10)
    /// It also runs scripts that a manifest names.
    static let scripted = Traits(rawValue: 1 << 11)
    /// Only a text option gives a command.
    static let textOnly = Traits(rawValue: 1 << 12)
    /// The command ends at `:::`.
    static let listed = Traits(rawValue: 1 << 13)
    /// The command ends at `;` or `+`.
    static let terminated = Traits(rawValue: 1 << 14)
  }

  /// The words that name it, `docker compose run`.
  let path: [String]
  /// Options of the program that may stand before the rest of its name, with a value.
  let global: WordList
  /// Options with a value.
  let valued: WordList
  /// Options whose value is shell text.
  let texts: WordList
  /// Options behind which the command stands.
  let rest: WordList
  /// Options with which it runs nothing.
  let blockers: WordList
  /// How many words stand before the command.
  let operands: Int
  let traits: Traits

  init(
    _ name: String, _ traits: Traits = [], operands: Int = 0, valued: String = "",
    texts: String = "", rest: String = "", blockers: String = "", global: String = ""
  ) {
    path = name.spacedWords
    self.traits = traits
    self.operands = operands
    self.valued = WordList(valued)
    self.texts = WordList(texts)
    self.rest = WordList(rest)
    self.blockers = WordList(blockers)
    self.global = WordList(global)
  }

  /// What a wrapper was found to run.
  struct Match {
    enum Content {
      case words(ArraySlice<ShellWord>)
      case text(ShellWord)
      /// Nothing but its input.
      case none
    }

    /// The wrapper as it is listed.
    var label: String
    var content: Content
    var environment: [ShellCommand.Assignment] = []
    var isKept: Bool
  }

  /// What the words run through this wrapper; `nil` where it runs nothing or is another program.
  func match(_ words: ArraySlice<ShellWord>) -> Match? {
    guard var scan = ShellWrapperScan(self, words) else { return nil }
    return scan.match()
  }
}
