import Foundation

// usage: embed-rubrics OUTPUT ROOT
//
// Writes every `.yml` below the root as a text of Swift, sorted by path.

let arguments = CommandLine.arguments
guard arguments.count == 3 else {
  FileHandle.standardError.write(Data("usage: embed-rubrics OUTPUT ROOT\n".utf8))
  exit(2)
}
let root = URL(filePath: arguments[2])
var text = """
  // Made from the files in `rubrics`.

  extension BuiltInRubrics {
    static let texts: [(name: StaticString, text: StaticString)] = [

  """
let names = try FileManager.default.subpathsOfDirectory(atPath: root.path()).filter {
  $0.hasSuffix(".yml")
}
for name in names.sorted() {
  let content = try String(contentsOf: root.appending(path: name), encoding: .utf8)
  // More marks than any run in the text, so that nothing in it ends the literal.
  var marks = "##"
  while content.contains("\"" + marks) || content.contains("\\" + marks) { marks += "#" }
  text +=
    "    (\n\(marks)\"\"\"\n\(name)\n\"\"\"\(marks),\n\(marks)\"\"\"\n\(content)\n\"\"\"\(marks)\n    ),\n"
}
text += "  ]\n}\n"
try Data(text.utf8).write(to: URL(filePath: arguments[1]))
