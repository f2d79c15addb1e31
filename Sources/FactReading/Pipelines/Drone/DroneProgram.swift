import SourceModel
import Syntax

/// Reads programs that write Drone's pipelines, by what they write down literally.
///
/// An object that holds `steps` is a pipeline, one that holds `commands` or the settings of a plugin a
/// step; a list of command lines that is passed to a function is taken for one too. What decides on a
/// step is computed when the program runs, so steps start by default unless a literal `when` limits
/// them. https://docs.drone.io/pipeline/scripting/starlark/, https://docs.drone.io/pipeline/scripting/jsonnet/
enum DroneProgram {
  static let names: Set<String> = [".drone.star", ".drone.starlark", ".drone.jsonnet"]
  private static let limit = 200

  /// The pipelines that the program would write, as documents; none where it names no step.
  static func document(in file: SourceFile) -> PipelineDocument {
    let language =
      file.path.fileExtension == "jsonnet" ? CodeLanguage.jsonnet : CodeLanguage.starlark
    let literals = ProgramLiterals(language.tokens(in: file.bytes))
    var documents: [Node] = []
    var steps: [Node] = []
    for object in literals.objects.prefix(limit) {
      if object["steps"]?.items.contains(where: isStep) == true {
        documents.append(object)
      } else {
        object.visit { inner in if isStep(inner) { steps.append(inner) } }
      }
    }
    steps += literals.passedLists.prefix(limit).filter(isCommands).map { list in
      mapping([(commands, list)], at: list.position)
    }
    if !steps.isEmpty {
      steps.sort { $0.position < $1.position }
      documents.append(
        mapping([("steps", Node(.sequence(Array(steps.prefix(limit))), at: .start))], at: .start))
    }
    return PipelineDocument(file, documents: documents)
  }

  private static let commands = "commands"

  private static func isStep(_ node: Node) -> Bool {
    guard node.isMapping else { return false }
    return node[commands]?.items.isEmpty == false
      || (node["image"] != nil && node["settings"]?.isMapping == true)
  }

  /// Whether one of the texts is a command with an argument.
  private static func isCommands(_ list: Node) -> Bool {
    list.items.contains { $0.text?.contains(" ") == true }
  }

  private static func mapping(_ entries: [(String, Node)], at position: Position) -> Node {
    Node(
      .mapping(
        entries.map { key, value in
          Node.Entry(key: Node(.scalar(Scalar(key)), at: position), value: value)
        }), at: position)
  }
}
