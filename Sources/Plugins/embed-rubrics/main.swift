import Catalogue
import Foundation
import SourceModel
import Syntax

// usage: embed-rubrics OUTPUT ROOT
//
// Writes every `.yml` below the root into a file of Swift, sorted by path: as it stands, and as an
// assessment reads it, the catalogue as one text and each other file as a tree; and the schemas, every
// `.json` in the folder of that name.

let arguments = CommandLine.arguments
guard arguments.count == 3 else {
  FileHandle.standardError.write(Data("usage: embed-rubrics OUTPUT ROOT\n".utf8))
  exit(2)
}
let root = URL(filePath: arguments[2])
let names = try FileManager.default.subpathsOfDirectory(atPath: root.path()).sorted()
var texts = ""
var trees = ""
var tools: [(path: RelativePath, tree: SyntaxTree)] = []

/// Ends the build with what is wrong.
func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data("error: rubrics/\(message)\n".utf8))
  exit(1)
}

for name in names where name.hasSuffix(".yml") {
  let content = try String(contentsOf: root.appending(path: name), encoding: .utf8)
  texts += "    (\n\(SwiftLiteral.of(name)),\n\(SwiftLiteral.of(content))\n    ),\n"
  switch RubricTree.document(Array(content.utf8), named: name) {
  case .success(let document) where name.hasPrefix("catalogue/"):
    tools.append((RelativePath(name), SyntaxTree(documents: [document])))
  case .success(let document):
    let tree = PackedNode.text(of: document)
    trees += "    (\n\(SwiftLiteral.of(name)),\n\(SwiftLiteral.of(tree))\n    ),\n"
  case .failure(let fault): fail("\(name):\(fault.message)")
  }
}
let catalogue = ToolCatalogue.packed(tools)
for fault in catalogue.faults { fail("\(fault)") }
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

    static let packedCatalogue: StaticString =
  \(SwiftLiteral.of(catalogue.text))

    static let schemaTexts: [(name: StaticString, text: StaticString)] = [
  \(schemas)  ]
  }

  """
try Data(text.utf8).write(to: URL(filePath: arguments[1]))
