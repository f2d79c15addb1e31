import Foundation
import SourceModel
import Syntax
import TestSupport
import Testing

/// Each suite collects all cases that fail before it fails itself.
@Suite struct ConformanceTests {
  @Test(.enabled(if: Conformance.isPresent("yaml-test-suite"), missing("yaml-test-suite")))
  func yamlFollowsTheTestSuite() throws {
    let cases = try Conformance.cases(YAMLCase.self, in: "yaml-test-suite")
    var tally = Tally(["accepted", "loaded", "rejected"])
    for item in cases {
      let tree = YAML.parse(Array(item.yaml.utf8), manner: .strict)
      if item.error {
        tally.note(tree.isRejected, "rejected", item.id)
        continue
      }
      tally.note(!tree.isRejected, "accepted", item.id)
      guard let json = item.json else { continue }
      let documents = ConformanceValue.list(tree.documents.map { .yaml($0) })
      tally.note(documents.matches(.list(json)), "loaded", item.id)
    }
    print("conformance yaml: \(tally)")
    #expect(cases.count == 402)
    #expect(tally.counts == ["accepted": 308, "loaded": 279, "rejected": 94])
    #expect(tally.failures == [])
  }

  @Test(.enabled(if: Conformance.isPresent("toml-test"), missing("toml-test")))
  func tomlFollowsTheTestSuite() throws {
    let cases = try Conformance.cases(TOMLCase.self, in: "toml-test")
    var tally = Tally(["loaded", "rejected"])
    for item in cases {
      let tree = TOML.parse(try item.bytes)
      if let json = item.json {
        let value = tree.documents.first.map { ConformanceValue.toml($0) }
        let isSame = value.map { $0.matches(json.normalizedTOML) } ?? false
        tally.note(!tree.isRejected && isSame, "loaded", item.id)
      } else {
        tally.note(tree.isRejected, "rejected", item.id)
      }
    }
    print("conformance toml: \(tally)")
    #expect(cases.count == 709)
    #expect(tally.counts == ["loaded": 210, "rejected": 499])
    #expect(tally.failures == [])
  }

  @Test(.enabled(if: Conformance.isPresent("json-test-suite"), missing("json-test-suite")))
  func jsonFollowsTheTestSuite() throws {
    let cases = try Conformance.cases(JSONCase.self, in: "json-test-suite")
    var tally = Tally(["accepted", "rejected"])
    for item in cases {
      let bytes = Array(try #require(Data(base64Encoded: item.content)))
      let isRejected = JSON.parse(bytes, dialect: .strict).isRejected
      switch item.expect {
      case "y": tally.note(!isRejected, "accepted", item.id)
      case "n": tally.note(isRejected, "rejected", item.id)
      default: break
      }
    }
    print("conformance json: \(tally)")
    #expect(cases.count == 318)
    #expect(tally.counts == ["accepted": 95, "rejected": 188])
    #expect(tally.failures == [])
  }

  @Test(.enabled(if: Conformance.isPresent("terraform-blocks"), missing("terraform-blocks")))
  func hclFindsTheBlocksOfRealFiles() throws {
    let cases = try Conformance.cases(TerraformCase.self, in: "terraform-blocks")
    var tally = Tally(["files"])
    for item in cases {
      let file = HCL.parse(Array(item.hcl.utf8))
      let isAccepted = !file.faults.contains { $0.severity == .error }
      let blocks = file.blocks.map { TerraformBlock($0) }
      tally.note(isAccepted && blocks == item.blocks, "files", item.id)
    }
    print("conformance terraform-blocks: \(tally)")
    #expect(cases.count == 30)
    #expect(cases.reduce(0) { $0 + $1.blocks.reduce(0) { $0 + $1.size } } == 686)
    #expect(tally.failures == [])
  }

  private static func missing(_ suite: String) -> Comment {
    "the suite is not here: \(Conformance.path(suite))"
  }
}

/// How many cases of each kind passed, and which did not.
private struct Tally: CustomStringConvertible {
  let kinds: [String]
  private(set) var counts: [String: Int] = [:]
  private(set) var failures: [String] = []
  private var passed: [String: Int] = [:]

  init(_ kinds: [String]) { self.kinds = kinds }

  mutating func note(_ isRight: Bool, _ kind: String, _ id: String) {
    counts[kind, default: 0] += 1
    if isRight {
      passed[kind, default: 0] += 1
    } else {
      failures.append("\(id) not \(kind)")
    }
  }

  var description: String {
    kinds.map { "\(passed[$0] ?? 0)/\(counts[$0] ?? 0) \($0)" }.joined(separator: ", ")
  }
}
