import FactModel
import SourceModel
import Syntax

/// Tells whether a resource is made anywhere, by the switches that the tree sets.
struct TerraformSwitches {
  /// More files are not looked through; then a switch counts as one that somebody may turn on.
  private static let fileLimit = 300

  private let context: ReadingContext
  private let path: RelativePath
  private let blocks: [TerraformBlock]

  /// Notes what to look through when a switch is met.
  init(_ blocks: [TerraformBlock], _ path: RelativePath, _ context: ReadingContext) {
    self.context = context
    self.path = path
    self.blocks = blocks
  }

  /// Whether a block is made: `count = 0` is not, nor `count = var.x ? 1 : 0` where every
  /// environment in the tree leaves `x` false.
  func isEnabled(_ block: TerraformBlock) -> Bool {
    guard let node = block.body["count"] ?? block.body["for_each"] else { return true }
    guard let condition = node.text else { return node.isFilledCollection }
    let text = condition.trimmingSpaces
    if ["0", "toset([])", "{}", "[]"].contains(text) { return false }
    if text.hasPrefix("false ") && text.contains("?") { return false }
    guard let (name, isNegated) = Self.variable(in: text) else { return true }
    guard let isOn = value(of: name) else { return true }
    return isOn != isNegated
  }

  /// The variable of `var.x ? 1 : 0`, and whether the branches are the other way round.
  private static func variable(in text: String) -> (name: String, isNegated: Bool)? {
    let parts = text.split(separator: "?", maxSplits: 1).map { String($0).trimmingSpaces }
    guard parts.count == 2 else { return nil }
    var condition = parts[0]
    var isNegated = condition.hasPrefix("!")
    if isNegated { condition = String(condition.dropFirst()).trimmingSpaces }
    guard condition.hasPrefix("var.") else { return nil }
    let name = condition.dropFirst(4)
    guard name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else { return nil }
    let branches = parts[1].split(separator: ":").map { String($0).trimmingSpaces }
    if branches.first == "0" { isNegated.toggle() }
    return (String(name), isNegated)
  }

  /// The value of a switch where all environments agree on it; `nil` where the tree does not tell.
  private func value(of name: String) -> Bool? {
    guard defaultValue(of: name) == false else { return nil }
    let files = context.files.filter { Self.setsVariables($0.name) }
    // Without environments the variable is a switch that the tree offers.
    guard files.contains(where: { $0.name.contains(".tfvars") }), files.count <= Self.fileLimit
    else { return nil }
    let isSet = files.contains { file in
      context.read(file).map { Self.turnsOn(name, in: $0) } ?? false
    }
    return isSet ? nil : false
  }

  private static func setsVariables(_ name: String) -> Bool {
    name.hasSuffix(".tfvars") || name.hasSuffix(".tfvars.json") || name.hasSuffix(".tf")
  }

  /// Whether a file gives the variable anything but `false`.
  private static func turnsOn(_ name: String, in file: SourceFile) -> Bool {
    file.text.split(whereSeparator: \.isNewline).contains { line in
      let words = line.split { $0 == " " || $0 == "\t" || $0 == "\"" || $0 == "," }
      guard words.count > 2, words[0] == name, words[1] == "=" || words[1] == ":" else {
        return false
      }
      return words[2] != "false" && words[2] != "var.\(name)"
    }
  }

  private func defaultValue(of name: String) -> Bool? {
    if let block = blocks.first(where: { $0.type == "variable" && $0.name == name }) {
      return block.body["default"]?.flag
    }
    for file in ["variables.tf", "vars.tf", "inputs.tf", "variable.tf"] {
      guard let path = path.folder.appending(file), path != self.path,
        context.files.contains(path), let source = context.read(path)
      else { continue }
      let block = TerraformBlock.blocks(in: source).blocks
        .first { $0.type == "variable" && $0.name == name }
      if let block { return block.body["default"]?.flag }
    }
    return nil
  }
}
