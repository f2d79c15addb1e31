import FactModel
import SourceModel
import Syntax

/// A variable that a running program is given.
struct ProgramVariable {
  /// Its name.
  var name: String
  /// Its value, `nil` where it comes from elsewhere: a secret store, a setting of the platform.
  var value: String?
  /// Where it stands.
  var place: Place

  /// Values that switch off what a variable is for.
  private static let off: Set<String> = [
    "", "false", "none", "0", "off", "no", "0.0", "disabled", "null",
  ]

  /// Whether the value is empty or says no.
  private var isOff: Bool { value.map { Self.off.contains($0.lowercased()) } ?? false }

  /// The names and commands in a program's variables that the catalogue may know.
  ///
  /// - Parameters:
  ///   - variables: all that the program is given.
  ///   - excerpt: the words at a place.
  static func sightings(
    of variables: [ProgramVariable], excerpt: (Place) -> String
  ) -> [Sighting] {
    let environment = Dictionary(
      variables.map { ($0.name.uppercased(), $0.value ?? "from elsewhere") }
    ) { $1 }
    return variables.filter { !$0.isOff }.flatMap { variable in
      let name = Sighting.Subject.variable(variable.name, among: environment)
      let subjects = [name] + (variable.startOptions.map { [.start($0)] } ?? [])
      return subjects.map { subject in
        Sighting(subject, at: variable.place, excerpt: variable.masked(excerpt(variable.place)))
      }
    }
  }

  /// The excerpt without the value of a variable that holds a secret: its name may stand on another line.
  private func masked(_ excerpt: String) -> String {
    guard let value, value.utf8.count > 2, SecretKey.speaks(Array(name.utf8)[...]),
      !SecretReference.isReference(value), excerpt.contains(value)
    else { return excerpt }
    return excerpt.replacing(value, with: "***")
  }

  /// The virtual machine with the options that a variable gives to it: `JAVA_TOOL_OPTIONS`,
  /// `JDK_JAVA_OPTIONS`, `CATALINA_OPTS` and the like, `NODE_OPTIONS`.
  ///
  /// https://docs.oracle.com/en/java/javase/21/docs/api/java.instrument/java/lang/instrument/package-summary.html
  /// https://nodejs.org/api/cli.html#node_optionsoptions
  private var startOptions: [String]? {
    guard let value else { return nil }
    let machine: String
    if value.contains("-javaagent:") {
      machine = "java"
    } else if name.uppercased() == "NODE_OPTIONS" {
      machine = "node"
    } else {
      return nil
    }
    let words = value.split { $0 == " " || $0 == "\n" || $0 == "\"" }.flatMap { word in
      // `--require=module` says the same as `--require module`.
      word.hasPrefix("--") ? word.split(separator: "=", maxSplits: 1) : [word]
    }
    return [machine] + words.map(String.init)
  }
}

extension FactSheet {
  /// Notes the variables of a list: `- {name: PORT, value: "80"}`.
  mutating func sight(variablesIn list: Node?, named key: String = "name") {
    sight(
      (list?.items ?? []).compactMap { item in
        item[key]?.text.map {
          ProgramVariable(name: $0, value: item["value"]?.text, place: place(item))
        }
      })
  }

  /// Notes what a running program is given for the catalogue.
  mutating func sight(_ variables: [ProgramVariable]) {
    let found = ProgramVariable.sightings(of: variables) { excerpt($0) }
    facts.sightings += found
  }
}
