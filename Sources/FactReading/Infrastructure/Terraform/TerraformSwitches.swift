import FactModel
import SourceModel
import Syntax

/// Tells whether a resource is made anywhere, by the switches that the tree sets.
struct TerraformSwitches {
  /// More files, bytes and names are not looked through; then a switch counts as one that somebody
  /// may turn on.
  private static let (fileLimit, byteLimit, nameLimit) = (300, 1 << 24, 100_000)

  private let context: ReadingContext
  private let path: RelativePath
  /// The defaults of the variables that the file itself has.
  private let own: [String: Bool?]

  /// Notes the variables of the file, and where to look for those of others.
  init(_ blocks: [TerraformBlock], _ path: RelativePath, _ context: ReadingContext) {
    self.context = context
    self.path = path
    own = Self.defaults(in: blocks)
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
    guard defaultValue(of: name) == false,
      let turnedOn = context.memory.turnedOn({ Self.turnedOn(in: context) })
    else { return nil }
    return turnedOn.contains(name) ? nil : false
  }

  /// The variables that some file gives anything but `false`; `nil` where the tree does not tell.
  private static func turnedOn(in context: ReadingContext) -> Set<String>? {
    let files = context.files.filter { setsVariables($0.name) }
    // Without environments a variable is a switch that the tree offers.
    guard files.contains(where: { $0.name.contains(".tfvars") }), files.count <= fileLimit else {
      return nil
    }
    var (names, left): (Set<String>, Int) = ([], byteLimit)
    for path in files {
      guard let file = context.read(path) else { continue }
      left -= file.bytes.count
      guard left >= 0, names.count <= nameLimit else { return nil }
      for line in file.bytes.split(whereSeparator: { $0 == newline || $0 == carriageReturn }) {
        if let name = turnedOn(by: line) { names.insert(name) }
      }
    }
    return names.count <= nameLimit ? names : nil
  }

  private static func setsVariables(_ name: String) -> Bool {
    name.hasSuffix(".tfvars") || name.hasSuffix(".tfvars.json") || name.hasSuffix(".tf")
  }

  private static let (newline, carriageReturn) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))

  /// The variable that a line gives anything but `false`.
  private static func turnedOn(by line: ArraySlice<UInt8>) -> String? {
    let words = line.split(maxSplits: 3) { byte in
      byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\"")
        || byte == UInt8(ascii: ",")
    }
    guard words.count > 2, words[1].elementsEqual("=".utf8) || words[1].elementsEqual(":".utf8)
    else { return nil }
    let (name, value) = (
      String(decoding: words[0], as: UTF8.self), String(decoding: words[2], as: UTF8.self)
    )
    return value != "false" && value != "var.\(name)" ? name : nil
  }

  /// The default of a variable, which the file itself has or one of those that have all variables.
  private func defaultValue(of name: String) -> Bool? {
    if let known = own[name] { return known }
    let folder = path.folder
    let beside = context.memory.switchDefaults(in: folder) {
      ["variables.tf", "vars.tf", "inputs.tf", "variable.tf"].reduce(into: [:]) { all, name in
        guard let path = folder.appending(name), context.files.contains(path),
          let source = context.read(path)
        else { return }
        all.merge(Self.defaults(in: TerraformBlock.blocks(in: source).blocks)) { first, _ in first }
      }
    }
    return beside[name] ?? nil
  }

  /// The defaults of variables as far as they are switches, by their names.
  private static func defaults(in blocks: [TerraformBlock]) -> [String: Bool?] {
    blocks.reduce(into: [:]) { all, block in
      guard block.type == "variable", all[block.name] == nil else { return }
      all[block.name] = .some(block.body["default"]?.flag)
    }
  }
}
