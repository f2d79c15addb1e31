import BuiltInRubrics
import SourceModel

/// Prints the JSON Schema of a file that people write or programs read.
struct SchemaCommand {
  /// The names of all schemas.
  static var names: [String] { BuiltInRubrics.schemas.map(\.name) }

  let console: Console
  let arguments: Arguments

  func run() throws -> ExitStatus {
    let names = Self.names
    guard let name = arguments.operands.first else {
      try console.output(names.map { $0 + "\n" }.joined())
      return .fine
    }
    guard arguments.operands.count == 1,
      let schema = BuiltInRubrics.schemas.first(where: { $0.name == name })
    else {
      let hint = Suggestion.nearest(to: name, among: names).map { ", did you mean `\($0)`?" }
      throw UsageError(
        message: "found the schema `\(arguments.operands.joined(separator: " "))`\(hint ?? ""), "
          + "expected one of " + names.joined(separator: ", "))
    }
    try console.output(schema.text)
    return .fine
  }
}
