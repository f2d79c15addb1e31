import SourceModel
import Syntax

/// Reads programs that write Drone's pipelines, by their strings: each list of `commands` is a step.
///
/// What decides on a step is computed when the program runs, so steps are taken to start by default.
/// https://docs.drone.io/pipeline/scripting/starlark/, https://docs.drone.io/pipeline/scripting/jsonnet/
struct DroneProgram {
  static let names: Set<String> = [".drone.star", ".drone.starlark", ".drone.jsonnet"]
  private static let limit = 200

  private let bytes: [UInt8]
  private var index = 0
  private var position = Position.start

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The pipeline that the program would write, as its document; no steps where it names none.
  static func document(in file: SourceFile) -> PipelineDocument {
    var program = DroneProgram(file.bytes)
    let steps = program.steps()
    guard !steps.isEmpty else { return PipelineDocument(file, documents: []) }
    let root = mapping([("steps", Node(.sequence(steps), at: .start))], at: .start)
    return PipelineDocument(file, documents: [root])
  }

  private mutating func steps() -> [Node] {
    var steps: [Node] = []
    while index < bytes.count, steps.count < Self.limit {
      let start = position
      if skipComment() { continue }
      if let text = string() {
        if text == "commands", let step = step(at: start) { steps.append(step) }
      } else if let word = word() {
        if word == "commands", let step = step(at: start) { steps.append(step) }
      } else {
        advance()
      }
    }
    return steps
  }

  /// The step of a list of strings behind `commands`, which may be computed otherwise.
  private mutating func step(at start: Position) -> Node? {
    skipBlanks()
    guard take(UInt8(ascii: ":")) || take(UInt8(ascii: "=")) else { return nil }
    skipBlanks()
    guard take(UInt8(ascii: "[")) else { return nil }
    var commands: [Node] = []
    while index < bytes.count, bytes[index] != UInt8(ascii: "]") {
      if skipComment() { continue }
      let place = position
      if let text = string() {
        commands.append(Node(.scalar(Scalar(text, style: .doubleQuoted)), at: place))
      } else {
        advance()
      }
    }
    guard !commands.isEmpty else { return nil }
    let name = Node(.scalar(Scalar("commands")), at: start)
    return Self.mapping(
      [("name", name), ("commands", Node(.sequence(commands), at: start))], at: start)
  }

  private static func mapping(_ entries: [(String, Node)], at position: Position) -> Node {
    Node(
      .mapping(
        entries.map { key, value in
          Node.Entry(key: Node(.scalar(Scalar(key)), at: position), value: value)
        }), at: position)
  }

  // MARK: - Characters

  private mutating func advance() {
    if bytes[index] == UInt8(ascii: "\n") {
      position.line += 1
      position.column = 1
    } else if bytes[index] & 0xC0 != 0x80 {
      position.column += 1
    }
    index += 1
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard index < bytes.count, bytes[index] == byte else { return false }
    advance()
    return true
  }

  private mutating func skipBlanks() {
    while index < bytes.count, " \t\r\n".utf8.contains(bytes[index]) { advance() }
  }

  /// Passes over `# …`, `// …` and `/* … */`.
  private mutating func skipComment() -> Bool {
    let next = index + 1 < bytes.count ? bytes[index + 1] : 0
    let isSlash = bytes[index] == UInt8(ascii: "/")
    if bytes[index] == UInt8(ascii: "#") || isSlash && next == UInt8(ascii: "/") {
      while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { advance() }
      return true
    }
    guard isSlash, next == UInt8(ascii: "*") else { return false }
    advance()
    advance()
    while index < bytes.count {
      if take(UInt8(ascii: "*")) {
        if take(UInt8(ascii: "/")) { break }
      } else {
        advance()
      }
    }
    return true
  }

  private mutating func word() -> String? {
    let start = index
    while index < bytes.count, Self.isLetter(bytes[index]) { advance() }
    return index > start ? String(decoding: bytes[start..<index], as: UTF8.self) : nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x5F
  }

  /// The text of a string in single or double quotes, on one line.
  private mutating func string() -> String? {
    let quote = bytes[index]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
    advance()
    var text: [UInt8] = []
    while index < bytes.count, bytes[index] != quote, bytes[index] != UInt8(ascii: "\n") {
      if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count { advance() }
      text.append(bytes[index])
      advance()
    }
    _ = take(quote)
    return String(decoding: text, as: UTF8.self)
  }
}
