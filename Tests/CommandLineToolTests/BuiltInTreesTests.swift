import BuiltInRubrics
import Rubrics
import Syntax
import Testing

/// What a build made of the rubric's files says what the files say.
@Suite struct BuiltInTreesTests {
  @Test func treesAreTheFilesWithoutExamplesAndProofs() throws {
    var folded = 0
    let files = BuiltInRubrics.files.filter { !$0.name.hasPrefix("catalogue/") }
    let trees = BuiltInRubrics.trees
    #expect(trees.map(\.name) == files.map(\.name))
    for (file, tree) in zip(files, trees) {
      let read = try #require(tree.tree.withUTF8Buffer { PackedNode.node($0) })
      let packed = Self.unfolded(read, counting: &folded)
      let whole = try #require(YAML.parse(file.bytes, manner: .strict).documents.first)
      #expect(Self.checks(in: packed) == 0, "\(file.name)")
      #expect(Self.withoutChecks(whole) == packed, "\(file.name)")
    }
    // Pieces of advice, choices of words and forms of pipelines.
    #expect(folded > 500)
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
    #expect(ofTrees.forms.vendors == ofFiles.forms.vendors)
    #expect(Array(ofTrees.forms.forms) == Array(ofFiles.forms.forms))
    #expect(ofTrees.words.names == ofFiles.words.names)
    for name in ofFiles.words.names {
      let (one, other) = (ofTrees.words[name]?.choices, ofFiles.words[name]?.choices)
      #expect(one.map(Array.init) == other.map(Array.init), "\(name)")
      #expect(other.map { Array($0).isEmpty } == false, "\(name)")
    }
  }

  /// The tree with what is folded in it: items of the lists at the top.
  private static func unfolded(_ root: Node, counting folded: inout Int) -> Node {
    var root = root
    guard case .mapping(let entries) = root.content else { return root }
    root.content = .mapping(
      entries.map { entry in
        var entry = entry
        guard case .sequence(let items) = entry.value.content else { return entry }
        entry.value.content = .sequence(
          items.map { item in
            // Forms of pipelines stand beside their vendors.
            guard let node = PackedNode.unfolded(item["form"] ?? item) else { return item }
            folded += 1
            return node
          })
        return entry
      })
    return root
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
