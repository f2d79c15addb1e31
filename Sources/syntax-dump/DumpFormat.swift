import SourceModel
import Syntax

/// A format that can be dumped.
enum DumpFormat: String, CaseIterable {
  case yaml
  case tolerantYAML = "yaml-tolerant"
  case json
  case toml
  case hcl
  case dockerfile
  case ini
  case xml
  case shell

  /// What a reader made of a text: the faults, and the lines to print, made when asked for.
  struct Dump {
    var faults: [SyntaxFault]
    var lines: () -> [String]
  }

  /// Reads a text.
  func dump(_ bytes: [UInt8]) -> Dump {
    switch self {
    case .yaml: return Self.dump(YAML.parse(bytes, manner: .strict), DumpText.yamlScalar)
    case .tolerantYAML:
      return Self.dump(YAML.parse(bytes, manner: .tolerant), DumpText.yamlScalar)
    case .json: return Self.dump(JSON.parse(bytes, dialect: .strict), DumpText.jsonScalar)
    case .toml: return Self.dump(TOML.parse(bytes), DumpText.tomlScalar)
    case .ini: return Self.dump(INI.parse(bytes), DumpText.textScalar)
    case .xml:
      let document = XML.parse(bytes)
      return Dump(faults: document.faults) { document.root.map { [DumpText.xml($0)] } ?? [] }
    case .hcl:
      let file = HCL.parse(bytes)
      return Dump(faults: file.faults) { [DumpText.array(file.blocks.map(DumpText.hcl))] }
    case .dockerfile:
      let file = Dockerfile.parse(bytes)
      return Dump(faults: file.faults) { [DumpText.array(file.stages.map(DumpText.stage))] }
    case .shell:
      let script = ShellScript.parse(bytes)
      return Dump(faults: script.faults) {
        [DumpText.array(script.commands.map(DumpText.command))]
      }
    }
  }

  /// What the reader made of a file, strictly and tolerantly, for formats whose trees are of nodes.
  func file(_ path: String, _ bytes: [UInt8]) -> String? {
    switch self {
    case .yaml:
      return DumpText.file(
        path, strict: YAML.parse(bytes, manner: .strict),
        tolerant: [YAML.parse(bytes, manner: .tolerant)], DumpText.yamlScalar)
    case .json:
      return DumpText.file(
        path, strict: JSON.parse(bytes, dialect: .strict),
        tolerant: [.withComments, .json5].map { JSON.parse(bytes, dialect: $0) },
        DumpText.textScalar)
    case .toml:
      return DumpText.file(path, strict: TOML.parse(bytes), tolerant: [], DumpText.tomlScalar)
    case .tolerantYAML, .hcl, .dockerfile, .ini, .xml, .shell: return nil
    }
  }

  private static func dump(
    _ tree: SyntaxTree, _ scalar: @escaping (Scalar, String?) -> String
  ) -> Dump {
    Dump(faults: tree.faults) { tree.documents.map { DumpText.node($0, scalar) } }
  }
}
