import SourceModel
import Syntax

/// Reads programs that write Drone's pipelines, by their strings: each list of `commands` is a step.
///
/// What decides on a step is computed when the program runs, so steps are taken to start by default.
/// https://docs.drone.io/pipeline/scripting/starlark/, https://docs.drone.io/pipeline/scripting/jsonnet/
enum DroneProgram {
  static let names: Set<String> = [".drone.star", ".drone.starlark", ".drone.jsonnet"]
  private static let limit = 200
  private static let key = "commands"

  /// The pipeline that the program would write, as its document; no steps where it names none.
  static func document(in file: SourceFile) -> PipelineDocument {
    let language =
      file.path.fileExtension == "jsonnet" ? CodeLanguage.jsonnet : CodeLanguage.starlark
    let tokens = language.tokens(in: file.bytes).filter { $0.kind != .lineEnd }
    let steps = tokens.indices.lazy.compactMap { step(at: $0, tokens) }.prefix(limit)
    guard !steps.isEmpty else { return PipelineDocument(file, documents: []) }
    let root = mapping([("steps", Node(.sequence(Array(steps)), at: .start))], at: .start)
    return PipelineDocument(file, documents: [root])
  }

  /// The step of a list of strings behind `commands`, which may be computed otherwise.
  private static func step(at index: Int, _ tokens: [CodeToken]) -> Node? {
    let start = tokens[index]
    guard start.kind != .symbol, start.text == key, index + 2 < tokens.count,
      tokens[index + 1].isSymbol(":") || tokens[index + 1].isSymbol("="),
      tokens[index + 2].isSymbol("[")
    else { return nil }
    let list = tokens[(index + 3)...].prefix { !$0.isSymbol("]") }
    let commands = list.filter { $0.kind == .string }.map { token in
      Node(.scalar(Scalar(unescaped(token.text), style: .doubleQuoted)), at: token.position)
    }
    guard !commands.isEmpty else { return nil }
    let name = Node(.scalar(Scalar(key)), at: start.position)
    return mapping(
      [("name", name), (key, Node(.sequence(commands), at: start.position))], at: start.position)
  }

  /// A string without the backslashes before its characters.
  private static func unescaped(_ text: String) -> String {
    var isEscaped = false
    return text.filter { character in
      isEscaped = character == "\\" && !isEscaped
      return !isEscaped
    }
  }

  private static func mapping(_ entries: [(String, Node)], at position: Position) -> Node {
    Node(
      .mapping(
        entries.map { key, value in
          Node.Entry(key: Node(.scalar(Scalar(key)), at: position), value: value)
        }), at: position)
  }
}
