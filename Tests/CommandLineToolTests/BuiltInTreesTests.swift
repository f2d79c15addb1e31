import BuiltInRubrics
import Rubrics
import Syntax
import Testing

/// What a build made of the rubric's files says what the files say.
@Suite struct BuiltInTreesTests {
  @Test func treesAreTheFilesWithoutExamplesAndProofs() throws {
    let files = BuiltInRubrics.files.filter { !$0.name.hasPrefix("catalogue/") }
    let trees = BuiltInRubrics.trees
    #expect(trees.map(\.name) == files.map(\.name))
    for (file, tree) in zip(files, trees) {
      let packed = try #require(tree.tree.withUTF8Buffer { PackedNode.node($0) })
      let whole = try #require(YAML.parse(file.bytes, manner: .strict).documents.first)
      #expect(Self.checks(in: packed) == 0, "\(file.name)")
      #expect(Self.withoutChecks(whole) == packed, "\(file.name)")
    }
  }

  @Test func theRubricOfTheTreesIsTheRubricOfTheFiles() throws {
    let trees = try BuiltInRubrics.trees.map { name, tree in
      RubricFile(name: name, tree: try #require(tree.withUTF8Buffer { PackedNode.node($0) }))
    }
    let (read, faults) = RubricLoader.load(trees)
    #expect(faults.isEmpty)
    let ofTrees = try #require(read)
    let ofFiles = try #require(RubricLoader.load(BuiltInRubrics.files).rubric)
    #expect(ofTrees.criteria.map(\.id) == ofFiles.criteria.map(\.id))
    for (one, other) in zip(ofTrees.criteria, ofFiles.criteria) {
      #expect(one.texts == other.texts)
      #expect(one.met == other.met)
      #expect(one.advice.map(\.how) == other.advice.map(\.how))
      #expect(one.place == other.place)
    }
  }

  private static func isCheck(_ entry: Node.Entry) -> Bool {
    ["examples", "proof"].contains(entry.key.text)
  }

  private static func checks(in node: Node) -> Int {
    let own = node.entries.count(where: isCheck)
    return own + (node.items + node.entries.map(\.value)).reduce(0) { $0 + checks(in: $1) }
  }

  private static func withoutChecks(_ node: Node) -> Node {
    var node = node
    switch node.content {
    case .scalar: break
    case .sequence(let items): node.content = .sequence(items.map(withoutChecks))
    case .mapping(let entries):
      node.content = .mapping(
        entries.filter { !isCheck($0) }.map { entry in
          var entry = entry
          entry.value = withoutChecks(entry.value)
          return entry
        })
    }
    return node
  }
}
