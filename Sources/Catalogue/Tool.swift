package import FactModel
package import SourceModel

/// A tool of the catalogue.
package struct Tool: Sendable {
  /// The id, `helm`.
  package let id: String
  /// The name shown to people, `Helm`.
  package let name: String
  /// What it is for, `deployment`.
  package let category: String
  /// What it does where nothing else is said.
  package let capabilities: CaseSet<Capability>
  /// The rungs of the ladder that it shows where nothing else is said.
  package let rungs: CaseSet<Rung>
  /// Texts that must show it.
  package let matches: [Located<String>]
  /// Texts that must not.
  package let rejects: [Located<String>]
  /// Where it stands.
  package let place: Place
}

/// What a sign of a tool means: the tool's own meaning, or what the sign says instead.
package struct ToolSign: Sendable {
  /// The index of the tool.
  package var tool: Int
  /// What the tool does, seen by this sign.
  package var capabilities: CaseSet<Capability>
  /// The rungs that it shows, seen by this sign.
  package var rungs: CaseSet<Rung>
  /// The ecosystem whose tests or packages it works on; `nil` for any.
  package var ecosystem: String?
  /// What changes the meaning.
  package var variations: [Variation] = []
  /// How much the sign's pattern says; the signs of one tool that say most decide.
  package var weight = 0

  /// A change of the meaning by the words or inputs beside the sign.
  package struct Variation: Sendable {
    /// All must hold.
    package var conditions: [Condition]
    /// What the tool does then, too.
    package var gives: CaseSet<Capability> = []
    /// What it does not do then.
    package var takes: CaseSet<Capability> = []
    /// The rungs that it then shows, too.
    package var rungs: CaseSet<Rung> = []
  }

  /// The variables that its variations ask for.
  var askedVariables: [NamePattern] {
    variations.flatMap(\.conditions).flatMap { condition -> [NamePattern] in
      switch condition {
      case .variable(let names, is: _): names
      case .withoutVariable(let names, except: _, is: _): names
      case .flag, .unlessFlag, .word, .from, .input, .withoutInput: []
      }
    }
  }

  /// Something asked of the words of a command or the inputs of an action.
  package enum Condition: Sendable {
    /// One of these flags is there; `-x=test` also means `-x test`.
    case flag([NamePattern])
    /// None of these flags is there.
    case unlessFlag([NamePattern])
    /// One of these words is there.
    case word([NamePattern])
    /// One of these words is there, and behind it one that is none of them: what is copied from there.
    case from([NamePattern])
    /// The input is there and not `false`, or has one of these values.
    case input(String, is: [NamePattern])
    /// The input is not there.
    case withoutInput(String)
    /// One of these variables is set and not `false`, or to one of these values.
    case variable([NamePattern], is: [NamePattern])
    /// None of these variables, save the excepted, is set so.
    case withoutVariable([NamePattern], except: [NamePattern], is: [NamePattern])
  }
}
