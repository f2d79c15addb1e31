import Foundation

// usage: embed-rubrics OUTPUT ROOT
//
// Writes every `.yml` below the root into a file of Swift, sorted by path: as it stands, and as the
// tree that an assessment reads; and the schemas, every `.json` in the folder of that name.

let arguments = CommandLine.arguments
guard arguments.count == 3 else {
  FileHandle.standardError.write(Data("usage: embed-rubrics OUTPUT ROOT\n".utf8))
  exit(2)
}
let root = URL(filePath: arguments[2])
let names = try FileManager.default.subpathsOfDirectory(atPath: root.path()).sorted()
var texts = ""
var trees = ""
for name in names where name.hasSuffix(".yml") {
  let content = try String(contentsOf: root.appending(path: name), encoding: .utf8)
  texts += "    (\n\(SwiftLiteral.of(name)),\n\(SwiftLiteral.of(content))\n    ),\n"
  switch RubricTree.packed(Array(content.utf8)) {
  case .success(let tree):
    trees += "    (\n\(SwiftLiteral.of(name)),\n\(SwiftLiteral.of(tree))\n    ),\n"
  case .failure(let fault):
    FileHandle.standardError.write(Data("error: rubrics/\(name):\(fault.message)\n".utf8))
    exit(1)
  }
}
var schemas = ""
for name in names where name.hasPrefix("schemas/") && name.hasSuffix(".json") {
  let content = try String(contentsOf: root.appending(path: name), encoding: .utf8)
  let title = String(name.dropFirst("schemas/".count).dropLast(".json".count))
  schemas += "    (\n\(SwiftLiteral.of(title)),\n\(SwiftLiteral.of(content))\n    ),\n"
}
let text = """
  // Made from the files in `rubrics`.

  extension BuiltInRubrics {
    static let texts: [(name: StaticString, text: StaticString)] = [
  \(texts)  ]

    static let packedTrees: [(name: StaticString, tree: StaticString)] = [
  \(trees)  ]

    static let schemaTexts: [(name: StaticString, text: StaticString)] = [
  \(schemas)  ]
  }

  """
try Data(text.utf8).write(to: URL(filePath: arguments[1]))
