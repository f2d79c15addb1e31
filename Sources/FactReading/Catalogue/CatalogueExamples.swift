package import Catalogue
import FactModel
package import SourceModel
import Syntax

extension ToolCatalogue {
  /// Tries every example of every tool.
  ///
  /// - Returns: a fault for each text that should show its tool and does not, or the other way round.
  package func checkExamples() -> [Diagnostic] {
    tools.flatMap { tool in
      let missed = tool.matches.filter { !shows(tool, in: $0.value) }.map {
        Diagnostic(
          error: "found nothing of `\(tool.id)` in `\($0.value)`, expected to see it",
          at: $0.place)
      }
      let wrong = tool.rejects.filter { shows(tool, in: $0.value) }.map {
        Diagnostic(
          error: "found `\(tool.id)` in `\($0.value)`, expected nothing of it", at: $0.place)
      }
      return missed + wrong
    }
  }

  /// Whether an example shows the tool.
  package func shows(_ tool: Tool, in example: String) -> Bool {
    uses(inExample: example, at: tool.place).contains { $0.tool == tool.id }
  }

  /// The tools that an example shows: `uses: NAME with KEY=VALUE, env.KEY=VALUE, …`, the same with
  /// `pipeline:` for whole jobs that stand elsewhere, `pipeline: NAME as TITLE`, `image: NAME`, `file: PATH`,
  /// `object: GROUP/KIND`, `resource: TYPE`, `chart: NAME`, `variable: NAME=VALUE …`, `start: COMMAND`,
  /// `ECOSYSTEM:NAME`, or a command.
  private func uses(inExample text: String, at place: Place) -> [ToolUse] {
    if let colon = text.firstRange(of: ": ") {
      let rest = String(text[colon.upperBound...])
      switch text[..<colon.lowerBound] {
      case "uses": return uses(ofAction: rest, kind: .step, at: place)
      case "pipeline": return uses(ofAction: rest, kind: .pipeline, at: place)
      case "file": return filesNamed(rest, at: place)
      case "image": return uses(of: Sighting(.image(rest), at: place, excerpt: ""))
      case "resource": return uses(of: Sighting(.resource(rest), at: place, excerpt: ""))
      case "chart": return uses(of: Sighting(.chart(rest), at: place, excerpt: ""))
      case "variable": return uses(ofVariables: rest, at: place)
      case "start":
        let words = rest.split(separator: " ").map(String.init)
        return uses(of: Sighting(.start(words), at: place, excerpt: ""))
      case "object":
        let cut = rest.lastIndex(of: "/") ?? rest.startIndex
        let kind = rest[cut...].drop { $0 == "/" }
        let subject = Sighting.Subject.object(group: String(rest[..<cut]), kind: String(kind))
        return uses(of: Sighting(subject, at: place, excerpt: ""))
      default: break
      }
    }
    let found = ShellScript.parse(text, startingAt: .start).commands.flatMap { command in
      let variables = command.environment.map { ($0.name, $0.value) }
      return uses(
        ofCommand: command.words, environment: Dictionary(variables) { $1 }, at: place)
    }
    guard found.isEmpty, !text.contains(" "), let colon = text.firstIndex(of: ":") else {
      return found
    }
    return uses(
      of: Dependency(
        ecosystem: String(text[..<colon]), name: String(text[text.index(after: colon)...]),
        place: place))
  }

  /// The tools that the first of the variables shows among the others.
  private func uses(ofVariables text: String, at place: Place) -> [ToolUse] {
    let variables = text.split(separator: " ").map { word in
      let pair = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        .map(String.init)
      return ProgramVariable(name: pair[0], value: pair.count > 1 ? pair[1] : nil, place: place)
    }
    let sightings = ProgramVariable.sightings(of: variables) { _ in "" }
    return sightings.prefix(1).flatMap(uses(of:))
  }

  /// The tools of a file's name, whatever stands in the file.
  private func filesNamed(_ path: String, at place: Place) -> [ToolUse] {
    files(at: RelativePath(path)).compactMap {
      matched($0.sign, isExact: true)?.use(.file, at: place, excerpt: path)
    }
  }

  private func uses(ofAction text: String, kind: ActionUse.Kind, at place: Place) -> [ToolUse] {
    let parts = text.split(separator: " ", maxSplits: 2).map(String.init)
    guard parts.count == 3 else {
      return uses(ofAction: ActionUse(kind: kind, name: text), at: place)
    }
    var action = ActionUse(kind: kind, name: parts[0])
    guard parts[1] == "with" else { return uses(ofAction: action, named: parts[2], at: place) }
    var environment: [String: String] = [:]
    for item in parts[2].split(separator: ",") {
      let pair = item.drop { $0 == " " }.split(separator: "=", maxSplits: 1).map(String.init)
      let (name, value) = (pair.first ?? "", pair.count > 1 ? pair[1] : "")
      if name.hasPrefix("env.") {
        environment[String(name.dropFirst(4))] = value
      } else {
        action.inputs.append(ActionUse.Input(name, value, at: Place(RelativePath(""), .start)))
      }
    }
    return uses(ofAction: action, environment: environment, at: place)
  }
}
