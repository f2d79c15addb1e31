import Foundation
import SourceModel
import Syntax
import TestSupport

/// A case of the suite.
///
/// See https://github.com/yaml/yaml-test-suite
struct YAMLCase: Decodable {
  var id: String
  var yaml: String
  /// Whether the text must be refused.
  var error: Bool
  /// The documents, where the suite gives them.
  var json: [ConformanceValue]?
}

/// A case of the suite.
///
/// See https://github.com/toml-lang/toml-test
struct TOMLCase: Decodable {
  struct NoInput: Error {}

  private enum CodingKeys: String, CodingKey {
    case id
    case toml
    case encoded = "toml_base64"
    case json
  }

  var id: String
  var toml: String?
  var encoded: String?
  /// The document in the suite's tagged form; nothing where the text must be refused.
  var json: ConformanceValue?

  var bytes: [UInt8] {
    get throws {
      if let toml { return Array(toml.utf8) }
      guard let data = encoded.flatMap({ Data(base64Encoded: $0) }) else { throw NoInput() }
      return Array(data)
    }
  }
}

/// A case of the suite.
///
/// See https://github.com/nst/JSONTestSuite
struct JSONCase: Decodable {
  var id: String
  /// `y` must be accepted, `n` refused, `i` either.
  var expect: String
  var content: String
}

/// A Terraform file with the blocks it holds.
struct TerraformCase: Decodable {
  var id: String
  var hcl: String
  var blocks: [TerraformBlock]
}

/// A block with the lines of everything inside it.
struct TerraformBlock: Decodable, Equatable {
  /// A name and the line where it stands: `["name", 3]`.
  struct Attribute: Decodable, Equatable {
    var name: String
    var line: Int

    init(name: String, line: Int) {
      self.name = name
      self.line = line
    }

    init(from decoder: any Decoder) throws {
      var items = try decoder.unkeyedContainer()
      name = try items.decode(String.self)
      line = try items.decode(Int.self)
    }
  }

  private enum CodingKeys: String, CodingKey {
    case type
    case labels
    case line
    case endLine = "end_line"
    case attributes
    case blocks
  }

  var type: String
  var labels: [String]
  var line: Int
  var endLine: Int
  var attributes: [Attribute]
  var blocks: [TerraformBlock]

  init(_ block: HCLBlock) {
    type = block.type
    labels = block.labels
    line = Int(block.position.line)
    endLine = block.endLine
    attributes = block.attributes.map { Attribute(name: $0.name, line: Int($0.position.line)) }
    blocks = block.blocks.map { TerraformBlock($0) }
  }

  /// The number of blocks, this one included.
  var size: Int { blocks.reduce(1) { $0 + $1.size } }
}
