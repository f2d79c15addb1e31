import SourceModel
import Syntax

extension DumpText {
  /// A block of HCL with the lines of everything inside it.
  static func hcl(_ block: HCLBlock) -> String {
    object([
      "type": JSON.quoted(block.type), "labels": strings(block.labels),
      "line": "\(block.position.line)", "end_line": "\(block.endLine)",
      "attributes": array(
        block.attributes.map { "[\(JSON.quoted($0.name)),\($0.position.line)]" }),
      "blocks": array(block.blocks.map(hcl)),
    ])
  }

  /// A stage of a Dockerfile.
  static func stage(_ stage: DockerfileStage) -> String {
    object([
      "name": stage.name.map(JSON.quoted) ?? "null", "base": JSON.quoted(stage.base),
      "line": "\(stage.position.line)",
      "instructions": array(stage.instructions.map(instruction)),
    ])
  }

  private static func instruction(_ instruction: DockerfileInstruction) -> String {
    object([
      "name": JSON.quoted(instruction.name), "flags": strings(instruction.flags),
      "arguments": JSON.quoted(instruction.arguments), "words": strings(instruction.words),
      "heredocs": strings(instruction.heredocs), "line": "\(instruction.position.line)",
    ])
  }

  /// A command of a shell script.
  static func command(_ command: ShellCommand) -> String {
    object([
      "words": strings(command.words), "line": "\(command.position.line)",
      "ignoresFailure": "\(command.ignoresFailure)",
    ])
  }

  /// An element of XML with everything inside it.
  static func xml(_ element: XMLElement) -> String {
    object([
      "name": JSON.quoted(element.name),
      "attributes": array(element.attributes.map { strings([$0.name, $0.value]) }),
      "text": JSON.quoted(element.text), "children": array(element.children.map(xml)),
    ])
  }
}
